"""The same units as pint quantities (the only importer of pint).

Imported only when somebody asks a result for a quantity: pint is the best way
to hand a number with its unit to other code, and too slow to start for a run.
"""

from __future__ import annotations

from functools import cache

import pint

from estimator.units.table import UnitTable, definitions, spellings


@cache
def registry(convention: str) -> pint.UnitRegistry[float]:
    """Give pint's registry of our units under a convention; never pint's default one.

    >>> registry("rounded").Quantity(1, "day").to("s").magnitude
    100000.0
    """
    units: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    units.load_definitions(list(definitions(convention)))
    return units


def quantity(value: float, unit: str, table: UnitTable) -> pint.Quantity[float]:
    """Give a number in a unit as a pint quantity; the table has a scenario's own things."""
    units = registry(table.convention)
    for thing in table.things:
        if thing not in units:
            units.define(" = ".join([thing, f"[{thing}]", "_", *spellings(thing)]))
    made: pint.Quantity[float] = units.Quantity(value, unit)
    return made
