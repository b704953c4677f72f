"""Distributions that go in steps: given values with their chances, and Poisson counts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from estimator.distribution.distribution import Distribution
from estimator.distribution.scores import score_of
from estimator.lang.function import numpy, special

# Up to this mean a count is looked up among all that can be. Beyond, that takes
# long, and it is worked out: some twenty draws of a million are one count off.
_FEW = 1000
_FARTHEST = 9


@dataclass(frozen=True)
class Discrete(Distribution):
    """Hold values from least to greatest, and how likely each is beside the others.

    Where two of them share the middle, the median is the larger.
    """

    values: tuple[float, ...]
    weights: tuple[float, ...]

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return self.values[bisect_right(_ends(self.weights), score)]

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        np = numpy()
        places = np.searchsorted(_ends(self.weights), scores, "right")
        return _into(np.array(self.values, dtype=float).take(places), out)

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        index = bisect_left(self.values, value)
        if index == len(self.values):
            return math.inf
        return _ends(self.weights)[index - 1] if index else -math.inf

    @property
    def mean(self) -> float:
        """Give the mean."""
        total = sum(self.weights)
        parts = zip(self.values, self.weights, strict=True)
        return math.fsum(value * (weight / total) for value, weight in parts)


@lru_cache(maxsize=128)
def _ends(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Give the scores at which each value but the last ends, and the next begins."""
    sums = list(accumulate(weights))
    return tuple(score_of(part / sums[-1]) for part in sums[:-1])


@dataclass(frozen=True)
class Poisson(Distribution):
    """Hold how often something happens that is as likely at any time, by its mean.

    Means above 1,000 go by M. B. Giles, "Algorithm 955: Approximation of the
    Inverse Poisson Cumulative Distribution Function", 2016.
    """

    rate: float

    def scalar(self, score: float) -> float:
        """Give the count at one score."""
        score = min(max(score, -_FARTHEST), _FARTHEST)
        return float(self.array(numpy().array([score]))[0])

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the counts at an array of scores."""
        np = numpy()
        if self.rate > _FEW:
            return _into(self._many(np.asarray(scores, dtype=float)), out)
        first, ends = _counts(self.rate)
        return _into(np.searchsorted(ends, scores, "right") + first, out)

    def _many(self, scores: Any) -> Any:
        """Give the counts at scores by the normal distribution, bent in three steps."""
        root = math.sqrt(self.rate)
        counts = scores * (-1 / (72 * root))
        counts += 1 / 6
        counts *= scores
        counts += root - 1 / (36 * root)
        counts *= scores
        counts += self.rate + 1 / 3
        return numpy().floor(counts, out=counts)

    def score(self, value: float) -> float:
        """Give the least score at which a count is reached."""
        if value <= 0:
            return -math.inf
        return float(_score_above(math.ceil(value) - 1, self.rate)) if value < math.inf else value

    @property
    def mean(self) -> float:
        """Give the mean."""
        return self.rate


@lru_cache(maxsize=64)
def _counts(rate: float) -> tuple[float, Any]:
    """Give the least count that is drawn at all, and the scores at which each count ends."""
    np = numpy()
    apart = _FARTHEST * (math.sqrt(rate) + _FARTHEST / 6) + 3
    counts = np.arange(max(0.0, math.floor(rate - apart)), rate + 2 * apart)
    return float(counts[0]), _score_above(counts, rate)


def _score_above(count: Any, rate: float) -> Any:
    """Give the score at which a count ends, from the smaller of the two tails."""
    np, of = numpy(), special()
    with np.errstate(all="ignore"):
        below, above = of.pdtr(count, rate), of.pdtrc(count, rate)
        return np.where(below < above, of.ndtri(below), -of.ndtri(above))


def _into(values: Any, out: Any) -> Any:
    """Give values where they are wanted: in `out`, if that is given."""
    if out is None:
        return values
    out[...] = values
    return out
