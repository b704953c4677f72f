"""Standard normal scores: the shares they stand for, and quick ways over many of them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from estimator.lang.function import numpy

if TYPE_CHECKING:
    from statistics import NormalDist

# The score of 95 %: a 90 % interval reaches so far to both sides.
TAIL = 1.6448536269514722

_HALF = math.sqrt(0.5)
# Values are kept for so many scores to each whole one, this far out. Straight
# lines between them are right to a ten-millionth of the spread.
_STEPS = 1024
_FARTHEST = 9


def share_of(score: float) -> float:
    """Give the share of a standard normal that lies below a score.

    >>> round(share_of(TAIL), 12)
    0.95
    """
    return math.erfc(-score * _HALF) / 2


def score_of(share: float) -> float:
    """Give the score below which a share of a standard normal lies.

    >>> score_of(0.5), score_of(0)
    (0.0, -inf)
    """
    if not 0 < share < 1:
        return -math.inf if share <= 0 else math.inf
    return _normal().inv_cdf(share)


def share_between(low: float, high: float) -> float:
    """Give the share of a standard normal that lies between two scores, far out as well."""
    if low > 0:
        low, high = -high, -low
    return share_of(high) - share_of(low)


@lru_cache(maxsize=1)
def _normal() -> NormalDist:
    from statistics import NormalDist

    return NormalDist()


@lru_cache(maxsize=1)
def grid() -> Any:
    """Give the scores at which values are kept, in steps of 1/1024 from -9 to 9."""
    end = _FARTHEST * _STEPS
    return numpy().arange(-end, end + 1) / _STEPS


@lru_cache(maxsize=1)
def grid_shares() -> Any:
    """Give the shares below the scores of the grid."""
    return numpy().array([share_of(score) for score in grid().tolist()])


def lines(values: Any) -> tuple[Any, Any]:
    """Give the straight lines between values at the scores of the grid, as starts and rises."""
    np = numpy()
    values = np.maximum.accumulate(values)
    rises = np.diff(values, append=values[-1])
    # A rise that was rounded up would end above the value where the next begins.
    over = values[:-1] + rises[:-1] > values[1:]
    rises[:-1][over] = np.nextafter(rises[:-1][over], 0)
    return values, rises


def along(lines: tuple[Any, Any], scores: Any, out: Any = None) -> Any:
    """Give the values at many scores on such lines; beyond the grid, those at its ends."""
    np = numpy()
    starts, rises = lines
    place = np.multiply(scores, float(_STEPS), out=out, dtype=float)
    place += float(_FARTHEST * _STEPS)
    np.clip(place, 0.0, float(len(starts) - 1), out=place)
    index = place.astype(np.intp)
    place -= index
    place *= rises.take(index)
    place += starts.take(index)
    return place


@lru_cache(maxsize=1)
def _share_lines() -> tuple[Any, Any]:
    return lines(grid_shares())


def shares_of(scores: Any, out: Any = None) -> Any:
    """Give the shares below many scores, right to seven figures after the point."""
    return along(_share_lines(), scores, out)
