"""Samples of a scenario's results: their quantiles, mean, and the chance of a condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from estimator.diagnostics import Diagnostic
from estimator.engine.memory import hold_room, too_little
from estimator.engine.result import Values
from estimator.engine.workers import in_order
from estimator.errors import DomainError
from estimator.lang.function import numpy

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
        self._sorted: dict[str, Any] = {}

    def of(self, name: str) -> Any:
        """Give all samples of a result."""
        if name in self.drawn:
            return self.drawn[name]
        return numpy().full(self.size, self.values.by_name.get(name, numpy().nan))

    def lacking(self, name: str) -> float:
        """Give the share of samples in which a result has no value."""
        return 1 - len(self._in_order(name)) / self.size if name in self.drawn else 0.0

    def quantiles(self, name: str, shares: Sequence[float] = MIDDLE) -> list[float]:
        """Give the values that some shares (0 to 1) of the samples lie below.

        Between two samples it is in proportion, but there is nothing between two
        whole numbers of things: of three servers and four it is three. NaN where
        no sample has a value.
        """
        if name not in self.drawn:
            return [self.values.by_name.get(name, float("nan"))] * len(shares)
        found = self._in_order(name)
        # Of bytes every large number is whole, and no count of anything.
        counted = self.values.program.meanings[name].dimension.counted
        return [_quantile(found, share, counted=counted) for share in shares]

    def mean(self, name: str) -> float:
        """Give the mean of the samples that have a value."""
        if name not in self.drawn:
            return self.quantiles(name, (0.5,))[0]
        found = self._in_order(name)
        return float(found.mean()) if len(found) else float("nan")

    def chance(self, target: Target) -> float:
        """Give the share of samples that meet a condition; one without a value does not."""
        return float(numpy().mean(target.met(self.of(target.name))))

    def put_in_order(self, names: Iterable[str]) -> None:
        """Put the samples of some results in order beforehand, side by side on all cores.

        Raises WorkError where memory is too small for them twice.
        """
        waiting = [name for name in names if name in self.drawn and name not in self._sorted]
        if not waiting:
            return
        what = f"{told(self.size, len(waiting))} in order"
        hold_room(8.0 * self.size * len(waiting), what)
        try:
            found = list(in_order(_ascending, (self.drawn[name] for name in waiting)))
        except MemoryError:
            raise too_little(what) from None
        self._sorted |= zip(waiting, found, strict=True)

    def _in_order(self, name: str) -> Any:
        """Give the samples that have a value, the least first."""
        self.put_in_order([name])
        return self._sorted[name]


def told(size: int, many: int) -> str:
    """Say how many samples of how many results there are, for a message.

    >>> told(2000, 1)
    '2,000 samples of 1 result'
    """
    return f"{size:,} samples of {many} {'result' if many == 1 else 'results'}"


def _ascending(samples: Any) -> Any:
    found = numpy().sort(samples)
    return found[: int(numpy().searchsorted(found, numpy().nan))]


def _quantile(found: Any, share: float, *, counted: bool) -> float:
    if not len(found):
        return float("nan")
    place = share * (len(found) - 1)
    at = int(place)
    low, high = float(found[at]), float(found[min(at + 1, len(found) - 1)])
    if counted and low == int(low) and high == int(high):
        return low
    return low + (high - low) * (place - at)


def hold_shares(shares: Sequence[float]) -> None:
    """Raise DomainError where a share is none: below 0 or above 1."""
    for share in shares:
        if not 0 <= share <= 1:
            message = f"a quantile is at a share from 0 to 1, not at {share!r}"
            hint = f"write {share / 100!r}" if 1 < share <= 100 else None
            raise DomainError([Diagnostic("out-of-range", message, hint=hint)])
