"""Durations, shares, nines and ratios in words, for numbers that are no results of a scenario."""

from __future__ import annotations

import math

_UNITS = (("day", 86_400.0), ("hour", 3600.0), ("min", 60.0), ("s", 1.0))
_SMALL = (("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9))


def duration(seconds: float) -> str:
    """Say a duration to three figures in the unit that fits; what there is none of is `–`.

    >>> duration(0.0182), duration(90), duration(0), duration(float("nan"))
    ('18.2 ms', '1.5 min', '0 s', '–')
    """
    if math.isnan(seconds):
        return "–"
    units = (*_UNITS, *_SMALL)
    unit, size = next((each for each in units if abs(seconds) >= each[1] * 0.9995), units[-1])
    return "0 s" if not seconds else f"{_figures(seconds / size)} {unit}"


def share(part: float) -> str:
    """Say a share in percent; what there is none of is `–`.

    >>> share(0.05), share(0.9995)
    ('5%', '99.95%')
    """
    return "–" if math.isnan(part) else f"{_figures(100 * part, 4 if part > 0.99 else 3)}%"


def nines(count: float) -> str:
    """Say how many nines there are.

    >>> nines(3.953), nines(float("inf"))
    ('3.95 nines', 'never down')
    """
    return "never down" if math.isinf(count) else f"{_figures(count)} nines"


def times(ratio: float) -> str:
    """Say how many times something is.

    >>> times(2.406), times(1331), times(1.38e104)
    ('2.41 ×', '1,330 ×', '1.38e+104 ×')
    """
    return f"{_figures(ratio)} ×"


def _figures(number: float, figures: int = 3) -> str:
    if not 1e-4 <= abs(number) < 1e6 and number:
        return f"{number:.{figures}g}"
    places = figures - 1 - math.floor(math.log10(abs(number))) if number else 0
    text = f"{round(number, places):,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
