"""A value at another point than today's: of another input, or of another scenario."""

from __future__ import annotations

import math

from estimator.engine.result import Values
from estimator.units.display import human, rounded
from estimator.units.natural import factor

# A smaller ratio is read sooner as one of so many parts.
_SMALL = 0.1


def shown(values: Values, name: str, base: float) -> str:
    """Show a value in base units for people, in the unit of a result; what is lacking is `–`."""
    return "–" if math.isnan(base) else human(base, values.unit(name), values.table)


def number(values: Values, name: str, base: float) -> float:
    """Give a value in base units as a number of the unit that a result is shown in."""
    return base / factor(values.unit(name), values.table)


def times(ratio: float) -> str:
    """Show a ratio for people: how many times, or which part.

    >>> times(2.4), times(0.00005), times(math.nan)
    ('2.4 ×', '1/20,000 ×', '–')
    """
    if math.isnan(ratio):
        return "–"
    if not 0 < abs(ratio) < _SMALL:
        return f"{rounded(ratio)} ×"
    return f"{'-' if ratio < 0 else ''}1/{rounded(1 / abs(ratio))} ×"


def at_medians(*scenarios: Values) -> tuple[str, ...]:
    """Say that what is uncertain was taken at its median; where all is certain, nothing."""
    uncertain = any(
        (reading := values.definition(name).reading) is not None and reading.drawn is not None
        for values in scenarios
        for name in values.program.inputs
    )
    return ("what is uncertain is taken at its median",) if uncertain else ()
