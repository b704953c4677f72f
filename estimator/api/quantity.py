"""Values in base units → pint quantities in the unit that a result is shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estimator.engine.result import Values
from estimator.report.row import unit_text
from estimator.units.natural import factor

if TYPE_CHECKING:
    import pint


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
