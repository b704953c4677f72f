"""Kinds of thing, their units, and how an amount is shown."""
