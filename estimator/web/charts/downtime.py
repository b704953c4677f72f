"""How long each part is down in a year, on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from estimator.web.charts.chart import FIRST, draw
from estimator.web.charts.scale import around, distinct, laid, log_durations, names
from estimator.web.charts.target import target_line

_ROW = 30


def downtime_chart(
    parts: Sequence[tuple[str, float, str]], budget: float | None, key: str, said: str
) -> None:
    """Show the downtime a year of each part, and what the target allows.

    Args:
        parts: of each the name, the seconds a year, and these as they are shown.
        budget: the seconds a year that the target allows.
        key: of the chart.
        said: what a reader sees in it.
    """
    known = [part for part in parts if part[1] > 0]
    if not known:
        return
    low, high = around([*(seconds for _, seconds, _ in known), budget or 0.0], 4, 12)
    axis = log_durations(low, high, "down in a year")
    labels = distinct([name for name, _, _ in known])
    rows = [
        {"name": label, "at": seconds, "from": low, "shown": shown}
        for label, (_, seconds, shown) in zip(labels, known, strict=True)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("at:Q", **axis), y=alt.Y("name:N", sort=labels, axis=names(120))
    )
    way = base.mark_rule(strokeWidth=2, color=FIRST).encode(x2="from:Q")
    ends = base.mark_point(size=90, filled=True, color=FIRST, opacity=1)
    words = base.mark_text(align="left", dx=9).encode(text="shown:N")
    shown = alt.layer(way, ends, words, *target_line(budget, axis))
    draw(shown.properties(**laid(len(rows), _ROW)), key, said)
