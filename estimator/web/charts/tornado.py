"""Which inputs matter: bars from what a result is at one end of an input to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from estimator.web.charts.axis import ROOM, axis
from estimator.web.charts.chart import FIRST, QUIET, SECOND

_ROW = 46
# Beside the bars there is room for what stands at their ends.
_MARGIN = 0.16


class Bar(NamedTuple):
    """Hold a bar: its title, the two ends, and what stands at each; empty where nothing does."""

    title: str
    low: float
    high: float
    at_low: str = ""
    at_high: str = ""


def tornado(bars: Sequence[Bar], middle: float, unit: str) -> alt.LayerChart:
    """Draw bars from `middle` to both of their ends, one below the other.

    Args:
        bars: the longest first; the ends are numbers in `unit`.
        middle: where all inputs are at their medians.
        unit: of the axis.
    """
    ends = [end for bar in bars for end in (bar.low, bar.high)]
    least, most = min([middle, *ends]), max([middle, *ends])
    margin = (most - least or abs(most) or 1.0) * _MARGIN
    x = alt.X("end:Q", **axis(unit, least - margin, most + margin, log=False))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.1, paddingOuter=0.05))
    base = alt.Chart(alt.Data(values=_halves(bars, middle)))
    half = base.mark_bar(height=16, yOffset=8).encode(
        x=x,
        x2=alt.X2("middle"),
        y=y,
        color=alt.Color("colour:N", scale=None),
    )
    rule = (
        alt.Chart(alt.Data(values=[{"end": middle}]))
        .mark_rule(strokeWidth=2, color=QUIET)
        .encode(x=x)
    )
    titles = alt.Chart(
        alt.Data(values=[{"row": at, "title": bar.title} for at, bar in enumerate(bars)])
    )
    above = titles.mark_text(x=2, align="left", baseline="middle", dy=-12, fontSize=13).encode(
        y=y, text=alt.Text("title:N")
    )
    texts = [
        base.transform_filter(f"datum.right == {right}")
        .mark_text(align=align, dx=dx, baseline="middle", dy=8)
        .encode(x=x, y=y, text=alt.Text("text:N"))
        for right, align, dx in (("true", "left", 4), ("false", "right", -4))
    ]
    return alt.layer(half, rule.encode(x=x), above, *texts).properties(
        height=_ROW * len(bars) + ROOM
    )


def _halves(bars: Sequence[Bar], middle: float) -> list[dict[str, object]]:
    return [
        {
            "row": at,
            "end": end,
            "middle": middle,
            "colour": SECOND if high else FIRST,
            "text": text,
            "right": end > middle or (end == middle and high),
        }
        for at, bar in enumerate(bars)
        for high, end, text in ((False, bar.low, bar.at_low), (True, bar.high, bar.at_high))
    ]
