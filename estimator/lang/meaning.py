"""What a tree means: its dimension, the unit to show it in, and its value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from estimator.lang.fault import Fault
from estimator.lang.function import Function, Unfit
from estimator.lang.functions import FUNCTIONS
from estimator.lang.nodes import (
    Call,
    Chain,
    Convert,
    Name,
    Named,
    Number,
    Power,
    Range,
    Sign,
    Tree,
    Weighted,
    names,
)
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.suggest import did_you_mean
from estimator.units.dimension import DIMENSIONLESS, Dimension, formula
from estimator.units.natural import PERCENT, Powers, default_unit, times


class Meaning(NamedTuple):
    """Hold what a name stands for: its dimension, and the unit it is shown in."""

    dimension: Dimension
    unit: Powers


Meanings = Mapping[str, Meaning]


@lru_cache(maxsize=16_384)
def names_in(text: str) -> tuple[Name, ...]:
    """Give the names in a formula, in the order they stand.

    >>> [name.text for name in names_in("users.daily * 5 GB")]
    ['users.daily', 'GB']
    """
    return tuple(names(parse(text)))


def dimension_of(tree: Tree, meanings: Meanings) -> Dimension:
    """Work out the dimension of a tree whose names all have a meaning.

    Raises Fault where kinds of thing are mixed, with both sides.
    """
    match tree:
        case Number():
            return DIMENSIONLESS
        case Name(text):
            return meanings[text].dimension
        case Sign(operand):
            return dimension_of(operand, meanings)
        case Chain() if tree.sum:
            return _sum(tree, meanings)
        case Chain(first, rest):
            dimension = dimension_of(first, meanings)
            for sign, operand in rest:
                other = dimension_of(operand, meanings)
                dimension = dimension * other if sign == "*" else dimension / other
            return dimension
        case Power(base, exponent):
            return _power(base, exponent, meanings)
        case Call():
            return _call(tree, meanings)
        case Range(low, high):
            _same_kind(low, high, meanings, "a range runs from {} to {}")
            return dimension_of(high, meanings)
        case Convert(operand, unit):
            return _converted(operand, unit, meanings)
        case Named() | Weighted():
            message = "only a distribution has named arguments and chances"
            raise Fault("named-argument", message, tree.where)


def unit_of(tree: Tree, meanings: Meanings) -> Powers:
    """Give the unit that a person would write a tree's value in."""
    match tree:
        case Number(_, _, percent):
            return PERCENT if percent else ()
        case Name(text):
            return meanings[text].unit
        case Sign(operand):
            return unit_of(operand, meanings)
        case Chain(first, rest) if tree.sum and not dimension_of(first, meanings):
            shares = {unit_of(part, meanings) for part in (first, *(part for _, part in rest))}
            return PERCENT if shares == {PERCENT} else ()
        case Chain(first, rest) if tree.sum:
            return next(
                (u for t in (first, *(t for _, t in rest)) if (u := unit_of(t, meanings))), ()
            )
        case Chain(first, rest):
            unit = unit_of(first, meanings)
            for sign, operand in rest:
                unit = times(unit, unit_of(operand, meanings), 1 if sign == "*" else -1)
            return unit
        case Power(base, exponent):
            dimensioned = dimension_of(base, meanings)
            return times((), unit_of(base, meanings), _ratio(exponent)) if dimensioned else ()
        case Call(_, arguments):
            dimensioned = dimension_of(tree, meanings)
            return unit_of(arguments[0], meanings) if dimensioned else ()
        case Range(_, high):
            return unit_of(high, meanings)
        case Convert(_, unit):
            return unit_of(unit, meanings)
        case Named(_, value) | Weighted(value):
            return unit_of(value, meanings)


def evaluate(tree: Tree, values: Mapping[str, float]) -> float:
    """Work out a tree in base units; `values` holds every name's value or unit size.

    Raises ZeroDivisionError, OverflowError or ValueError as arithmetic does.
    """
    match tree:
        case Number():
            return tree.value
        case Name(text):
            return values[text]
        case Sign(operand):
            return -evaluate(operand, values)
        case Chain(first, rest):
            value = evaluate(first, values)
            for sign, operand in rest:
                other = evaluate(operand, values)
                match sign:
                    case "+":
                        value += other
                    case "-":
                        value -= other
                    case "*":
                        value *= other
                    case _:
                        value /= other
            return value
        case Power(base, exponent):
            result = evaluate(base, values) ** evaluate(exponent, values)
            if isinstance(result, complex):
                raise ValueError("a root of a negative number")  # noqa: TRY004 - as math.sqrt does
            return float(result)
        case Call(function, arguments):
            return FUNCTIONS[function].scalar(*(evaluate(a, values) for a in arguments))
        case Convert(operand):
            return evaluate(operand, values)
        case Range() | Named() | Weighted():
            raise TypeError("a distribution has many values")


def _sum(tree: Chain, meanings: Meanings) -> Dimension:
    for sign, operand in tree.rest:
        verb = "add {} to {}" if sign == "+" else "take {} from {}"
        _same_kind(tree.first, operand, meanings, "cannot " + verb, swap=sign == "-")
    return dimension_of(tree.first, meanings)


def _same_kind(
    left: Tree, right: Tree, meanings: Meanings, message: str, *, swap: bool = False
) -> None:
    """Hold two sides to one dimension, or say what each is."""
    sides = (left, right)
    kinds = [dimension_of(side, meanings) for side in sides]
    if kinds[0] == kinds[1]:
        return
    units = [unit_of(side, meanings) for side in sides]
    words = [kind.in_words(time_word(unit)) for kind, unit in zip(kinds, units, strict=True)]
    labels = [(side.where, formula(unit)) for side, unit in zip(sides, units, strict=True)]
    text = message.format(*(reversed(words) if swap else words))
    raise Fault("dimension-mismatch", text, *labels, hint=_way_out(*kinds))


def _way_out(left: Dimension, right: Dimension) -> str | None:
    """Say what would make two sides one kind."""
    if not left or not right:
        bare, kind = ("left", right) if not left else ("right", left)
        example = formula(default_unit(kind))
        return f"give the {bare} side a unit of {kind.in_words()}, such as {example}"
    ratio = (left / right).powers
    if ratio == (("time", -1),):
        return "multiply the left side by a duration, such as a retention"
    if ratio == (("time", 1),):
        return "multiply the right side by a duration, such as a retention"
    return None


def _power(base: Tree, exponent: Tree, meanings: Meanings) -> Dimension:
    kind = dimension_of(exponent, meanings)
    if kind:
        message = f"an exponent is a number, not {kind.in_words()}"
        raise Fault("dimension-mismatch", message, exponent.where)
    dimension = dimension_of(base, meanings)
    return dimension ** _ratio(exponent) if dimension else dimension


def _ratio(exponent: Tree) -> int | Fraction:
    """Give an exponent as a ratio; of a value with a unit it must be known beforehand."""
    try:
        value = evaluate(exponent, {})
        ratio = Fraction(value).limit_denominator(_FINEST_ROOT)
        if abs(ratio - value) < _NO_RATIO:
            return int(ratio) if ratio == int(ratio) else ratio
    except (KeyError, ArithmeticError, ValueError, TypeError):
        pass
    message = "the exponent of a value with a unit is a small whole number or ratio"
    raise Fault("dimension-mismatch", message, exponent.where)


_FINEST_ROOT = 6
_NO_RATIO = 1e-9


def _call(tree: Call, meanings: Meanings) -> Dimension:
    function = find_function(tree)
    given = [dimension_of(argument, meanings) for argument in tree.arguments]
    try:
        return function.rule(function.name, given)
    except Unfit as unfit:
        where = tree.arguments[int(unfit.argument)].where
        raise Fault("dimension-mismatch", unfit.message, where, hint=unfit.hint) from None


def find_function(tree: Call) -> Function:
    """Give the function that a call names, with as many arguments as it takes.

    Raises Fault where there is none of that name, or it takes more or fewer.
    """
    function = FUNCTIONS.get(tree.function)
    name = (tree.where[0], tree.where[0] + len(tree.function))
    if function is None:
        hint = did_you_mean(tree.function, FUNCTIONS) or "functions: " + ", ".join(FUNCTIONS)
        raise Fault("unknown-function", f"there is no function {tree.function}", name, hint=hint)
    fewest, most = function.arguments
    if not fewest <= len(tree.arguments) <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        wanted += " argument" if most == 1 else " arguments"
        message = f"{tree.function} takes {wanted}, not {len(tree.arguments)}"
        example = " is ".join(function.example)
        raise Fault("wrong-arguments", message, tree.where, hint=f"for example, {example}")
    return function


def _converted(operand: Tree, unit: Tree, meanings: Meanings) -> Dimension:
    kind, asked = dimension_of(operand, meanings), dimension_of(unit, meanings)
    if kind != asked:
        own = unit_of(operand, meanings)
        message = f"cannot show {kind.in_words(time_word(own))} as {show(unit)}"
        sides = (operand.where, formula(own)), (unit.where, asked.in_words())
        raise Fault("dimension-mismatch", message, *sides)
    return kind


def time_word(unit: Powers) -> str:
    """Say the unit of time below a unit's line in a word."""
    return next((_TIMES[name] for name, power in unit if power < 0 and name in _TIMES), "time")


_TIMES = {"s": "second", "min": "minute"} | {
    name: name for name in ("ps", "ns", "us", "ms", "hour", "day", "week", "month", "year")
}
