"""Values in base units → pint quantities in the unit that a result is shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from estimator.engine.result import Values
from estimator.report.row import unit_text
from estimator.units.display import step
from estimator.units.natural import factor

if TYPE_CHECKING:
    import pint


class Scale(NamedTuple):
    """Hold what the numbers along an axis count: `unit` as it is written, and its `size`.

    The magnitude of a result's quantity, divided by `size`, is a number of that unit.
    """

    unit: str
    size: float


def quantity_of(values: Values, name: str, base: Any) -> pint.Quantity[Any]:
    """Give a number, or an array of them, as a quantity in a result's own unit.

    Args:
        values: the scenario.
        name: of the result.
        base: in base units; a share stays a part of one.
    """
    # Imported here: pint starts slowly, and a report needs none of it.
    from estimator.units.registry import quantity

    unit = values.unit(name)
    if unit_text(unit) == "%":
        return quantity(base, "", values.table)
    return quantity(base / factor(unit, values.table), unit_text(unit), values.table)


def base_of(values: Values, name: str, given: pint.Quantity[float]) -> float:
    """Give a quantity of a result's kind as a number in base units."""
    unit = values.unit(name)
    if unit_text(unit) == "%":
        return float(given.m_as(""))
    return float(given.m_as(unit_text(unit))) * factor(unit, values.table)


def scale_of(values: Values, name: str, base: float) -> Scale:
    """Give the step of a result's unit in which a value in base units is read best."""
    unit = values.unit(name)
    text, size = step(base, unit, values.table)
    return Scale(text, size if unit_text(unit) == "%" else size / factor(unit, values.table))
