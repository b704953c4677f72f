"""The estimate: inputs and answers side by side."""

from __future__ import annotations

import streamlit as st

import estimator as est
from estimator.api import Result, convention_in_words
from estimator.web.answers import answers, headline
from estimator.web.derivation import derivation
from estimator.web.inputs import inputs, show
from estimator.web.remarks import remarks
from estimator.web.state import Workspace, choices
from estimator.web.theme import style

_FIRST = "twitter"
_CONVENTIONS = ("exact", "rounded")


def page() -> None:
    """Show the page."""
    st.set_page_config(page_title="Capacity estimate", layout="wide")
    workspace = _workspace()
    style(stale=bool(workspace.error))
    result = workspace.result()
    _head(workspace, result)
    left, right = st.columns([2, 3], gap="large")
    # The answers first: what is written first is on the screen first.
    with right:
        _answers(workspace, result)
    with left:
        _given(workspace, result)


def _workspace() -> Workspace:
    """Let a scenario be chosen; each keeps its text while another is looked at."""
    names = list(choices())
    opened: dict[str, Workspace] = st.session_state.setdefault("workspaces", {})
    name = st.session_state.setdefault("scenario", _FIRST if _FIRST in names else names[0])
    if name not in opened:
        opened[name] = Workspace(name, choices()[name].text)
    return opened[name]


def _head(workspace: Workspace, result: Result | None) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        st.title("Capacity estimate", anchor=False, width="content")
        st.selectbox(
            "Scenario", list(choices()), key="scenario", format_func=lambda n: choices()[n].line
        )
        if result is not None:
            _conventions(workspace, result)
        st.button("Undo", on_click=workspace.undo, disabled=not workspace.earlier)


def _conventions(workspace: Workspace, result: Result) -> None:
    key = f"{workspace.name}/conventions"
    show(key, result.conventions)
    st.segmented_control(
        "Conventions",
        _CONVENTIONS,
        key=key,
        required=True,
        on_change=_converted,
        args=(workspace, key),
    )


def _converted(workspace: Workspace, key: str) -> None:
    workspace.convert(st.session_state[key])


def _given(workspace: Workspace, result: Result | None) -> None:
    moved, written = st.tabs(["Inputs", "YAML"])
    with moved:
        if result is not None:
            inputs(workspace, result)
    with written:
        _yaml(workspace)


def _yaml(workspace: Workspace) -> None:
    key = f"{workspace.name}/yaml"
    show(key, workspace.text)
    st.text_area(
        "The scenario as YAML",
        key=key,
        height=560,
        help="Taken when you leave the box, or press Ctrl+Enter.",
        on_change=_typed,
        args=(workspace, key),
    )
    with st.container(horizontal=True):
        st.download_button(
            "Download", workspace.text, f"{workspace.name}.yaml", "text/yaml", on_click="ignore"
        )
        st.button(
            "Start again",
            on_click=workspace.take,
            args=(workspace.opened,),
            disabled=workspace.text == workspace.opened,
        )


def _typed(workspace: Workspace, key: str) -> None:
    workspace.take(st.session_state[key])


def _answers(workspace: Workspace, result: Result | None) -> None:
    if workspace.error:
        st.error("The text does not work yet.")
        st.code(workspace.error, language=None, wrap_lines=True)
    if result is None:
        return
    with st.container(key="answers"):
        loaded = est.loads(workspace.good)
        summary = result.summary()
        _title(loaded, result)
        if summary.sampled:
            st.caption(f"Below each value: {summary.sampled}")
        headline(summary, stale=bool(workspace.error))
        every, how, checks = st.tabs(
            ["Answers", "How it comes about", "Checks"], key="parts", on_change="rerun"
        )
        # Only the part that is looked at: each takes its time when a slider moves.
        with every:
            if every.open:
                answers(summary)
        with how:
            if how.open:
                derivation(workspace, result, summary)
        with checks:
            if checks.open:
                own = loaded.estimate().conventions
                remarks(summary, judged=own == result.conventions)


def _title(loaded: est.Scenario, result: Result) -> None:
    with st.container(key="title"):
        st.text(loaded.title or "Untitled")
    if loaded.about:
        st.text(loaded.about)
    st.caption(convention_in_words(result.conventions))
