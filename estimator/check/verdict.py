"""How a figure that someone states compares with what it should be."""

from __future__ import annotations

import math
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """Say how a stated figure compares with the one worked out.

    Factors are of the stated figure over the one worked out. A figure within a
    factor of √10 for which no slip accounts is of the same order; one that a
    known slip explains is off, however near it comes.
    """

    EXACT = "exact"
    ROUNDED = "rounded"
    SAME_ORDER = "same order"
    OFF = "off"
    WRONG_KIND = "wrong kind"

    @property
    def right(self) -> bool:
        """Tell whether the figure is right: exact, or a fair rounding."""
        return self in (Verdict.EXACT, Verdict.ROUNDED)

    @property
    def wrong(self) -> bool:
        """Tell whether something is off: the figure, or its kind."""
        return self in (Verdict.OFF, Verdict.WRONG_KIND)


class Said(NamedTuple):
    """Hold a figure as someone states it: its value, and one of its last shown figure.

    Both are in the same unit; `figures` is how many it shows. `top` is the upper
    end where a span is stated, such as `2-3 TB`.

    >>> said("1,500")
    Said(value=1500.0, step=100.0, figures=2, top=None)
    >>> said("0.50").step
    0.01
    """

    value: float
    step: float
    figures: int
    top: float | None = None

    def times(self, factor: float) -> Said:
        """Give the same figure in a unit that is so much smaller."""
        top = None if self.top is None else self.top * factor
        return Said(self.value * factor, self.step * factor, self.figures, top)

    def nearer(self, value: float) -> float:
        """Give what is stated; of a span, what in it comes nearest to a value."""
        return self.value if self.top is None else min(max(self.value, value), self.top)


def said(numeral: str) -> Said:
    """Read how far a plain numeral goes: zeros at its end are none of its figures."""
    exact = Decimal(numeral.replace(",", ""))
    _, digits, exponent = exact.as_tuple()
    shown = "".join(map(str, digits)).lstrip("0")
    assert isinstance(exponent, int)
    if exponent >= 0:
        bare = shown.rstrip("0")
        exponent += len(shown) - len(bare)
        shown = bare
    return Said(float(exact), float(f"1e{exponent}"), max(1, len(shown)))


# What counts as exact, and how near a figure must come that is rounded up or
# down instead of to the nearest: 24,000 for 23,148, not 11 for 10.1.
_EXACT = 0.01
_NEAR = 0.05


def plain(stated: Said, value: float) -> Verdict | None:
    """Tell whether a figure is exact or a fair rounding of a value; None where it is neither.

    Exact is within 1 %. A rounding is fair to the nearest of the figures shown,
    and from two figures on also up or down. A span is right that has the value.

    >>> [plain(said(text), 23_148) for text in ("23,000", "24,000", "20,000", "30,000")]
    [<Verdict.EXACT: 'exact'>, <Verdict.ROUNDED: 'rounded'>, <Verdict.ROUNDED: 'rounded'>, None]
    """
    if stated.top is not None:
        slack = stated.step / 2
        within = stated.value - slack <= value <= stated.top + slack
        return Verdict.ROUNDED if within else None
    apart = abs(stated.value - value)
    if apart <= _EXACT * abs(value):
        return Verdict.EXACT
    if stated.value == 0 or value == 0 or (stated.value < 0) != (value < 0):
        return None
    if nearest(stated, value):
        return Verdict.ROUNDED
    directed = stated.figures > 1 and apart < stated.step and apart <= _NEAR * abs(value)
    return Verdict.ROUNDED if directed else None


def nearest(stated: Said, value: float) -> bool:
    """Tell whether a value, rounded to the figures shown, is the figure stated.

    >>> nearest(said("5"), 4.8), nearest(said("1"), 0.7)
    (True, False)
    """
    # Below a power of ten the figures of the value lie closer than those of what
    # is stated: 0.7 has one figure, and is not 1.
    step = min(stated.step, 10.0 ** (math.floor(math.log10(abs(value))) - stated.figures + 1))
    return abs(stated.value - value) <= step / 2 * (1 + 1e-9)
