"""The functions of the language, each a record: a new one is one entry here.

A rule says which dimensions a function takes and gives. Every example is run
as a test, in formulas of one number and in arrays alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

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

    `scalar` takes floats; `array` is the text of the NumPy expression with the
    arguments as `{0}`, `{1}` or, for any number of them, `{all}`.
    """

    name: str
    meaning: str
    arguments: tuple[int, int]
    rule: Rule
    scalar: Callable[..., float]
    array: str
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


_MANY = 10_000

FUNCTIONS: dict[str, Function] = {
    f.name: f
    for f in (
        Function(
            "min",
            "the smallest of its arguments",
            (1, _MANY),
            _same,
            lambda *x: min(x),
            "np.minimum.reduce(np.broadcast_arrays({all}))",
            ("min(3 GB, 2 GB)", "2 GB"),
        ),
        Function(
            "max",
            "the largest of its arguments",
            (1, _MANY),
            _same,
            lambda *x: max(x),
            "np.maximum.reduce(np.broadcast_arrays({all}))",
            ("max(10 request/s, 1 request/min)", "10 request/s"),
        ),
        Function(
            "sum",
            "the sum of its arguments; of a family: sum(actions.*.rate)",
            (1, _MANY),
            _same,
            lambda *x: math.fsum(x),
            "sum(({all},))",
            ("sum(1 KB, 500 byte)", "1.5 KB"),
        ),
        Function(
            "mean",
            "the arithmetic mean of its arguments",
            (1, _MANY),
            _same,
            lambda *x: math.fsum(x) / len(x),
            "(sum(({all},)) / {n})",
            ("mean(10 ms, 20 ms)", "15 ms"),
        ),
        Function(
            "ceil",
            "the next whole number up, of a count",
            (1, 1),
            _countable,
            _ceil,
            "np.ceil({0} - np.abs({0}) * 1e-12)",
            ("ceil(2.1 server)", "3 server"),
        ),
        Function(
            "floor",
            "the next whole number down, of a count",
            (1, 1),
            _countable,
            _floor,
            "np.floor({0} + np.abs({0}) * 1e-12)",
            ("floor(2.9)", "2"),
        ),
        Function(
            "round",
            "the nearest whole number, halves up, of a count",
            (1, 1),
            _countable,
            _round,
            "np.floor({0} + 0.5)",
            ("round(2.5 shard)", "3 shard"),
        ),
        Function(
            "abs",
            "the value without its sign",
            (1, 1),
            _any,
            abs,
            "np.abs({0})",
            ("abs(-3 ms)", "3 ms"),
        ),
        Function(
            "sqrt",
            "the square root",
            (1, 1),
            _half,
            math.sqrt,
            "np.sqrt({0})",
            ("sqrt(16 s^2)", "4 s"),
        ),
        Function(
            "exp",
            "e to the power of a number",
            (1, 1),
            _number,
            math.exp,
            "np.exp({0})",
            ("exp(0)", "1"),
        ),
        Function(
            "log",
            "the natural logarithm (also ln)",
            (1, 1),
            _number,
            math.log,
            "np.log({0})",
            ("log(exp(2))", "2"),
        ),
        Function(
            "ln",
            "the natural logarithm (also log)",
            (1, 1),
            _number,
            math.log,
            "np.log({0})",
            ("ln(exp(2))", "2"),
        ),
        Function(
            "log2",
            "the logarithm to base 2: bits that tell so many things apart",
            (1, 1),
            _number,
            math.log2,
            "np.log2({0})",
            ("ceil(log2(1e6))", "20"),
        ),
        Function(
            "log10",
            "the logarithm to base 10: orders of magnitude",
            (1, 1),
            _number,
            math.log10,
            "np.log10({0})",
            ("log10(1e6)", "6"),
        ),
    )
}
