"""Tables written to files, stretch by stretch: whole, or not at all."""

from __future__ import annotations

import csv
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from math import isnan
from pathlib import Path
from typing import Any, BinaryIO

from estimator.diagnostics import Diagnostic
from estimator.errors import WorkError
from estimator.report.frame import library

Columns = Mapping[str, Any]
"""Columns of equal length by their names: one stretch of a table."""

# What a new file may be, of which the system takes the user's umask away.
_ANYONE = 0o666


def write_csv(path: Path, stretches: Iterable[Columns]) -> None:
    """Write a table as CSV, numbers in full; what has no value is an empty cell.

    Raises WorkError where it can't be written; then no file is left. What goes
    wrong with the stretches themselves is raised as it is.
    """
    with _whole(path) as file:
        text = TextIOWrapper(file, "utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        for at, columns in enumerate(stretches):
            with _told(path):
                if not at:
                    writer.writerow(columns)
                rows = zip(*(column.tolist() for column in columns.values()), strict=True)
                writer.writerows(["" if isnan(x) else x for x in row] for row in rows)
        with _told(path):
            text.flush()


def write_parquet(path: Path, stretches: Iterable[Columns]) -> None:
    """Write a table as Parquet, a row group for each stretch.

    Raises WorkError where it can't be written, or pyarrow is not installed;
    then no file is left. What goes wrong with the stretches themselves is
    raised as it is.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    with _whole(path) as file:
        writer = None
        try:
            for columns in stretches:
                with _told(path):
                    table = arrow.table(dict(columns))
                    writer = writer or parquet.ParquetWriter(file, table.schema)
                    writer.write_table(table)
        finally:
            if writer is not None:
                with _told(path):
                    writer.close()


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write beside the one asked for, which takes its place when it is whole.

    Whatever goes wrong, a full disk or a lost worker, leaves no part of a
    table that looks like all of it; a file that was there stays as it was. Its
    link stays a link, and its rights are kept. What is there and no file, a
    pipe or a device, is written to.
    """
    with _told(path):
        rights = _rights(path)
        direct = _is_special(path)
        place = path if direct else path.resolve()
        part = place if direct else place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        file = part.open("wb") if direct else _begun(part, rights)
    try:
        yield file
        with _told(path):
            file.close()
            if not direct:
                part.replace(place)
    finally:
        with suppress(OSError):
            file.close()
        if not direct:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _rights(path: Path) -> int | None:
    """Give the rights of what is there, of a link what it leads to; None of nothing."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    return None


def _is_special(path: Path) -> bool:
    """Tell whether something is there that is no file: a pipe, a device."""
    with suppress(OSError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


def _begun(part: Path, rights: int | None) -> BinaryIO:
    """Make a file that is not there yet, with the rights of the one whose place it takes."""
    at_first = _ANYONE if rights is None else rights

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, at_first)

    # Path.open takes no opener, and the caller closes the file.
    file = open(part, "xb", opener=opener)  # noqa: SIM115
    if rights is not None:
        # The umask is for new files.
        part.chmod(rights)
    return file


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell of what the system does not let be written; of nothing else, so little stands in it."""
    try:
        yield
    except OSError as error:
        # The system's own words: Arrow adds its own.
        said = os.strerror(error.errno) if error.errno else error
        message = f"cannot write {path}: {said}"
        hint = None if _is_special(path) else "nothing of it was kept"
        raise WorkError([Diagnostic("unwritable-file", message, hint=hint)]) from None
