"""A worksheet, checked line by line."""

TITLE = "Check my math"
PATH = "check"
