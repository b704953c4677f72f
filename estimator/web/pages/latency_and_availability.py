"""How long a request takes, and how often the whole is down."""

from __future__ import annotations

from estimator.web.frame import scenario_page

TITLE = "Latency and availability"
PATH = "latency"


def page() -> None:
    """Show the page."""
    scenario_page(TITLE, PATH)
