"""The value of an input at which an answer is what is asked for, as a sentence with blanks."""

from __future__ import annotations

import streamlit as st

import estimator as est
from estimator.web.asked import choice
from estimator.web.what_if.findings import findings
from estimator.web.what_if.how_sure import own_limit
from estimator.web.what_if.question import Question, chosen, refused, typed
from estimator.web.what_if.sweep import first_input

_SIGNS = {"above": ">", "at least": ">=", "below": "<", "at most": "<=", "exactly": "="}
_THERE = "there"


def goal(q: Question) -> None:
    """Let the blanks of a sentence be filled, and say what comes of it."""
    default = first_input(q, choice(q.path, "goal", q.answers, q.answer))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = chosen(q, "Change", "change", [*q.inputs], default)
        answer = chosen(q, "until", "goal", q.answers, q.answer, resets=("amount", "change"))
        sign = chosen(q, "is", "sign", [*_SIGNS], "above", width=120)
        amount = typed(q, "this much", "amount", own_limit(q, answer) or _twice(q, answer))
    try:
        found = q.scenario.solve(name, until=f"{answer} {_SIGNS[sign]} {amount}")
    except est.NoSuchValueError as error:
        st.text("No value does.")
        st.code(str(error), language=None, wrap_lines=True)
        return
    except est.EstimatorError as error:
        refused(error)
        return
    with st.container(key="solved"):
        st.text(f"{found}.")
    said = found.findings()
    findings(said._replace(notes=said.about), "goal")
    table = said.tables[0]
    if _THERE in table.head:
        _put(q, name, table.rows[0][table.head.index(_THERE)])


def _twice(q: Question, answer: str) -> str:
    today = q.result[answer]
    shown = q.result.show(answer)
    return shown if shown.endswith("%") else q.result.show(answer, 2 * today)


def _put(q: Question, name: str, amount: str) -> None:
    st.button(
        "Put it into the scenario",
        key=q.key("put"),
        on_click=q.space.move,
        args=(name, amount),
        disabled=bool(q.space.error),
        help="Undo takes it back.",
    )
