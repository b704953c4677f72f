"""Interview problems, answered and graded."""

from __future__ import annotations

from estimator.web.frame import other_page
from estimator.web.share import Taken

TITLE = "Practice"
PATH = "practice"


def page() -> None:
    """Show the page."""
    other_page(TITLE, PATH, lambda: Taken(()))
