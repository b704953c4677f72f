"""The estimate: inputs and answers side by side."""

from __future__ import annotations

import streamlit as st

from estimator.api import convention_in_words
from estimator.web.answers import answers, decisions, headline
from estimator.web.estimate import PATH, TITLE
from estimator.web.estimate.derivation import derivation
from estimator.web.estimate.editor import editor
from estimator.web.estimate.remarks import remarks
from estimator.web.frame import scenario_page
from estimator.web.inputs.widgets import inputs
from estimator.web.workspace import Worked, Workspace

_PARTS = "parts"
_EVERY, _HOW, _CHECKS = "All answers", "How it comes about", "Checks"


def page() -> None:
    """Show the page."""
    space, worked = scenario_page(TITLE, PATH)
    left, right = st.columns([2, 3], gap="large")
    # The answers first: what is written first is on the screen first.
    with right:
        if worked is not None:
            _answers(space, worked)
    with left:
        _given(space, worked)


def _given(space: Workspace, worked: Worked | None) -> None:
    moved, written = st.tabs(["Inputs", "YAML"], key="given", on_change="rerun")
    with moved:
        if moved.open and worked is not None:
            inputs(space, worked)
    with written:
        if written.open or worked is None:
            editor(space)


def _answers(space: Workspace, worked: Worked) -> None:
    summary = worked.summary

    def pick(name: str) -> None:
        space.pick(name)
        st.session_state[_PARTS] = _HOW

    with st.container(key="answers"):
        _title(worked)
        if summary.sampled:
            st.caption(f"Below each value: {summary.sampled}")
        headline(summary, pick)
        decisions(summary)
        every, how, checks = st.tabs([_EVERY, _HOW, _CHECKS], key=_PARTS, on_change="rerun")
        # Only the part that is looked at: each takes its time when a slider moves.
        with every:
            if every.open:
                answers(summary, pick)
        with how:
            if how.open:
                derivation(space, worked)
        with checks:
            if checks.open:
                own = worked.scenario.conventions
                remarks(summary, judged=own == worked.result.conventions)


def _title(worked: Worked) -> None:
    with st.container(key="title"):
        st.text(worked.scenario.title or "Untitled")
    if worked.scenario.about:
        st.text(worked.scenario.about)
    said = convention_in_words(worked.result.conventions)
    st.caption(f"{said}. Click a number to see how it comes about.")
