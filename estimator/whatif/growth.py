"""A scenario from year to year, as its growth section says."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.engine.override import only, taking
from estimator.engine.program import run_on
from estimator.engine.result import Values
from estimator.errors import DomainError
from estimator.whatif.demand import Demand

_FACTOR, _HORIZON = "growth.factor", "growth.horizon"


# Of a long horizon, as many years as fit beside each other.
_TOLD = (0, 1, 2, 3, 4, 5, 10, 20, 50)


class Years(NamedTuple):
    """Hold how results grow: the years from now, the demand in each, and values by name.

    What has no value in a year is NaN there.
    """

    years: tuple[float, ...]
    factors: tuple[float, ...]
    rows: dict[str, tuple[float, ...]]


def years(values: Values) -> Years | None:
    """Work out each year up to the horizon, None where a scenario says nothing of growth.

    A year's data is what would be kept if its demand had always been: more
    than there is while the demand grows, so a plan by it is a safe one.
    """
    if _FACTOR not in values.by_name:
        return None
    year = values.table.units["year"].factor
    horizon = values.by_name[_HORIZON] / year
    at = (*(float(year) for year in _TOLD if year < horizon - 1e-9), horizon)
    demand = Demand(values)
    factors = tuple(factor_in(values, each) for each in at)
    told = [name for name in values.names() if values.definition(name).telling]
    found = [_at(demand, factor, told) for factor in factors]
    rows = {name: tuple(each[name] for each in found) for name in told}
    return Years(at, factors, rows)


def _at(demand: Demand, factor: float, names: list[str]) -> dict[str, float]:
    try:
        return demand.at(factor)
    except DomainError:
        return {name: demand.value(name, factor) for name in names}


def factor_in(values: Values, year: float) -> float:
    """Give how many times today's demand there is after so many years."""
    program = only(taking(values.program, (_HORIZON,)), _FACTOR)
    given = {name: values.by_name[name] for name in program.inputs}
    given[_HORIZON] = year * values.table.units["year"].factor
    found = run_on(program, values.loaded.definitions, given)
    return dict(zip(program.nodes, found, strict=True))[_FACTOR]


def reached_in(values: Values, factor: float) -> int | None:
    """Give the year in which the demand is so many times today's, None beyond the horizon."""
    last = values.by_name[_HORIZON] / values.table.units["year"].factor
    whole = range(math.ceil(last - 1e-9) + 1)
    return next((y for y in whole if factor_in(values, min(y, last)) >= factor), None)
