"""How sure an answer is: its distribution, and the chance that it is past a limit."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import streamlit as st

import estimator as est
from estimator.api.simulation import Simulation
from estimator.web.asked import choice
from estimator.web.charts.chart import draw
from estimator.web.charts.distribution import distribution
from estimator.web.literal import aligned, literal
from estimator.web.what_if.question import Question, chosen, refused, typed
from estimator.web.what_if.ranges import ranges, try_first
from estimator.web.what_if.trial import Trial, tried

SAMPLES, SEED = 10_000, 1
_MIDDLE = (0.05, 0.5, 0.95)
_SIDES = {"over": ">", "under": "<"}
_SAME = 1e-9


class _Drawn(NamedTuple):
    """Hold the samples of an answer, and what it is held against.

    `there` are those samples that have a value, in the answer's own unit. `limit` is
    in that unit, too, and `chance` that it is passed; None where there is none.
    """

    all: Simulation
    there: Any
    side: str
    limit: float | None
    chance: float | None
    error: est.EstimatorError | None


def how_sure(q: Question) -> None:
    """Show how an answer is distributed, beside the inputs that make it so."""
    trial = tried(q)
    left, right = st.columns([2, 3], gap="large")
    # The answer first: what is written first is on the screen first.
    with right:
        _answer(q, trial)
    with left:
        ranges(q, trial)


def _answer(q: Question, trial: Trial) -> None:
    drawn = _drawn(q, trial)
    there = drawn.there
    certain = not there.size or np.ptp(there) <= _SAME * abs(there[0])
    with st.container(key="spread"):
        if certain:
            _certain(q, trial)
        else:
            _uncertain(q, trial, drawn)
    if lacking := drawn.all.lacking(q.answer):
        st.caption(f"It has no value in {100 * lacking:.2g} % of the samples.")
    _own_limits(trial, drawn.all)


def _drawn(q: Question, trial: Trial) -> _Drawn:
    limits = [limit.name for limit in trial.result.limits]
    simulation = trial.scenario.simulate(SAMPLES, SEED, of=[q.answer, *limits])
    samples = simulation[q.answer].magnitude
    there = samples[np.isfinite(samples)]
    side = choice(q.path, "side", [*_SIDES], "over")
    text = q.asked.get("limit") or own_limit(q, q.answer)
    none = _Drawn(simulation, there, side, None, None, None)
    if not text:
        return none
    try:
        limit = float(trial.result.amount(q.answer, text).magnitude)
        chance = simulation.chance(f"{q.answer} {_SIDES[side]} {text}")
    except est.EstimatorError as error:
        return none._replace(error=error)
    return none._replace(limit=limit, chance=chance)


def own_limit(q: Question, answer: str) -> str:
    """Give what the scenario itself has room for of an answer; empty where it does not say."""
    for limit in q.result.limits:
        if limit.name == answer:
            # Of a range the upper end counts.
            return limit.text.rpartition(" to ")[2]
    return ""


def _certain(q: Question, trial: Trial) -> None:
    with st.container(key="uncertain"):
        st.metric(literal(q.answer), literal(trial.result.show(q.answer)))
    ranged = [row.name for row in q.inputs.values() if row.uncertain] + [*trial.ranges]
    if ranged:
        st.text(f"It is this for certain: no range reaches it, neither that of {ranged[0]}")
        return
    st.markdown(
        "Every input is certain, so this is one number. Write what you are not sure of as a "
        "range, such as `10% to 25%`, in the box of an input on the Estimate page. Or try it here:"
    )
    st.button(
        "Try the main inputs as ranges",
        key=q.key("try"),
        on_click=try_first,
        args=(q,),
        type="primary",
        help="From half to twice what they are; the scenario stays as it is.",
    )


def _uncertain(q: Question, trial: Trial, drawn: _Drawn) -> None:
    quantiles = drawn.all.quantiles(q.answer, _MIDDLE)
    low, middle, high = (trial.result.show(q.answer, x) for x in quantiles)
    chance = "–" if drawn.chance is None else _percent(drawn.chance)
    with st.container(key="headline"):
        st.metric("Low (p5)", literal(low))
        with st.container(key="uncertain"):
            st.metric("Middle (p50)", literal(middle))
        st.metric("High (p95)", literal(high))
        st.metric(f"Chance to be {drawn.side} the limit", chance)
    said = f"Nine times out of ten {q.answer} is from {low} to {high}; half the time below {middle}"
    scale = trial.result.scale(q.answer, quantiles[1])
    marks = dict(
        zip(("p5", "p50", "p95"), (quantiles.magnitude / scale.size).tolist(), strict=True)
    )
    past = None if drawn.limit is None else (drawn.limit / scale.size, drawn.side == "over")
    draw(distribution(drawn.there / scale.size, marks, past, scale.unit), "how-sure", f"{said}.")
    st.text(f"{said}.")
    _limit(q, drawn, trial.result.show(q.answer, quantiles[1]))


def _limit(q: Question, drawn: _Drawn, example: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen(q, "Chance to be", "side", [*_SIDES], "over", width=110)
        typed(q, "Limit", "limit", own_limit(q, q.answer), example)
    if drawn.error is not None:
        refused(drawn.error)


def _own_limits(trial: Trial, drawn: Simulation) -> None:
    """Say how likely the scenario's own limits are passed."""
    rows = []
    for limit in trial.result.limits:
        most = limit.text.rpartition(" to ")[2]
        chance = drawn.chance(f"{limit.name} > {most}")
        rows.append((limit.name, f"over {most}", _percent(chance)))
    if rows:
        st.caption("The scenario's own limits, and the chance to be over each")
        st.code(aligned(rows), language=None)


def _percent(share: float) -> str:
    """Show a share of the samples, of which a few are no sign of more.

    >>> _percent(0.18234), _percent(0.0), _percent(0.00012), _percent(0.99999)
    ('18 %', '0 %', '0.01 %', '100 %')
    """
    percent = 100 * share
    return f"{percent:.0f} %" if percent >= 1 or not percent else f"{percent:.1g} %"
