"""The functions of the language, each a record: a new one is one entry here, or in `laws`.

A rule says which dimensions a function takes and gives. Every example is run
as a test, in formulas of one number and in arrays alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from estimator.lang.function import (
    ANY_NUMBER,
    ONE,
    Function,
    anything,
    countable,
    half,
    number,
    numpy,
    same,
)
from estimator.lang.laws import LAWS

# A whole number that carries the rounding of a few operations is still whole:
# 100.00000000000001 servers are 100, not 101.
_NOISE = 1e-12


def _noise(x: float) -> float:
    # Half a unit at most: of a trillion servers none may be lost.
    return min(abs(x) * _NOISE, 0.5)


def _ceil(x: float) -> float:
    return float(math.ceil(x - _noise(x)))


def _floor(x: float) -> float:
    return float(math.floor(x + _noise(x)))


def _round(x: float) -> float:
    # Halves go up, as people round; Python's round goes to the even number.
    return float(math.floor(x + 0.5))


def _mean(*x: float) -> float:
    return math.fsum(x) / len(x)


def _sum(*x: float) -> float:
    return math.fsum(x)


def _elementwise(name: str) -> Callable[..., Any]:
    """Give NumPy's function of that name, for one array."""

    def apply(x: Any) -> Any:
        return getattr(numpy(), name)(x)

    return apply


def _across(name: str) -> Callable[..., Any]:
    """Give NumPy's reduction of that name, across several arrays of any shapes."""
    return lambda *x: getattr(numpy(), name)(numpy().broadcast_arrays(*x), axis=0)


def _log(x: Any, base: Any = math.e) -> Any:
    return numpy().log(x) / numpy().log(base)


_RECORDS = (
    Function(
        "min",
        "the smallest of its arguments",
        ANY_NUMBER,
        same,
        lambda *x: min(x),
        _across("min"),
        ("min(3 GB, 2 GB)", "2 GB"),
    ),
    Function(
        "max",
        "the largest of its arguments",
        ANY_NUMBER,
        same,
        lambda *x: max(x),
        _across("max"),
        ("max(10 request/s, 1 request/min)", "10 request/s"),
    ),
    Function(
        "sum",
        "the sum of its arguments; of a family: sum(actions.*.rate)",
        ANY_NUMBER,
        same,
        _sum,
        _across("sum"),
        ("sum(1 KB, 500 byte)", "1.5 KB"),
    ),
    Function(
        "mean",
        "the arithmetic mean of its arguments",
        ANY_NUMBER,
        same,
        _mean,
        _across("mean"),
        ("mean(10 ms, 20 ms)", "15 ms"),
    ),
    Function(
        "ceil",
        "the next whole number up, of a count",
        ONE,
        countable,
        _ceil,
        lambda x: numpy().ceil(x - numpy().minimum(abs(x) * _NOISE, 0.5)),
        ("ceil(2.1 server)", "3 server"),
    ),
    Function(
        "floor",
        "the next whole number down, of a count",
        ONE,
        countable,
        _floor,
        lambda x: numpy().floor(x + numpy().minimum(abs(x) * _NOISE, 0.5)),
        ("floor(2.9)", "2"),
    ),
    Function(
        "round",
        "the nearest whole number, halves up, of a count",
        ONE,
        countable,
        _round,
        lambda x: numpy().floor(x + 0.5),
        ("round(2.5 shard)", "3 shard"),
    ),
    Function(
        "abs",
        "the value without its sign",
        ONE,
        anything,
        abs,
        abs,
        ("abs(-3 ms)", "3 ms"),
    ),
    Function(
        "sqrt",
        "the square root",
        ONE,
        half,
        math.sqrt,
        _elementwise("sqrt"),
        ("sqrt(16 s^2)", "4 s"),
    ),
    Function(
        "exp",
        "e to the power of a number",
        ONE,
        number,
        math.exp,
        _elementwise("exp"),
        ("exp(0)", "1"),
    ),
    Function(
        "log",
        "the natural logarithm, or log(x, base)",
        (1, 2),
        number,
        math.log,
        _log,
        ("log(81, 3)", "4"),
    ),
    Function(
        "ln",
        "the natural logarithm",
        ONE,
        number,
        math.log,
        _elementwise("log"),
        ("ln(exp(2))", "2"),
    ),
    Function(
        "log2",
        "the logarithm to base 2: bits that tell so many things apart",
        ONE,
        number,
        math.log2,
        _elementwise("log2"),
        ("ceil(log2(1e6))", "20"),
    ),
    Function(
        "log10",
        "the logarithm to base 10: orders of magnitude",
        ONE,
        number,
        math.log10,
        _elementwise("log10"),
        ("log10(1e6)", "6"),
    ),
)

FUNCTIONS: dict[str, Function] = {f.name: f for f in (*_RECORDS, *LAWS)}
