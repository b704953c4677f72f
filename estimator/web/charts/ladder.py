"""Constants on a logarithmic scale: a row each, with its range, and its value beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache

import altair as alt

from estimator.api.ladder import Ladder, Rung
from estimator.web.charts.chart import FIRST, SECOND, draw

ROW = 24
"""So many pixels a row is high."""
_NARROW = 600
# Where a row has two values, they stand above and below its middle.
_LANES = ("newer", "only", "notes")
# Of a ladder of more rows, the scale stands above.
_LONG = 12
SELF_EVIDENT = ("", "s", "byte", "byte/s")
"""Units that change on the way, such as ns and us: each mark of the scale says its own."""
PADDING = {"left": 4, "top": 4, "right": 14, "bottom": 4}
"""Around a ladder: the words at the end of its scale are not cut off."""
# What the scale takes, and what the legend.
_SCALE, _LEGEND = 52, 48
_NOTES, _NEWER = "the notes", "newer"


def ladder(shown: Ladder, key: str) -> None:
    """Show a ladder; where a row has two values, one is the notes' and one the newer."""
    draw(_chart(shown), key, _said(shown))


# There are as many as there are searches; Altair takes a while for each.
@lru_cache(128)
def _chart(shown: Ladder) -> alt.LayerChart:
    rows = [row for rung in shown.rungs for row in _rows(rung, shown)]
    several = len({row["from"] for row in rows}) > 1
    base = alt.Chart(alt.Data(values=rows)).encode(y=names_axis(), tooltip=_told())
    layers = [*_marks(base, shown, legend=several), *_labels(base)]
    room = _SCALE + _LEGEND * several
    return alt.layer(*layers).properties(height=ROW * len(shown.rungs) + room, padding=PADDING)


def _rows(rung: Rung, shown: Ladder) -> Iterator[dict[str, object]]:
    """Give the data of a row, a dict for each point; the newest carries the label."""
    label, right = _label(rung, shown.unit), _is_right(rung, shown)
    for point in rung.points:
        its = point.constant
        last = point == rung.newest
        yield {
            "name": its.path,
            "title": rung.title,
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "shown": its.shown,
            "range": its.spread or "none given",
            "source": its.source,
            "as_of": its.as_of,
            "from": _NOTES if its.table == "notes" else _NEWER,
            "lane": _LANES[1] if len(rung.points) == 1 else _LANES[0 if last else -1],
            "before": label if last and right else "",
            "after": label if last and not right else "",
            "left": min(each.low for each in rung.points),
            "right": max(each.high for each in rung.points),
        }


def _label(rung: Rung, unit: str) -> str:
    """Write the values of a row; a unit that the heading says is left out."""
    notes, newest = (
        p.constant.shown.removesuffix(f" {unit}") for p in (rung.points[0], rung.newest)
    )
    if unit in SELF_EVIDENT:
        notes, newest = rung.points[0].constant.shown, rung.newest.constant.shown
    return newest if notes == newest else f"{newest} (notes {notes})"


def _is_right(rung: Rung, shown: Ladder) -> bool:
    """Tell whether there is more room to the left of a row's marks than to their right."""
    low, high = (math.log(end) for end in shown.ends)
    left = math.log(min(point.low for point in rung.points)) - low
    right = high - math.log(max(point.high for point in rung.points))
    return left > right


def names_axis() -> alt.Y:
    """Give the axis of names, in the order of the data; they are cut short on a narrow screen."""
    # The width of the whole chart is known in the browser alone.
    limit = {"expr": f"containerSize()[0] < {_NARROW} ? 150 : 330"}
    axis = alt.Axis(title=None, labelLimit=limit, labelOverlap=False, ticks=False, domain=False)
    return alt.Y("title:N", sort=None, axis=axis)


def _told() -> list[alt.Tooltip]:
    told = {
        "title": "what it is",
        "shown": "value",
        "range": "range",
        "name": "name",
        "source": "source",
        "as_of": "as of",
    }
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()]


def _marks(base: alt.Chart, shown: Ladder, *, legend: bool) -> Iterator[alt.Chart]:
    shift = alt.YOffset("lane:N", scale=alt.Scale(domain=[*_LANES]))
    key = alt.Legend(title=None, orient="top") if legend else None
    names, colours = [_NEWER, _NOTES], [FIRST, SECOND]
    colour = alt.Color("from:N", scale=alt.Scale(domain=names, range=colours), legend=key)
    shapes = alt.Scale(domain=names, range=["circle", "diamond"])
    at = alt.X("value:Q", scale=_scale(shown), axis=_axis(shown))
    yield base.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=alt.X("low:Q", scale=_scale(shown), axis=_axis(shown)),
        x2="high:Q",
        yOffset=shift,
        color=colour,
    )
    yield base.mark_point(filled=True, size=70, opacity=1).encode(
        x=at, yOffset=shift, color=colour, shape=alt.Shape("from:N", scale=shapes, legend=key)
    )


def _scale(shown: Ladder) -> alt.Scale:
    return alt.Scale(type="log", domain=list(shown.ends), nice=False)


def _axis(shown: Ladder) -> alt.Axis:
    words = json.dumps([said for _, said in shown.ticks])
    return alt.Axis(
        title=None,
        values=[at for at, _ in shown.ticks],
        # An axis knows its marks by where they stand in the list, from 0 to 1.
        labelExpr=f"{words}[round(datum.index * {len(shown.ticks) - 1})]",
        orient="top" if len(shown.rungs) > _LONG else "bottom",
        grid=True,
    )


def _labels(base: alt.Chart) -> Iterator[alt.Chart]:
    room = {"expr": "width * 0.6"}
    yield base.mark_text(align="left", dx=9, limit=room).encode(x="right:Q", text="after:N")
    yield base.mark_text(align="right", dx=-9, limit=room).encode(x="left:Q", text="before:N")


def _said(shown: Ladder) -> str:
    rungs = (f"{rung.title} {_label(rung, '')}" for rung in shown.rungs)
    return f"From small to large: {'; '.join(rungs)}."
