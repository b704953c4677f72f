"""Tables written to files, stretch by stretch: whole, or not at all."""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isnan
from pathlib import Path
from typing import Any

from estimator.diagnostics import Diagnostic
from estimator.errors import WorkError
from estimator.whatif.frame import library

Columns = Mapping[str, Any]
"""Columns of equal length by their names: one stretch of a table."""


def write_csv(path: Path, stretches: Iterable[Columns]) -> None:
    """Write a table as CSV, numbers in full; what has no value is an empty cell.

    Raises WorkError where it can't be written; then no file is left.
    """
    with _whole(path) as part, part.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        for at, columns in enumerate(stretches):
            if not at:
                writer.writerow(columns)
            rows = zip(*(column.tolist() for column in columns.values()), strict=True)
            writer.writerows(["" if isnan(x) else x for x in row] for row in rows)


def write_parquet(path: Path, stretches: Iterable[Columns]) -> None:
    """Write a table as Parquet, a row group for each stretch.

    Raises WorkError where it can't be written, or pyarrow is not installed;
    then no file is left.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    with _whole(path) as part:
        writer = None
        try:
            for columns in stretches:
                table = arrow.table(dict(columns))
                writer = writer or parquet.ParquetWriter(part, table.schema)
                writer.write_table(table)
        finally:
            if writer is not None:
                writer.close()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a file to write beside the one asked for, which takes its place when it is whole.

    Whatever goes wrong, a full disk or a lost worker, leaves no part of a
    table that looks like all of it; a file that was there stays as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o666 & ~_mask())
            part.replace(path)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        # The system's own words: Arrow adds its own.
        said = os.strerror(error.errno) if error.errno else error
        message = f"cannot write {path}: {said}"
        hint = "nothing of it was kept"
        raise WorkError([Diagnostic("unwritable-file", message, hint=hint)]) from None


def _mask() -> int:
    """Give which rights new files do not have here; asking means setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
