"""The functions of the language, each a record: a new one is one entry here, or in `laws`.

A rule says which dimensions a function takes and gives. Every example is run
as a test, in formulas of one number and in arrays alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce
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
    quietly,
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


def _across(name: str) -> Callable[..., Any]:
    """Give NumPy's function of that name, of two arrays, across any number of them."""
    return lambda *x: reduce(getattr(numpy(), name), x)


def _mean_each(*x: Any) -> Any:
    return reduce(numpy().add, x) / len(x)


def _noise_each(x: Any) -> Any:
    noise = abs(x)
    noise *= _NOISE
    return numpy().minimum(noise, 0.5)


@quietly
def _sqrt_each(x: Any) -> Any:
    return numpy().sqrt(x)


@quietly
def _exp_each(x: Any) -> Any:
    # What is too large has no value, as with numbers.
    found = numpy().exp(x)
    return numpy().where(found < math.inf, found, math.nan)


def _logarithm(name: str) -> Callable[..., Any]:
    """Give NumPy's logarithm of that name, NaN where there is none."""

    @quietly
    def apply(x: Any) -> Any:
        return getattr(numpy(), name)(numpy().where(numpy().greater(x, 0), x, math.nan))

    return apply


_ln_each = _logarithm("log")


@quietly
def _log_each(x: Any, base: Any = None) -> Any:
    if base is None:
        return _ln_each(x)
    below = _ln_each(base)
    return _ln_each(x) / numpy().where(below, below, math.nan)


_RECORDS = (
    Function(
        "min",
        "the smallest of its arguments",
        ANY_NUMBER,
        same,
        lambda *x: min(x),
        _across("minimum"),
        ("min(3 GB, 2 GB)", "2 GB"),
    ),
    Function(
        "max",
        "the largest of its arguments",
        ANY_NUMBER,
        same,
        lambda *x: max(x),
        _across("maximum"),
        ("max(10 request/s, 1 request/min)", "10 request/s"),
    ),
    Function(
        "sum",
        "the sum of its arguments; of a family: sum(actions.*.rate)",
        ANY_NUMBER,
        same,
        _sum,
        _across("add"),
        ("sum(1 KB, 500 byte)", "1.5 KB"),
    ),
    Function(
        "mean",
        "the arithmetic mean of its arguments",
        ANY_NUMBER,
        same,
        _mean,
        _mean_each,
        ("mean(10 ms, 20 ms)", "15 ms"),
    ),
    Function(
        "ceil",
        "the next whole number up, of a count",
        ONE,
        countable,
        _ceil,
        lambda x: numpy().ceil(x - _noise_each(x)),
        ("ceil(2.1 server)", "3 server"),
    ),
    Function(
        "floor",
        "the next whole number down, of a count",
        ONE,
        countable,
        _floor,
        lambda x: numpy().floor(x + _noise_each(x)),
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
        _sqrt_each,
        ("sqrt(16 s^2)", "4 s"),
    ),
    Function(
        "exp",
        "e to the power of a number",
        ONE,
        number,
        math.exp,
        _exp_each,
        ("exp(0)", "1"),
    ),
    Function(
        "log",
        "the natural logarithm, or log(x, base)",
        (1, 2),
        number,
        math.log,
        _log_each,
        ("log(81, 3)", "4"),
    ),
    Function(
        "ln",
        "the natural logarithm",
        ONE,
        number,
        math.log,
        _ln_each,
        ("ln(exp(2))", "2"),
    ),
    Function(
        "log2",
        "the logarithm to base 2: bits that tell so many things apart",
        ONE,
        number,
        math.log2,
        _logarithm("log2"),
        ("ceil(log2(1e6))", "20"),
    ),
    Function(
        "log10",
        "the logarithm to base 10: orders of magnitude",
        ONE,
        number,
        math.log10,
        _logarithm("log10"),
        ("log10(1e6)", "6"),
    ),
)

FUNCTIONS: dict[str, Function] = {f.name: f for f in (*_RECORDS, *LAWS)}
