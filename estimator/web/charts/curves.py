"""Answers along an input, as curves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from estimator.web.charts.axis import axis
from estimator.web.charts.chart import COLOURS, QUIET

_HEIGHT = 250
# So high is a line of the legend.
_LEGEND = 22
# From one end to the other by more than this, and an axis can go by powers.
_WIDE = 5
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 4])


class Curve(NamedTuple):
    """Hold a curve: its name, a number for each point, and each as people read it."""

    name: str
    values: Sequence[float]
    shown: Sequence[str]


def curves(  # noqa: PLR0913 - an axis has a title, a kind, and a mark each
    at: Sequence[float],
    at_shown: Sequence[str],
    lines: Sequence[Curve],
    *,
    titles: tuple[str, str],
    today: float | None,
    log: bool,
) -> alt.LayerChart:
    """Draw curves over the same points; where there are several, their names stand beside.

    Args:
        at: where the points are.
        at_shown: the same as people read it.
        lines: the curves.
        titles: of the two axes.
        today: where to mark the point of today; None for nowhere.
        log: whether both axes go by powers, as far as they can.
    """
    data = alt.Data(values=[row for line in lines for row in _rows(at, at_shown, line)])
    x, y = _axes(at, lines, titles, log=log)
    whole = all(float(v).is_integer() for line in lines for v in line.values if math.isfinite(v))
    mark = alt.Chart(data).mark_line(
        strokeWidth=2.5,
        invalid="break-paths-show-domains",
        interpolate="step-after" if whole else "linear",
    )
    legend = alt.Legend(orient="top", title=None, columns=1, labelLimit=320, symbolType="stroke")
    told = legend if len(lines) > 1 else None
    colour = alt.Color("name:N", scale=alt.Scale(range=list(COLOURS)), legend=told)
    dash = alt.StrokeDash("name:N", scale=alt.Scale(range=[*_DASHES]), legend=told)
    drawn = [mark.encode(x=x, y=y, color=colour, strokeDash=dash)]
    points = alt.Chart(data).mark_circle(size=220, opacity=0, invalid="filter")
    tips = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (("name", "answer"), ("answer", "is"), ("input", "where input is"))
    ]
    drawn.append(points.encode(x=x, y=y, tooltip=tips))
    if today is not None:
        drawn += _today(today)
    height = _HEIGHT + (_LEGEND * len(lines) if told else 0)
    return alt.layer(*drawn).properties(height=height)


def _axes(
    at: Sequence[float], lines: Sequence[Curve], titles: tuple[str, str], *, log: bool
) -> tuple[alt.X, alt.Y]:
    values = [value for line in lines for value in line.values if math.isfinite(value)]
    least, most = min(values), max(values)
    if least == most:
        # What is the same everywhere is a line through the middle.
        least, most = (least / 2, most * 2) if least > 0 else (least - 1, most + 1)
    by_powers = log and least > 0 and most / least > _WIDE
    return (
        alt.X("x:Q", **axis(titles[0], at[0], at[-1], log=log)),
        alt.Y("y:Q", **axis(titles[1], least, most, log=by_powers, zero=True)),
    )


def _rows(at: Sequence[float], shown: Sequence[str], line: Curve) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": y if math.isfinite(y) else None}
        | {"name": line.name, "input": there, "answer": answer}
        for x, y, there, answer in zip(at, line.values, shown, line.shown, strict=True)
    ]


def _today(at: float) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=[{"x": at, "label": "today"}]))
    rule = base.mark_rule(strokeDash=[3, 3], color=QUIET, strokeWidth=1.5).encode(x=alt.X("x:Q"))
    text = base.mark_text(y=0, baseline="bottom", dy=-3, color=QUIET)
    return [rule, text.encode(x=alt.X("x:Q"), text=alt.Text("label:N"))]
