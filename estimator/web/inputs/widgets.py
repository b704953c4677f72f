"""The inputs of a scenario: for each a widget that fits it, and a box that takes any amount."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from estimator.api import Choice, Row
from estimator.web.folded import unfolded
from estimator.web.inputs.intervals import Ends, ends_of, range_stops
from estimator.web.inputs.stops import on_slider, stops
from estimator.web.literal import literal
from estimator.web.shown import fresh
from estimator.web.workspace import Worked, Workspace

_ROOM = 8


def inputs(space: Workspace, worked: Worked) -> None:
    """Show what is given, section by section, and then what is assumed instead."""
    if space.error:
        st.caption("The YAML has an error; mend it there, and the inputs move again.")
    given: dict[str, list[Row | Choice]] = {
        group: [row for row in rows if row.role == "input"]
        for group, rows in worked.summary.groups.items()
    }
    for choice in worked.scenario.choices:
        given.setdefault(choice.name.rpartition(".")[0], []).append(choice)
    sizes = {group: len(held) for group, held in given.items() if held}
    for group in unfolded(f"{space.name}/inputs", sizes, _ROOM):
        for each in given[group]:
            if isinstance(each, Choice):
                choice_input(space, each)
            else:
                given_input(space, each)
    if assumed := worked.summary.assumed():
        with st.expander(
            f"Assumed, because not given ({len(assumed)})", key="assumed", on_change="rerun"
        ) as held:
            if held.open:
                for row in assumed:
                    _assumed(space, row)


def given_input(space: Workspace, row: Row) -> None:
    """Show one input that is given: a slider where one fits, and the amount as text."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        slides = _range(space, row) or _slider(space, row)
        _box(space, row, _label(row), row.formula, beside=slides)
    _refusal(space, row.name)


def _assumed(space: Workspace, row: Row) -> None:
    _box(space, row, _label(row, row.name), "")
    _refusal(space, row.name)


def choice_input(space: Workspace, choice: Choice) -> None:
    """Show a field that takes one of a few words."""
    turn = fresh(f"{space.name}/choice/{choice.name}", choice.value or None)
    st.segmented_control(
        _named(choice.name.rpartition(".")[2], choice.meaning),
        choice.options,
        key=turn.key,
        on_change=turn.taken(lambda chosen: space.move(choice.name, chosen or "")),
        disabled=bool(space.error),
    )
    _refusal(space, choice.name)


def _slider(space: Workspace, row: Row) -> bool:
    """Show a slider, if one fits the amount as it is written."""
    at = on_slider(row.formula, row.unit, row.values[0])
    options = _around(space, row, lambda text: stops(text, row.unit, integer=row.integer), at)
    if options:
        _knobs(space, row, options, at)
    return bool(options)


def _range(space: Workspace, row: Row) -> bool:
    """Show a slider with two knobs, if the amount is an interval whose ends it fits."""
    ends = ends_of(row.formula)
    options = ends and _around(space, row, lambda text: range_stops(text, row.unit), *ends)
    if ends and options:
        _knobs(space, row, options, ends)
    return bool(options)


def _around(space: Workspace, row: Row, lay: Callable[[str], list[str]], *knobs: str) -> list[str]:
    """Lay the stops of a slider out around an anchor; none where a knob is at no stop.

    Around the amount itself, the knob would spring back to the middle under the
    hand that moves it.
    """
    for anchor in (space.anchors.get(row.name, row.formula), row.formula):
        options = lay(anchor)
        if all(knob in options for knob in knobs):
            space.anchors[row.name] = anchor
            return options
    return []


def _knobs(space: Workspace, row: Row, options: list[str], at: str | Ends) -> None:
    kind = "range" if isinstance(at, tuple) else "slider"
    turn = fresh(f"{space.name}/{kind}/{row.name}", at)

    def moved(value: str | Ends) -> None:
        ends = () if isinstance(value, str) else tuple(value)
        # Two knobs on one stop are no interval: the last one there was stays.
        if not ends or ends[0] != ends[1]:
            space.move(row.name, " to ".join(ends) if ends else str(value))

    # Only its default tells that a slider has two knobs; what it shows is set above.
    default = {"value": (options[0], options[-1])} if isinstance(at, tuple) else {}
    st.select_slider(
        _label(row),
        options,
        key=turn.key,
        on_change=turn.taken(moved),
        disabled=bool(space.error),
        **default,
    )


def _box(space: Workspace, row: Row, label: str, amount: str, *, beside: bool = False) -> None:
    """Show the amount as text; one that was refused stays as it was typed."""
    draft = space.drafts.get(row.name)
    turn = fresh(f"{space.name}/box/{row.name}", draft.typed if draft else amount)
    st.text_input(
        f"{label}, as text" if beside else label,
        key=turn.key,
        label_visibility="collapsed" if beside else "visible",
        placeholder=row.shown[0],
        on_change=turn.taken(lambda typed: space.move(row.name, typed)),
        disabled=bool(space.error),
        width=130 if beside else "stretch",
    )


def _label(row: Row, name: str = "") -> str:
    return _named(name or row.name.rpartition(".")[2], row.meaning)


def _named(name: str, meaning: str) -> str:
    # No markup in it: screen readers are given a label as it is written here.
    return literal(" – ".join(part for part in (name, meaning.rstrip(".")) if part))


def _refusal(space: Workspace, name: str) -> None:
    if draft := space.drafts.get(name):
        st.caption(":red[Not taken; the answers are those of the amount before.]")
        st.code(draft.message, language=None, wrap_lines=True)
