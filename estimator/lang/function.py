"""What a function of the language is: its arguments, their dimensions, how it is worked out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import wraps
from importlib import import_module
from typing import Any, NamedTuple

from estimator.units.dimension import DIMENSIONLESS, Dimension


class NoValue(ValueError):
    """Say why a function has no value at its arguments, and what would give it one."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unfit(Exception):
    """Say which argument (from 0, or by name) a function can't take, and why."""

    def __init__(self, argument: int | str, message: str, hint: str | None = None) -> None:
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


def same(name: str, given: Sequence[Dimension]) -> Dimension:
    """Take values of one kind, and give that kind."""
    for at, dimension in enumerate(given[1:], 1):
        if dimension != given[0]:
            both = f"{given[0].in_words()} and {dimension.in_words()}"
            raise Unfit(at, f"{name} takes one kind of thing, not {both}")
    return given[0]


def number(name: str, given: Sequence[Dimension]) -> Dimension:
    """Take plain numbers, and give one."""
    for at, dimension in enumerate(given):
        if dimension:
            message = f"{name} takes a number, not {dimension.in_words()}"
            raise Unfit(at, message, "divide it by its unit first")
    return DIMENSIONLESS


def countable(name: str, given: Sequence[Dimension]) -> Dimension:
    """Take a count, and give that kind of count."""
    if not given[0].counted:
        message = f"{name} takes a count, not {given[0].in_words()}"
        raise Unfit(0, message, f"divide by the unit to count in, such as {name}(x / 1 GB)")
    return given[0]


def anything(_name: str, given: Sequence[Dimension]) -> Dimension:
    """Take a value of any kind, and give that kind."""
    return given[0]


def half(_name: str, given: Sequence[Dimension]) -> Dimension:
    """Give the kind whose square is taken."""
    return given[0] ** Fraction(1, 2)


def ratio(name: str, given: Sequence[Dimension]) -> Dimension:
    """Take values of one kind, and give a plain number."""
    same(name, given)
    return DIMENSIONLESS


def scaled(name: str, given: Sequence[Dimension]) -> Dimension:
    """Take a count and plain numbers, and give that kind of count."""
    countable(name, given)
    for at, dimension in enumerate(given[1:], 1):
        if dimension:
            raise Unfit(at, f"{name} takes a number here, not {dimension.in_words()}")
    return given[0]


def quietly(array: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function of arrays that says nothing where it has no value: NaN stands there.

    So that one sample of many fails alone.
    """

    @wraps(array)
    def apply(*x: Any) -> Any:
        with numpy().errstate(all="ignore"):
            return array(*x)

    return apply


def in_rows(array: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function of arrays of any shapes from one of rows: of one length, all finite.

    What is not finite gives NaN. It is quiet, see `quietly`.
    """

    @quietly
    @wraps(array)
    def apply(*x: Any) -> Any:
        np = numpy()
        given = np.broadcast_arrays(*(np.asarray(each, float) for each in x))
        rows = [each.ravel() for each in given]
        known = np.logical_and.reduce([np.isfinite(row) for row in rows])
        if known.all():
            return array(*rows).reshape(given[0].shape)
        found = np.full(known.shape, math.nan)
        found[known] = array(*(row[known] for row in rows))
        return found.reshape(given[0].shape)

    return apply


def distinct(*rows: Any) -> tuple[list[Any], Any]:
    """Give each column of rows once, and at which of these every column stands.

    Servers, copies and nodes are whole, so that a law of many samples has few
    values to work out: `law(*once)[at]`.
    """
    np = numpy()
    code = np.zeros(len(rows[0]), int)
    varied = [row for row in rows if row.size and np.ptp(row)]
    if not varied:
        return [row[:1] for row in rows], code
    for row in varied:
        values, at = np.unique(row, return_inverse=True)
        code = code * len(values) + at
    _, first, at = np.unique(code, return_index=True, return_inverse=True)
    return [row[first] for row in rows], at


ONE = (1, 1)
TWO = (2, 2)
THREE = (3, 3)
ANY_NUMBER = (1, 10_000)


def numpy() -> Any:
    """Import NumPy late: a single estimate computes with floats and never needs it."""
    import numpy as np

    return np


def special() -> Any:
    """Import SciPy's special functions late; only arrays need them."""
    return import_module("scipy.special")
