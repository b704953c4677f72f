"""The normal distribution, and its kin for positive amounts and for shares."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import Any, Self

from estimator.distribution.distribution import Distribution
from estimator.distribution.scores import TAIL
from estimator.lang.function import numpy

ENDS = (-TAIL, TAIL)
"""The scores of a 90 % interval's ends."""

_LARGEST_POWER = 700.0
# Two ends with the same logarithm lie apart all the same.
_LEAST_SPREAD = sys.float_info.min


def exp(power: float) -> float:
    """Give e to a power, and infinity where that is too large a number."""
    return math.exp(power) if power < _LARGEST_POWER else math.inf


def powers(scores: Any, spread: float, out: Any) -> Any:
    """Give e to spread × score."""
    np = numpy()
    with np.errstate(over="ignore"):
        found = np.multiply(scores, spread, out=out, dtype=float)
        return np.exp(found, out=found)


def _median_given(low: float, high: float, scores: tuple[float, float], found: float) -> float:
    """Give the median to the last figure where it is one of two quantiles, else what was found."""
    given = zip(scores, (low, high), strict=True)
    return next((value for score, value in given if score == 0), found)


@dataclass(frozen=True)
class Normal(Distribution):
    """Hold a normal distribution: its mean, and its standard deviation `spread`."""

    middle: float
    spread: float

    @classmethod
    def through(cls, low: float, high: float, scores: tuple[float, float] = ENDS) -> Self:
        """Give the one with these values at two scores: by default, as a 90 % interval.

        >>> Normal.through(10, 30).median
        20.0
        """
        spread = max((high - low) / (scores[1] - scores[0]), _LEAST_SPREAD)
        middle = (low + high) / 2 - spread * (scores[0] + scores[1]) / 2
        return cls(_median_given(low, high, scores, middle), spread)

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return self.middle + self.spread * score

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = numpy().multiply(scores, self.spread, out=out, dtype=float)
        values += self.middle
        return values

    def score(self, value: float) -> float:
        """Give the score at which a value is reached."""
        return (value - self.middle) / self.spread

    @property
    def mean(self) -> float:
        """Give the mean."""
        return self.middle


@dataclass(frozen=True)
class Lognormal(Distribution):
    """Hold a lognormal distribution: its median, and the spread of its logarithm.

    What comes of many factors multiplied is so distributed (D. McAlister,
    "The Law of the Geometric Mean", 1879).
    """

    middle: float
    spread: float

    @classmethod
    def through(cls, low: float, high: float, scores: tuple[float, float] = ENDS) -> Self:
        """Give the one with these values at two scores: by default, as a 90 % interval.

        >>> round(Lognormal.through(10, 1000).median, 9)
        100.0
        """
        close = high < 2 * low
        growth = math.log1p((high - low) / low) if close else math.log(high) - math.log(low)
        spread = growth / (scores[1] - scores[0])
        aside = exp(-spread * (scores[0] + scores[1]) / 2)
        middle = math.sqrt(low) * math.sqrt(high) * aside
        return cls(_median_given(low, high, scores, middle), spread)

    @classmethod
    def of_moments(cls, mean: float, deviation: float) -> Self:
        """Give the one with this mean and standard deviation."""
        ratio = deviation / mean
        spread = max(math.sqrt(math.log1p(ratio * ratio)), _LEAST_SPREAD)
        return cls(mean / math.sqrt(1 + ratio * ratio), spread)

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return self.middle * exp(self.spread * score)

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = powers(scores, self.spread, out)
        with numpy().errstate(over="ignore"):
            values *= self.middle
        return values

    def score(self, value: float) -> float:
        """Give the score at which a value is reached."""
        if value <= 0:
            return -math.inf
        return (math.log(value) - math.log(self.middle)) / self.spread

    @property
    def mean(self) -> float:
        """Give the mean."""
        return self.middle * exp(self.spread**2 / 2)


@dataclass(frozen=True)
class Logitnormal(Distribution):
    """Hold a logit-normal distribution of a share: the median and spread of its log odds."""

    middle: float
    spread: float

    @classmethod
    def through(cls, low: float, high: float, scores: tuple[float, float] = ENDS) -> Self:
        """Give the one with these shares at two scores: by default, as a 90 % interval.

        >>> round(Logitnormal.through(0.1, 0.9).median, 9)
        0.5
        """
        odds = Normal.through(math.log(low / (1 - low)), math.log(high / (1 - high)), scores)
        return cls(odds.middle, odds.spread)

    def scalar(self, score: float) -> float:
        """Give the share at one score."""
        return 1 / (1 + exp(-self.middle - self.spread * score))

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the shares at an array of scores.

        What is missing to 1 is as exact as the share: 99.9999 % has a downtime.
        """
        shares = powers(scores, -self.spread, out)
        with numpy().errstate(over="ignore"):
            shares *= exp(-self.middle)
        shares += 1.0
        return numpy().divide(1.0, shares, out=shares)

    def score(self, value: float) -> float:
        """Give the score at which a share is reached."""
        if not 0 < value < 1:
            return -math.inf if value <= 0 else math.inf
        return (math.log(value / (1 - value)) - self.middle) / self.spread
