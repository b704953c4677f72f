"""What it costs, a bar for each line."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt

from estimator.api import CostLine
from estimator.web.charts.chart import FIRST, draw
from estimator.web.charts.scale import laid, money, names

_ROW = 34
_ROOM = 1.45
"""So many times the longest bar the axis is, for the words behind it."""


def money_chart(
    lines: Sequence[CostLine], amounts: Sequence[tuple[float, str]], title: str, key: str, said: str
) -> None:
    """Show the lines of the cost, the largest first.

    Args:
        lines: of the cost.
        amounts: of each the dollars, and as they are shown.
        title: of the axis.
        key: of the chart.
        said: what a reader sees in it.
    """
    rows = [
        {
            "name": line.label,
            "at": dollars,
            "shown": f"{shown}, {_share(line.share)}",
            "how": line.how,
        }
        for line, (dollars, shown) in zip(lines, amounts, strict=True)
        if math.isfinite(dollars)
    ]
    high = max((dollars for dollars, _ in amounts if math.isfinite(dollars)), default=0.0)
    if not high > 0:
        return
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:Q", **money(high * _ROOM, title)),
        y=alt.Y("name:N", sort=[row["name"] for row in rows], axis=names(110)),
        tooltip=[
            alt.Tooltip("name:N", title="line"),
            alt.Tooltip("shown:N", title="cost"),
            alt.Tooltip("how:N", title="how"),
        ],
    )
    bars = base.mark_bar(color=FIRST, height=18)
    words = base.mark_text(align="left", dx=6).encode(text="shown:N")
    draw((bars + words).properties(**laid(len(rows), _ROW)), key, said)


def _share(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.3g}%"
