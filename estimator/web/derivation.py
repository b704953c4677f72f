"""How one answer comes about, step by step."""

from __future__ import annotations

import streamlit as st

from estimator.api import Derivation, Result, Step, Summary
from estimator.web.answers import is_answer, wanted
from estimator.web.inputs import show
from estimator.web.literal import aligned, literal
from estimator.web.workspace import Workspace


def derivation(workspace: Workspace, result: Result, summary: Summary) -> None:
    """Let an answer be picked, and show its steps."""
    names = [row.name for row in summary.rows() if is_answer(row)]
    if not names:
        st.caption("There is no answer yet; give a section what it needs.")
        return
    if workspace.picked not in names:
        workspace.picked = wanted(summary)[0]
    key = f"{workspace.name}/picked"
    show(key, workspace.picked)
    st.selectbox("Answer", names, key=key, on_change=_picked, args=(workspace, key))
    _steps(result.derivation(workspace.picked))


def _picked(workspace: Workspace, key: str) -> None:
    workspace.picked = st.session_state[key]


def _steps(derived: Derivation) -> None:
    whole = f"  ({derived.whole})" if derived.whole else ""
    with st.container(key="derived"):
        st.text(f"{derived.value}{whole}")
    if derived.meaning:
        st.text(derived.meaning)
    for step in derived.steps:
        _step(step, derived.powers if step.name == derived.name else ())
    if derived.given:
        st.subheader("From", anchor=False)
        st.code(aligned([(g.name, g.value, g.origin) for g in derived.given]), language=None)


def _step(step: Step, powers: tuple[str, ...]) -> None:
    st.subheader(literal(step.name), anchor=False)
    # A number alone is its own formula; it is said once.
    lines = dict.fromkeys([step.formula, step.numbers, *powers, step.value])
    st.code("\n".join(f"= {line}" for line in lines), language=None, wrap_lines=True)
    if law := "; ".join(part for part in (step.law, step.source) if part):
        with st.container(key=f"law-{step.name}"):
            st.text(law)
