"""Constants of one kind as a ladder: where each stands, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from estimator.library.constants import TABLES, Constant
from estimator.report.point import times
from estimator.units.dimension import Dimension
from estimator.units.display import human
from estimator.units.natural import default_unit
from estimator.units.table import UnitTable, unit_table

_TIME = Dimension({"time": 1})
_DATA = Dimension({"information": 1})
_FLOW = Dimension({"information": 1, "time": -1})
# A duration above a minute is not counted in powers of ten.
_CLOCK = (60, 3600, 86_400, 31_536_000)
# Over so many powers of ten at most, each is marked at these multiples of it.
_MARKS = ((0.7, tuple(range(1, 10))), (2.2, (1, 2, 5)), (math.inf, (1,)))
# Over more than these, only each third is marked.
_MANY = 12
# The ends stand off the edge by a tenth of a decade.
_EDGE = 0.1


class Point(NamedTuple):
    """Hold where a constant stands, and its ends, as numbers in the unit of its ladder."""

    constant: Constant
    value: float
    low: float
    high: float


class Rung(NamedTuple):
    """Hold one thing and its points, one a table: the notes' first, then the newer one."""

    name: str
    title: str
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        """Give the newer point where there are two."""
        return self.points[-1]

    @property
    def ratio(self) -> float:
        """Give how many times the notes' value the newer one is; NaN where there is one alone."""
        first, *later = self.points
        return later[-1].value / first.value if later else math.nan

    @property
    def compared(self) -> str:
        """Say the ratio: `2.4 ×`, `1/5 ×`, or `the same`; empty where there is one value alone."""
        if math.isnan(self.ratio):
            return ""
        if math.isclose(self.ratio, 1):
            return "the same"
        return times(self.ratio) if self.ratio > 1 else f"1/{times(1 / self.ratio)}"


class Ladder(NamedTuple):
    """Hold constants of one topic that can be held against each other, the smallest first.

    `unit` is what their numbers are in, empty for plain ones. `ends` are where the scale
    begins and ends, and `ticks` what it is marked with.
    """

    topic: str
    unit: str
    rungs: tuple[Rung, ...]
    ends: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]


def ladders(constants: Iterable[Constant]) -> list[Ladder]:
    """Sort constants into ladders, each of one topic and dimension, the longest of a topic first.

    >>> from estimator.library import constants as of
    >>> (seeks,) = ladders([of.constants(table)["disk_seek"] for table in ("notes", "measured")])
    >>> seeks.rungs[0].compared, seeks.unit, [tick for _, tick in seeks.ticks]
    ('2 ×', 's', ['1 ms', '2 ms', '5 ms', '10 ms'])
    """
    kinds: dict[tuple[str, Dimension], list[Constant]] = {}
    for each in sorted(constants, key=lambda constant: TABLES.index(constant.table)):
        kinds.setdefault((each.topic, each.reading.dimension), []).append(each)
    topics = list(dict.fromkeys(topic for topic, _ in kinds))
    found = [_ladder(alike) for alike in kinds.values()]
    return sorted(found, key=lambda each: (topics.index(each.topic), -len(each.rungs)))


def _ladder(alike: list[Constant]) -> Ladder:
    first = alike[0]
    unit, size = _unit(first)
    points: dict[str, list[Point]] = {}
    for each in alike:
        ends = (x / size for x in (each.reading.value, each.reading.low, each.reading.high))
        points.setdefault(each.name, []).append(Point(each, *ends))
    rungs = [Rung(name, its[0].constant.title, tuple(its)) for name, its in points.items()]
    rungs.sort(key=lambda rung: rung.newest.value)
    every = [point for rung in rungs for point in rung.points]
    room = 10**_EDGE
    low, high = min(p.low for p in every) / room, max(p.high for p in every) * room
    ticks = ((at, _tick(at, first)) for at in _ticks(low, high, first.reading.dimension))
    return Ladder(first.topic, unit, tuple(rungs), (low, high), tuple(ticks))


def _unit(first: Constant) -> tuple[str, float]:
    """Give the unit of a ladder, and how large it is in base units."""
    if _stepped(first.reading.dimension):
        return human(1, default_unit(first.reading.dimension), _table()).partition(" ")[2], 1
    number, _, unit = first.value.partition(" ")
    return (unit, first.reading.value / float(number)) if unit else ("", 1)


def _stepped(dimension: Dimension) -> bool:
    return dimension in (_TIME, _DATA, _FLOW)


def _table() -> UnitTable:
    return unit_table("exact")


def _ticks(low: float, high: float, dimension: Dimension) -> Iterator[float]:
    span = math.log10(high / low)
    series = next(marks for most, marks in _MARKS if span <= most)
    every = 3 if span > _MANY else 1
    clock = _CLOCK if dimension == _TIME else ()
    for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        for step in series if power % every == 0 else ():
            at = float(f"{step}e{power}")
            if low <= at <= high and not (clock and at >= clock[0]):
                yield at
    yield from (at for at in clock if low <= at <= high)


def _tick(at: float, first: Constant) -> str:
    """Show a mark: with its unit where that changes on the way, such as ns and us."""
    dimension = first.reading.dimension
    return human(at, default_unit(dimension) if _stepped(dimension) else (), _table())
