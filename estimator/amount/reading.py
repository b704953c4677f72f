"""How an amount is read: a formula without names, held to what its field asks for.

What an amount leaves unsaid is filled in where only one thing can be meant
(`300M` users, `2 / day` tweets), and refused where not (`size: 100`: of what?).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from estimator.amount.field import Asked, Field
from estimator.lang.fault import Fault
from estimator.lang.meaning import Meaning, dimension_of, evaluate, time_word, unit_of
from estimator.lang.nodes import (
    Chain,
    Convert,
    Name,
    Number,
    Range,
    Tree,
    children,
    names,
    renamed,
    walk,
)
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.suggest import did_you_mean
from estimator.units.dimension import Dimension, formula
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


def is_amount(tree: Tree, table: UnitTable) -> bool:
    """Tell whether a tree names nothing but units, known or mistaken."""
    return all(name.unit or table.find(name.text) is not None for name in names(tree))


def known_unit(name: Name, table: UnitTable) -> Unit:
    """Give the unit of a name.

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
    thing = f"add it as a counted thing, with units: [{name.text}]"
    raise Fault("unknown-unit", f"there is no unit {name.text}", name.where, hint=hint or thing)


def suggested_unit(name: str, table: UnitTable) -> str | None:
    """Guess the unit that was meant; between `Gb` and `GB` lies a factor of 8, so never there."""
    words = [unit for unit in table.units if len(unit) > 3 and unit.islower()]
    return did_you_mean(name, words) if len(name) > 3 else None


@lru_cache(maxsize=16_384)
def read_amount(text: str, table: UnitTable, wanted: Asked | None = None) -> Reading:
    """Read an amount, for the field that asks for it where there is one.

    Raises Fault for what is no amount, of another kind than is asked for, or
    out of the field's range.

    >>> from estimator.units.table import unit_table
    >>> read_amount("10 to 1000 KB", unit_table("exact")).value
    100000.0
    """
    tree = _decided(parse(text), table, wanted)
    hold_range_alone(tree, at_top=True)
    meanings, sizes = {}, {}
    for name in names(tree):
        known = known_unit(name, table)
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


def hold_range_alone(tree: Tree, *, at_top: bool = False) -> None:
    """Hold ranges to be whole amounts: inside a formula, one would be drawn anew at each place.

    Raises Fault at a range inside a larger formula, or at any if not `at_top`.
    """
    for part in walk(tree):
        if isinstance(part, Range) and not (at_top and part is tree):
            message = "a range stands alone"
            hint = "give it a name under formulas: and use the name here"
            raise Fault("range-in-formula", message, part.where, hint=hint)


def median(low: float, high: float, *, share: bool = False) -> float:
    """Give the middle of a 90 % interval.

    A positive quantity is taken as lognormal, so its median is the geometric
    mean of the ends; a share as logit-normal; a range that reaches zero or
    below as normal.

    >>> median(10, 1000)
    100.0
    """
    if low == high:
        return low
    if share and low > 0 and high < 1:
        logit = (math.log(low / (1 - low)) + math.log(high / (1 - high))) / 2
        return 1 / (1 + math.exp(-logit))
    if low > 0:
        return math.sqrt(low) * math.sqrt(high)
    return (low + high) / 2


def hold_kind(tree: Tree, given: Dimension, dimension: Dimension, unit: Powers) -> None:
    """Hold a value to the kind that its place asks for; unsaid counts are filled in.

    Raises Fault with both kinds.
    """
    if dimension.missing(given) is not None:
        return
    needed = dimension.in_words(time_word(unit))
    message = f"this is {given.in_words(time_word(unit))}, where {needed} is asked for"
    if not given:
        message = f"{show(tree)} of what? {needed} is asked for"
    hint = f"write it in {formula(unit)}" if unit and unit != PERCENT else None
    raise Fault("wrong-kind", message, tree.where, hint=hint)


def hold_range(tree: Tree, value: float, wanted: Asked) -> None:
    """Hold a value to its field's range: no negative counts, no share over 100 %.

    Raises Fault with the bound.
    """
    field, size = wanted.field, wanted.size
    low, high = field.low * size, field.high * size
    if value < low or (field.above and value == low):
        message = (
            f"this must be {'above' if field.above else 'at least'} {_bound(field.low, field)}"
        )
        raise Fault("out-of-range", message, tree.where, hint=_way_up(tree, field))
    if value > high or (field.below and value == high):
        message = (
            f"this must be {'below' if field.below else 'at most'} {_bound(field.high, field)}"
        )
        hint = f"write {show(tree)}%" if field.share and isinstance(tree, Number) else None
        bare = hint and not (isinstance(tree, Number) and tree.percent)
        raise Fault("out-of-range", message, tree.where, hint=hint if bare else None)


def _way_up(tree: Tree, field: Field) -> str | None:
    """Say what may have been meant by a value that is too low."""
    if isinstance(tree, Number) and tree.percent and field.multiplier:
        return f"{show(tree)} on top is a factor of {1 + tree.value:g}"
    if isinstance(tree, Chain) and tree.sum and tree.rest[0][0] == "-":
        low, high = tree.first, tree.rest[0][1]
        if all(any(isinstance(part, Number) for part in walk(end)) for end in (low, high)):
            return f"a range is written {show(low)} to {show(high)}"
    return None


def _bound(value: float, field: Field) -> str:
    return f"{value:g} %" if field.share and value else f"{value:g}"


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


def finite(tree: Tree, values: Mapping[str, float]) -> float:
    """Work out a tree whose value must be a finite number.

    Raises Fault for a division by zero, a value too large, or none at all, at
    the smallest part of the formula that shows it.
    """
    value, fault = _tried(tree, values)
    if fault is None:
        return value
    inner = next((f for part in children(tree) if (f := _tried(part, values)[1])), None)
    if inner is not None:
        for part in children(tree):
            finite(part, values)
    raise fault


def _tried(tree: Tree, values: Mapping[str, float]) -> tuple[float, Fault | None]:
    try:
        value = evaluate(tree, values)
    except ZeroDivisionError:
        return 0.0, Fault("zero-divisor", "this divides by zero", _divisor(tree, values).where)
    except OverflowError:
        value = math.inf
    except ValueError:
        hint = "logarithms are of numbers above zero, roots of none below"
        return 0.0, Fault("no-value", "this has no value", tree.where, hint=hint)
    if math.isfinite(value):
        return value, None
    return 0.0, Fault("not-finite", "this is too large a number", tree.where)


def _divisor(tree: Tree, values: Mapping[str, float]) -> Tree:
    """Give the part of a product that is zero and divides."""
    if isinstance(tree, Chain) and not tree.sum:
        for sign, operand in tree.rest:
            if sign == "/" and _tried(operand, values) == (0.0, None):
                return operand
    return tree
