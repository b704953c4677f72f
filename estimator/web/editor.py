"""The text of a scenario, to be written by hand."""

from __future__ import annotations

import streamlit as st

from estimator.web.inputs import show
from estimator.web.workspace import Workspace


def editor(space: Workspace) -> None:
    """Show the text; what is typed is taken as it is, whether it works or not."""
    key = f"{space.name}/yaml"
    show(key, space.text)
    st.text_area(
        "The scenario as YAML",
        key=key,
        height=560,
        help="Taken when you leave the box, or press Ctrl+Enter.",
        on_change=lambda: space.take(st.session_state[key]),
    )
    st.button(
        "Start again",
        on_click=space.take,
        args=(space.opened,),
        disabled=space.text == space.opened,
    )
