"""Interview problems, answered and graded."""

TITLE = "Practice"
PATH = "practice"
