"""How an amount is read: a formula without names, held to what its field asks for.

What an amount leaves unsaid is filled in where only one thing can be meant
(`300M` users, `2 / day` tweets), and refused where not (`size: 100`: of what?).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from estimator.amount.checks import hold_division, hold_kind, hold_range, hold_range_alone
from estimator.amount.field import Asked
from estimator.amount.value import finite, median
from estimator.lang.fault import Fault
from estimator.lang.lexer import hold_length
from estimator.lang.meaning import Meaning, dimension_of, names_in, unit_of
from estimator.lang.nodes import (
    Convert,
    Name,
    Number,
    Range,
    Tree,
    names,
    renamed,
    walk,
)
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.suggest import did_you_mean
from estimator.units.dimension import MEASURED, Dimension
from estimator.units.natural import PERCENT, Powers, in_units_of, tidy
from estimator.units.table import Ambiguous, Unit, UnitTable


class Reading(NamedTuple):
    """Hold an amount as read, in base units, with the unit to show it in.

    `low` and `high` are the ends of its 90 % interval, equal to `value` where
    it is certain.
    """

    value: float
    low: float
    high: float
    dimension: Dimension
    unit: Powers


def is_amount(text: str, table: UnitTable) -> bool:
    """Tell whether a formula names nothing but units, known or mistaken."""
    return all(name.unit or table.find(name.text) is not None for name in names_in(text))


def known_unit(name: Name, table: UnitTable, *, counted: bool = True) -> Unit:
    """Give the unit of a name; `counted` tells whether a counted thing may be meant.

    Raises Fault for a unit that is not known, or that people read in two ways.
    """
    unit = table.find(name.text)
    if isinstance(unit, Unit):
        return unit
    if isinstance(unit, Ambiguous):
        ways = {1: "is no unit", 2: "can be read in two ways"}
        message = f"{name.text} {ways.get(len(unit.readings), 'can be read in several ways')}"
        choices = "write " + " or ".join(unit.readings)
        raise Fault("ambiguous-unit", message, name.where, hint=choices)
    hint = suggested_unit(name.text, table)
    thing = f"add it as a counted thing, with units: [{name.text}]" if counted else None
    if name.text in ("time", "times"):
        thing = "how often is written 4 / day"
    raise Fault("unknown-unit", f"there is no unit {name.text}", name.where, hint=hint or thing)


def suggested_unit(name: str, table: UnitTable) -> str | None:
    """Guess the unit that was meant; between `Gb` and `GB` lies a factor of 8, so never there."""
    words = [unit for unit in table.units if len(unit) > 3 and unit.islower()]
    return did_you_mean(name, words, likeness=0.8) if len(name) > 3 else None


@lru_cache(maxsize=16_384)
def read_amount(text: str, table: UnitTable, wanted: Asked | None = None) -> Reading:
    """Read an amount, for the field that asks for it where there is one.

    Raises Fault for what is no amount, of another kind than is asked for, or
    out of the field's range.

    >>> from estimator.units.table import unit_table
    >>> read_amount("10 to 1000 KB", unit_table("exact")).value
    100000.0
    """
    hold_length(text)
    tree = _decided(parse(text), table, wanted)
    hold_range_alone(tree, at_top=True)
    hold_division(tree, lambda name: table.find(name) is not None)
    meanings, sizes = {}, {}
    for name in names(tree):
        known = known_unit(name, table, counted=wanted is None or _counts(wanted))
        meanings[name.text] = Meaning(known.dimension, known.parts)
        sizes[name.text] = known.factor
    given = dimension_of(tree, meanings)
    low, high = _ends(tree, sizes)
    typed = unit_of(tree, meanings)
    if not isinstance(tree, Convert):
        typed = tidy(typed, given, table, wanted.unit if wanted else ())
    if wanted is None:
        share = typed == PERCENT
        return Reading(median(low, high, share=share), low, high, given, typed)
    dimension = wanted.dimension
    if wanted.field.any_thing and _one_thing(given):
        dimension = given
    if typed == PERCENT and dimension:
        message = f"{show(tree)} of what? {dimension.in_words()} is asked for"
        raise Fault("wrong-kind", message, tree.where)
    hold_kind(tree, given, dimension, wanted.unit)
    for value in (low, high):
        hold_range(tree, value, wanted)
    unit = typed if dimension != wanted.dimension else in_units_of(wanted.unit, typed, table)
    return Reading(median(low, high, share=wanted.field.share), low, high, dimension, unit)


def _counts(wanted: Asked) -> bool:
    return any(kind not in MEASURED for kind, _ in wanted.dimension.powers)


def _one_thing(dimension: Dimension) -> bool:
    return dimension.counted and [power for _, power in dimension.powers] == [1]


def _decided(tree: Tree, table: UnitTable, wanted: Asked | None) -> Tree:
    """Settle a name that can be read in two ways (`500B`) by what the field asks for."""
    for name in names(tree):
        unit = table.find(name.text)
        if isinstance(unit, Ambiguous) and unit.by_context:
            readings = [renamed(tree, {name.text: reading}) for reading in unit.readings]
            fitting = [r for r in readings if wanted and _fits(r, table, wanted)]
            if len(fitting) == 1:
                return fitting[0]
            message = f"{show(tree)} can be read in two ways"
            hint = "write " + " or ".join(show(reading) for reading in readings)
            raise Fault("ambiguous-unit", message, tree.where, hint=hint)
    return tree


def _fits(tree: Tree, table: UnitTable, wanted: Asked) -> bool:
    try:
        units = {name.text: known_unit(name, table) for name in names(tree)}
        meanings = {name: Meaning(unit.dimension, ()) for name, unit in units.items()}
        return wanted.dimension.missing(dimension_of(tree, meanings)) is not None
    except Fault:
        return False


def _ends(tree: Tree, sizes: dict[str, float]) -> tuple[float, float]:
    """Work out the two ends of an amount, equal where it is certain."""
    parts = (tree.low, tree.high) if isinstance(tree, Range) else (tree, tree)
    low, high = (finite(part, sizes) for part in parts)
    if low > high and isinstance(tree, Range):
        hint = f"write {show(replace(tree, low=tree.high, high=tree.low))}"
        if not any(isinstance(part, Number) for part in walk(tree.high)):
            hint = f"to show a value in another unit, write -> {show(tree.high)}"
        raise Fault("range-reversed", "a range runs from low to high", tree.where, hint=hint)
    return low, high
