"""`estimate sweep`: results for every combination of some inputs' values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from estimator import api
from estimator.cli.scenario import (
    changed,
    count,
    format_option,
    of_option,
    parted,
    scenario_argument,
)
from estimator.diagnostics import Diagnostic
from estimator.errors import SchemaError

_SPACED = re.compile(r"(linspace|geomspace)\s*\((.*)\)")
# A comma between a number and three digits: 1,000 is one value, or more.
_THOUSANDS = re.compile(r"\d[\d_.]*(?:,\d{3})+(?!\d)")
_SUFFIXES = (".csv", ".parquet")


@click.command("sweep")
@scenario_argument
@click.option(
    "--vary",
    "axes",
    required=True,
    multiple=True,
    metavar="NAME=VALUES",
    help='An input and its values: "storage.replicas=1, 2, 3",'
    ' "users.monthly=geomspace(1M, 1B, 7)" or linspace. Can be repeated.',
)
@of_option("A result, else all of them.")
@click.option(
    "--out",
    metavar="FILE",
    help="Write the table to FILE.csv or FILE.parquet, however many points there are.",
)
@format_option(*api.FORMATS)
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    scenario: str,
    changes: tuple[str, ...],
    axes: tuple[str, ...],
    of: tuple[str, ...],
    out: str | None,
    format_: str,
) -> None:
    """Work SCENARIO out for every combination of the values that some inputs have."""
    if out is not None and Path(out).suffix not in _SUFFIXES:
        message = f"--out {out} is neither CSV nor Parquet"
        hint = f"write {Path(out).stem or 'table'}.csv or {Path(out).stem or 'table'}.parquet"
        raise SchemaError([Diagnostic("unknown-file-type", message, hint=hint)])
    swept = changed(scenario, changes).sweep(_axes(axes), of=of or None)
    if out is None:
        click.echo(swept.report(format_))
        return
    write = swept.to_csv if Path(out).suffix == ".csv" else swept.to_parquet
    write(out)
    click.echo(f"{out} holds {swept.size:,} points")


def _axes(texts: tuple[str, ...]) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for text in texts:
        name, values = parted("--vary", text, '"1M, 2M"')
        if name in axes:
            raise _refused(f"{name} is there twice", "give all its values at once")
        axes[name] = _axis(name, values)
    return axes


def _axis(name: str, values: str) -> Any:
    if thousands := _THOUSANDS.search(values):
        one = thousands[0]
        hint = f"write {one.replace(',', '_')}, or {one.replace(',', ', ')}"
        raise _refused(f"{name}: {one} can be read as one value or as more", hint)
    if not (spaced := _SPACED.fullmatch(values)):
        return _split(values)
    function, given = spaced[1], _split(spaced[2])
    if len(given) != 3:
        hint = f"write the first value, the last and how many: {function}(1M, 1B, 7)"
        raise _refused(f"{name}: {function} takes three arguments, not {len(given)}", hint)
    low, high, many = given
    return getattr(api, function)(low, high, count(many))


def _split(values: str) -> list[str]:
    """Split a list at its commas, but not at those of a function's arguments."""
    depth, found = 0, [""]
    for char in values:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            found.append("")
        else:
            found[-1] += char
    return [value.strip() for value in found]


def _refused(message: str, hint: str) -> SchemaError:
    return SchemaError([Diagnostic("bad-axis", f"--vary {message}", hint=hint)])
