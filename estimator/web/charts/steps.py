"""Where counts take a step as demand grows: a point each, along the factor of growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from estimator.web.charts.axis import ROOM, axis
from estimator.web.charts.chart import FIRST, QUIET

_ROW = 40
# So far beyond the last step the axis goes, and by powers from so many times on.
_BEYOND, _WIDE = 1.1, 5


class Step(NamedTuple):
    """Hold a step: at how many times today's demand it comes, and what stands above it."""

    factor: float
    title: str


def steps(found: Sequence[Step]) -> alt.LayerChart:
    """Draw steps below each other, the nearest first."""
    rows = [{"row": at, "today": 1.0, **each._asdict()} for at, each in enumerate(found)]
    base = alt.Chart(alt.Data(values=rows))
    most = 1 + (max(each.factor for each in found) - 1) * _BEYOND
    x = alt.X("factor:Q", **axis("× today's demand", 1.0, most, log=most > _WIDE))
    y = alt.Y("row:O", axis=None)
    line = base.mark_rule(yOffset=9, color=QUIET).encode(x=x, x2=alt.X2("today"), y=y)
    point = base.mark_point(filled=True, size=110, shape="diamond", yOffset=9, color=FIRST)
    text = base.mark_text(x=2, align="left", baseline="middle", dy=-9, fontSize=13)
    return alt.layer(
        line, point.encode(x=x, y=y), text.encode(y=y, text=alt.Text("title:N"))
    ).properties(height=_ROW * len(rows) + ROOM)
