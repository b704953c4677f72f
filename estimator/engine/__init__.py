"""Definitions → a checked graph → one straight-line function → values."""
