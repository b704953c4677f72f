"""What else there is to know: what was expected and claimed, what multiplies, what is unused."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from estimator.api import Summary
from estimator.web.literal import aligned


def remarks(summary: Summary, *, judged: bool) -> None:
    """Show the scenario's own statements, and what a reader should look at twice."""
    if judged:
        _expected(summary)
    else:
        st.caption("Expectations are held against the scenario's own conventions only.")
    claims = [
        (c.name, f"{c.text} ({c.by})" if c.by else c.text, f"here {c.shown}", c.says)
        for c in summary.claims
    ]
    _block("Claimed", claims)
    for title, rows in summary.remarks():
        _block(title.capitalize(), rows)


def _expected(summary: Summary) -> None:
    met = [
        ("met" if e.met else "NOT MET", e.name, e.shown, f"expected {e.text}")
        for e in summary.expectations
    ]
    _block("Expected", met)


def _block(title: str, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        st.subheader(title, anchor=False)
        st.code(aligned(rows), language=None)
