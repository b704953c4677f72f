"""The pages, a package each, and the way between them."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from types import ModuleType

import streamlit as st

from estimator.web import (
    check,
    constants,
    estimate,
    growth,
    latency,
    practice,
    session,
    what_if,
)

PAGES = (estimate, what_if, growth, latency, check, practice, constants)
"""In the order of the navigation; the first is where a visitor arrives."""


def run() -> None:
    """Show the page that the URL names."""
    st.set_page_config(page_title="Capacity estimate", layout="wide")
    entries = [
        st.Page(partial(show, page), title=page.TITLE, url_path=page.PATH, default=at == 0)
        for at, page in enumerate(PAGES)
    ]
    st.navigation(entries, position="top").run()


def show(page: ModuleType) -> None:
    """Show a page, with its state in the URL; what it is made of is imported now."""
    session.arrive(page.PATH)
    import_module(f"{page.__name__}.page").page()
    session.leave(page.PATH)
