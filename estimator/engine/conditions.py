"""Comparisons of values: what the fields of a section are held to, and when a decision is said."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from estimator.diagnostics import MOST, Diagnostic
from estimator.engine.program import Program, blamed
from estimator.engine.ways import absolute
from estimator.errors import DomainError
from estimator.lang.meaning import evaluate
from estimator.lang.nodes import Name, Tree, names
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.scenario.loader import Instance, Loaded
from estimator.sections.section import Check
from estimator.units.display import human
from estimator.units.table import Unit

_SIGNS = {
    "<=": (operator.le, "at most"),
    ">=": (operator.ge, "at least"),
    "<": (operator.lt, "below"),
    ">": (operator.gt, "above"),
}
_COMPARISON = re.compile(r"(.+?) (<=|>=|<|>) (.+)")
# What a few operations leave of rounding breaks no bound.
_NOISE = 1e-9


class Sides(NamedTuple):
    """Hold a comparison to be made: `left` and `right` with whole names."""

    left: Tree
    sign: str
    right: Tree


def compared(sign: str, first: Any, second: Any) -> Any:
    """Tell whether a comparison holds of two values, or of each pair in two arrays."""
    noise = _NOISE * abs(second) * (-1 if sign in ("<", ">") else 1)
    return _SIGNS[sign][0](first, second + (noise if sign.startswith("<") else -noise))


class Compared(NamedTuple):
    """Hold a comparison that was made, and whether it holds."""

    sides: Sides
    holds: bool


def sides_of(
    comparison: str, instance: Instance, loaded: Loaded, known: Mapping[str, float]
) -> Sides | None:
    """Give both sides of a section's comparison, such as `needed <= copies`.

    None where a name in it is not known.
    """
    match = _COMPARISON.fullmatch(comparison)
    assert match is not None, comparison
    left, right = (absolute(parse(match[n]), instance, known, loaded.table) for n in (1, 3))
    return None if left is None or right is None else Sides(left, match[2], right)


def compare(
    comparison: str, instance: Instance, loaded: Loaded, known: Mapping[str, float]
) -> Compared | None:
    """Compare two values of a section; None where one is not known."""
    sides = sides_of(comparison, instance, loaded, known)
    if sides is None:
        return None
    first, second = (_value(side, loaded, known) for side in (sides.left, sides.right))
    return Compared(sides, bool(compared(sides.sign, first, second)))


def checks_of(loaded: Loaded, known: Mapping[str, float]) -> Iterator[Sides]:
    """Give what the values of a scenario are held to, as far as they are known."""
    for instance in loaded.instances:
        for check in instance.section.checks:
            sides = sides_of(check.comparison, instance, loaded, known)
            if sides is not None:
                yield sides


def hold_checks(loaded: Loaded, program: Program, known: Mapping[str, float]) -> None:
    """Hold the values that are known to what their sections say of them.

    Raises DomainError with both sides of every comparison that does not hold.
    """
    problems = []
    for instance in loaded.instances:
        for check in instance.section.checks:
            found = compare(check.comparison, instance, loaded, known)
            if found is not None and not found.holds:
                problems.append(_broken(check, found.sides, loaded, program, known))
    if problems:
        raise DomainError(problems[:MOST])


def _value(side: Tree, loaded: Loaded, known: Mapping[str, float]) -> float:
    values = {}
    for name in names(side):
        unit = loaded.table.find(name.text)
        if name.text in known:
            values[name.text] = known[name.text]
        elif isinstance(unit, Unit):
            values[name.text] = unit.factor
    return evaluate(side, values)


def _broken(
    check: Check, found: Sides, loaded: Loaded, program: Program, known: Mapping[str, float]
) -> Diagnostic:
    def said(side: Tree) -> str:
        if isinstance(side, Name) and side.text in known:
            unit = program.meanings[side.text].unit
            return f"{side.text}, {human(known[side.text], unit, loaded.table)}"
        return show(side)

    sides = [name.text for side in (found.left, found.right) for name in names(side)]
    labels = blamed(program.nodes, loaded.definitions, *sides)
    message = f"{said(found.left)}, must be {_SIGNS[found.sign][1]} {said(found.right)}"
    return Diagnostic("contradiction", message, labels, check.hint or None)
