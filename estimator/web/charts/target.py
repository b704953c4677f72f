"""The line of a target across a chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from estimator.web.charts.chart import SECOND


def target_line(at: float | None, axis: dict[str, Any]) -> Iterator[alt.Chart]:
    """Give the layers of a target at a place on the axis of a chart; none where there is none.

    Args:
        at: where the target lies.
        axis: of the chart, from left to right.
    """
    if not at:
        return
    place = alt.Chart(alt.Data(values=[{"at": at, "name": "target"}])).encode(
        x=alt.X("at:Q", **axis)
    )
    yield place.mark_rule(color=SECOND, strokeDash=[6, 3], strokeWidth=2)
    words = place.mark_text(color=SECOND, baseline="bottom", dy=-3, fontWeight="bold")
    yield words.encode(y=alt.value(0), text="name:N")
