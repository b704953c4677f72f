"""A distribution held to bounds, or to whole multiples: truncated, clipped, whole."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from estimator.distribution.distribution import Distribution, Tabled
from estimator.distribution.scores import grid, score_of, share_between, share_of
from estimator.distribution.steps import Discrete, Poisson
from estimator.lang.function import numpy


def truncated(inner: Distribution, low: float, high: float) -> Distribution:
    """Give what is left of a distribution between two bounds, both included.

    >>> truncated(Discrete((1, 2, 4), (1, 1, 1)), 2, 9)
    Discrete(values=(2, 4), weights=(1, 1))
    """
    if isinstance(inner, Discrete):
        pairs = zip(inner.values, inner.weights, strict=True)
        left = [pair for pair in pairs if low <= pair[0] <= high]
        return Discrete(tuple(value for value, _ in left), tuple(weight for _, weight in left))
    if isinstance(inner, Poisson):
        low = math.ceil(low) if math.isfinite(low) else low
        high = math.floor(high) if math.isfinite(high) else high
    return Truncated(inner, low, high)


def share_within(inner: Distribution, low: float, high: float) -> float:
    """Give the share of a distribution between two bounds, both included.

    >>> from estimator.distribution.bounded import Uniform
    >>> round(share_within(Uniform(0, 10), 2, 5), 12)
    0.3
    """
    return share_between(inner.score(low), _score_beyond(inner, high))


def _score_beyond(inner: Distribution, value: float) -> float:
    return inner.score(math.nextafter(value, math.inf))


@dataclass(frozen=True)
class Truncated(Tabled):
    """Hold a distribution of which nothing lies beyond two bounds, and the rest is scaled up.

    On the grid are the scores of the distribution within.
    """

    inner: Distribution
    low: float
    high: float

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        value = self.inner.scalar(_within(score, *self._shares()))
        return min(max(value, self.low), self.high)

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = self.inner.array(super().array(scores), out)
        return numpy().clip(values, self.low, self.high, out=values)

    def on_grid(self) -> Any:
        """Give the scores of the distribution within, at the scores of the grid."""
        shares = self._shares()
        return numpy().array([_within(score, *shares) for score in grid().tolist()])

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        if not self.low < value <= self.high:
            return -math.inf if value <= self.low else math.inf
        below, between, above = self._shares()
        score = self.inner.score(value)
        part = (share_of(score) - below) / between
        if part < 0.5:
            return score_of(part)
        return -score_of((share_of(-score) - above) / between)

    def _shares(self) -> tuple[float, float, float]:
        """Give the shares of the distribution within: below, between and above the bounds."""
        below, above = self.inner.score(self.low), _score_beyond(self.inner, self.high)
        return share_of(below), share_between(below, above), share_of(-above)


def _within(score: float, below: float, between: float, above: float) -> float:
    """Give the score within, counted from the end that is nearer."""
    if score <= 0:
        return score_of(below + between * share_of(score))
    return -score_of(above + between * share_of(-score))


@dataclass(frozen=True)
class Clipped(Distribution):
    """Hold a distribution whose tails beyond two bounds are taken at the bounds.

    Unlike in a truncated one, every quantile between the bounds stays what it is.
    """

    inner: Distribution
    low: float
    high: float

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return min(max(self.inner.scalar(score), self.low), self.high)

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = self.inner.array(scores, out)
        self.clip(values)
        return values

    def clip(self, values: Any) -> None:
        """Take values beyond the bounds at the bounds, where they are."""
        if self.low > -math.inf:
            numpy().maximum(values, self.low, out=values)
        if self.high < math.inf:
            numpy().minimum(values, self.high, out=values)

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        if not self.low < value <= self.high:
            return -math.inf if value <= self.low else math.inf
        return self.inner.score(value)


@dataclass(frozen=True)
class Whole(Distribution):
    """Hold a distribution whose values are rounded to whole multiples of a size, halves up."""

    inner: Distribution
    size: float

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        value = self.inner.scalar(score) / self.size
        return math.floor(value + 0.5) * self.size if math.isfinite(value) else value

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = self.inner.array(scores, out)
        values /= self.size
        values += 0.5
        values = numpy().floor(values, out=values)
        values *= self.size
        return values

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        if not math.isfinite(value):
            return value
        return self.inner.score((math.ceil(value / self.size) - 0.5) * self.size)
