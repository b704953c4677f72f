"""Results over a grid of inputs, as objects: arrays, data frames, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estimator.api.quantity import quantity_of
from estimator.api.result import render_findings
from estimator.diagnostics import Diagnostic
from estimator.engine.memory import hold_room
from estimator.engine.result import Values, chosen
from estimator.errors import SchemaError
from estimator.lang.function import numpy
from estimator.report.files import Columns, write_csv, write_parquet
from estimator.report.frame import column_name, pandas, shown_values
from estimator.report.swept import in_full, swept
from estimator.whatif.axis import Axis, points
from estimator.whatif.sweep import Grid, arrays, fitting, stretches

if TYPE_CHECKING:
    import pandas as pd
    import pint


class Sweep:
    """Hold a grid of input values; results are worked out as they are asked for.

    A point at which a result has no value (a queue without end, a field
    outside its range) holds NaN.

    Attributes:
        shape: how many values each input has, in the order they were given.
        size: how many points there are.
    """

    def __init__(self, grid: Grid, executor: Executor | None) -> None:
        self._grid = grid
        self._executor = executor
        self.shape = grid.shape
        self.size = grid.size

    def __iter__(self) -> Iterator[str]:
        """Give the names of the inputs, then of the results."""
        return iter(dict.fromkeys((*self._grid.axes, *self._grid.wanted)))

    def __getitem__(self, name: str) -> pint.Quantity[Any]:
        """Give a result at every point, as one quantity of the grid's shape.

        Raises UnknownNameError where there is no such result.
        """
        values = self._grid.values
        name = values.find(name)
        found = arrays(self._grid._replace(wanted=(name,)), self._executor)[name]
        return quantity_of(values, name, numpy().broadcast_to(found, self.shape))

    def arrays(self) -> dict[str, Any]:
        """Give all results as arrays of base units that broadcast to the grid's shape.

        Along an axis on which a result does not depend, its array has one value.

        Raises WorkError where memory is too small, or a worker was lost.
        """
        return arrays(self._grid, self._executor)

    def to_frame(self) -> pd.DataFrame:
        """Give a data frame: a row for each point, a column for each input and result.

        A column is in the unit that stands behind its name, `storage.total [byte]`.

        Raises WorkError where memory is too small, a worker was lost, or pandas
        is not installed.
        """
        hold_room(16 * self.size * len([*self]), f"a frame of {self.size:,} rows")
        parts = [*self._columns()]
        joined = {name: numpy().concatenate([part[name] for part in parts]) for name in parts[0]}
        frame: pd.DataFrame = pandas().DataFrame(joined)
        return frame

    def to_csv(self, path: str | Path) -> None:
        """Write the same table as CSV, in bounded memory.

        Raises WorkError where it can't be written whole; then nothing is left.
        """
        write_csv(Path(path), self._columns())

    def to_parquet(self, path: str | Path) -> None:
        """Write the same table as Parquet, in bounded memory, however many points there are.

        Raises WorkError where it can't be written whole; then nothing is left.
        """
        write_parquet(Path(path), self._columns())

    def _columns(self) -> Iterator[Columns]:
        values = self._grid.values
        for columns in stretches(self._grid, self._executor, fitting(self._grid)):
            yield {column_name(values, n): shown_values(values, n, x) for n, x in columns.items()}

    def report(self, format: str = "text") -> str:
        """Write the table as `text`, `json`, `markdown`, `csv` or `html`.

        Text, Markdown and HTML have the first points, and the results that fit a line.

        Raises WorkError where CSV or JSON would have more than 262,144 points.
        """
        found = in_full if format in ("csv", "json") else swept
        return render_findings(found(self._grid, self._executor), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        title = self._grid.values.loaded.title or "a scenario"
        return f"<Sweep of {title}: {' × '.join(map(str, self.shape))} points>"


def grid(values: Values, axes: Mapping[str, Axis], of: str | Sequence[str] | None) -> Grid:
    """Make the grid of a sweep; see `Scenario.sweep`."""
    named = _named(values, axes)
    found = {name: points(values, name, each) for name, each in named.items()}
    return Grid(values, found, tuple(n for n in chosen(values, of) if n not in found))


def _named(values: Values, axes: Mapping[str, Axis]) -> dict[str, Axis]:
    """Give the axes by the names of their inputs, one at least and each once."""
    if not axes:
        hint = 'give an input and its values, such as {"users.monthly": ["1M", "2M"]}'
        raise SchemaError([Diagnostic("nothing-to-sweep", "there is no input to sweep", hint=hint)])
    asked: dict[str, str] = {}
    for name in axes:
        found = values.find(name)
        if found in asked:
            message = f"{asked[found]} and {name} are one input"
            hint = "give all its values at once"
            raise SchemaError([Diagnostic("swept-twice", message, hint=hint)])
        asked[found] = name
    return {found: axes[name] for found, name in asked.items()}
