"""How an amount is read: a formula without names, held to what its field asks for.

What an amount leaves unsaid is filled in where only one thing can be meant
(`300M` users, `2 / day` tweets), and refused where not (`size: 100`: of what?).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from estimator.amount.checks import (
    hold_division,
    hold_kind,
    hold_range_alone,
    is_distribution,
    is_share,
)
from estimator.amount.field import Asked
from estimator.amount.spread import ANYTHING, Interval, distribution_of, spread_of
from estimator.lang.fault import Fault
from estimator.lang.lexer import hold_length
from estimator.lang.meaning import Meaning, Meanings, dimension_of, names_in, unit_of
from estimator.lang.nodes import Call, Convert, Name, Tree, names, renamed
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.suggest import did_you_mean
from estimator.units.dimension import MEASURED, Dimension
from estimator.units.natural import PERCENT, Powers, in_units_of, tidy
from estimator.units.table import Ambiguous, Unit, UnitTable

if TYPE_CHECKING:
    from estimator.distribution.distribution import Distribution


class Reading(NamedTuple):
    """Hold an amount as read, in base units, with the unit to show it in.

    `low` and `high` are the ends of its 90 % interval, and `value` its median;
    all three are the same where it is certain, and not `drawn`.
    """

    value: float
    low: float
    high: float
    dimension: Dimension
    unit: Powers
    drawn: Interval | Distribution | None = None

    @property
    def distribution(self) -> Distribution | None:
        """Give what it is drawn from, None where it is certain."""
        return None if self.drawn is None else distribution_of(self.drawn)


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
    given, typed = _meant(tree, meanings)
    if not isinstance(tree, Convert):
        typed = tidy(typed, given, table, wanted.unit if wanted else ())
    if wanted is None:
        spread = spread_of(tree, sizes, Asked(ANYTHING, given, typed, 1.0))
        return Reading(*spread[:3], given, typed, spread.drawn)
    dimension = wanted.dimension
    if wanted.field.any_thing and _one_thing(given):
        dimension = given
    if typed == PERCENT and dimension:
        message = f"{show(tree)} of what? {dimension.in_words()} is asked for"
        raise Fault("wrong-kind", message, tree.where)
    if dimension and isinstance(tree, Call) and is_share(tree):
        message = f"{tree.function} is a share, where {dimension.in_words()} is asked for"
        raise Fault("wrong-kind", message, tree.where)
    hold_kind(tree, given, dimension, wanted.unit)
    spread = spread_of(tree, sizes, wanted)
    unit = typed if dimension != wanted.dimension else in_units_of(wanted.unit, typed, table)
    return Reading(*spread[:3], dimension, unit, spread.drawn)


def _meant(tree: Tree, meanings: Meanings) -> Meaning:
    """Give the kind of an amount, and the unit that it is written in."""
    if isinstance(tree, Call) and is_distribution(tree):
        from estimator.amount.drawn import meaning_of

        return meaning_of(tree, meanings)
    return Meaning(dimension_of(tree, meanings), unit_of(tree, meanings))


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
