"""The numbers that everyone should know, with their sources."""

from __future__ import annotations

from estimator.web.frame import other_page
from estimator.web.share import Taken

TITLE = "Constants"
PATH = "constants"


def page() -> None:
    """Show the page."""
    other_page(TITLE, PATH, lambda: Taken(()))
