"""The steps of a path: how long each takes on a logarithmic axis, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from estimator.web.charts.chart import COLOURS, FIRST, THIRD, draw
from estimator.web.charts.scale import distinct, durations, key, laid, log_durations, names
from estimator.web.charts.target import target_line

WIDTH = 150
"""Of the names, so that what stands below one another has one axis."""
_ROW = 26
_MARKS = {
    "on average": (FIRST, "circle"),
    "at worst": (COLOURS[3], "diamond"),
    "when it is over, on average": (THIRD, "M0,-1.2L0,1.2"),
}
_INDENT = "› "


class Lane(NamedTuple):
    """Hold one row: a step, one of the ways that it can go, or the whole path.

    `part` is drawn fainter: one way of several, or what stands around other steps. Of what
    `ends` it is shown when that is; the whole path, or a way, has no end of its own.
    """

    label: str
    depth: int
    start: float
    expected: float
    worst: float
    told: str
    part: bool = False
    ends: bool = True


def log_chart(
    lanes: Sequence[Lane],
    target: float | None,
    ends: tuple[float, float],
    name: str,
    said: str,
) -> None:
    """Show how long each step takes, from the edge of a logarithmic axis to its mark."""
    axis = log_durations(*ends, "how long it takes")
    labels = _labels(lanes)
    bars = [
        {"name": label, "at": lane.expected, "from": ends[0], "told": lane.told, "part": lane.part}
        for label, lane in zip(labels, lanes, strict=True)
        if lane.expected > ends[0]
    ]
    points = [
        {"name": label, "at": at, "what": what, "told": lane.told}
        for label, lane in zip(labels, lanes, strict=True)
        for what, at in _marks(lane)
        if at > ends[0]
    ]
    base = alt.Chart(alt.Data(values=bars)).encode(x=alt.X("at:Q", **axis), y=_rows(labels))
    takes = base.mark_bar(height=10, color=FIRST).encode(
        x2="from:Q", opacity=_part(), tooltip=_tooltip()
    )
    marks = alt.Chart(alt.Data(values=points)).encode(x=alt.X("at:Q", **axis), y=_rows(labels))
    ends_at = marks.mark_point(size=80, filled=False, strokeWidth=2.2, opacity=1).encode(
        **_by_kind(), tooltip=_tooltip()
    )
    shown = alt.layer(takes, ends_at, *target_line(target, axis))
    draw(shown.properties(**laid(len(lanes), _ROW)), name, said)


def line_chart(
    lanes: Sequence[Lane], target: float | None, title: str, name: str, said: str
) -> None:
    """Show when each step begins and ends, one after the other, on an even axis."""
    labels = _labels(lanes)
    high = max(lane.start + lane.expected for lane in lanes)
    axis = durations(max(high, target or 0) * 1.2, title)
    rows = [
        {
            "name": label,
            "from": lane.start,
            "at": lane.start + lane.expected,
            "told": lane.told,
            "part": lane.part,
        }
        for label, lane in zip(labels, lanes, strict=True)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("at:Q", **axis), y=_rows(labels))
    takes = base.mark_bar(height=14, color=FIRST).encode(
        x2="from:Q", opacity=_part(), tooltip=_tooltip()
    )
    # A step that takes next to nothing is seen by its mark.
    over = base.mark_tick(color=FIRST, height=14, thickness=2)
    words = base.mark_text(align="left", dx=5).encode(text="told:N")
    shown = alt.layer(takes, over, words, *target_line(target, axis))
    draw(shown.properties(**laid(len(lanes), _ROW)), name, said)


def _labels(lanes: Sequence[Lane]) -> list[str]:
    return distinct([_INDENT * lane.depth + lane.label for lane in lanes])


def _rows(labels: Sequence[str]) -> alt.Y:
    return alt.Y("name:N", sort=list(labels), axis=names(WIDTH), scale=alt.Scale(domain=labels))


def _marks(lane: Lane) -> list[tuple[str, float]]:
    average, worst, over = _MARKS
    marks = [(over, lane.start + lane.expected), (worst, lane.worst), (average, lane.expected)]
    return marks if lane.ends else marks[1:]


def _by_kind() -> dict[str, Any]:
    colours, shapes = zip(*_MARKS.values(), strict=True)
    legend = key(3, symbolStrokeWidth=2.2)
    scale = {"domain": list(_MARKS)}
    return {
        "color": alt.Color("what:N", scale=alt.Scale(**scale, range=colours), legend=legend),
        "shape": alt.Shape("what:N", scale=alt.Scale(**scale, range=shapes), legend=legend),
    }


def _part() -> alt.Opacity:
    """Make fainter what is one of several ways, or stands around other steps."""
    scale = alt.Scale(domain=[False, True], range=[0.75, 0.3])
    return alt.Opacity("part:O", scale=scale, legend=None)


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title="step"), alt.Tooltip("told:N", title="takes")]
