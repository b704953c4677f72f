"""What if an input were another, and how sure is the estimate."""

TITLE = "What-if"
PATH = "what-if"
