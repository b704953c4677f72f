"""How one answer comes about: step by step, and as a graph."""

from __future__ import annotations

import streamlit as st

from estimator.api import Derivation, as_graph, as_latex
from estimator.web.answers import is_answer, wanted
from estimator.web.asked import choice, keep
from estimator.web.estimate import PATH
from estimator.web.literal import aligned, literal
from estimator.web.shown import show
from estimator.web.workspace import Worked, Workspace


def derivation(space: Workspace, worked: Worked) -> None:
    """Let an answer be picked, and show its steps."""
    names = [row.name for row in worked.summary.rows() if is_answer(row)]
    if not names:
        st.caption("There is no answer yet; give a section what it needs.")
        return
    first = wanted(worked.summary)[0]
    picked = choice(PATH, "of", names, first)
    key = f"{space.name}/of"
    show(key, picked)
    st.selectbox(
        "Answer", names, key=key, on_change=lambda: keep(PATH, "of", st.session_state[key], first)
    )
    derived = worked.result.derivation(picked)
    _head(derived)
    for step in derived.steps:
        st.subheader(literal(step.name), anchor=False)
        powers = derived.powers if step.name == derived.name else ()
        st.latex(as_latex(step, powers), width="content")
        if law := "; ".join(part for part in (step.law, step.source) if part):
            with st.container(key=f"law-{step.name}"):
                st.text(law)
    if derived.given:
        st.subheader("From", anchor=False)
        st.code(aligned([(g.name, g.value, g.origin) for g in derived.given]), language=None)
    if len(derived.steps) + len(derived.given) > 1:
        st.subheader("As a graph", anchor=False)
        said = f"From {', '.join(g.name for g in derived.given)} to {derived.name}, arrow by arrow."
        st.graphviz_chart(as_graph(derived), width="content", alt=said)


def _head(derived: Derivation) -> None:
    beside = f"  ({derived.beside})" if derived.beside else ""
    with st.container(key="derived"):
        st.text(f"{derived.name} = {derived.value}{beside}")
    if derived.meaning:
        st.text(derived.meaning)
