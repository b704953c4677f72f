"""What becomes another as demand grows: in sentences, the nearest first, and as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from estimator.engine.result import Values
from estimator.report.decisions import in_prose
from estimator.report.point import at_medians, number, shown
from estimator.report.row import unit_text
from estimator.report.solved import times_today
from estimator.report.table import Findings, Sheet, Table
from estimator.units.display import whole
from estimator.whatif.crossovers import Crossover, Crossovers
from estimator.whatif.growth import reached_in

_HEAD = ("factor", "demand", "demand_there", "demand_unit", "name", "today", "there", "unit")


def crossed(values: Values, found: Crossovers, of: str, up_to: float) -> Findings:
    """Say what becomes another; `of` is the input that grows alone, empty for all demand."""
    return Findings(
        values.loaded.title or "Crossovers",
        (_about(values, found, of, up_to), *at_medians(values)),
        tuple(_tables(values, found, of)),
        tuple(_notes(found)),
        Sheet((*_HEAD, "bound_by", "bound_before"), [_line(values, each) for each in found.found]),
        _data(values, found, of, up_to),
    )


def sentences(values: Values, found: Crossovers, of: str, up_to: float) -> tuple[str, ...]:
    """Say in a sentence each what becomes another, and what does so at once."""
    said = [sentence(values, found, each, of) for each in found.found]
    if not said:
        said.append(f"{_about(values, found, of, up_to)}: {_nothing(found)}")
    if found.at_once:
        said.append(f"within 2 % more already, being so many: {', '.join(found.at_once)}")
    return (*said, *_refused(found))


def _notes(found: Crossovers) -> Iterator[str]:
    if not found.found:
        yield _nothing(found)
    yield from _refused(found)


def _refused(found: Crossovers) -> Iterator[str]:
    if found.refused:
        yield f"more than that the scenario refuses: {found.refused}"


def _nothing(found: Crossovers) -> str:
    return f"nothing {'else ' if found.at_once else ''}becomes another"


def sentence(values: Values, found: Crossovers, each: Crossover, of: str = "") -> str:
    """Say one of what becomes another; `of` is the input that grows alone."""
    if each.demand_name:
        there = in_prose(values, shown(values, each.demand_name, each.demand))
        when = f"at {times_today(each.factor)} today's {each.demand_name} ({there})"
    else:
        when = f"at {times_today(each.factor)} today's demand"
    year = "" if of else _year(values, each)
    when += f", {year}," if year else ""
    one, other = (_count(values, each.name, x) for x in (each.one, each.other))
    there = in_prose(values, other)
    if not _steps(found, each):
        return f"{when} {each.name} is bound by {_bound(each)} ({there} there)"
    bound = f", bound by {_bound(each)}" if each.limits else ""
    (first, _, unit), (_, _, again) = one.partition(" "), other.partition(" ")
    return f"{when} {each.name} goes from {first if unit == again else one} to {there}{bound}"


def _count(values: Values, name: str, base: float) -> str:
    """Show a count to the last figure, so that one more is seen."""
    return whole(base, values.unit(name), values.table) or shown(values, name, base)


def _steps(found: Crossovers, each: Crossover) -> bool:
    """Tell whether a crossover is a count's first step, and not only a change of what binds it."""
    if each.limits is None:
        return True
    stepped = {other.name for other in found.found if other.limits is None}
    return each.one != each.other and each.name not in {*stepped, *found.at_once}


def _bound(each: Crossover) -> str:
    return f"{each.limits[1]}, no longer by {each.limits[0]}" if each.limits else ""


def _year(values: Values, each: Crossover, never: str = "beyond the horizon") -> str:
    """Say in which year of the scenario's growth that is, empty where it has none."""
    if "growth.factor" not in values.by_name:
        return ""
    year = reached_in(values, each.factor)
    return never if year is None else f"in year {year}"


def _about(values: Values, found: Crossovers, of: str, up_to: float) -> str:
    most = times_today(min(float(up_to), found.most))
    if not of:
        return f"as all demand grows together, up to {most} today's"
    return f"as {of} grows alone, up to {most} today's {in_prose(values, values.show(of))}"


def _tables(values: Values, found: Crossovers, of: str) -> Iterator[Table]:
    if found.found:
        yield _steps_in_order(values, found, of)
    if found.at_once:
        rows = [(name, _count(values, name, values.by_name[name])) for name in found.at_once]
        yield Table("a step within 2 % more already, being so many", ("", "today"), rows)


def _steps_in_order(values: Values, found: Crossovers, of: str) -> Table:
    leads = {each.demand_name for each in found.found}
    alone = next(iter(leads)) if len(leads) == 1 else ""
    columns: dict[str, list[str]] = {
        "at": [times_today(each.factor) for each in found.found],
        alone or "demand there": [_demand(values, each, alone) for each in found.found],
        "result": [each.name for each in found.found],
        "today": [_count(values, each.name, each.one) for each in found.found],
        "there": [_count(values, each.name, each.other) for each in found.found],
        "bound by": [", not ".join(reversed(each.limits or ())) for each in found.found],
        "when": ["" if of else _year(values, each, "later") for each in found.found],
    }
    if leads == {""}:
        del columns["demand there"]
    told = {head: cells for head, cells in columns.items() if any(cells)}
    words = ("demand there", "result", "bound by", "when")
    at = tuple(at for at, head in enumerate(told) if head in words)
    return Table("", tuple(told), [*zip(*told.values(), strict=True)], at)


def _demand(values: Values, each: Crossover, alone: str) -> str:
    if not each.demand_name:
        return "all of it"
    there = shown(values, each.demand_name, each.demand)
    return there if alone else f"{each.demand_name} {there}"


def _line(values: Values, each: Crossover) -> tuple[str | float, ...]:
    lead, (before, bound) = each.demand_name, each.limits or ("", "")
    there = number(values, lead, each.demand) if lead else math.nan
    counts = (number(values, each.name, x) for x in (each.one, each.other))
    unit = unit_text(values.unit(lead)) if lead else ""
    name, of = each.name, unit_text(values.unit(each.name))
    return (each.factor, lead, there, unit, name, *counts, of, bound, before)


def _data(values: Values, found: Crossovers, of: str, up_to: float) -> dict[str, Any]:
    said = [sentence(values, found, each, of) for each in found.found]
    heads = (*_HEAD, "bound_by", "bound_before")
    lines = [dict(zip(heads, _line(values, each), strict=True)) for each in found.found]
    return {
        "title": values.loaded.title,
        "of": of or None,
        "up_to": float(up_to),
        "reached": min(float(up_to), found.most),
        "refused": found.refused or None,
        "crossovers": [line | {"says": text} for line, text in zip(lines, said, strict=True)],
        "at_once": list(found.at_once),
    }
