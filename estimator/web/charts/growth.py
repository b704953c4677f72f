"""How results grow year by year, each as so many times today's."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import altair as alt

from estimator.api import Growth
from estimator.web.charts.chart import COLOURS, draw
from estimator.web.charts.scale import around, key, log_times
from estimator.web.spoken import times

_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_ALIKE = 0.03
"""Lines that are nowhere further apart than this share are one line to the eye."""
_MOST = 6
_TOLD = 12
_DEMAND = "demand"


class Line(NamedTuple):
    """Hold what grows alike: its names, and how many times today's it is in each year."""

    names: tuple[str, ...]
    ratios: tuple[float, ...]

    @property
    def label(self) -> str:
        """Give the first name, and how many more there are."""
        first, *more = self.names
        return f"{first} and {len(more)} more" if more else first


def together(growth: Growth) -> list[Line]:
    """Put results that grow alike into one line, those with the demand first."""
    lines = [Line((_DEMAND,), growth.demand)]
    for row in growth.rows:
        at = next((at for at, line in enumerate(lines) if _alike(line.ratios, row.ratios)), None)
        if at is None:
            lines.append(Line((row.name,), row.ratios))
        else:
            lines[at] = lines[at]._replace(names=(*lines[at].names, row.name))
    return lines


def growth_chart(growth: Growth, lines: list[Line], name: str, said: str) -> None:
    """Show how many times today's each line is in each year, on a logarithmic axis."""
    points = _points(growth, lines)
    low, high = around([point["ratio"] for point in points], 1.15, 1.3)
    labels = list(dict.fromkeys(point["line"] for point in points))
    colour = alt.Scale(domain=labels, range=list(COLOURS[: len(labels)]))
    shape = alt.Scale(domain=labels, range=list(_SHAPES[: len(labels)]))
    legend = key(2, symbolSize=90)
    base = alt.Chart(alt.Data(values=points)).encode(
        x=alt.X(
            "year:Q",
            title="years from now",
            scale=alt.Scale(domain=[0, growth.years[-1]], nice=False),
            axis=alt.Axis(values=list(growth.years), format="~f", grid=False),
        ),
        y=alt.Y("ratio:Q", **log_times(low, high, "times today's")),
        color=alt.Color("line:N", scale=colour, legend=legend),
    )
    hover = [
        alt.Tooltip("year:Q", title="year", format="~f"),
        alt.Tooltip("times:N", title="times today's"),
        alt.Tooltip("values:N", title="values"),
    ]
    shown = base.mark_line(strokeWidth=2) + base.mark_point(size=90, filled=True, opacity=1).encode(
        shape=alt.Shape("line:N", scale=shape, legend=legend), tooltip=hover
    )
    draw(shown.properties(height=360), name, said)


def _alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    pairs = zip(one, other, strict=True)
    return all(a == b or abs(a - b) <= _ALIKE * max(abs(a), abs(b)) for a, b in pairs)


def _points(growth: Growth, lines: list[Line]) -> list[dict[str, Any]]:
    shown = {row.name: row.shown for row in growth.rows}
    shown[_DEMAND] = tuple(times(factor) for factor in growth.demand)
    return [
        {
            "line": line.label,
            "year": year,
            "ratio": line.ratios[at],
            "times": times(line.ratios[at]),
            "values": "; ".join(f"{name} {shown[name][at]}" for name in line.names[:_TOLD]),
        }
        for line in lines[:_MOST]
        for at, year in enumerate(growth.years)
        if line.ratios[at] > 0 and math.isfinite(line.ratios[at])
    ]
