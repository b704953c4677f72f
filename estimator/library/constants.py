"""The constants in `data/constants/`, one file a table, and how they are found.

In a formula a constant goes by its name (`disk_seek`), or by its table and
its name (`measured.disk_seek`); a bare name is that of the first table in
`TABLES` that has it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from estimator.amount.reading import Reading, read_amount
from estimator.document import read_data
from estimator.lang.nodes import children
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.units.display import human
from estimator.units.table import DATA, unit_table

TABLES = ("notes", "measured", "sizes", "prices")


class Constant(NamedTuple):
    """Hold a constant: what it is, its value and range, where and when that was found."""

    name: str
    table: str
    title: str
    topic: str
    value: str
    range: str
    source: str
    as_of: str
    note: str
    reading: Reading

    @property
    def path(self) -> str:
        """Give the full name, such as `measured.disk_seek`."""
        return f"{self.table}.{self.name}"

    @property
    def shown(self) -> str:
        """Give the value as people read it: as its source has it, long numbers in words.

        >>> constants("measured")["redis_requests"].shown
        '1 M request/s'
        """
        return _read_easily(self.value)

    @property
    def spread(self) -> str:
        """Give the range in the same way, empty where there is none.

        >>> constants("measured")["redis_requests"].spread
        '120,000 to 1 M request/s'
        """
        return _read_easily(self.range)


@cache
def constants(table: str) -> dict[str, Constant]:
    """Give the constants of a table by name, in the order of its file.

    >>> constants("notes")["disk_seek"].value
    '5 ms'
    """
    return {name: _constant(table, name) for name in _entries(table)}


def find_constant(name: str) -> Constant | None:
    """Give the constant that goes by a name in formulas, or None.

    >>> find_constant("disk_seek").path
    'notes.disk_seek'
    """
    table, dot, bare = name.partition(".")
    if dot:
        there = table in TABLES and bare in _entries(table)
        return _constant(table, bare) if there else None
    return next((_constant(t, name) for t in TABLES if name in _entries(t)), None)


def constant_names() -> list[str]:
    """Give every name that a constant goes by in formulas."""
    paths = [f"{table}.{name}" for table in TABLES for name in _entries(table)]
    return sorted({path.partition(".")[2] for path in paths}) + paths


# A number of four digits and more, or with an exponent above; 10^12 is read as it stands.
_LONG = re.compile(r"(?<![\d.])(?:\d{4,}(?:\.\d+)?|\d+(?:\.\d+)?e\d+)\b")
_EXACT = 5


def _read_easily(text: str) -> str:
    return _LONG.sub(lambda number: _in_words(float(number[0])), text)


def _in_words(number: float) -> str:
    return human(number, (), unit_table("exact"), _EXACT, steps=False)


# The name of a constant on a line of its own; what is of it stands deeper.
_ENTRY = re.compile(r"^  (\w+):$", re.MULTILINE)


@cache
def _entries(table: str) -> dict[str, str]:
    """Give the text of each entry of a table's file.

    A run takes a constant or two; to read all the others as YAML and as
    amounts would take longer than the rest of it.
    """
    text = (DATA / "constants" / f"{table}.yaml").read_text("utf-8")
    _, *parts = _ENTRY.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def _constant(table: str, name: str) -> Constant:
    entry = read_data(_entries(table)[name])
    units = unit_table("exact")
    text, ends = str(entry["value"]), str(entry.get("range", ""))
    read = read_amount(text, units)
    if ends:
        # Each end by itself: what a constant is drawn by, nobody asks.
        low, high = (read_amount(show(end), units).value for end in children(parse(ends)))
        read = read._replace(low=low, high=high)
    return Constant(
        name,
        table,
        entry["title"],
        entry["topic"],
        text,
        ends,
        entry["source"],
        str(entry["as_of"]),
        entry.get("note", ""),
        read,
    )
