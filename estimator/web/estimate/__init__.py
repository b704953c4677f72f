"""The estimate: inputs and answers side by side."""

TITLE = "Estimate"
PATH = ""
