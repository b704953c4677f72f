"""Answers over a whole range of one input."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import streamlit as st

import estimator as est
from estimator.api import Row
from estimator.api.quantity import Scale
from estimator.web.asked import switch
from estimator.web.charts.chart import draw
from estimator.web.charts.curves import Curve, curves
from estimator.web.shown import show
from estimator.web.what_if.question import Question, chosen, put, refused, several, typed
from estimator.web.what_if.trial import around

_POINTS = 121
_MOST = 6
_VIEWS = {"own": "each in its own unit", "ratio": "as a ratio to today"}
_SPACINGS = {"auto": "axes that fit", "log": "logarithmic", "linear": "linear"}
# From one end to the other by more than this, and even steps are steps by a ratio.
_WIDE = 8


class _Swept(NamedTuple):
    """Hold answers along an input, each as an array in its own unit.

    `outside` is at how many points the input can't be.
    """

    name: str
    at: Any
    results: dict[str, Any]
    log: bool
    outside: int


def sweep(q: Question) -> None:
    """Let an input run along a range, and show answers over it."""
    name, low, high = _range(q)
    picked = _answers(q)
    with st.container(horizontal=True):
        several_shown = len(picked) > 1
        view = switch(q.path, "view", "How answers are shown", _VIEWS) if several_shown else "own"
        spacing = switch(q.path, "axes", "Axes", _SPACINGS)
    try:
        swept = _swept(q, name, (low, high), picked, spacing)
    except est.EstimatorError as error:
        refused(error)
        return
    _lacking(swept)
    if swept.at.size < 2 or swept.at[0] == swept.at[-1]:
        st.text(f"There are no two values of {name} in that range.")
    elif view == "ratio":
        _ratios(q, swept)
    else:
        _each(q, swept)


def first_input(q: Question, answer: str) -> str:
    """Give the first input that moves an answer, in the order that it follows from them."""
    given = [each.name for each in q.result.derivation(answer).given if each.name in q.inputs]
    known = dict.fromkeys([*given, *q.inputs])
    return next((name for name in known if _moves(q, name, answer)), next(iter(known)))


def _moves(q: Question, name: str, answer: str) -> bool:
    today = q.result[name]
    try:
        found = q.scenario.sweep({name: [today, today * 2]}, of=[answer])[answer].magnitude
    except est.EstimatorError:
        return False
    return bool(found[0] != found[1])


def _range(q: Question) -> tuple[str, str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = chosen(
            q, "Change", "vary", [*q.inputs], first_input(q, q.answer), resets=("low", "high")
        )
        low, high = _ends(q, q.inputs[name])
        return name, typed(q, "from", "low", low), typed(q, "to", "high", high)


def _ends(q: Question, row: Row) -> tuple[str, str]:
    """Give a range that tells something of an input: of a share most of it, else two decades."""
    if row.unit == "%":
        return "1%", "100%"
    if not row.values[0]:
        return row.shown[0], f"1 {row.unit}".strip()
    if row.integer:
        return f"1 {row.unit}".strip(), around(row, 5)[1]
    today = q.result[row.name]
    low = today if not row.unit and row.values[0] >= 1 else today / 10
    return q.result.show(row.name, low), q.result.show(row.name, today * 10)


def _answers(q: Question) -> list[str]:
    key, others = (
        q.key("also"),
        [name for name in several(q, "also", q.answers) if name != q.answer],
    )
    show(key, [q.answer, *others])

    def picked() -> None:
        put(q, "also", *(name for name in st.session_state[key] if name != q.answer))

    st.multiselect(
        "Answers to show",
        q.answers,
        key=key,
        max_selections=_MOST,
        on_change=picked,
    )
    return [str(name) for name in st.session_state[key]] or [q.answer]


def _swept(
    q: Question, name: str, ends: tuple[str, str], picked: list[str], spacing: str
) -> _Swept:
    low, high = (float(q.result.amount(name, end).magnitude) for end in ends)
    if low > high:
        return _swept(q, name, (ends[1], ends[0]), picked, spacing)
    wide = low > 0 and high / low >= _WIDE
    log = spacing == "log" or (spacing == "auto" and wide and q.inputs[name].unit != "%")
    spaced = est.geomspace if log else est.linspace
    found = q.scenario.sweep({name: spaced(*ends, _POINTS)}, of=picked)
    at = found[name].magnitude
    # Where the input can't be what it would be, there is no point.
    there = np.isfinite(at)
    results = {each: found[each].magnitude[there] for each in picked}
    return _Swept(name, at[there], results, log, int((~there).sum()))


def _lacking(swept: _Swept) -> None:
    if swept.outside:
        st.caption(f"{swept.outside} of {_POINTS} points are left out: the input can't be that.")
    without = np.logical_or.reduce([~np.isfinite(each) for each in swept.results.values()])
    if count := int(without.sum()):
        st.caption(
            f"At {count} of {without.size} points there is no value, as of a queue without end; "
            "the lines have gaps there."
        )


def _each(q: Question, swept: _Swept) -> None:
    for name, found in swept.results.items():
        if not np.isfinite(found).any():
            st.text(f"{name} has no value anywhere on the way.")
            continue
        scale = _scale(q, name, found, log=swept.log)
        y = [Curve(name, (found / scale.size).tolist(), _texts(q, name, found))]
        _draw(q, swept, y, scale.unit)


def _ratios(q: Question, swept: _Swept) -> None:
    lines = []
    for name, found in swept.results.items():
        today = float(q.result[name].magnitude)
        if today:
            lines.append(Curve(name, (found / today).tolist(), _texts(q, name, found)))
        else:
            st.caption("An answer that is zero today has no ratio to it; it is left out.")
    if lines:
        _draw(q, swept, lines, "× today")


def _draw(q: Question, swept: _Swept, lines: list[Curve], unit: str) -> None:
    name, at = swept.name, swept.at
    scale = _scale(q, name, at, log=swept.log)
    today = float(q.result[name].magnitude)
    inside = at.min() <= today <= at.max()
    shown = _texts(q, name, at)
    chart = curves(
        (at / scale.size).tolist(),
        shown,
        lines,
        titles=(f"{name} [{scale.unit}]" if scale.unit else name, unit),
        today=today / scale.size if inside else None,
        log=swept.log,
    )
    said = [f"{c.name} goes from {c.shown[0]} to {c.shown[-1]}" for c in lines]
    text = f"{'; '.join(said)}, as {name} goes from {shown[0]} to {shown[-1]}."
    if len(lines) == 1:
        st.text(text)
    draw(chart, f"sweep-{q.answers.index(lines[0].name)}", text)


def _texts(q: Question, name: str, found: Any) -> list[str]:
    unit = q.result[name].units
    return [q.result.show(name, x * unit) for x in found.tolist()]


def _scale(q: Question, name: str, found: Any, *, log: bool) -> Scale:
    """Give the unit of an axis, by what stands in its middle."""
    there = found[np.isfinite(found)]
    above = there[there > 0]
    middle = float(np.sqrt(above.min() * above.max())) if log and above.size else there.max()
    return q.result.scale(name, float(middle) * q.result[name].units)
