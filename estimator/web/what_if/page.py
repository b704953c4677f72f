"""What if an input were another, and how sure is the estimate."""

from __future__ import annotations

import streamlit as st

import estimator as est
from estimator.web.asked import tabs
from estimator.web.frame import scenario_page
from estimator.web.what_if import PATH, TITLE
from estimator.web.what_if.compare import compare
from estimator.web.what_if.gives_way import gives_way
from estimator.web.what_if.goal import goal
from estimator.web.what_if.how_sure import how_sure
from estimator.web.what_if.question import Question, chosen, question, settle
from estimator.web.what_if.sweep import sweep
from estimator.web.what_if.what_matters import what_matters

_PARTS = {
    "sure": ("How sure", how_sure),
    "matters": ("What matters", what_matters),
    "sweep": ("Sweep", sweep),
    "limits": ("What gives way", gives_way),
    "goal": ("Goal", goal),
    "compare": ("Compare", compare),
}
# What belongs to an answer goes with it.
_ITS_OWN = ("limit", "goal", "amount")


def page() -> None:
    """Show the page."""
    with scenario_page(TITLE, PATH) as (space, worked):
        if worked is None:
            return
        settle(PATH, space, ("part",))
        q = question(PATH, space, worked)
        if not q.answers:
            st.text("There is no answer yet to ask of; give a section what it needs.")
            return
        if not q.inputs:
            st.text("There is no number yet that could be another; give one.")
            return
        with st.container(key="answers"):
            chosen(q, "Answer", "of", q.answers, q.answers[0], resets=_ITS_OWN)
            _part(q)


def _part(q: Question) -> None:
    """Show the part that is open, and only that: each takes its time when a slider moves."""
    name, tab = tabs(PATH, "part", {name: label for name, (label, _) in _PARTS.items()}, "sure")
    with tab:
        try:
            _PARTS[name][1](q)
        except est.EstimatorError as error:
            st.caption(":red[This can't be told of the scenario as it is.]")
            st.code(str(error), language=None, wrap_lines=True)
