"""Where something begins as one number moves: tried in even steps, then narrowed down."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

# So many steps for each e-fold, or 200 for each power of ten: the step from 80
# servers to 81 is seen, as is the tooth of a saw from 80 of them on.
_DENSITY = 87
# Of a range that begins at nothing, the least that is tried, over the most.
_LEAST = 1e-12
# How near to nothing and to all a share is tried, short of these.
_INSIDE = 1e-9
# Halving ends where no number is left in between; from zero on it never would.
_HALVINGS = 200
# After so many steps of the golden section a peak is known to nine figures.
_GOLDEN_STEPS = 44
_GOLDEN = (math.sqrt(5) - 1) / 2

Test = Callable[[float], bool]


class Line(NamedTuple):
    """Hold the values that a number is tried at: between two ends, both of them in it.

    They stand in even ratios; those of a `share` in even ratios of its odds,
    and those of what comes in wholes are multiples of `step`.
    """

    low: float
    high: float
    share: bool = False
    step: float = 0.0

    def upward(self, start: float) -> list[float]:
        """Give what is tried from a value up to the higher end, the value first.

        >>> Line(0, 1000, step=1).upward(997)
        [997, 998.0, 999.0, 1000.0]
        """
        if start >= self.high:
            return [start]
        found = (_shares if self.share else _ratios)(start, self.high)
        return [start, *(x for x in self._whole(found) if start < x <= self.high)]

    def downward(self, start: float) -> list[float]:
        """Give what is tried from a value down to the lower end, the value first."""
        if start <= self.low:
            return [start]
        found = (_shares if self.share else _ratios)(self.low, start)
        inside = [x for x in self._whole(found) if self.low <= x < start]
        return [start, *reversed(inside)]

    def _whole(self, values: list[float]) -> list[float]:
        if not self.step:
            return values
        # Around each, so that small numbers are tried one by one.
        near = (x / self.step + by for x in values for by in (-1, 0, 1))
        return [n * self.step for n in sorted({float(round(n)) for n in near})]

    def between(self, one: float, other: float) -> float | None:
        """Give a value halfway between two, None where there is none in between."""
        middle = one / 2 + other / 2
        if self.step:
            middle = math.floor(middle / self.step) * self.step
        return middle if min(one, other) < middle < max(one, other) else None

    def edge(self, one: float, other: float, holds: Test) -> tuple[float, float]:
        """Give the two neighbours between which something that holds at one end begins not to.

        >>> Line(0, 100, step=1).edge(0, 64, lambda x: x * x < 50)
        (7, 8)
        """
        for _ in range(_HALVINGS):
            middle = self.between(one, other)
            if middle is None:
                break
            one, other = (middle, other) if holds(middle) else (one, middle)
        return one, other

    def peak(self, one: float, other: float, value: Callable[[float], float]) -> float:
        """Give where a value that rises, then falls, is the most: by golden section (Kiefer 1953).

        Where it falls at once, as the use of servers does when one is added,
        that is just before.
        """
        low, high = min(one, other), max(one, other)
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        at_left, at_right = value(left), value(right)
        for _ in range(_GOLDEN_STEPS):
            if at_left > at_right:
                high, right, at_right = right, left, at_left
                left = high - _GOLDEN * (high - low)
                at_left = value(left)
            else:
                low, left, at_left = left, right, at_right
                right = low + _GOLDEN * (high - low)
                at_right = value(right)
        return left if at_left > at_right else right


def _ratios(low: float, high: float) -> list[float]:
    """Give values in even ratios; around zero, in even ratios away from it."""
    if low >= high:
        return [low]
    if low < 0:
        mirrored = [-x for x in reversed(_ratios(max(0.0, -high), -low))]
        return mirrored if high <= 0 else [*mirrored[:-1], *_ratios(0.0, high)]
    if low == 0:
        # The smallest number of all times a part is nothing again.
        return [0.0, *_ratios(high * _LEAST or math.ulp(0.0), high)]
    start, end = math.log(low), math.log(high)
    steps = max(1, math.ceil(_DENSITY * (end - start)))
    ratio = (end - start) / steps
    return [low, *(math.exp(start + ratio * at) for at in range(1, steps)), high]


def _shares(low: float, high: float) -> list[float]:
    """Give shares in even ratios of their odds, from nothing to all where these are in it."""
    least, most = max(low, _INSIDE), min(high, 1 - _INSIDE)
    if least >= most:
        return [low, high]
    odds = _ratios(least / (1 - least), most / (1 - most))
    return [low, *(each / (1 + each) for each in odds[1:-1]), high]
