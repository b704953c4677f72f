"""What a scenario costs, line by line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.report.derivation import derivation
from estimator.units.display import human
from estimator.units.natural import Powers, factor

_MONTHS = 12
_MONEY: Powers = (("USD", 1),)
_A_MONTH: Powers = (("USD", 1), ("month", -1))


class CostLine(NamedTuple):
    """Hold one line of the cost, in dollars.

    `share` is its part of all lines. `per_user` is for each user of a month, or else
    of a day, and NaN where there are none; each value for people stands behind it.
    `how` is its formula with the numbers put in.
    """

    name: str
    label: str
    per_month: float
    month: str
    per_year: float
    year: str
    share: float
    per_user: float
    user: str
    how: str


def lines(values: Values) -> tuple[CostLine, ...]:
    """Give the lines of the cost, the largest first; what is paid for besides is a line each."""
    found = {name: _dollars(values, name) for name in _names(values)}
    total = math.fsum(found.values())
    told = (_line(values, name, amount, total) for name, amount in found.items())
    return tuple(sorted(told, key=lambda line: -line.per_month))


def _names(values: Values) -> Iterator[str]:
    for name in values.names():
        of_lines = name.startswith("cost.lines.") and name != "cost.lines.other"
        if of_lines or (name.startswith("cost.other.") and name.endswith(".price")):
            yield name


def _dollars(values: Values, name: str) -> float:
    return values.by_name[name] / factor(_A_MONTH, values.table)


def _line(values: Values, name: str, month: float, total: float) -> CostLine:
    users = values.by_name.get("cost.users", 0.0)
    per_user = month / users if users else math.nan
    year = _MONTHS * month
    steps = derivation(values, name).steps
    return CostLine(
        name,
        name.removeprefix("cost.").removeprefix("lines.").removesuffix(".price"),
        month,
        _shown(values, month),
        year,
        _shown(values, year),
        month / total if total else math.nan,
        per_user,
        _shown(values, per_user),
        next((step.numbers for step in steps if step.name == name), "given"),
    )


def _shown(values: Values, dollars: float) -> str:
    return "–" if math.isnan(dollars) else human(dollars, _MONEY, values.table)
