"""Amounts, the one input type: what a field asks for, and how an amount is read."""
