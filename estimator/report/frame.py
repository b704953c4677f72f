"""Results as columns of a table: their names with units, and the library that holds them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from estimator.diagnostics import Diagnostic
from estimator.engine.result import Values
from estimator.errors import WorkError
from estimator.units.dimension import formula
from estimator.units.natural import PERCENT, factor


def column_name(values: Values, name: str) -> str:
    """Give a column's name: the result's, with the unit its numbers are in.

    A share is a part of one, and has no unit.
    """
    unit = values.unit(name)
    return f"{name} [{formula(unit)}]" if unit and unit != PERCENT else name


def shown_values(values: Values, name: str, base: Any) -> Any:
    """Turn values in base units into numbers of the unit that the column's name says."""
    unit = values.unit(name)
    return base / factor(unit, values.table) if unit and unit != PERCENT else base


def pandas() -> Any:
    """Import pandas late; see `library`."""
    return library("pandas")


def library(name: str) -> Any:
    """Import a library of the extra `frames`.

    Raises WorkError where it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError:
        message = f"{name.partition('.')[0]} is not installed"
        hint = "pip install 'capacity-estimator[frames]'"
        raise WorkError([Diagnostic("not-installed", message, hint=hint)]) from None
