"""What is to come, as numbers: how results grow year by year, and what demand they outlast."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.report.crossed import sentence
from estimator.report.decisions import limits_said
from estimator.report.point import number, shown
from estimator.units.display import human
from estimator.units.display import whole as in_full
from estimator.whatif import crossovers
from estimator.whatif.demand import Demand
from estimator.whatif.growth import reached_in, years


class Grown(NamedTuple):
    """Hold how one result grows: in each year its value, how many times today's, and as shown.

    Values are numbers of the result's unit. What has no value in a year is NaN, and
    so is how many times nothing it is.
    """

    name: str
    values: tuple[float, ...]
    ratios: tuple[float, ...]
    shown: tuple[str, ...]


class Growth(NamedTuple):
    """Hold how a scenario grows: the years from now, the demand in each, and the results."""

    years: tuple[float, ...]
    demand: tuple[float, ...]
    rows: tuple[Grown, ...]


class Passing(NamedTuple):
    """Hold where more demand passes something, at `factor` times today's.

    `kind` is `limit` where a limit of the scenario's own is passed, `step` where a whole
    count is first another one, and `bound` where something else begins to bind it. A
    `factor` of 1 is passed today, and of infinity never. `today` and `there` are the result's
    value now, and the limit or the value from there on. `demand` says what the
    demand is there where one kind alone decides, `bound_by` what binds from there
    on where that is another. `year` is the year of the scenario's growth, None
    beyond its horizon, or where nothing is said of growth. `says` is all of it in words.
    """

    name: str
    kind: str
    factor: float
    today: str
    there: str
    demand: str
    bound_by: str
    year: int | None
    says: str


class Runway(NamedTuple):
    """Hold what more demand passes, the nearest first.

    `at_once` are the counts that are so many that every two percent more
    demand, or less, takes one more; of those no step is told.
    """

    passings: tuple[Passing, ...]
    at_once: tuple[str, ...]


def growth(values: Values) -> Growth | None:
    """Give how a scenario grows, None where it says nothing of that."""
    found = years(values)
    if found is None:
        return None
    rows = [
        Grown(
            name,
            tuple(number(values, name, each) for each in told),
            tuple(each / told[0] if told[0] else math.nan for each in told),
            tuple(shown(values, name, each) for each in told),
        )
        for name, told in found.rows.items()
    ]
    return Growth(found.years, found.factors, tuple(rows))


def runway(values: Values, up_to: float) -> Runway:
    """Give what is passed up to so many times today's demand, and every limit.

    Raises DomainError where that is not above 1.
    """
    found = crossovers.crossovers(values, up_to=up_to)
    passed = [*_limits(values), *(_step(values, found, each) for each in found.found)]
    return Runway(tuple(sorted(passed, key=lambda each: each.factor)), found.at_once)


def _limits(values: Values) -> list[Passing]:
    demand = Demand(values)
    found = []
    for limit, said in zip(values.limits(), limits_said(values), strict=True):
        past = values.by_name[limit.name] > limit.most
        reached = demand.until(limit.name, limit.most)
        at = 1.0 if past else math.inf if reached is None else reached.factor
        lead = reached.name if reached and not past else ""
        unit = values.unit(limit.name)
        found.append(
            Passing(
                limit.name,
                "limit",
                at,
                values.show(limit.name),
                human(limit.most, unit, values.table),
                f"{lead} {shown(values, lead, reached.value)}" if reached and lead else "",
                "",
                _year(values, at),
                f"{limit.name}: {said.text}",
            )
        )
    return found


def _step(values: Values, found: crossovers.Crossovers, each: crossovers.Crossover) -> Passing:
    lead = each.demand_name
    unit = values.unit(each.name)
    one, other = (
        in_full(base, unit, values.table) or shown(values, each.name, base)
        for base in (each.one, each.other)
    )
    return Passing(
        each.name,
        "step" if each.one != each.other else "bound",
        each.factor,
        one,
        other,
        f"{lead} {shown(values, lead, each.demand)}" if lead else "",
        each.limits[1] if each.limits else "",
        _year(values, each.factor),
        sentence(values, found, each),
    )


def _year(values: Values, at: float) -> int | None:
    told = "growth.factor" in values.by_name and math.isfinite(at)
    return reached_in(values, at) if told else None
