"""What a sweep comes to: a row for each point."""

from __future__ import annotations

import math
from concurrent.futures import Executor
from itertools import islice
from typing import Any

from estimator.engine.result import Values
from estimator.report.row import unit_text
from estimator.report.table import Findings, Sheet, Table
from estimator.units.display import human
from estimator.units.natural import factor
from estimator.whatif.sweep import ROWS, Grid, stretches

# More rows than these nobody reads; a spreadsheet takes a stretch of them.
_MOST_READ = 200


def swept(grid: Grid, executor: Executor | None = None) -> Findings:
    """Say what a sweep comes to; tables for people end after some rows, files after more."""
    values = grid.values
    columns = next(stretches(grid, executor))
    names = tuple(columns)
    moved = tuple(n for n in names if n in grid.axes or len({*columns[n].tolist()}) > 1)
    points = list(zip(*(column.tolist() for column in columns.values()), strict=True))
    rows = [
        tuple(_shown(values, n, x) for n, x in zip(names, point, strict=True) if n in moved)
        for point in islice(points, _MOST_READ)
    ]
    sizes = [factor(values.unit(name), values.table) for name in names]
    lines = [tuple(x / size for x, size in zip(point, sizes, strict=True)) for point in points]
    units = [unit_text(values.unit(name)) for name in names]
    still = [f"{n} {_shown(values, n, columns[n][0])}" for n in names if n not in moved]
    notes = [f"the same everywhere: {', '.join(still)}"] if still else []
    if grid.size > _MOST_READ:
        notes.append(f"the first {_MOST_READ} of {grid.size:,} points; CSV has up to {ROWS:,}")
    heads = tuple(f"{n} [{u}]" if u else n for n, u in zip(names, units, strict=True))
    return Findings(
        values.loaded.title or "Sweep",
        (f"{grid.size:,} points",),
        (Table("", moved, rows, ()),),
        tuple(notes),
        Sheet(heads, lines),
        _data(grid, dict(zip(names, units, strict=True)), lines),
    )


def _data(grid: Grid, units: dict[str, str], lines: list[tuple[float, ...]]) -> dict[str, Any]:
    columns = zip(*lines, strict=True)
    return {
        "title": grid.values.loaded.title,
        "shape": list(grid.shape),
        "units": units,
        "columns": {name: list(column) for name, column in zip(units, columns, strict=True)},
    }


def _shown(values: Values, name: str, base: float) -> str:
    return "–" if math.isnan(base) else human(base, values.unit(name), values.table)
