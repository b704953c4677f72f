"""What a result depends on, and how much: its tornado, and what explains its variance."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from estimator.engine.result import Values
from estimator.report.intervals import lacking_in_words
from estimator.report.row import unit_text
from estimator.report.table import Findings, Sheet, Table
from estimator.uncertainty.elasticity import is_rounded, takes_whole
from estimator.uncertainty.sensitivity import Influence, Influences
from estimator.uncertainty.tornado import Bar
from estimator.units.display import human, interval, rounded
from estimator.units.natural import factor

_WIDTH = 20
_SHADES = "▒ at 5 %, █ at 95 %"
# Sentences are said of so many inputs; the tables have them all.
_TOLD = 3
_ROUGH = 0.05
_HEAD = (
    "name",
    "low",
    "high",
    "unit",
    "at_low",
    "at_high",
    "result_unit",
    "rank_correlation",
    "first_order",
    "total",
    "elasticity",
)


def influences(found: Influences) -> Findings:
    """Say what a result depends on: bars to one scale, shares, and the first in words."""
    return Findings(
        found.values.loaded.title or "Sensitivity",
        tuple(_about(found)),
        tuple(_tables(found)),
        tuple(_notes(found)),
        Sheet(_HEAD, [_line(found, row) for row in found.rows]),
        _data(found),
    )


def _about(found: Influences) -> Iterator[str]:
    at = " with every range at its median" if found.samples else ""
    yield f"{found.name} is {found.values.show(found.name)}{at}"
    if found.samples:
        yield f"{found.samples:,} samples"


def _tables(found: Influences) -> Iterator[Table]:
    bars = [(row.name, row.bar) for row in found.rows if row.bar is not None]
    if bars:
        drawn = _drawn([bar for _, bar in bars], found.values.by_name[found.name])
        rows = [_bar_cells(found, *each, text) for each, text in zip(bars, drawn, strict=True)]
        title = f"{found.name} with one input at its 5 % and at its 95 % quantile"
        yield Table(title, ("", "input", "result", _SHADES), rows, words=(0, 3))
    if not found.rows:
        return
    title = f"by how much {found.name} moves where an input is 1 % more"
    if not bars:
        slopes = [(row.name, _slope(row.elasticity)) for row in found.rows]
        yield Table(title, ("", "1 % more"), slopes)
        return
    title = f"what share of the variance of {found.name} an input explains"
    head = ("", "alone", "with others", "rank correlation", "1 % more")
    yield Table(title, head, [_share_cells(row) for row in found.rows])


def _bar_cells(found: Influences, name: str, bar: Bar, text: str) -> tuple[str, ...]:
    values = found.values
    ends = _ends(values, name, bar.low, bar.high)
    return (name, ends, _ends(values, found.name, bar.at_low, bar.at_high), text)


def _share_cells(row: Influence) -> tuple[str, ...]:
    shares = (_percent(x) for x in row.share) if row.share else ("–", "–")
    rank = "–" if row.rank is None else f"{row.rank:.2f}"
    return (row.name, *shares, rank, _slope(row.elasticity))


def _drawn(bars: list[Bar], middle: float) -> list[str]:
    """Draw bars to one scale, from the result at the one end of an input to that at the other.

    They change their shade at the middle; none is drawn where an end has no value.

    >>> _drawn([Bar(0, 0, 10, 30), Bar(0, 0, 20, 15)], 18)
    ['▒▒▒▒▒▒▒▒████████████', '░░░░░████▒▒░░░░░░░░░']
    """
    ends = [end for bar in bars for end in (bar.at_low, bar.at_high) if not math.isnan(end)]
    least, most = min(ends, default=0.0), max(ends, default=0.0)
    size = (most - least) / _WIDTH or 1.0

    def place(end: float) -> int:
        return min(int((end - least) / size), _WIDTH - 1)

    def drawn(bar: Bar) -> str:
        if not 0 < bar.width < math.inf:
            return _WIDTH * "░"
        rises = bar.at_low < bar.at_high
        first, last = sorted(map(place, (bar.at_low, bar.at_high)))
        turn = min(max(place(middle) + (not rises), first), last + (not rises))
        before, after = "▒█" if rises else "█▒"
        shades = (turn - first) * before + (last + 1 - turn) * after
        return first * "░" + shades + (_WIDTH - 1 - last) * "░"

    return [drawn(bar) for bar in bars]


def _ends(values: Values, name: str, low: float, high: float) -> str:
    """Show two ends, the smaller first: `10% to 25%`, `– to 5 ms` where one has no value."""
    unit, table = values.unit(name), values.table
    if not math.isnan(low + high):
        return interval(min(low, high), max(low, high), unit, table)
    return " to ".join("–" if math.isnan(end) else human(end, unit, table) for end in (low, high))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _slope(elasticity: float | None) -> str:
    if elasticity is None:
        return "–"
    return f"{'+' if elasticity > 0 else ''}{rounded(elasticity)} %"


def _notes(found: Influences) -> Iterator[str]:
    if not found.rows:
        yield f"{found.name} depends on nothing that the scenario gives"
        return
    for row in found.rows[:_TOLD]:
        yield from _said(found, row)
    if not found.samples:
        yield f"{found.name} is certain: give an input as a range, such as 10% to 25%"
    else:
        yield from _remarks(found)
    if not found.values.by_name[found.name]:
        yield f"{found.name} is zero, of which nothing is a percent"
    elif takes_whole(found.values, found.name):
        yield "1 % more: with as many servers, nodes and copies as there are"
    elif is_rounded(found.values, found.name):
        yield "1 % more: before anything is rounded to whole numbers"


def _said(found: Influences, row: Influence) -> Iterator[str]:
    if row.share is not None:
        alone, total = map(_percent, row.share)
        more = "" if alone == total else f", {total} with others"
        yield f"{row.name} explains {alone} of the variance alone{more}"
    if row.elasticity:
        way = "more" if row.elasticity > 0 else "less"
        moved = rounded(abs(row.elasticity))
        yield f"1 % more {row.name} = {moved} % {way} {found.name}"


def _remarks(found: Influences) -> Iterator[str]:
    """Say how far the shares can be relied on, and what they are of."""
    if found.lacking:
        left_out = "; the shares leave out these, and what is compared with them"
        said = f"{found.name} {lacking_in_words(found.lacking)}"
        yield said if found.untold else said + left_out
    if found.untold:
        yield _untold(found)
        return
    if found.correlated:
        yield "inputs are correlated; the shares are of independent draws"
    if found.margin >= _ROUGH:
        yield f"the shares may be {_percent(found.margin)} off: more samples tell them better"


def _untold(found: Influences) -> str:
    """Say why there are no shares."""
    name, there = found.name, " that have a value" if found.lacking else ""
    if found.untold == "same":
        return f"{name} is the same in all samples{there}"
    reasons = {
        "lacking": f"too many samples, or what is compared with them, have no {name}",
        "rare": f"{name} is the same in nearly all samples{there}",
        "large": f"the values of {name} lie too far apart",
    }
    return f"{reasons[found.untold]}: what explains its variance can't be told"


def _line(found: Influences, row: Influence) -> tuple[str | float, ...]:
    numbers = _numbers(found, row)
    units = {
        "name": row.name,
        "unit": unit_text(found.values.unit(row.name)),
        "result_unit": unit_text(found.values.unit(found.name)),
    }
    return tuple((units | numbers)[head] for head in _HEAD)


def _numbers(found: Influences, row: Influence) -> dict[str, float]:
    """Give the numbers of a row, each in the unit it is shown in; NaN for what there is not."""
    size, result = (
        factor(found.values.unit(n), found.values.table) for n in (row.name, found.name)
    )
    none = (math.nan,) * 4
    numbers = {
        **dict(zip(("low", "high", "at_low", "at_high"), row.bar or none, strict=True)),
        "rank_correlation": math.nan if row.rank is None else row.rank,
        **dict(zip(("first_order", "total"), row.share or none[:2], strict=True)),
        "elasticity": math.nan if row.elasticity is None else row.elasticity,
    }
    scale = {"low": size, "high": size, "at_low": result, "at_high": result}
    return {key: number / scale.get(key, 1.0) for key, number in numbers.items()}


def _data(found: Influences) -> dict[str, Any]:
    values = found.values
    return {
        "title": values.loaded.title,
        "result": found.name,
        "value": values.in_unit(found.name),
        "unit": unit_text(values.unit(found.name)),
        "samples": found.samples,
        "lacking": found.lacking,
        "margin": found.margin,
        "inputs": {
            row.name: _numbers(found, row) | {"unit": unit_text(values.unit(row.name))}
            for row in found.rows
        },
    }
