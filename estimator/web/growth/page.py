"""The years to come, the limits that bind, and the money."""

from __future__ import annotations

import streamlit as st

from estimator.web.asked import tabs
from estimator.web.frame import scenario_page
from estimator.web.growth import PATH, TITLE
from estimator.web.growth.limits import limits
from estimator.web.growth.money import money
from estimator.web.growth.years import growth

_PARTS = {"years": "Year by year", "limits": "Limits that bind", "cost": "Cost"}


def page() -> None:
    """Show the page."""
    with scenario_page(TITLE, PATH) as (space, worked):
        if worked is None:
            return
        if worked.summary.uncertain:
            st.caption("What is uncertain is taken at its median.")
        part, there = tabs(PATH, "part", _PARTS, "years")
        # Only the part that is looked at: each takes its time when a slider moves.
        with there:
            if part == "years":
                growth(space, worked)
            elif part == "limits":
                limits(space, worked)
            else:
                money(space, worked, PATH)
