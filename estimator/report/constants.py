"""Constants as findings: all there is to know of each, for every format."""

from __future__ import annotations

import math
from collections.abc import Iterable

from estimator.library.constants import Constant
from estimator.report.ladder import Ladder, Point, ladders
from estimator.report.table import Findings, Sheet, Table

_HEAD = ("name", "what it is", "value", "range", "source", "as of", "note")
_SHEET = ("name", "title", "topic", "value", "low", "high", "unit", "source", "as_of", "note")
_COMPARED = ("name", "what it is", "notes", "newer", "newer than the notes", "as of")


def listed(found: Iterable[Constant]) -> Findings:
    """List constants by topic, each with its source and date; the smallest come first."""
    sorted_ = ladders(found)
    every = [point.constant for ladder in sorted_ for point in _points(ladder)]
    topics = dict.fromkeys(ladder.topic for ladder in sorted_)
    tables = [_table(topic, [c for c in every if c.topic == topic]) for topic in topics]
    both = _beside(sorted_)
    return Findings(
        "Constants",
        (),
        (*tables, *both),
        (),
        Sheet(_SHEET, [_line(ladder, point) for ladder in sorted_ for point in _points(ladder)]),
        [data(each) for each in every],
    )


def data(constant: Constant) -> dict[str, object]:
    """Give a constant as plain data, as JSON has it."""
    found = constant._asdict()
    del found["reading"]
    return found


def _points(ladder: Ladder) -> list[Point]:
    return [point for rung in ladder.rungs for point in rung.points]


def _table(topic: str, its: list[Constant]) -> Table:
    rows = [(c.path, c.title, c.shown, c.spread, c.source, c.as_of, c.note) for c in its]
    return Table(topic.replace("_", " "), _HEAD, rows, (0, 1, 4, 5, 6))


def _beside(sorted_: list[Ladder]) -> list[Table]:
    rows = [
        (rung.name, rung.title, notes.shown, newer.shown, rung.compared, newer.as_of)
        for ladder in sorted_
        for rung in ladder.rungs
        if not math.isnan(rung.ratio)
        for notes, newer in [(rung.points[0].constant, rung.newest.constant)]
    ]
    return [Table("the notes' beside the newer", _COMPARED, rows, (0, 1, 5))] if rows else []


def _line(ladder: Ladder, point: Point) -> tuple[str | float, ...]:
    of = point.constant
    # To the figures that they were given in: 0.27 ns is no 2.7000000000000005e-10 s.
    numbers = (float(f"{x:.12g}") for x in (point.value, point.low, point.high))
    return (of.path, of.title, of.topic, *numbers, ladder.unit, of.source, of.as_of, of.note)
