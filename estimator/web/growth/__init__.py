"""The years to come, the limits that bind, and the money."""

TITLE = "Growth and cost"
PATH = "growth"
