"""A worksheet, checked line by line."""

from __future__ import annotations

from estimator.web.frame import other_page
from estimator.web.share import Taken

TITLE = "Check my math"
PATH = "check"


def page() -> None:
    """Show the page."""
    other_page(TITLE, PATH, lambda: Taken(()))
