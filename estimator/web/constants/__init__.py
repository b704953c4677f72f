"""The numbers that everyone should know, with their sources."""

TITLE = "Constants"
PATH = "constants"
