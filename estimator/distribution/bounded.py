"""Distributions between a least and a greatest value: uniform, triangular, beta, PERT."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from estimator.distribution.distribution import Distribution, Tabled
from estimator.distribution.scores import grid, grid_shares, score_of, share_of, shares_of
from estimator.lang.function import numpy, special


@dataclass(frozen=True)
class Uniform(Distribution):
    """Hold a uniform distribution: every value from `low` to `high` alike."""

    low: float
    high: float

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return self.low + (self.high - self.low) * share_of(score)

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = shares_of(scores, out)
        values *= self.high - self.low
        values += self.low
        return values

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        return score_of((value - self.low) / (self.high - self.low))

    @property
    def median(self) -> float:
        """Give the value in the middle."""
        return (self.low + self.high) / 2

    @property
    def mean(self) -> float:
        """Give the mean."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Triangular(Tabled):
    """Hold a triangular distribution: likeliest at `mode`, in straight lines to both ends."""

    low: float
    mode: float
    high: float

    @property
    def _peak(self) -> float:
        """Give the share below the mode."""
        return (self.mode - self.low) / (self.high - self.low)

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        width, below, above = self.high - self.low, share_of(score), share_of(-score)
        if below < self._peak:
            return self.low + math.sqrt(below * width * (self.mode - self.low))
        return self.high - math.sqrt(above * width * (self.high - self.mode))

    def on_grid(self) -> Any:
        """Give the values at the scores of the grid."""
        np = numpy()
        width, below, above = self.high - self.low, grid_shares(), grid_shares()[::-1]
        rising = self.low + np.sqrt(below * (width * (self.mode - self.low)))
        falling = self.high - np.sqrt(above * (width * (self.high - self.mode)))
        return np.where(below < self._peak, rising, falling)

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        if not self.low < value < self.high:
            return -math.inf if value <= self.low else math.inf
        width = self.high - self.low
        if value < self.mode:
            return score_of((value - self.low) ** 2 / width / (self.mode - self.low))
        return -score_of((self.high - value) ** 2 / width / (self.high - self.mode))

    @property
    def mean(self) -> float:
        """Give the mean."""
        return (self.low + self.mode + self.high) / 3


@dataclass(frozen=True)
class Beta(Tabled):
    """Hold a beta distribution of a share: as after a - 1 hits and b - 1 misses, of no matter what.

    Its quantiles are SciPy's inverse of the incomplete beta function.
    """

    a: float
    b: float

    def scalar(self, score: float) -> float:
        """Give the share at one score."""
        if score <= 0:
            return float(special().betaincinv(self.a, self.b, share_of(score)))
        return float(special().betainccinv(self.a, self.b, share_of(-score)))

    def on_grid(self) -> Any:
        """Give the shares at the scores of the grid."""
        np = numpy()
        below = grid_shares()[grid() <= 0]
        lower = special().betaincinv(self.a, self.b, below)
        upper = special().betainccinv(self.a, self.b, below[-2::-1])
        return np.concatenate((lower, upper))

    def score(self, value: float) -> float:
        """Give the least score at which a share is reached."""
        if not 0 < value < 1:
            return -math.inf if value <= 0 else math.inf
        below = special().betainc(self.a, self.b, value)
        if below <= 0.5:
            return score_of(below)
        return -score_of(special().betaincc(self.a, self.b, value))

    @property
    def mean(self) -> float:
        """Give the mean."""
        return self.a / (self.a + self.b)


@dataclass(frozen=True)
class Pert(Distribution):
    """Hold a PERT distribution: a beta from `low` to `high`, with four times the weight at `mode`.

    From D. G. Malcolm, J. H. Roseboom, C. E. Clark, W. Fazar, "Application of a
    Technique for Research and Development Program Evaluation", 1959.
    """

    low: float
    mode: float
    high: float

    @property
    def _beta(self) -> Beta:
        width = self.high - self.low
        return Beta(1 + 4 * (self.mode - self.low) / width, 1 + 4 * (self.high - self.mode) / width)

    def scalar(self, score: float) -> float:
        """Give the value at one score."""
        return self.low + (self.high - self.low) * self._beta.scalar(score)

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores."""
        values = self._beta.array(scores, out)
        values *= self.high - self.low
        values += self.low
        return values

    def score(self, value: float) -> float:
        """Give the least score at which a value is reached."""
        return self._beta.score((value - self.low) / (self.high - self.low))

    @property
    def mean(self) -> float:
        """Give the mean."""
        return (self.low + 4 * self.mode + self.high) / 6
