"""What a distribution is: the values of an amount, along standard normal scores."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any

from estimator.distribution.scores import along, grid, lines, score_of
from estimator.lang.function import numpy


class Distribution(ABC):
    """Hold how likely each value of an amount is, in base units.

    Whatever the family, a draw is a standard normal score, and the value
    follows from it: `at` never falls as the score rises. So scores drawn at
    random, spread evenly or tied to those of another amount (a Gaussian copula)
    serve all families alike, and the score 0 is the median of each.
    """

    def at(self, score: Any) -> Any:
        """Give the value at a score: a float for a number, float64s for an array.

        A number is worked out exactly, of some families an array to seven figures.
        """
        if isinstance(score, float | int):
            return self.scalar(float(score))
        return self.array(score)

    @abstractmethod
    def scalar(self, score: float) -> float:
        """Give the value at one score."""

    @abstractmethod
    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores, written into `out` where that is given."""

    @abstractmethod
    def score(self, value: float) -> float:
        """Give the least score at which a value is reached: -inf at all, inf at none."""

    def quantile(self, share: float) -> float:
        """Give the value that a share (0 to 1) of the draws lies below."""
        return self.scalar(score_of(share))

    @property
    def median(self) -> float:
        """Give the value that half of the draws lie below."""
        return self.scalar(0.0)

    @property
    def mean(self) -> float:
        """Give the mean, here as the sum over a fine grid of scores."""
        return float(numpy().dot(self.array(grid()), _weights()))


class Tabled(Distribution):
    """Hold a distribution that is worked out once for a grid of scores, then looked up."""

    @abstractmethod
    def on_grid(self) -> Any:
        """Give the values at the scores of the grid."""

    def array(self, scores: Any, out: Any = None) -> Any:
        """Give the values at an array of scores, between those kept."""
        return along(_lines(self), scores, out)


@lru_cache(maxsize=32)
def _lines(distribution: Tabled) -> tuple[Any, Any]:
    with numpy().errstate(all="ignore"):
        return lines(distribution.on_grid())


@lru_cache(maxsize=1)
def _weights() -> Any:
    np = numpy()
    scores = grid()
    return np.exp(-(scores**2) / 2) * (scores[1] - scores[0]) / math.sqrt(2 * math.pi)
