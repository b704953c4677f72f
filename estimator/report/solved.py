"""What an input must be for a condition to be met: in a sentence, and beside today."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from estimator.amount.reading import read_amount
from estimator.diagnostics import one_line
from estimator.engine.result import Values
from estimator.report.decisions import in_prose
from estimator.report.point import at_medians, number, shown, times
from estimator.report.row import unit_text
from estimator.report.table import Findings, Sheet, Table
from estimator.units.display import FIGURES, human, rounded
from estimator.whatif.goalseek import Solution
from estimator.whatif.moved import Moved

# With more figures than these nobody copies a number.
_MOST_FIGURES = 9
# A ratio that is not one is told apart from one by this many.
_RATIO_FIGURES = 13
# The part of one that is a smaller number is none that a float holds.
_TINIEST = 1e-300


def solved(values: Values, found: Solution) -> Findings:
    """Say what an input must be, and what the result is there."""
    lines = _lines(values, found)
    return Findings(
        values.loaded.title or "Solution",
        at_medians(values),
        (_table(values, found),),
        tuple(_clauses(values, found)),
        Sheet(("name", "today", "before", "there", "unit"), lines[1:] if _one(found) else lines),
        _data(values, found),
    )


def sentence(values: Values, found: Solution) -> str:
    """Say it in a sentence: the value, what it makes true, and how far it is from today's.

    The value has as few figures, three or more, as meet the condition when someone copies it.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> from estimator.whatif.goalseek import solve
    >>> values = estimate(Source("x", "formulas: {load: 30 request/s, all: 3 * load}"))
    >>> sentence(values, solve(values, "load", "all >= 100 request/s"))
    "load of 33.4 requests/s makes all >= 100 request/s; that is 1.11 × today's 30 requests/s"
    """
    return "; ".join(_clauses(values, found))


def _clauses(values: Values, found: Solution) -> Iterator[str]:
    name, condition = found.name, one_line(found.target.text)
    today = in_prose(values, values.show(name))
    if found.already:
        result = in_prose(values, values.show(found.target.name))
        where = "" if _one(found) else f", where {name} is {today}"
        yield f"{condition} holds today: {found.target.name} is {result}{where}"
        return
    said = f"{name} of {in_prose(values, _told(values, found))} makes {condition}"
    at, before = _results(values, found)
    if before:
        side = "below" if found.direction == "up" else "above"
        said += f": {in_prose(values, at)} there, {in_prose(values, before)} just {side}"
    elif math.isnan(found.before):
        said += f": {in_prose(values, at)} there, where the range begins"
    yield said
    ratio = _ratio(found)
    if ratio > 0:
        yield f"that is {times_today(ratio)} today's {today}"
    else:
        yield f"today it is {today}"


def times_today(ratio: float) -> str:
    """Show how many times today's a value is, with so many figures that it is not once.

    >>> times_today(2.4), times_today(1.0017), times_today(1.0)
    ('2.4 ×', '1.002 ×', '1 ×')
    """
    told = (rounded(ratio, figures) for figures in range(FIGURES, _RATIO_FIGURES))
    near = 0.99 < ratio < 1.01
    return (
        next((f"{text} ×" for text in told if text != "1"), times(ratio)) if near else times(ratio)
    )


def _ratio(found: Solution) -> float:
    """Give how many times today's the value is; NaN where no number says it."""
    ratio = found.value / found.today if found.today else math.nan
    return ratio if _TINIEST < abs(ratio) < math.inf else math.nan


def _results(values: Values, found: Solution) -> tuple[str, str]:
    """Show the result there and just short of it, which is empty where nobody sees a step."""
    at, before = (shown(values, found.target.name, x) for x in (found.at, found.before))
    return at, "" if before in (at, "–") else before


def _told(values: Values, found: Solution) -> str:
    """Show the value to so many figures that, read again, it meets the condition."""
    moved, unit = Moved(values, found.name), values.unit(found.name)
    wanted = values.asked(found.name)
    for figures in range(FIGURES, _MOST_FIGURES + 1):
        near = moved.rounded(found.value, figures, up=found.direction == "up")
        text = human(near, unit, values.table, figures)
        again = read_amount(text, values.table, wanted).value
        if found.target.met(moved.value(found.target.name, again)):
            return text
    return shown(values, found.name, found.value)


def _one(found: Solution) -> bool:
    """Tell whether the condition is on the input itself."""
    return found.name == found.target.name


def _table(values: Values, found: Solution) -> Table:
    name, result = found.name, found.target.name
    at, before = _results(values, found)
    columns = {"": (name, result), "today": (values.show(name), values.show(result))}
    if before:
        columns["just below" if found.direction == "up" else "just above"] = (
            before if _one(found) else "",
            before,
        )
    if not found.already:
        columns["there"] = (_told(values, found), at)
    rows = [*zip(*columns.values(), strict=True)]
    return Table("", tuple(columns), rows[:1] if _one(found) else rows)


def _lines(values: Values, found: Solution) -> list[tuple[str | float, ...]]:
    result = found.target.name
    rows = [
        (found.name, (found.today, math.nan, found.value)),
        (result, (values.by_name[result], found.before, found.at)),
    ]
    return [
        (name, *(number(values, name, base) for base in each), unit_text(values.unit(name)))
        for name, each in rows
    ]


def _data(values: Values, found: Solution) -> dict[str, Any]:
    (name, today, _, value, unit), (result, now, before, at, of) = _lines(values, found)
    return {
        "title": values.loaded.title,
        "input": name,
        "until": found.target.text,
        "value": value,
        "today": today,
        "unit": unit,
        "ratio": _ratio(found),
        "direction": found.direction,
        "already": found.already,
        "result": {"name": result, "today": now, "before": before, "at": at, "unit": of},
        "says": sentence(values, found),
    }
