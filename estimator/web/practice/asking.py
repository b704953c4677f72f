"""A practice problem: what is told, the answers so far, and the step at hand."""

from __future__ import annotations

import streamlit as st

from estimator.api.practice import stories
from estimator.web.literal import aligned, literal
from estimator.web.marks import QUIET, kind_of, marked
from estimator.web.practice.drill import Drill, Given, Round

_ANSWER = "practice/answer"


def told(now: Round) -> None:
    """Show the story of a problem and what is given."""
    problem = now.problem
    st.subheader(literal(problem.title), anchor=False)
    st.text(stories().get(problem.scenario, ""))
    st.code(aligned([*problem.inputs.values()]), language=None, wrap_lines=True)
    steps = f"Problem {problem.seed}, in {len(problem.steps)} steps"
    st.caption(f"{steps}. The link to this page asks the same one.")


def answered(now: Round) -> None:
    """Show the steps that are done, each with what its answer is worth and how it comes about."""
    for at, given in enumerate(now.given, 1):
        step = now.problem.steps[at - 1]
        with st.container(key=f"step-{at}"):
            st.text(f"{at}. {step.question}")
        _worth(at, given)
        key = f"practice/how/{now.problem.scenario}/{now.problem.seed}/{at}"
        how = st.expander(
            "How it comes about",
            expanded=given.verdict is None,
            key=key,
            type="compact",
            on_change="rerun",
        )
        if how.open:
            how.code(now.problem.explain(at), language=None, wrap_lines=True)


def _worth(at: int, given: Given) -> None:
    kind = QUIET if given.verdict is None else kind_of(given.verdict)
    word = "looked up" if given.verdict is None else str(given.verdict)
    with st.container(key=f"line-{kind}-{at}"):
        st.text(f"{marked(kind, word)}\n{100 * given.score:.0f}%")
        st.text(given.answer or "no answer of yours")
        if given.says:
            st.text(given.says)


def asked(drill: Drill) -> None:
    """Ask the step at hand; Enter answers it."""
    now = drill.round
    step = now.problem.steps[now.at - 1]
    hints = now.problem.hints(now.at)
    with st.form("practice/form"):
        st.text_input(
            literal(f"{now.at}. {step.question} ({step.unit})"),
            key=_ANSWER,
            placeholder="1.5k/s, ~2 TB, 3 billion",
        )
        if now.refusal:
            st.caption(":red[Not counted; write it otherwise.]")
            st.code(now.refusal, language=None, wrap_lines=True)
        with st.container(horizontal=True, gap="small"):
            # The first is what Enter presses.
            st.form_submit_button("Answer", type="primary", on_click=_answer, args=(drill,))
            left = len(hints) - now.hints
            label = f"Hint ({left} left)" if left else "No more hints"
            st.form_submit_button(
                label, on_click=drill.hint, disabled=not left, key="practice/hint"
            )
            st.form_submit_button("Look it up", on_click=_look_up, args=(drill,))
        for hint in hints[: now.hints]:
            st.code(hint, language=None, wrap_lines=True)


def _answer(drill: Drill) -> None:
    if drill.answer(st.session_state[_ANSWER].strip()):
        st.session_state[_ANSWER] = ""


def _look_up(drill: Drill) -> None:
    drill.look_up()
    st.session_state[_ANSWER] = ""
