"""Write rows as lines of a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.timing import Row

_HEAD = ("row: ours / yardstick", "ours", "yardstick", "ratio", "at most", "reached", "note")
_SCALES = {
    "s": ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "B": ((1e9, "GB"), (1e6, "MB"), (1e3, "KB"), (1.0, "B")),
}


def head() -> str:
    """Write the table's first two lines."""
    last = len(_HEAD) - 1
    return "\n".join([_line(_HEAD), _line("---" if at in {0, last} else "---:" for at in range(7))])


def line(row: Row) -> str:
    """Write a row."""
    reached = {None: "", True: "yes", False: "no"}[row.reached]
    bound = "" if row.at_most is None else f"{row.at_most:g} ×"
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f} ×"
    ours, yardstick = (amount(each, row.unit) for each in (row.ours, row.yardstick))
    return _line((row.name, ours, yardstick, ratio, bound, reached, row.note))


def missed(rows: Sequence[Row]) -> str:
    """Name the rows whose bound is not reached, and those that could not be measured."""
    over = [row.name for row in rows if row.reached is False]
    unknown = [row.name for row in rows if row.at_most is not None and row.ratio is None]
    lines = [f"Missed: {'; '.join(over) or 'none'}."]
    return " ".join([*lines, *([f"Not measured: {'; '.join(unknown)}."] if unknown else [])])


def amount(value: float | None, unit: str) -> str:
    """Write seconds or bytes to three figures."""
    if value is None:
        return "–"
    size, name = next((each for each in _SCALES[unit] if value >= each[0]), _SCALES[unit][-1])
    return f"{value / size:.3g} {name}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
