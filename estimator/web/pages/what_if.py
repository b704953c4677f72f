"""What if an input were another, and how sure is the estimate."""

from __future__ import annotations

from estimator.web.frame import scenario_page

TITLE = "What-if"
PATH = "what-if"


def page() -> None:
    """Show the page."""
    scenario_page(TITLE, PATH)
