"""A scenario file: its amounts, its keys, and the steps from text to formulas."""
