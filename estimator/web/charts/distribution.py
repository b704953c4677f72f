"""How a result is distributed: a histogram with its quantiles, and a limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np

from estimator.web.charts.axis import axis
from estimator.web.charts.chart import FIRST, QUIET, SECOND

HEIGHT = 260
_BINS = 40
_LIMIT = "limit"
# From one end to the other by more than this, and the axis goes by powers.
_WIDE = 30
# What lies outside is a sample in two hundred on either side.
_SHOWN = (0.005, 0.995)


def distribution(
    samples: Any, marks: Mapping[str, float], past: tuple[float, bool] | None, unit: str
) -> alt.LayerChart:
    """Draw a histogram of samples.

    Args:
        samples: an array of numbers in `unit`, without gaps.
        marks: values to mark, by what stands above them.
        past: a limit, and whether what lies above it has another colour, or what lies below.
        unit: of the axis.
    """
    limit = None if past is None else past[0]
    edges, log = bins(samples, limit)
    counts, _ = np.histogram(samples, edges)
    low, high = float(edges[0]), float(edges[-1])
    x = axis(unit, low, high, log=log)
    bars = alt.Chart(alt.Data(values=_bars(edges.tolist(), counts.tolist(), past))).mark_rect(
        opacity=0.8
    )
    drawn = bars.encode(
        x=alt.X("from:Q", **x),
        x2=alt.X2("to"),
        y=alt.Y("count:Q", axis=None, scale=alt.Scale(zero=True)),
        y2=alt.Y2("none"),
        color=alt.Color("colour:N", scale=None),
    )
    shown = [drawn, *_lines(marks, x, [1, 0])]
    if limit is not None and low <= limit <= high:
        shown += _lines({"limit": limit}, x, [6, 3])
    return alt.layer(*shown).properties(height=HEIGHT)


def _bars(
    edges: list[float], counts: list[int], past: tuple[float, bool] | None
) -> list[dict[str, Any]]:
    return [
        {"from": low, "to": high, "count": count, "none": 0}
        | {"colour": SECOND if past and ((low + high) / 2 > past[0]) == past[1] else FIRST}
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]


def bins(samples: Any, limit: float | None) -> tuple[Any, bool]:
    """Give the edges of the bars, and whether they are apart by a ratio.

    Whole numbers have a bar each, where there are few. A limit near by is in sight.

    >>> edges, log = bins(np.array([3.0, 4.0, 4.0, 5.0]), None)
    >>> edges.tolist(), log
    ([2.5, 3.5, 4.5, 5.5], False)
    """
    low, high = (float(end) for end in np.quantile(samples, _SHOWN))
    if low == high:
        low, high = float(samples.min()), float(samples.max())
    whole = bool(np.all(samples == np.floor(samples)))
    if whole and high - low < _BINS:
        return np.arange(np.floor(low) - 0.5, np.ceil(high) + 1.0), False
    log = low > 0 and high / low > _WIDE
    reach = (high / low if log else 0, high - low)
    if limit is not None:
        near = low / reach[0] < limit < high * reach[0] if log else abs(limit - low) < 2 * reach[1]
        if near:
            low, high = min(low, limit), max(high, limit)
    return (np.geomspace if log else np.linspace)(low, high, _BINS + 1), log


def _lines(marks: Mapping[str, float], x: dict[str, Any], dash: list[int]) -> list[alt.Chart]:
    """Draw the marked values as lines with their names above."""
    base = alt.Chart(alt.Data(values=[{"at": at, "label": label} for label, at in marks.items()]))
    at = alt.X("at:Q", **x)
    rule = base.mark_rule(strokeWidth=2, color=QUIET, strokeDash=dash, clip=True).encode(x=at)
    text = base.mark_text(y=0, baseline="bottom", dy=-4, fontSize=12)
    return [rule, text.encode(x=at, text=alt.Text("label:N"))]
