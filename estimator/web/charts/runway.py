"""What more demand passes: limits and steps along one line of how many times today's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from estimator.api import Growth, Passing
from estimator.web.charts.chart import FIRST, QUIET, SECOND, THIRD, draw
from estimator.web.charts.scale import distinct, key, laid, log_times, names
from estimator.web.spoken import times

KINDS = {
    "limit": "a limit of yours is passed",
    "step": "a count goes up a step",
    "bound": "something else binds",
}
_MARKS = {
    KINDS["limit"]: (SECOND, "diamond"),
    KINDS["step"]: (FIRST, "circle"),
    KINDS["bound"]: (THIRD, "triangle-right"),
}
_ROW = 26


def runway_chart(
    passings: Sequence[Passing], growth: Growth | None, up_to: float, name: str, said: str
) -> None:
    """Show at how many times today's demand each thing is passed, and the years beside it."""
    found = [each for each in passings if math.isfinite(each.factor)]
    if not found:
        return
    high = max([*(each.factor for each in found), 2.0, *(growth.demand if growth else ())]) * 1.3
    axis = log_times(0.93, min(high, max(up_to, found[-1].factor) * 1.3), "times today's demand")
    labels = distinct([each.name for each in found])
    told = [told for kind, told in KINDS.items() if any(each.kind == kind for each in found)]
    rows = [
        {
            "name": label,
            "at": each.factor,
            "from": 1.0,
            "kind": KINDS[each.kind],
            "times": "today" if each.factor <= 1 else times(each.factor),
            "today": each.today,
            "there": each.there,
        }
        for label, each in zip(labels, found, strict=True)
    ]
    colours, shapes = zip(*(_MARKS[kind] for kind in told), strict=True)
    legend = key(3, symbolSize=90)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:Q", **axis),
        y=alt.Y("name:N", sort=labels, axis=names(170), scale=alt.Scale(padding=0.4)),
    )
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        color=alt.Color("kind:N", scale=alt.Scale(domain=told, range=colours), legend=legend),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=told, range=shapes), legend=legend),
        tooltip=[
            alt.Tooltip("name:N", title="result"),
            alt.Tooltip("kind:N", title="what"),
            alt.Tooltip("times:N", title="demand"),
            alt.Tooltip("today:N", title="today"),
            alt.Tooltip("there:N", title="there"),
        ],
    )
    way = base.mark_rule(strokeWidth=1, color=QUIET).encode(x2="from:Q")
    words = base.mark_text(align="left", dx=9, color=QUIET).encode(text="times:N")
    shown = alt.layer(*_years(growth, axis), way, points, words)
    draw(shown.properties(**laid(len(rows) + 1, _ROW)), name, said)


def _years(growth: Growth | None, axis: dict[str, Any]) -> Iterator[alt.Chart]:
    """Give the layers of a line for each year at the demand that it has."""
    if growth is None:
        return
    rows = [
        {"at": demand, "year": f"year {year:.3g}"}
        for year, demand in zip(growth.years, growth.demand, strict=True)
        if year and demand > 1
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("at:Q", **axis))
    yield base.mark_rule(strokeDash=[3, 3], color=QUIET, opacity=0.7)
    words = base.mark_text(angle=270, align="right", dy=-5, color=QUIET, fontSize=11)
    yield words.encode(y=alt.value(2), text="year:N")
