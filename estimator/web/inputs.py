"""The inputs of a scenario: for each a slider where one fits, and a box that takes any amount."""

from __future__ import annotations

import streamlit as st

from estimator.api import Row, Summary
from estimator.web.literal import literal
from estimator.web.stops import on_slider, stops
from estimator.web.workspace import Workspace


def inputs(workspace: Workspace, summary: Summary) -> None:
    """Show what is given, section by section, and then what is assumed instead."""
    if workspace.error:
        st.caption("The YAML has an error; mend it there, and the inputs move again.")
    for group, rows in summary.groups.items():
        given = [row for row in rows if row.role == "input"]
        if given:
            st.subheader(literal(group), anchor=False)
        for row in given:
            _given(workspace, row)
    if assumed := summary.assumed():
        with st.expander(f"Assumed, because not given ({len(assumed)})"):
            for row in assumed:
                _assumed(workspace, row)


def _given(workspace: Workspace, row: Row) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        slides = _slider(workspace, row)
        _box(workspace, row, _label(row), row.formula, beside=slides)
    _refusal(workspace, row.name)


def _assumed(workspace: Workspace, row: Row) -> None:
    _box(workspace, row, _label(row, row.name), "")
    _refusal(workspace, row.name)


def _slider(workspace: Workspace, row: Row) -> bool:
    """Show a slider, if one fits the amount as it is written."""
    # The stops lie around an anchor, not around the amount: else the knob
    # would spring back to the middle under the hand that moves it.
    at = on_slider(row.formula, row.unit, row.values[0])
    options = stops(workspace.anchors.get(row.name, row.formula), row.unit, integer=row.integer)
    if at not in options:
        workspace.anchors[row.name] = row.formula
        options = stops(row.formula, row.unit, integer=row.integer)
    if at not in options:
        return False
    workspace.anchors.setdefault(row.name, row.formula)
    key = f"{workspace.name}/slider/{row.name}"
    show(key, at)
    st.select_slider(
        _label(row),
        options,
        key=key,
        on_change=_moved,
        args=(workspace, row.name, key),
        disabled=bool(workspace.error),
    )
    return True


def _box(workspace: Workspace, row: Row, label: str, amount: str, *, beside: bool = False) -> None:
    """Show the amount as text; one that was refused stays as it was typed."""
    key = f"{workspace.name}/box/{row.name}"
    draft = workspace.drafts.get(row.name)
    show(key, draft.typed if draft else amount)
    st.text_input(
        f"{label}, as text" if beside else label,
        key=key,
        label_visibility="collapsed" if beside else "visible",
        placeholder=row.shown[0],
        on_change=_moved,
        args=(workspace, row.name, key),
        disabled=bool(workspace.error),
        width=130 if beside else "stretch",
    )


def _label(row: Row, name: str = "") -> str:
    # No markup in it: screen readers are given a label as it is written here.
    name = name or row.name.rpartition(".")[2]
    return literal(" – ".join(part for part in (name, row.meaning.rstrip(".")) if part))


def _refusal(workspace: Workspace, name: str) -> None:
    if draft := workspace.drafts.get(name):
        st.caption(":red[Not taken; the answers are those of the amount before.]")
        st.code(draft.message, language=None, wrap_lines=True)


def _moved(workspace: Workspace, name: str, key: str) -> None:
    workspace.move(name, st.session_state[key])


def show(key: str, value: object) -> None:
    """Let a widget show a value, before it is created in this run."""
    # Only where it differs: a value that is set again is sent again, and would
    # pull back a knob that has moved on in the meantime.
    if st.session_state.get(key) != value:
        st.session_state[key] = value
