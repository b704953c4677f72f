"""Where a slider of two knobs can stop: the ends of an interval as it is written."""

from __future__ import annotations

import math
import re

from estimator.web.inputs.stops import AMOUNT, LADDERS, SHARE, grid, shares, written_as

Ends = tuple[str, str]
"""The two ends of an interval, each an amount."""

_INTERVAL = re.compile(r"(.+?)\s+to\s+(.+)")
_COUNTS = {word for ladder in LADDERS[:2] for word in ladder}
_BEYOND = 1
"""So many decades lie beyond each end."""


def ends_of(text: str) -> Ends | None:
    """Give the ends of an interval, each with its unit; None for any other amount.

    >>> ends_of("30 to 60 / day"), ends_of("10 to 25%"), ends_of("10 to 20k user")
    (('30 / day', '60 / day'), ('10%', '25%'), ('10 user', '20k user'))
    >>> ends_of("300M") is None
    True
    """
    match = _INTERVAL.fullmatch(text)
    if not match:
        return None
    low, high = match.groups()
    bare, unit = AMOUNT.fullmatch(low), AMOUNT.fullmatch(high)
    if high.endswith("%") and not low.endswith("%"):
        return f"{low}%", high
    if bare and unit and not (bare[3] or bare[4]):
        # The unit behind the second end is that of both; a thousand is its own.
        word = "" if unit[3] in _COUNTS else unit[2] + unit[3]
        low = f"{low}{word}{unit[4] if word or not unit[2] else unit[2] + unit[4].lstrip()}"
    return low, high


def range_stops(text: str, unit: str) -> list[str]:
    """Give the amounts that a slider of two knobs stops at; none where none fits.

    They go a decade beyond each end.

    >>> range_stops("10% to 25%", "%")[12:15]
    ['6%', '7%', '8%']
    >>> range_stops("800 KB to 2 MB", "byte")[5:9]
    ['700 KB', '800 KB', '1 MB', '1.5 MB']
    """
    ends = ends_of(text)
    if ends is None:
        return []
    if unit == "%":
        known = {stop: float(stop.rstrip("%")) for end in ends for stop in _shares(end)}
    else:
        known = _amounts(*ends)
        # A plain number is a factor: it runs upwards from 1, unless it begins below.
        least = 0.0 if unit else min(1.0, known.get(ends[0], 1.0))
        known = {stop: value for stop, value in known.items() if value >= least}
    return sorted(known, key=known.__getitem__) if known.keys() >= set(ends) else []


def _shares(end: str) -> list[str]:
    return shares(end) if SHARE.fullmatch(end) else []


def _amounts(low: str, high: str) -> dict[str, float]:
    """Give the stops with their values, in the unit of the lower end."""
    first, last = AMOUNT.fullmatch(low), AMOUNT.fullmatch(high)
    if not first or not last or first[4] != last[4]:
        return {}
    least, most = _number(first), _number(last) * _apart(first[3], last[3])
    if not 0 < least < most < math.inf:
        return {}
    around = grid(math.sqrt(least * most), math.log10(most / least) / 2 + _BEYOND)
    found = {written_as(value, *first.groups()[1:]): value for value in around}
    near = {stop: value for stop, value in found.items() if not _is(value, least, most)}
    return near | {low: least, high: most}


def _number(amount: re.Match[str]) -> float:
    return float(amount[1].replace(",", ""))


def _is(value: float, *others: float) -> bool:
    return any(math.isclose(value, other) for other in others)


def _apart(one: str, other: str) -> float:
    """Give how many times a word another one is: MB is 1,000 times KB."""
    if one == other:
        return 1
    for ladder in LADDERS:
        if one in ladder and other in ladder:
            return 1000.0 ** (ladder.index(other) - ladder.index(one))
    return math.inf
