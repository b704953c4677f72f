"""Axes of numbers in one unit: even, or by powers with the ticks that people know."""

from __future__ import annotations

import math
from typing import Any

import altair as alt

ROOM = 52
"""So high is an axis below a chart, with its title."""
# More powers of ten than these have no ticks between them, and more of those not each.
_BETWEEN, _EACH = 2, 7


def axis(title: str, low: float, high: float, *, log: bool, zero: bool = False) -> dict[str, Any]:
    """Give the title, the scale and the ticks of an axis from one number to another.

    Args:
        title: of the axis; it may be empty.
        low: where it begins; above zero on one that goes by powers.
        high: where it ends.
        log: whether it goes by powers.
        zero: whether it begins at nothing, where it is even.
    """
    if log:
        marks = ticks(low, high)
        return {
            "title": title or None,
            "scale": alt.Scale(type="log", domain=[low, high], nice=False),
            "axis": alt.Axis(format=",~r", labelOverlap=True)
            if len(marks) < 2
            else alt.Axis(format=",~r", values=marks, labelOverlap=True),
        }
    scale = alt.Scale(domain=[min(0.0, low) if zero else low, high], nice=zero, zero=False)
    ends = alt.Axis(format=",~f", tickCount=5, labelOverlap=True)
    return {"title": title or None, "scale": scale, "axis": ends}


def ticks(low: float, high: float) -> list[float]:
    """Give the ticks of an axis that goes by powers of ten.

    >>> ticks(30, 3_000), ticks(1, 1e4)
    ([50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0], [1.0, 10.0, 100.0, 1000.0, 10000.0])
    """
    decades = math.log10(high / low)
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    marks = (1, 2, 5) if decades <= _BETWEEN else (1,)
    powers = range(first, last + 1, max(1, math.ceil(decades / _EACH)))
    near = [mark * 10.0**power for power in powers for mark in marks]
    return [tick for tick in near if low * 0.999 <= tick <= high * 1.001]
