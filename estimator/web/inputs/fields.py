"""The inputs of one part of a scenario, beside what follows from them."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from estimator.web.inputs.widgets import choice_input, given_input
from estimator.web.literal import literal
from estimator.web.shown import show
from estimator.web.workspace import Worked, Workspace


def fields(
    space: Workspace, worked: Worked, within: str, absent: Mapping[str, tuple[str, str]] = {}
) -> None:
    """Show the inputs of a section, and boxes for what it does not say and could.

    Args:
        space: whose inputs they are.
        worked: what it comes to.
        within: the path of the section.
        absent: fields by name, each with what it asks for and an example; those that
            are given are shown as all others.
    """
    if space.error:
        st.caption("The YAML has an error; mend it on the first page, and the inputs move again.")
    rows = {row.name: row for row in worked.summary.rows() if row.name.startswith(f"{within}.")}
    holder = within
    for row in rows.values():
        if row.role != "input":
            continue
        if (around := row.name.rpartition(".")[0]) != holder:
            holder = around
            st.caption(literal(_short(holder, within)))
        given_input(space, row)
    for choice in worked.scenario.choices:
        if choice.name.rpartition(".")[0] == within:
            choice_input(space, choice)
    for name, (asks, example) in absent.items():
        if name not in rows or rows[name].role == "default":
            ask(space, name, asks, example)


def ask(space: Workspace, name: str, asks: str, example: str) -> None:
    """Ask for an amount that the text does not give."""
    key = f"{space.name}/ask/{name}"
    draft = space.drafts.get(name)
    show(key, draft.typed if draft else "")
    st.text_input(
        literal(f"{name.rpartition('.')[2]} – {asks.rstrip('.')}"),
        key=key,
        placeholder=f"such as {example}",
        on_change=lambda: _taken(space, name, st.session_state[key]),
        disabled=bool(space.error),
    )
    if draft:
        st.caption(":red[Not taken; the answers are those without it.]")
        st.code(draft.message, language=None, wrap_lines=True)


def _taken(space: Workspace, name: str, typed: str) -> None:
    if typed.strip():
        space.move(name, typed)
    else:
        space.drafts.pop(name, None)


def _short(holder: str, within: str) -> str:
    """Give the names on the way to a holder, without the keys of groups between them."""
    groups = ("steps", "parts", "sequential", "parallel", "any_of", "all_of", "other")
    names = holder.removeprefix(f"{within}.").split(".")
    return " › ".join(name for name in names if name not in groups) or holder
