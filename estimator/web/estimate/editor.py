"""The text of a scenario, to be written by hand."""

from __future__ import annotations

import streamlit as st

from estimator.web.shown import fresh
from estimator.web.workspace import Workspace


def editor(space: Workspace) -> None:
    """Show the text; what is typed is taken as it is, whether it works or not."""
    turn = fresh(f"{space.name}/yaml", space.text)
    st.text_area(
        "The scenario as YAML",
        key=turn.key,
        height=560,
        help="Taken when you leave the box, or press Ctrl+Enter.",
        on_change=turn.taken(space.take),
    )
    st.button(
        "Start again",
        on_click=space.take,
        args=(space.opened,),
        disabled=space.text == space.opened,
    )
