"""How long a request takes, and how often the whole is down."""

from __future__ import annotations

import streamlit as st

from estimator.web.asked import tabs
from estimator.web.frame import scenario_page
from estimator.web.latency import PATH, TITLE
from estimator.web.latency.path import latency
from estimator.web.latency.redundancy import availability

_PARTS = {"latency": "Latency", "availability": "Availability"}


def page() -> None:
    """Show the page."""
    with scenario_page(TITLE, PATH) as (space, worked):
        if worked is None:
            return
        if worked.summary.uncertain:
            st.caption("What is uncertain is taken at its median.")
        part, there = tabs(PATH, "part", _PARTS, "latency")
        with there:
            if part == "latency":
                latency(space, worked, PATH)
            else:
                availability(space, worked)
