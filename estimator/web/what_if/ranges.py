"""The inputs that are ranges, and those that are tried as ranges."""

from __future__ import annotations

import streamlit as st

from estimator.api import Row
from estimator.web.inputs.widgets import given_input
from estimator.web.literal import literal
from estimator.web.shown import show
from estimator.web.what_if.question import Question, chosen, put, several
from estimator.web.what_if.trial import FACTORS, USUAL, Trial

# So many are seen at once; a first trial is of so many.
_AT_ONCE, _FIRST = 5, 3
_MOST = 10


def ranges(q: Question, trial: Trial) -> None:
    """Show what can be moved: the inputs that are ranges, and those that are tried as such."""
    rows = [r for r in q.inputs.values() if r.uncertain or r.name in trial.ranges]
    _rows(q, rows[:_AT_ONCE])
    if more := rows[_AT_ONCE:]:
        held = st.expander(f"More ranges ({len(more)})", key=q.key("more"), on_change="rerun")
        if held.open:
            with held:
                _rows(q, more)
    _trial(q, trial)


def try_first(q: Question) -> None:
    """Try the inputs that the answer depends on most."""
    names = [row.name for row in q.scenario.sensitivity(q.answer) if row.elasticity]
    known = [name for name in names if name in q.inputs]
    smooth = [name for name in known if not q.inputs[name].integer]
    put(q, "ranges", *(smooth or known)[:_FIRST])


def _rows(q: Question, rows: list[Row]) -> None:
    group = None
    for row in rows:
        holder = row.name.rpartition(".")[0] or "formulas"
        if holder != group:
            st.caption(literal(holder))
        group = holder
        given_input(q.space, row)


def _trial(q: Question, trial: Trial) -> None:
    certain = [name for name, row in q.inputs.items() if not row.uncertain]
    if not certain:
        return
    key = q.key("ranges")
    show(key, [name for name in several(q, "ranges", q.inputs) if name in certain])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.multiselect(
            "Try as ranges",
            certain,
            key=key,
            max_selections=_MOST,
            placeholder="Inputs that you are not sure of",
            on_change=lambda: put(q, "ranges", *st.session_state[key]),
            help="The scenario stays as it is; a share is moved by its odds.",
        )
        chosen(q, "Times and divided by", "by", FACTORS, USUAL, width=130)
    for message in trial.refused.values():
        st.caption(":red[Not tried.]")
        st.code(message, language=None, wrap_lines=True)
    if trial.ranges:
        st.button(
            "Keep these ranges",
            key=q.key("keep"),
            on_click=_keep,
            args=(q, trial),
            disabled=bool(q.space.error),
            help="Writes them into the scenario.",
        )


def _keep(q: Question, trial: Trial) -> None:
    for name, text in trial.ranges.items():
        q.space.move(name, text)
    put(q, "ranges")
