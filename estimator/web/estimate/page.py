"""The estimate: inputs and answers side by side."""

from __future__ import annotations

import streamlit as st

from estimator.api import convention_in_words
from estimator.web.answers import answers, decisions, headline
from estimator.web.asked import keep, switch
from estimator.web.estimate import PATH, TITLE
from estimator.web.estimate.derivation import derivation
from estimator.web.estimate.editor import editor
from estimator.web.estimate.remarks import remarks
from estimator.web.frame import scenario_page
from estimator.web.inputs.widgets import inputs
from estimator.web.workspace import Worked, Workspace

_GIVEN = {"inputs": "Inputs", "yaml": "YAML"}
_PARTS = {"all": "All answers", "how": "How it comes about", "checks": "Checks"}


def page() -> None:
    """Show the page."""
    with scenario_page(TITLE, PATH) as (space, worked):
        left, right = st.columns([2, 3], gap="large")
        # The answers first: what is written first is on the screen first.
        with right:
            if worked is not None:
                _answers(space, worked)
        with left:
            _given(space, worked)


def _given(space: Workspace, worked: Worked | None) -> None:
    # No tabs: a browser walks all that is in one, each time something in it changes.
    if worked is None or switch(PATH, "given", "What is given", _GIVEN) == "yaml":
        editor(space)
    else:
        inputs(space, worked)


def _answers(space: Workspace, worked: Worked) -> None:
    summary = worked.summary

    def pick(name: str) -> None:
        keep(PATH, "of", name, "")
        keep(PATH, "part", "how", next(iter(_PARTS)))

    with st.container(key="answers"):
        _title(worked)
        if summary.sampled:
            st.caption(f"Below each value: {summary.sampled}")
        headline(summary, pick)
        decisions(summary)
        # Only the part that is looked at: each takes its time when a slider moves.
        match switch(PATH, "part", "What is shown of the answers", _PARTS):
            case "all":
                answers(summary, pick)
            case "how":
                derivation(space, worked)
            case _:
                own = worked.scenario.conventions
                remarks(summary, judged=own == worked.result.conventions)


def _title(worked: Worked) -> None:
    with st.container(key="title"):
        st.text(worked.scenario.title or "Untitled")
    if worked.scenario.about:
        st.text(worked.scenario.about)
    said = convention_in_words(worked.result.conventions)
    st.caption(f"{said}. Click a number to see how it comes about.")
