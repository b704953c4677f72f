"""How the pages look, beyond Streamlit's own options."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent


def style(*, stale: bool) -> None:
    """Apply the style; answers that are no longer those of the text are dimmed."""
    sheet("page")
    if stale:
        sheet("stale")


def sheet(name: str) -> None:
    """Apply a style sheet: fixed text, in which nothing of a scenario ever stands."""
    st.html(_HERE / f"{name}.css")
