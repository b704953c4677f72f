"""The years to come, the limits that bind, and the money."""

from __future__ import annotations

from estimator.web.frame import scenario_page

TITLE = "Growth and cost"
PATH = "growth"


def page() -> None:
    """Show the page."""
    scenario_page(TITLE, PATH)
