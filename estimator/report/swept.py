"""What a sweep comes to: a row for each point."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

from estimator.diagnostics import Diagnostic
from estimator.engine.kernel import dependencies
from estimator.errors import WorkError
from estimator.report.point import number, shown
from estimator.report.row import unit_text
from estimator.report.table import WIDE, Findings, Sheet, Table, listed, width
from estimator.whatif.sweep import ROWS, Grid, stretches

# More rows than these nobody reads.
_MOST_READ = 200
_TO_A_FILE = "--out FILE.csv, or Sweep.to_csv"


def swept(grid: Grid, executor: Executor | None = None) -> Findings:
    """Say to people what a sweep comes to: its first points, and as many results as fit a line."""
    columns = next(stretches(_beginning(grid), executor))
    cells = {name: _cells(grid, name, column) for name, column in columns.items()}
    moved = _moved(grid)
    told = _fitting(grid, {name: column for name, column in cells.items() if name in moved})
    head, *rows = zip(*told.values(), strict=True)
    still = [f"{name} {cells[name][1]}" for name in _by_worth(grid) if name not in moved]
    notes = [listed("the same everywhere", still)] if still else []
    return Findings(
        _title(grid),
        (f"{grid.size:,} points",),
        (Table("", head, rows, ()),),
        (*notes, *_left_out(grid, len(moved) - len(told))),
        Sheet((), ()),
        None,
    )


def in_full(grid: Grid, executor: Executor | None = None) -> Findings:
    """Give programs every point and every result.

    Raises WorkError where there are more points than a report holds.
    """
    if grid.size > ROWS:
        message = f"a report holds at most {ROWS:,} points; this sweep has {grid.size:,}"
        hint = f"write it to a file: {_TO_A_FILE}"
        raise WorkError([Diagnostic("too-many-points", message, hint=hint)])
    values = grid.values
    columns = next(stretches(grid, executor))
    numbers = {name: _numbers(grid, name, column) for name, column in columns.items()}
    units = {name: unit_text(values.unit(name)) for name in numbers}
    data = {
        "title": values.loaded.title,
        "shape": list(grid.shape),
        "units": units,
        "columns": numbers,
    }
    heads = tuple(f"{name} [{unit}]" if unit else name for name, unit in units.items())
    lines = list(zip(*numbers.values(), strict=True))
    return Findings(_title(grid), (), (), (), Sheet(heads, lines), data)


def _title(grid: Grid) -> str:
    return grid.values.loaded.title or "Sweep"


def _beginning(grid: Grid) -> Grid:
    """Give a small grid that begins with the points that are shown, the last axis the quickest."""
    axes, left = {}, _MOST_READ
    for name, axis in reversed([*grid.axes.items()]):
        axes[name] = axis[:left]
        left = -(-left // len(axes[name]))
    return grid._replace(axes=dict(reversed([*axes.items()])))


def _cells(grid: Grid, name: str, column: Any) -> tuple[str, ...]:
    """Show a column below its head."""
    return (name, *(shown(grid.values, name, x) for x in column[:_MOST_READ].tolist()))


def _numbers(grid: Grid, name: str, column: Any) -> list[float]:
    found: Any = number(grid.values, name, column)
    return list(found.tolist())


def _moved(grid: Grid) -> set[str]:
    """Give the axes, and what depends on one along which there is more than one value."""
    several = {name for name, axis in grid.axes.items() if len(axis) > 1}
    found = dependencies(grid.values, tuple(grid.axes))
    return {*grid.axes, *(name for name in grid.wanted if found[name] & several)}


def _by_worth(grid: Grid) -> list[str]:
    """Give the results, those worth telling first."""
    return sorted(grid.wanted, key=lambda name: not grid.values.definition(name).telling)


def _fitting(grid: Grid, cells: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Give the axes and as many results as a line has room for, one at least."""
    taken = {*grid.axes}
    room = WIDE - width(cells[name] for name in taken)
    for name in filter(cells.__contains__, _by_worth(grid)):
        wide = width([cells[name]])
        if wide <= room or len(taken) == len(grid.axes):
            taken.add(name)
            room -= wide
    return {name: column for name, column in cells.items() if name in taken}


def _left_out(grid: Grid, results: int) -> tuple[str, ...]:
    """Say what the table does not show, and where it is."""
    report = grid.size <= ROWS
    found = []
    if grid.size > _MOST_READ:
        where = "CSV and JSON have them all" if report else f"a file has them all: {_TO_A_FILE}"
        found.append(f"the first {_MOST_READ} of {grid.size:,} points; {where}")
    if results:
        where = "CSV and JSON have" if report else "a file has"
        found.append(f"{where} {results} more {'result' if results == 1 else 'results'}")
    return tuple(found)
