"""The functions of the language, each a record: a new one is one entry here.

A rule says which dimensions a function takes and gives. Every example is run
as a test, in formulas of one number and in arrays alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from estimator.units.dimension import DIMENSIONLESS, Dimension

# A whole number that carries the rounding of a few operations is still whole:
# 100.00000000000001 servers are 100, not 101.
_NOISE = 1e-12


class Unfit(Exception):
    """Say which argument (from 0) a function can't take, and why."""

    def __init__(self, argument: int, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.argument = argument
        self.message = message
        self.hint = hint


Rule = Callable[[str, Sequence[Dimension]], Dimension]


class Function(NamedTuple):
    """Hold a function: how many arguments, their dimensions, how it is worked out.

    `scalar` takes floats, `array` NumPy arrays (or floats among them).
    """

    name: str
    meaning: str
    arguments: tuple[int, int]
    rule: Rule
    scalar: Callable[..., float]
    array: Callable[..., Any]
    example: tuple[str, str]


def _same(name: str, given: Sequence[Dimension]) -> Dimension:
    for at, dimension in enumerate(given[1:], 1):
        if dimension != given[0]:
            both = f"{given[0].in_words()} and {dimension.in_words()}"
            raise Unfit(at, f"{name} takes one kind of thing, not {both}")
    return given[0]


def _number(name: str, given: Sequence[Dimension]) -> Dimension:
    for at, dimension in enumerate(given):
        if dimension:
            message = f"{name} takes a number, not {dimension.in_words()}"
            raise Unfit(at, message, "divide it by its unit first")
    return DIMENSIONLESS


def _countable(name: str, given: Sequence[Dimension]) -> Dimension:
    if not given[0].counted:
        message = f"{name} takes a count, not {given[0].in_words()}"
        raise Unfit(0, message, f"divide by the unit to count in, such as {name}(x / 1 GB)")
    return given[0]


def _any(_name: str, given: Sequence[Dimension]) -> Dimension:
    return given[0]


def _half(_name: str, given: Sequence[Dimension]) -> Dimension:
    return given[0] ** Fraction(1, 2)


def _ceil(x: float) -> float:
    return float(math.ceil(x - abs(x) * _NOISE))


def _floor(x: float) -> float:
    return float(math.floor(x + abs(x) * _NOISE))


def _round(x: float) -> float:
    # Halves go up, as people round; Python's round goes to the even number.
    return float(math.floor(x + 0.5))


def _mean(*x: float) -> float:
    return math.fsum(x) / len(x)


def _sum(*x: float) -> float:
    return math.fsum(x)


def _numpy() -> Any:
    """Import NumPy late: a single estimate computes with floats and never needs it."""
    import numpy as np

    return np


def _elementwise(name: str) -> Callable[..., Any]:
    """Give NumPy's function of that name, for one array."""

    def apply(x: Any) -> Any:
        return getattr(_numpy(), name)(x)

    return apply


def _across(name: str) -> Callable[..., Any]:
    """Give NumPy's reduction of that name, across several arrays of any shapes."""
    return lambda *x: getattr(_numpy(), name)(_numpy().broadcast_arrays(*x), axis=0)


def _log(x: Any, base: Any = math.e) -> Any:
    return _numpy().log(x) / _numpy().log(base)


_ONE = (1, 1)
_ANY_NUMBER = (1, 10_000)

_RECORDS = (
    Function(
        "min",
        "the smallest of its arguments",
        _ANY_NUMBER,
        _same,
        lambda *x: min(x),
        _across("min"),
        ("min(3 GB, 2 GB)", "2 GB"),
    ),
    Function(
        "max",
        "the largest of its arguments",
        _ANY_NUMBER,
        _same,
        lambda *x: max(x),
        _across("max"),
        ("max(10 request/s, 1 request/min)", "10 request/s"),
    ),
    Function(
        "sum",
        "the sum of its arguments; of a family: sum(actions.*.rate)",
        _ANY_NUMBER,
        _same,
        _sum,
        _across("sum"),
        ("sum(1 KB, 500 byte)", "1.5 KB"),
    ),
    Function(
        "mean",
        "the arithmetic mean of its arguments",
        _ANY_NUMBER,
        _same,
        _mean,
        _across("mean"),
        ("mean(10 ms, 20 ms)", "15 ms"),
    ),
    Function(
        "ceil",
        "the next whole number up, of a count",
        _ONE,
        _countable,
        _ceil,
        lambda x: _numpy().ceil(x - abs(x) * _NOISE),
        ("ceil(2.1 server)", "3 server"),
    ),
    Function(
        "floor",
        "the next whole number down, of a count",
        _ONE,
        _countable,
        _floor,
        lambda x: _numpy().floor(x + abs(x) * _NOISE),
        ("floor(2.9)", "2"),
    ),
    Function(
        "round",
        "the nearest whole number, halves up, of a count",
        _ONE,
        _countable,
        _round,
        lambda x: _numpy().floor(x + 0.5),
        ("round(2.5 shard)", "3 shard"),
    ),
    Function(
        "abs",
        "the value without its sign",
        _ONE,
        _any,
        abs,
        abs,
        ("abs(-3 ms)", "3 ms"),
    ),
    Function(
        "sqrt",
        "the square root",
        _ONE,
        _half,
        math.sqrt,
        _elementwise("sqrt"),
        ("sqrt(16 s^2)", "4 s"),
    ),
    Function(
        "exp",
        "e to the power of a number",
        _ONE,
        _number,
        math.exp,
        _elementwise("exp"),
        ("exp(0)", "1"),
    ),
    Function(
        "log",
        "the natural logarithm, or log(x, base)",
        (1, 2),
        _number,
        math.log,
        _log,
        ("log(81, 3)", "4"),
    ),
    Function(
        "ln",
        "the natural logarithm",
        _ONE,
        _number,
        math.log,
        _elementwise("log"),
        ("ln(exp(2))", "2"),
    ),
    Function(
        "log2",
        "the logarithm to base 2: bits that tell so many things apart",
        _ONE,
        _number,
        math.log2,
        _elementwise("log2"),
        ("ceil(log2(1e6))", "20"),
    ),
    Function(
        "log10",
        "the logarithm to base 10: orders of magnitude",
        _ONE,
        _number,
        math.log10,
        _elementwise("log10"),
        ("log10(1e6)", "6"),
    ),
)

FUNCTIONS: dict[str, Function] = {function.name: function for function in _RECORDS}
