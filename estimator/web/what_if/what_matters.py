"""Which inputs an answer depends on, and how much."""

from __future__ import annotations

import streamlit as st

from estimator.api.sensitivity import InputInfluence
from estimator.web.charts.chart import draw
from estimator.web.charts.tornado import Bar, tornado
from estimator.web.literal import literal
from estimator.web.what_if.findings import findings
from estimator.web.what_if.question import Question
from estimator.web.what_if.trial import Trial, tried

# More bars than these nobody reads; the table has all.
_MOST = 10


def what_matters(q: Question) -> None:
    """Show a tornado of the uncertain inputs; where all is certain, the elasticities."""
    trial = tried(q)
    found = trial.scenario.sensitivity(q.answer)
    bars = [row for row in found if row.at_low is not None and row.at_high is not None]
    if bars:
        _tornado(q, trial, bars)
    elif found.rows:
        _elasticities(q, found.rows)
    # The first table is the chart in letters.
    said = found.findings()
    findings(said._replace(tables=said.tables[1:]), "what-matters")
    if not found.samples:
        st.caption("Where inputs are ranges, or tried as such under How sure, this is a tornado.")


def _tornado(q: Question, trial: Trial, rows: list[InputInfluence]) -> None:
    show, middle = trial.result.show, trial.result[q.answer]
    scale = trial.result.scale(q.answer, middle)
    bars = [
        Bar(
            row.name,
            float(row.at_low.magnitude) / scale.size,
            float(row.at_high.magnitude) / scale.size,
            show(row.name, row.low),
            show(row.name, row.high),
        )
        for row in rows[:_MOST]
        if row.at_low is not None and row.at_high is not None
    ]
    first = rows[0]
    ends = " to ".join(show(q.answer, end) for end in (first.at_low, first.at_high))
    said = f"{first.name} moves {q.answer} most: {ends}, with all else in the middle."
    st.text(said)
    st.caption("Blue: the input is low (p5). Orange: it is high (p95). Its values stand beside.")
    draw(tornado(bars, float(middle.magnitude) / scale.size, scale.unit), "what-matters", said)


def _elasticities(q: Question, rows: tuple[InputInfluence, ...]) -> None:
    moved = [(row.name, row.elasticity) for row in rows if row.elasticity]
    if not moved:
        return
    bars = [
        Bar(name, each, 0.0, f"{each:+.3g} %")
        if each < 0
        else Bar(name, 0.0, each, "", f"{each:+.3g} %")
        for name, each in moved[:_MOST]
    ]
    said = f"by how many percent {q.answer} moves where an input is 1 % more"
    st.caption(literal(said))
    first, by = moved[0]
    draw(tornado(bars, 0.0, "% more"), "what-matters", f"{said}: {by:+.3g} % for {first}")
