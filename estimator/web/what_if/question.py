"""What a page of questions is asked: of which scenario, on which answer, with what settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

import estimator as est
from estimator.api import Row, Summary
from estimator.web import session
from estimator.web.answers import is_answer, wanted
from estimator.web.asked import choice, keep
from estimator.web.shown import show
from estimator.web.workspace import Worked, Workspace

_NAME = re.compile(r"[A-Za-z_][\w.]*")
# So many letters an amount has at most.
_LONGEST = 100
_COMMA = ","


class Question(NamedTuple):
    """Hold what is asked: `scenario` goes by the conventions that are shown.

    `inputs` are the numbers that can be changed, `answers` what follows from
    them, the likeliest to be asked for first, and `asked` the settings by name.
    """

    path: str
    space: Workspace
    scenario: est.Scenario
    result: est.Result
    summary: Summary
    inputs: Mapping[str, Row]
    answers: Sequence[str]
    answer: str
    asked: dict[str, str]

    def key(self, name: str) -> str:
        """Give a widget's key: each scenario has its own."""
        return f"{self.path}/{self.space.name}/{name}"


def question(path: str, space: Workspace, worked: Worked) -> Question:
    """Gather what is asked of a scenario that works."""
    found = answers(worked.summary)
    answer = choice(path, "of", found, found[0]) if found else ""
    scenario = worked.scenario
    if scenario.conventions != worked.result.conventions:
        scenario = scenario.under(worked.result.conventions)
    given = inputs(worked.summary)
    return Question(
        path,
        space,
        scenario,
        worked.result,
        worked.summary,
        given,
        found,
        answer,
        session.settings(path),
    )


def answers(summary: Summary) -> list[str]:
    """Give the names of all answers, those that a reader came for first."""
    given = inputs(summary)
    rows = [row.name for row in summary.rows() if is_answer(row) and row.name not in given]
    first = [name for name in wanted(summary) if name in rows]
    return list(dict.fromkeys([*first, *rows]))


def inputs(summary: Summary) -> dict[str, Row]:
    """Give the numbers that someone gave, and then what is assumed instead, by name."""
    names = {row.name for row in summary.rows()}
    rows = [row for row in summary.rows() if row.role == "input"]
    # A formula that takes nothing else of the scenario is an amount with a name.
    alone = [
        row
        for row in summary.rows()
        if row.role == "formula" and not names & {*_NAME.findall(row.formula)}
    ]
    return {row.name: row for row in (*rows, *alone, *summary.assumed())}


def settle(path: str, space: Workspace, lasting: Collection[str]) -> None:
    """Let go of settings on another scenario, once one is chosen; `lasting` ones are kept."""
    asked, key = session.settings(path), f"{path}/scenario"
    if st.session_state.get(key, space.name) != space.name:
        for name in [name for name in asked if name not in lasting]:
            del asked[name]
    st.session_state[key] = space.name


def several(q: Question, name: str, options: Collection[str]) -> list[str]:
    """Give a setting that is a list; what in it is no option is said, and left out."""
    given = [each for each in q.asked.get(name, "").split(_COMMA) if each]
    known = [each for each in given if each in options]
    for each in given:
        if each not in options:
            session.notices().append(f"There is no {name} {each[:_LONGEST]} here; it is left out.")
    if known != given:
        put(q, name, *known)
        st.rerun()
    return known


def put(q: Question, name: str, *values: str, default: str = "") -> None:
    """Keep a setting, which may be a list; as its default it needs no keeping."""
    keep(q.path, name, _COMMA.join(values), default)


def chosen(  # noqa: PLR0913 - a box has a label, a place, options and a default
    q: Question,
    label: str,
    name: str,
    options: Sequence[str],
    default: str,
    *,
    resets: Sequence[str] = (),
    width: int | str = "stretch",
) -> str:
    """Let one of some options be picked in a box; it stands in the URL, but for the default.

    Settings that belong to what was picked before, `resets`, go with it.
    """
    key, value = q.key(name), choice(q.path, name, options, default)
    show(key, value)

    def picked() -> None:
        put(q, name, st.session_state[key], default=default)
        for other in resets:
            put(q, other)

    st.selectbox(label, options, key=key, width=width, on_change=picked)
    return value


def typed(q: Question, label: str, name: str, default: str, example: str = "") -> str:
    """Let an amount be typed; what was typed stays, and an empty box is the default."""
    key, value = q.key(name), q.asked.get(name) or default
    show(key, value)
    st.text_input(
        label,
        key=key,
        placeholder=default or example,
        max_chars=_LONGEST,
        on_change=lambda: put(q, name, st.session_state[key].strip(), default=default),
    )
    return value


def refused(error: est.EstimatorError) -> None:
    """Say why something that was typed was not taken."""
    st.caption(":red[Not taken.]")
    st.code(str(error), language=None, wrap_lines=True)
