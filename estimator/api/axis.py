"""The values of a sweep's inputs, as a person asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from estimator.api.counts import hold_count
from estimator.api.plain import as_text
from estimator.whatif.axis import Axis


def linspace(low: Any, high: Any, count: int) -> Axis:
    """Ask a sweep for values that lie evenly from one to another, both included.

    Args:
        low: an amount, such as `"1M"`, or a number or quantity.
        high: another.
        count: how many values, at least 2.

    Raises DomainError where the count is no whole number.

    >>> import estimator as est
    >>> load = est.loads("formulas: {load: 1 request/s}")
    >>> load.sweep({"load": est.linspace("1 request/s", "3 request/s", 3)})["load"].magnitude
    array([1., 2., 3.])
    """
    return _spaced(low, high, "linspace", count)


def geomspace(low: Any, high: Any, count: int) -> Axis:
    """Ask a sweep for values of which each is as many times the one before.

    Args:
        low: an amount above zero, such as `"1M"`, or a number or quantity.
        high: another.
        count: how many values, at least 2.

    Raises DomainError where the count is no whole number.

    >>> import estimator as est
    >>> load = est.loads("formulas: {load: 1 request/s}")
    >>> load.sweep({"load": est.geomspace("1 request/s", "4 request/s", 3)})["load"].magnitude
    array([1., 2., 4.])
    """
    return _spaced(low, high, "geomspace", count)


def _spaced(low: Any, high: Any, spacing: str, count: int) -> Axis:
    # Of one value alone a sweep tells by the name of the input.
    hold_count("count", count, 1, "a whole number of at least 2")
    return Axis((as_text(low), as_text(high)), spacing, int(count))


def axis(given: Axis | Sequence[Any]) -> Axis:
    """Give the axis of what someone sweeps: one that is asked for, or a list of amounts.

    >>> axis(["1M", 2e6]).texts, axis("1M").texts, axis(3).texts
    (('1M', '2000000.0'), ('1M',), ('3',))
    """
    return given if isinstance(given, Axis) else Axis(tuple(map(as_text, _several(given))))


def _several(given: Any) -> list[Any]:
    """Give what someone lists; a text, a number or a quantity alone is a list of one."""
    if isinstance(given, str):
        return [given]
    try:
        return list(given)
    except TypeError:
        return [given]
