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


class Row(NamedTuple):
    """Hold one line of the table: two times in seconds and the most their ratio may be.

    A row without `at_most` is there for information.
    """

    name: str
    ours: float
    yardstick: float
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """Give ours as so many yardsticks."""
        return self.ours / self.yardstick

    @property
    def reached(self) -> bool:
        """Tell whether the ratio is within its bound."""
        return self.at_most is None or self.ratio <= self.at_most


def beside(ours: Work, yardstick: Work, rounds: int, warm_up: int = 1) -> tuple[float, float]:
    """Give the median seconds of each, timed in turn: A B A B.

    The first `warm_up` rounds come before the `rounds` that count; every
    round's number is new.
    """
    numbers = range(warm_up + rounds)
    with _uncollected():
        times = [(_seconds(ours, number), _seconds(yardstick, number)) for number in numbers]
    counted = times[warm_up:]
    return median(first for first, _ in counted), median(second for _, second in counted)


def repeated(work: Callable[[], Any], calls: int) -> Work:
    """Give work that is long enough to be timed: the same call, many times over."""

    def many(_: int) -> None:
        for _ in range(calls):
            work()

    return many


def _seconds(work: Work, number: int) -> float:
    start = perf_counter_ns()
    work(number)
    return (perf_counter_ns() - start) / 1e9


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
