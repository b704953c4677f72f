"""What binds as demand grows: the limits of a scenario, and the first steps of its counts."""

from __future__ import annotations

import math

import streamlit as st

import estimator as est
from estimator.api import Growth, Passing, Runway
from estimator.web.charts.runway import KINDS, runway_chart
from estimator.web.inputs.addition import offer
from estimator.web.literal import literal
from estimator.web.spoken import times
from estimator.web.workspace import Worked, Workspace

_UP_TO, _MOST = 100.0, 10_000.0
_LIKELY = ("database.nodes", "storage.total", "traffic.peak_rate")
_ROOM = 2
"""So many times today's value an example of a limit is."""


def limits(space: Workspace, worked: Worked) -> None:
    """Show what is passed at how many times today's demand, in which year, and in words."""
    growth = worked.result.growth()
    up_to = min(max([_UP_TO, *(growth.demand if growth else ())]), _MOST)
    runway = worked.result.runway(up_to)
    with st.container(key="answers"):
        _in_words(worked, runway, up_to)
        if runway.passings:
            _passed(space, runway, growth, up_to)
    if not any(each.kind == "limit" for each in runway.passings):
        _example(space, worked)


def _in_words(worked: Worked, runway: Runway, up_to: float) -> None:
    """Say what more demand passes, and until when decisions hold."""
    told = [each.says for each in runway.passings]
    told += [f"{said.of}: {said.text}" for said in worked.summary.decisions if _holds(said.text)]
    if runway.at_once:
        names = ", ".join(runway.at_once)
        told.append(f"{names}: so many that every 2 % more demand, or less, takes one more")
    if not told:
        told.append(f"up to {times(up_to)} today's demand no limit is passed, and no count steps")
    st.markdown("\n".join(f"- {literal(each)}" for each in told))


def _holds(text: str) -> bool:
    return " until " in text


def _passed(space: Workspace, runway: Runway, growth: Growth | None, up_to: float) -> None:
    said = ". ".join(each.says for each in runway.passings)
    runway_chart(runway.passings, growth, up_to, f"{space.name}-limits", said)
    told = {
        "result": [each.name for each in runway.passings],
        "what": [_what(each) for each in runway.passings],
        "demand": [_at(each) for each in runway.passings],
        "year": [_year(each) if growth else "" for each in runway.passings],
        "today": [each.today for each in runway.passings],
        "there": [each.there for each in runway.passings],
        "demand there": [each.demand for each in runway.passings],
    }
    shown = {head: cells for head, cells in told.items() if any(cells)}
    st.dataframe(shown, hide_index=True, key=f"{space.name}/passings")
    if not growth:
        st.caption("With a growth rate, the year of each stands here, too.")


def _what(each: Passing) -> str:
    bound = f", bound by {each.bound_by}" if each.bound_by and each.kind == "step" else ""
    return f"bound by {each.bound_by}" if each.kind == "bound" else KINDS[each.kind] + bound


def _at(each: Passing) -> str:
    if each.factor <= 1:
        return "today"
    return times(each.factor) if math.isfinite(each.factor) else "never"


def _year(each: Passing) -> str:
    if not math.isfinite(each.factor):
        return ""
    if each.year is None:
        return "beyond the horizon"
    return f"in year {each.year}" if each.year else "today"


def _example(space: Workspace, worked: Worked) -> None:
    """Offer a limit to begin with, on the likeliest result."""
    rows = {row.name for row in worked.summary.rows() if row.values[0] > 0}
    counts = [name for name in worked.result if name.startswith("servers.") and _counts(name)]
    name = next((name for name in (*counts, *_LIKELY) if name in rows), None)
    if name is None:
        return
    try:
        most = worked.result.show(name, _ROOM * worked.result[name])
    except est.EstimatorError:
        return
    st.text("The scenario has no limits. Say what there is room for, and it is held against it:")
    offer(space, "limits", {name: most}, name)


def _counts(name: str) -> bool:
    return name.endswith(".count")
