"""The same units as pint quantities (the only importer of pint).

Imported only when somebody asks a result for a quantity: pint is the best way
to hand a number with its unit to other code, and too slow to start for a run.
"""

from __future__ import annotations

from functools import cache

import pint

from estimator.units.dimension import plural
from estimator.units.table import CONVENTIONS, UnitTable, definitions


@cache
def registry(convention: str) -> pint.UnitRegistry[float]:
    """Give pint's registry of our units under a convention; never pint's default one.

    >>> registry("rounded").Quantity(1, "day").to("s").magnitude
    100000.0
    """
    units: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    units.load_definitions(list(definitions(convention)))
    return units


@cache
def _things(convention: str) -> set[str]:
    """Give the things that a registry has learned; pint would take `pass` for a few `pas`."""
    assert convention in CONVENTIONS
    return set()


def quantity(value: float, unit: str, table: UnitTable) -> pint.Quantity[float]:
    """Give a number in a unit as a pint quantity; the table has a scenario's own things."""
    units = registry(table.convention)
    known = _things(table.convention)
    for thing in table.things:
        if thing not in known:
            known.add(thing)
            units.define(f"{thing} = [{thing}] = _ = {plural(thing)}")
    made: pint.Quantity[float] = units.Quantity(value, unit)
    return made
