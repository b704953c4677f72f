"""Constants on the axis of a chart above, to hold its steps against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from estimator.web.charts.chart import FIRST, QUIET, SECOND, draw
from estimator.web.charts.scale import key, laid, log_durations, names

_ROW = 19
_TABLES = {"the notes": (SECOND, "diamond"), "newer": (FIRST, "circle")}


class Mark(NamedTuple):
    """Hold a constant: its name, its table in words, value and ends in seconds, and its source."""

    name: str
    newer: bool
    value: float
    low: float
    high: float
    title: str
    shown: str
    source: str


def yardstick(
    marks: Sequence[Mark], steps: Sequence[float], ends: tuple[float, float], name: str, said: str
) -> None:
    """Show constants with their ranges, and thin lines where the steps of a path are."""
    notes, newer = _TABLES
    rows = [
        mark._asdict() | {"at": mark.value, "table": newer if mark.newer else notes}
        for mark in marks
    ]
    order = list(dict.fromkeys(mark.name for mark in marks))
    axis = log_durations(*ends, "the same axis: constants of the library")
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=order, axis=names(150)),
        tooltip=[
            alt.Tooltip("title:N", title="what"),
            alt.Tooltip("shown:N", title="takes"),
            alt.Tooltip("table:N", title="table"),
            alt.Tooltip("source:N", title="source"),
        ],
    )
    colours, shapes = zip(*_TABLES.values(), strict=True)
    legend = key(2, symbolSize=90)
    points = base.mark_point(size=70, filled=True, opacity=1).encode(
        x=alt.X("at:Q", **axis),
        color=alt.Color(
            "table:N", scale=alt.Scale(domain=list(_TABLES), range=colours), legend=legend
        ),
        shape=alt.Shape(
            "table:N", scale=alt.Scale(domain=list(_TABLES), range=shapes), legend=legend
        ),
    )
    ranges = base.mark_rule(strokeWidth=3, opacity=0.35, color=QUIET, clip=True).encode(
        x=alt.X("low:Q", **axis), x2="high:Q"
    )
    lines = alt.Chart(alt.Data(values=[{"at": at} for at in steps])).mark_rule(
        color=QUIET, opacity=0.6, strokeDash=[2, 3]
    )
    shown = alt.layer(lines.encode(x=alt.X("at:Q", **axis)), ranges, points)
    draw(shown.properties(**laid(len(order), _ROW)), name, said)
