"""Samples of a scenario's results: their quantiles, mean, and the chance of a condition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from estimator.diagnostics import Diagnostic
from estimator.engine.memory import hold_room, too_little
from estimator.engine.result import Values
from estimator.engine.workers import in_order
from estimator.errors import DomainError
from estimator.lang.function import numpy
from estimator.uncertainty.ranked import Ranked

if TYPE_CHECKING:
    from estimator.engine.target import Target

MIDDLE = (0.05, 0.5, 0.95)
"""The shares of the quantiles that are told: a 90 % interval and its middle."""


class Samples:
    """Hold samples of results, in base units, by name.

    `names` are the results that were asked for; those without an array of
    samples in `drawn` are certain, and have the value of `values`. `size` is how
    many samples there are. A sample in which a result has no value is NaN.
    """

    def __init__(
        self, values: Values, names: tuple[str, ...], drawn: dict[str, Any], size: int
    ) -> None:
        self.values = values
        self.names = names
        self.drawn = drawn
        self.size = size
        self._ranked: dict[str, Ranked] = {}

    def of(self, name: str) -> Any:
        """Give all samples of a result."""
        if name in self.drawn:
            return self.drawn[name]
        return numpy().full(self.size, self.values.by_name.get(name, numpy().nan))

    def lacking(self, name: str) -> float:
        """Give the share of samples in which a result has no value."""
        return 1 - len(self._rank(name)) / self.size if name in self.drawn else 0.0

    def quantiles(self, name: str, shares: Sequence[float] = MIDDLE) -> list[float]:
        """Give the values that some shares (0 to 1) of the samples lie below.

        Between two samples it is in proportion, but there is nothing between two
        whole numbers of things: of three servers and four it is three. NaN where
        no sample has a value.
        """
        if name not in self.drawn:
            return [self.values.by_name.get(name, float("nan"))] * len(shares)
        ranked = self._rank(name)
        # Of bytes every large number is whole, and no count of anything.
        whole = self.values.program.meanings[name].dimension.counted
        return [ranked.quantile(share, whole=whole) for share in shares]

    def mean(self, name: str) -> float:
        """Give the mean of the samples that have a value, NaN where it is too large a number."""
        if name not in self.drawn:
            return self.quantiles(name, (0.5,))[0]
        found = self.drawn[name]
        there = found[~numpy().isnan(found)]
        with numpy().errstate(over="ignore"):
            mean = float(there.mean()) if len(there) else math.nan
        return mean if math.isfinite(mean) else math.nan

    def chance(self, target: Target) -> float:
        """Give the share of samples that meet a condition; one without a value does not."""
        return float(numpy().mean(target.met(self.of(target.name))))

    def rank(self, names: Iterable[str]) -> None:
        """Find the middle quantiles of some results beforehand, side by side on all cores.

        Raises WorkError where memory is too small for their samples twice.
        """
        waiting = [name for name in names if name in self.drawn and name not in self._ranked]
        if not waiting:
            return
        what = f"{told(self.size, len(waiting))} in order"
        hold_room(8 * self.size * len(waiting), what)
        try:
            found = list(in_order(_ranked, (self.drawn[name] for name in waiting)))
        except MemoryError:
            raise too_little(what) from None
        self._ranked |= zip(waiting, found, strict=True)

    def _rank(self, name: str) -> Ranked:
        self.rank([name])
        return self._ranked[name]


def told(size: int, many: int) -> str:
    """Say how many samples of how many results there are, for a message.

    >>> told(2000, 1)
    '2,000 samples of 1 result'
    """
    return f"{size:,} samples of {many} {'result' if many == 1 else 'results'}"


def _ranked(samples: Any) -> Ranked:
    """Rank samples, with the quantiles that are asked for first; the middle one parts them best."""
    found = Ranked(samples)
    for share in sorted(MIDDLE, key=lambda share: abs(share - 0.5)):
        found.quantile(share, whole=False)
    return found


def hold_shares(shares: Sequence[float]) -> None:
    """Raise DomainError where a share is none: below 0 or above 1."""
    for share in shares:
        if not 0 <= share <= 1:
            message = f"a quantile is at a share from 0 to 1, not at {share!r}"
            hint = f"write {share / 100!r}" if 1 < share <= 100 else None
            raise DomainError([Diagnostic("out-of-range", message, hint=hint)])
