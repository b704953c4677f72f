"""What a question to a scenario comes to, as data for every format: tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

WIDE = 100
"""How many letters a line of text has at most, where something can be left out for it."""


class Table(NamedTuple):
    """Hold a table as people read it: every cell is text, shown with its unit.

    The head and every row have a cell for each column. `words` are the columns,
    counted from 0, that hold words and are set left; numbers are set right. The
    title is empty where the findings' own says it all.
    """

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    words: tuple[int, ...] = (0,)


class Sheet(NamedTuple):
    """Hold the same for a spreadsheet: numbers in full, with a column for their unit.

    A number that is lacking is NaN.
    """

    head: tuple[str, ...]
    lines: Sequence[tuple[str | float, ...]]


class Findings(NamedTuple):
    """Hold what a question to a scenario comes to, as each format takes it.

    Text, Markdown and HTML show the title, the lines of `about` under it, the
    tables, and the sentences of `notes` below; CSV takes the `sheet`, and JSON
    the `data`: dicts, lists, texts and numbers, in which NaN stands for what is
    lacking. What someone wrote is one harmless line here, as in every report.
    """

    title: str
    about: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    sheet: Sheet
    data: Any


def width(columns: Iterable[Sequence[str]]) -> int:
    """Give how many letters a line of a table has in text; each column begins with its head.

    >>> width([("users.daily", "5 M user"), ("storage.total", "5 PB")])
    28
    """
    return sum(2 + max(map(len, column)) for column in columns)


def listed(what: str, named: Sequence[str]) -> str:
    """Name things in one line of text: the first of them, and how many more there are.

    >>> listed("certain", ("users.daily", "storage.total"))
    'certain: users.daily, storage.total'
    >>> listed("certain", ["a" * 30, "b" * 30, "c" * 30])[-16:]
    'bbbbb and 1 more'
    """
    line = f"{what}: {', '.join(named)}"
    for many in range(len(named) - 1, 0, -1):
        if len(line) <= WIDE:
            break
        line = f"{what}: {', '.join(named[:many])} and {len(named) - many} more"
    return line
