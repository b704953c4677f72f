"""Several distributions at once: the values at their scores, in few long steps over arrays.

Threads take turns at NumPy's functions; many short steps of two of them take
as long as those of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from estimator.distribution.distribution import Distribution
from estimator.distribution.normal import Lognormal
from estimator.distribution.wrapped import Clipped
from estimator.lang.function import numpy

# Beyond this a single number's power is too coarse, and soon too large.
_WIDEST = 8.0


class Together(NamedTuple):
    """Hold distributions, each with the row of scores that it is drawn by.

    The first `powers` of them are lognormal, clipped or not: their powers are
    taken in one step, of single numbers as the scores are.
    """

    distributions: tuple[Distribution, ...]
    rows: tuple[int, ...]
    powers: int

    def values(self, scores: Sequence[Any], into: Any, room: Any) -> None:
        """Give the values at some scores.

        Args:
            scores: rows of scores, all of one length.
            into: room for a row of double numbers for each distribution.
            room: as much for single numbers, that is used on the way.
        """
        first = self.powers
        if first:
            self._powers(scores, into[:first], room[:first])
        rest = zip(self.rows[first:], self.distributions[first:], into[first:], strict=True)
        for row, distribution, values in rest:
            distribution.array(scores[row], values)

    def _powers(self, scores: Sequence[Any], into: Any, room: Any) -> None:
        np = numpy()
        curves = [_lognormal(distribution) for distribution in self.distributions[: self.powers]]
        for row, curve, power in zip(self.rows, curves, room, strict=False):
            np.multiply(scores[row], np.float32(curve.spread), out=power, casting="same_kind")
        np.exp(room, out=room)
        np.multiply(room, np.array([[curve.middle] for curve in curves]), out=into)
        for distribution, values in zip(self.distributions, into, strict=False):
            if isinstance(distribution, Clipped):
                distribution.clip(values)


def together(drawn: Iterable[tuple[int, Distribution]]) -> tuple[Together, tuple[int, ...]]:
    """Put distributions together, each with its row of scores.

    Give them with the place of each among the rows of values.
    """
    given = list(drawn)
    order = sorted(range(len(given)), key=lambda at: not _is_power(given[at][1]))
    found = Together(
        tuple(given[at][1] for at in order),
        tuple(given[at][0] for at in order),
        sum(_is_power(distribution) for _, distribution in given),
    )
    return found, tuple(order.index(at) for at in range(len(given)))


def _is_power(distribution: Distribution) -> bool:
    inner = distribution.inner if isinstance(distribution, Clipped) else distribution
    return isinstance(inner, Lognormal) and inner.spread <= _WIDEST


def _lognormal(distribution: Distribution) -> Lognormal:
    inner = distribution.inner if isinstance(distribution, Clipped) else distribution
    assert isinstance(inner, Lognormal)
    return inner
