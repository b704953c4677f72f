"""The value of what a line says, in one reading."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from estimator.check.expression import Call, Carried, Leaf, Power, Product, Scaled, Sum, Tree
from estimator.check.words import COUNTED, Powers, raised


class Unreadable(Exception):
    """Say why what looks like math has no value."""


class Mixed(Exception):
    """Say which kinds are added that can't be."""


class Value(NamedTuple):
    """Hold a number in base units, and the powers of what is measured in it."""

    number: float
    powers: Powers = COUNTED


class Reading(NamedTuple):
    """Hold how a line is read: the choice for each ambiguous figure, and its times.

    With `as_typed`, hours and seconds are bare numbers, as in `24 hrs × 3600 s`.
    `instead` gives other numbers for some, as a convention has them.
    """

    chosen: Mapping[str, int] = {}
    as_typed: bool = False
    instead: Mapping[float, float] = {}


_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "ceil": math.ceil,
    "floor": math.floor,
    "round": round,
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "ln": math.log,
    "exp": math.exp,
}
FUNCTIONS = frozenset(_FUNCTIONS)
_DIGITS_LOST = 1e-9


def evaluate(tree: Tree, reading: Reading) -> Value:
    """Work a tree out.

    Raises Unreadable where there is no finite value, Mixed where other kinds are added.
    """
    try:
        found = _value(tree, reading)
    except (OverflowError, ZeroDivisionError, ValueError) as error:
        raise Unreadable("it has no finite value") from error
    if not math.isfinite(found.number):
        raise Unreadable("it has no finite value")
    return found


def _value(tree: Tree, reading: Reading) -> Value:
    match tree:
        case Leaf():
            return _leaf(tree, reading)
        case Carried():
            return _leaf(tree.leaf, reading)
        case Product():
            return _product(tree, reading)
        case Sum():
            return _sum(tree, reading)
        case Scaled():
            inner, unit = _value(tree.inner, reading), _leaf(tree.unit, reading)
            return Value(inner.number * unit.number, raised(inner.powers, unit.powers, 1))
        case Power():
            return _power(tree, reading)
        case Call():
            inner = _value(tree.inner, reading)
            # 1.9999999999 servers are two: what the last bits say is no more.
            number = inner.number
            if abs(number - round(number)) < _DIGITS_LOST * abs(number):
                number = float(round(number))
            return Value(float(_FUNCTIONS[tree.function](number)), inner.powers)


def _leaf(leaf: Leaf, reading: Reading) -> Value:
    number, scale = leaf.ways[reading.chosen.get(leaf.key, 0) if len(leaf.ways) > 1 else 0]
    number = reading.instead.get(number, number)
    if reading.as_typed:
        information, _, money, energy = scale.powers
        return Value(number * scale.size, (information, 0, money, energy))
    return Value(number * scale.size * scale.time, scale.powers)


def _product(tree: Product, reading: Reading) -> Value:
    number, powers = 1.0, COUNTED
    for part, sign in tree.parts:
        value = _value(part, reading)
        number = number * value.number if sign > 0 else number / value.number
        powers = raised(powers, value.powers, sign)
    return Value(number, powers)


def _sum(tree: Sum, reading: Reading) -> Value:
    values = [(part, sign, _value(part, reading)) for part, sign in tree.parts]
    measured = [(part, value) for part, _, value in values if value.powers != COUNTED]
    kinds = {value.powers for _, value in measured}
    if len(kinds) > 1:
        one, other, *_ = dict.fromkeys(value.powers for _, value in measured)
        raise Mixed(f"{in_words(one)} and {in_words(other)} are added")
    # A bare number beside a measured one is so many of the same: 100 TB + 20.
    size = _unit_size(*measured[0], reading) if measured else 1.0
    number = 0.0
    for place, (part, sign, value) in enumerate(values):
        # `100 TB + 20%` is a fifth more.
        share = place > 0 and _percent(part) and not _percent(values[0][0])
        bare = number if share else 1.0 if value.powers != COUNTED else size
        number += sign * value.number * bare
    return Value(number, kinds.pop() if kinds else COUNTED)


def _percent(part: Tree) -> bool:
    return isinstance(part, Leaf) and "%" in part.text


def _unit_size(part: Tree, value: Value, reading: Reading) -> float:
    if not isinstance(part, Leaf):
        return 1.0
    number, _ = part.ways[reading.chosen.get(part.key, 0) if len(part.ways) > 1 else 0]
    return value.number / number if number else 1.0


def _power(tree: Power, reading: Reading) -> Value:
    base, exponent = _value(tree.base, reading), _value(tree.exponent, reading)
    if abs(exponent.number) > 1024 or base.number < 0:
        raise Unreadable("it has no finite value")
    whole = int(exponent.number)
    powers = raised(COUNTED, base.powers, whole) if whole == exponent.number else COUNTED
    return Value(base.number**exponent.number, powers)


_KINDS = ("data", "time", "money", "energy")


def in_words(powers: Powers) -> str:
    """Say what kind a value is of.

    >>> in_words((1, -1, 0, 0))
    'data per time'
    """
    above = [kind for kind, power in zip(_KINDS, powers, strict=True) if power > 0]
    below = [f"per {kind}" for kind, power in zip(_KINDS, powers, strict=True) if power < 0]
    return " ".join([" × ".join(above) or "a count", *below])
