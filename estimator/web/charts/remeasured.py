"""How far newer measurements are from the notes: a row each, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from estimator.api.ladder import Rung
from estimator.web.charts.chart import FIRST, QUIET, SECOND, draw
from estimator.web.charts.ladder import PADDING, ROW, names_axis

_LESS, _MORE, _SAME = "less than the notes", "more", "the same"
# The least that the scale holds, and the room beside its ends for words.
_LEAST, _ROOM = 2, 1.8
_SCALE = 76
_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)


def remeasured(rungs: Sequence[Rung], key: str) -> None:
    """Show the ratio of each newer value to the notes', which stand at 1."""
    rows = [_row(rung) for rung in rungs]
    kinds = alt.Scale(domain=[_LESS, _MORE, _SAME], range=[FIRST, SECOND, QUIET])
    low, high = _domain(rungs)
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = alt.Axis(
        title=["newer to the notes"],
        values=[at for at in _TICKS if low < at < high],
        format="~g",
        labelExpr="datum.label + ' ×'",
    )
    base = alt.Chart(alt.Data(values=rows)).encode(y=names_axis(), tooltip=_told())
    colour = alt.Color("kind:N", scale=kinds, legend=None)
    bars = base.mark_rule(strokeWidth=3, opacity=0.6).encode(
        x=alt.X("ratio:Q", scale=scale, axis=axis), x2="one:Q", color=colour
    )
    shapes = alt.Scale(
        domain=[_LESS, _MORE, _SAME], range=["triangle-left", "triangle-right", "circle"]
    )
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("ratio:Q", scale=scale, axis=axis),
        color=colour,
        shape=alt.Shape("kind:N", scale=shapes, legend=None),
    )
    labels = (
        base.mark_text(align=align, dx=dx).encode(x="ratio:Q", text=f"{field}:N")
        for field, align, dx in (("before", "right", -10), ("after", "left", 10))
    )
    chart = alt.layer(bars, dots, *labels).properties(
        height=ROW * len(rungs) + _SCALE, padding=PADDING
    )
    said = "; ".join(f"{rung.title} {rung.compared}" for rung in rungs)
    draw(chart, key, f"Newer values to the notes': {said}.")


def _domain(rungs: Sequence[Rung]) -> list[float]:
    ratios = [rung.ratio for rung in rungs]
    return [min(*ratios, 1 / _LEAST) / _ROOM, max(*ratios, _LEAST) * _ROOM]


def _row(rung: Rung) -> dict[str, object]:
    less = rung.compared.startswith("1/")
    kind = _SAME if rung.compared == "the same" else _LESS if less else _MORE
    return {
        "title": rung.title,
        "name": rung.name,
        "ratio": rung.ratio,
        "one": 1,
        "kind": kind,
        "notes": rung.points[0].constant.shown,
        "newer": rung.newest.constant.shown,
        "before": rung.compared if less else "",
        "after": "" if less else rung.compared,
    }


def _told() -> list[alt.Tooltip]:
    told = {"title": "what it is", "notes": "the notes", "newer": "newer", "name": "name"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()]
