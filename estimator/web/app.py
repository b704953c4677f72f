"""The pages and the way between them."""

from __future__ import annotations

from functools import partial
from types import ModuleType

import streamlit as st

from estimator.web import session
from estimator.web.pages import PAGES


def run() -> None:
    """Show the page that the URL names."""
    st.set_page_config(page_title="Capacity estimate", layout="wide")
    pages = [_entry(at, module) for at, module in enumerate(PAGES)]
    st.navigation(pages, position="top").run()


def _entry(at: int, module: ModuleType) -> st.Page:
    return st.Page(
        partial(_show, module), title=module.TITLE, url_path=module.PATH, default=at == 0
    )


def _show(module: ModuleType) -> None:
    session.arrive(module.PATH)
    module.page()
    session.leave(module.PATH)
