"""Amounts that are not certain: how likely each value of one is."""
