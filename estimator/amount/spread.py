"""What an amount may come to: one value, a range's interval, or a distribution."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from estimator.amount.checks import bounds, hold_range, is_distribution
from estimator.amount.field import Asked, Field
from estimator.amount.value import finite, median
from estimator.lang.fault import Fault
from estimator.lang.nodes import Call, Number, Range, Tree, walk
from estimator.lang.printer import show
from estimator.units.natural import PERCENT

if TYPE_CHECKING:
    from estimator.distribution.distribution import Distribution

ANYTHING = Field("", "", low=-math.inf)
"""A field that asks for any number of anything."""


class Interval(NamedTuple):
    """Hold a range as someone wrote it: a 90 % interval, for the field that asks for it.

    What it is drawn from is worked out when it is drawn: most ranges only say
    what a result is expected to be.
    """

    low: float
    high: float
    wanted: Asked

    @property
    def share(self) -> bool:
        """Tell whether it is of a share."""
        return self.wanted.field.share or self.wanted.unit == PERCENT


class Spread(NamedTuple):
    """Hold the median of an amount, the ends of its 90 % interval, and how it is distributed."""

    value: float
    low: float
    high: float
    drawn: Interval | Distribution | None = None


def spread_of(tree: Tree, sizes: Mapping[str, float], wanted: Asked) -> Spread:
    """Work out what an amount may come to, in base units, within its field's range.

    Raises Fault for what it can't be.
    """
    if isinstance(tree, Range):
        low, high = _ends(tree, sizes)
        for value in (low, high):
            hold_range(tree, value, wanted)
        return Spread(low, low, high) if low == high else _range(Interval(low, high, wanted))
    if isinstance(tree, Call) and is_distribution(tree):
        return _written(tree, sizes, wanted)
    value = finite(tree, sizes)
    hold_range(tree, value, wanted)
    return Spread(value, value, value)


def _range(interval: Interval) -> Spread:
    low, high, wanted = interval
    middle = median(low, high, share=interval.share)
    if wanted.field.whole:
        middle = math.floor(middle / wanted.size + 0.5) * wanted.size
    return Spread(middle, low, high, interval)


@lru_cache(maxsize=1024)
def distribution_of(drawn: Interval | Distribution) -> Distribution:
    """Give what an uncertain amount is drawn from."""
    if not isinstance(drawn, Interval):
        return drawn
    from estimator.distribution.interval import interval

    return _held(interval(drawn.low, drawn.high, share=drawn.share), drawn.wanted)


def _written(tree: Call, sizes: Mapping[str, float], wanted: Asked) -> Spread:
    from estimator.amount.drawn import made

    # The mean of whole numbers need not be one.
    parameter = wanted._replace(field=wanted.field._replace(whole=False))
    found = _held(made(tree, sizes, lambda part, value: hold_range(part, value, parameter)), wanted)
    ends = found.quantile(_TAIL), found.quantile(1 - _TAIL)
    for value in ends:
        hold_range(tree, value, wanted)
    return Spread(found.median, *ends, found)


def _held(distribution: Distribution, wanted: Asked) -> Distribution:
    """Keep what is drawn to what its field takes; tails beyond are taken at its bounds."""
    from estimator.distribution.wrapped import Clipped, Whole

    field, size = wanted.field, wanted.size
    low, high = bounds(wanted)
    low, high = max(low, field.low * size), min(high, field.high * size)
    if field.above and not field.low:
        low = _LEAST
    low = low if distribution.score(low) > -_FARTHEST else -math.inf
    high = high if distribution.score(high) < _FARTHEST else math.inf
    if math.isfinite(low) or math.isfinite(high):
        distribution = Clipped(distribution, low, high)
    return Whole(distribution, size) if field.whole else distribution


_TAIL = 0.05
# What is above zero is at least this: less would be zero, or endless, once it is divided.
_LEAST = 1e-200
# No draw has a score beyond: one in 10^11 would.
_FARTHEST = 7.0


def _ends(tree: Range, sizes: Mapping[str, float]) -> tuple[float, float]:
    low, high = finite(tree.low, sizes), finite(tree.high, sizes)
    if low > high:
        hint = f"write {show(replace(tree, low=tree.high, high=tree.low))}"
        if not any(isinstance(part, Number) for part in walk(tree.high)):
            hint = f"to show a value in another unit, write -> {show(tree.high)}"
        raise Fault("range-reversed", "a range runs from low to high", tree.where, hint=hint)
    return low, high
