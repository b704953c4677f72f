"""Scenarios beside each other: each result's values, ratios, and the reasons in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from estimator.engine.result import Values
from estimator.report.row import unit_text
from estimator.units.display import human
from estimator.units.natural import factor
from estimator.whatif.compare import REST, Comparison, Why, compare, why

Sides = Mapping[str, Values]
"""Scenarios by the names they go by, the first of which the others are held against."""

NOISE = 1e-9
"""Values that differ by less are the same."""

ALL_ELSE = "all else"
_CONVENTIONS = "conventions"
# A reason of less than half a percent is no news.
_LEAST = 0.005


class Line(NamedTuple):
    """Hold a result of all scenarios, in the unit of the first; NaN where it is lacking.

    `ratios` are those of each but the first scenario to the first.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    shown: tuple[str, ...]
    ratios: tuple[float, ...]

    @property
    def differs(self) -> bool:
        """Tell whether some scenario has another value than the first."""
        first, *others = self.values
        return any(
            not math.isnan(each) and not math.isclose(first, each, rel_tol=NOISE) for each in others
        )


class SideBySide:
    """Hold scenarios beside each other: a line for each result that the first and another have.

    A value is a number of the unit that the first scenario shows it in, under
    each scenario's own conventions: a day is as long as the scenario has it.
    """

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        (self.first, self.one), *others = sides.items()
        self.others = dict(others)
        self._why: dict[tuple[str, str], Why] = {}
        self.found: dict[str, Comparison] = {
            name: compare(self.one, other) for name, other in others
        }
        self._common = {other: {*found.common} for other, found in self.found.items()}
        self.lines = [self.line(name) for name in self.one.names() if self.with_result(name)]

    def line(self, name: str) -> Line:
        """Give the values of a name side by side; it is one that the first scenario has."""
        unit = self.one.unit(name)
        dimension = self.one.program.meanings[name].dimension
        numbers, shown = [], []
        for values in self.sides.values():
            base = values.by_name.get(name, math.nan)
            if math.isnan(base) or values.program.meanings[name].dimension != dimension:
                numbers.append(math.nan)
                shown.append("–")
            else:
                numbers.append(base / factor(unit, values.table))
                shown.append(human(base, unit, values.table))
        first, *others = numbers
        ratios = tuple(_ratio(first, each) for each in others)
        return Line(name, unit_text(unit), tuple(numbers), tuple(shown), ratios)

    def ratio(self, name: str, other: str) -> float:
        """Give how many times the first scenario's result another's is, NaN where it is zero."""
        return dict(zip(self.others, self.line(name).ratios, strict=True))[other]

    def with_result(self, name: str) -> list[str]:
        """Give the other scenarios that have a result, of the same kind as the first's."""
        return [other for other, common in self._common.items() if name in common]

    def why(self, name: str, other: str) -> Why:
        """Say for which inputs another scenario's result is not that of the first."""
        if (name, other) not in self._why:
            self._why[name, other] = why(name, self.one, self.others[other])
        return self._why[name, other]

    def in_words(self, name: str, other: str) -> tuple[str, ...]:
        """Name the reasons for which a result differs, with their shares.

        A single reason needs no share.
        """
        told = [each for each in self.why(name, other).reasons if abs(each.share) >= _LEAST]
        named = [self.reason(each.name, other) for each in told]
        if len(told) == 1 and abs(told[0].share - 1) < _LEAST:
            return (named[0],)
        return tuple(f"{n} {100 * r.share:.0f} %" for n, r in zip(named, told, strict=True))

    def reason(self, name: str, other: str) -> str:
        """Give what a reason is called: the input's name, or what the rest of a scenario is."""
        if name != REST:
            return name
        one, values = self.one, self.others[other]
        other_days = one.table.convention != values.table.convention
        return _CONVENTIONS if other_days and _formulas(one) == _formulas(values) else ALL_ELSE


def _ratio(one: float, other: float) -> float:
    if math.isnan(one) or math.isnan(other):
        return math.nan
    if math.isclose(one, other, rel_tol=NOISE):
        return 1.0
    return other / one if one else math.nan


def _formulas(values: Values) -> dict[str, Any]:
    """Give all formulas that are worked out, by name."""
    return {name: node.tree for name, node in values.program.nodes.items() if node.parts}
