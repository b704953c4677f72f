"""The constants in `data/constants/`, one file a table, and how they are found.

In a formula a constant goes by its name (`disk_seek`), or by its table and
its name (`measured.disk_seek`); a bare name is that of the first table in
`TABLES` that has it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from estimator.amount.reading import Reading, read_amount
from estimator.document import read_data
from estimator.units.table import DATA, unit_table

TABLES = ("notes", "measured", "sizes")


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


@cache
def constants(table: str) -> dict[str, Constant]:
    """Give the constants of a table by name, in the order of its file.

    >>> constants("notes")["disk_seek"].value
    '5 ms'
    """
    data = read_data((DATA / "constants" / f"{table}.yaml").read_text("utf-8"))
    units = unit_table("exact")
    found = {}
    for name, entry in data["constants"].items():
        text, ends = str(entry["value"]), str(entry.get("range", ""))
        read = read_amount(text, units)
        if ends:
            span = read_amount(ends, units)
            read = read._replace(low=span.low, high=span.high)
        found[name] = Constant(
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
    return found


def find_constant(name: str) -> Constant | None:
    """Give the constant that goes by a name in formulas, or None.

    >>> find_constant("disk_seek").path
    'notes.disk_seek'
    """
    table, dot, bare = name.partition(".")
    if dot:
        return constants(table).get(bare) if table in TABLES else None
    return next((found for t in TABLES if (found := constants(t).get(name))), None)


def constant_names() -> list[str]:
    """Give every name that a constant goes by in formulas."""
    paths = [constant.path for table in TABLES for constant in constants(table).values()]
    return sorted({path.partition(".")[2] for path in paths}) + paths
