"""Take times beside each other, so that a slow moment of the machine hits both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter_ns
from typing import Any, NamedTuple

Work = Callable[[int], Any]
"""What is timed; it is given the number of its round, from 0."""

Measure = Callable[[int], float]
"""What does its work and says what it took: seconds, or bytes."""


class Row(NamedTuple):
    """Hold one line of the table: two amounts, seconds or bytes, and the most their ratio may be.

    A row without `at_most` is there for information. One of the amounts is None
    where it is not measured; `note` says why, or what else there is to know.
    """

    name: str
    ours: float | None = None
    yardstick: float | None = None
    at_most: float | None = None
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Give ours as so many yardsticks."""
        if self.ours is None or self.yardstick is None:
            return None
        return self.ours / self.yardstick

    @property
    def reached(self) -> bool | None:
        """Tell whether the ratio is within its bound, None where there is nothing to hold."""
        if self.ratio is None or self.at_most is None:
            return None
        return self.ratio <= self.at_most


def beside(ours: Work, yardstick: Work, rounds: int, warm_up: int = 1) -> tuple[float, float]:
    """Give the median seconds of each, timed in turn: A B A B.

    The first `warm_up` rounds come before the `rounds` that count; every
    round's number is new.
    """
    return measured(timed(ours), timed(yardstick), rounds, warm_up)


def measured(
    ours: Measure, yardstick: Measure, rounds: int, warm_up: int = 1
) -> tuple[float, float]:
    """Give the median of what each took, in turn as `beside` does."""
    numbers = range(warm_up + rounds)
    with _uncollected():
        found = [(ours(number), yardstick(number)) for number in numbers]
    counted = found[warm_up:]
    return median(first for first, _ in counted), median(second for _, second in counted)


def timed(work: Work) -> Measure:
    """Give the work's seconds as its measure."""

    def seconds(number: int) -> float:
        start = perf_counter_ns()
        work(number)
        return (perf_counter_ns() - start) / 1e9

    return seconds


def repeated(work: Callable[[], Any], calls: int) -> Work:
    """Give work that is long enough to be timed: the same call, many times over."""

    def many(_: int) -> None:
        for _ in range(calls):
            work()

    return many


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
