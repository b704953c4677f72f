"""The latency constants of the library, to hold a step against."""

from __future__ import annotations

import math
from functools import cache

from estimator.api import constants
from estimator.web.charts.yardstick import Mark
from estimator.web.spoken import duration

_TOPIC = "latency"
_NOTES, _NEWER = "notes", "measured"
_FAR = 3.0
"""Further from every constant than so many times, a step is like none."""


def marks_between(low: float, high: float) -> list[Mark]:
    """Give the constants that lie between two durations, the shortest first."""
    return [mark for mark in _marks() if low * 1.15 <= mark.value <= high / 1.15]


def like(seconds: float) -> str:
    """Say which constant a duration is nearest to, and how many times it; empty where to none."""
    if not seconds > 0:
        return ""
    near = min(_marks(), key=lambda mark: (abs(math.log(seconds / mark.value)), mark.newer))
    times = seconds / near.value
    if not 1 / _FAR <= times <= _FAR:
        return ""
    told = f"{times:.2g}"
    return near.name if told == "1" else f"{told} × {near.name}"


@cache
def _marks() -> tuple[Mark, ...]:
    """Give every latency constant; those of one name lie together, where the newer one is."""
    found = {table: _of_table(table) for table in (_NOTES, _NEWER)}
    place = {name: mark.value for table in (_NEWER, _NOTES) for name, mark in found[table].items()}
    every = [mark for marks in found.values() for mark in marks.values()]
    return tuple(sorted(every, key=lambda mark: (place[mark.name], mark.name, mark.newer)))


def _of_table(table: str) -> dict[str, Mark]:
    return {
        name: Mark(
            name,
            table == _NEWER,
            each.reading.value,
            each.reading.low,
            each.reading.high,
            each.title,
            duration(each.reading.value),
            f"{each.source}, {each.as_of}",
        )
        for name, each in constants(table).items()
        if each.topic == _TOPIC
    }
