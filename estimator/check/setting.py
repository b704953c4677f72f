"""Which slips and conventions may have been made in a line, by what stands in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator.check.diagnose import Way
from estimator.check.evaluate import Mixed, Reading, Unreadable, evaluate
from estimator.check.expression import Leaf, Power, Tree, leaves
from estimator.check.factors import flat, own_ways
from estimator.check.slips import Setting, Stated, known, ways
from estimator.check.words import COUNTED, Powers

_BINARY_STEPS = frozenset(1024.0**k for k in range(1, 7))
DATA_STEPS = frozenset({8.0, *(1000.0**k for k in range(1, 7)), *_BINARY_STEPS})
_IN_SECONDS = (86400.0, 2592000.0, 31536000.0)
_DAY_STEPS = ({24.0, 3600.0}, {24.0, 60.0}, {1440.0, 60.0})
_DAY, _MONTH, _YEAR = 86400.0, 2592000.0, 31536000.0


def line_ways(
    tree: Tree, claim: Tree, powers: Powers, reading: Reading, stated: Sequence[Stated]
) -> Iterator[Way]:
    """Give the ways to come from a tree to a claim of those powers, in one reading."""
    lengthens = _lengthens(tree, reading)
    multiplied = has_data(tree) or _multiplied(tree, reading)
    for way in ways(_setting(tree, claim, powers, reading, stated)):
        sign = lengthens.get(way.slip.partition("-")[0], 0)
        length = known()[way.slip].get("length", 1.0)
        if way.slip == "binary-prefix" and way.factor > 1 and not multiplied:
            continue
        if not sign or abs(way.factor / length**sign - 1) < _ALIKE:
            yield way
    yield from own_ways(tree, reading)


_ALIKE = 1e-6


def _lengthens(tree: Tree, reading: Reading) -> dict[str, int]:
    """Tell which way a longer day, month or year moves a line, where its factors say so.

    A day of 10⁵ seconds makes less of a rate and more of a daily total.
    """
    found = {}
    for part, sign in flat(tree):
        number = bare(part, reading)
        if number in (86400, 3600, 2592000, 31536000):
            found["day"] = sign
        if number in (365, 366):
            found["year"] = sign
        if number == 30:
            found["month"] = sign
    return found


def _multiplied(tree: Tree, reading: Reading) -> bool:
    """Tell whether a step of prefixes can have made more: a factor of it, or a divisor of 1,024."""
    for part, sign in flat(tree):
        number = bare(part, reading)
        if number in _BINARY_STEPS or (sign > 0 and number in DATA_STEPS - {8.0}):
            return True
    return False


def _setting(
    tree: Tree, claim: Tree, powers: Powers, reading: Reading, stated: Sequence[Stated]
) -> Setting:
    info, time, money, _ = powers
    kinds = {"data"} if info else {"money"} if money else {"count"} if time <= 0 else set()
    kinds |= {"rate"} if time < 0 else {"time"} if time > 0 else set()
    kinds |= {"data"} if info else set()
    kinds |= {"data"} if has_data(tree) else set()
    size = typed_data(claim, reading) if info else _steps_between(tree)
    prefix = max(0, round(math.log(size if size >= 1000 else size * 8, 1000))) if size > 1 else 0
    return Setting(frozenset(kinds), _has(tree, claim, reading), prefix, tuple(stated))


def _has(tree: Tree, claim: Tree, reading: Reading) -> frozenset[str]:
    """Tell which conversions of time a line takes."""
    numbers = {bare(leaf, reading) for leaf in leaves(tree)}
    times = {scale.time for leaf in leaves(tree) for _, scale in leaf.ways[:1]}
    said_times = {scale.time for leaf in leaves(claim) for _, scale in leaf.ways[:1]}
    both = {*times, *said_times, *(1 / time for time in (*times, *said_times) if time)}
    found = set()
    if (
        not numbers.isdisjoint((86400, 2592000, 31536000))
        or {24, 3600} <= numbers
        or {24, 60} <= numbers
        or {1440, 60} <= numbers
    ):
        found.add("day")
    timed = any(scale.powers[1] for leaf in leaves(tree) for _, scale in leaf.ways[:1])
    if timed and _DAY in both and times - {1.0} != said_times - {1.0}:
        found.add("day")
    if 365 in numbers or 366 in numbers or 31536000 in numbers or _YEAR in both:
        found.add("year")
    if 30 in numbers or 2592000 in numbers or _MONTH in both:
        found.add("month")
    if any(isinstance(part, Power) for part, _ in flat(tree)):
        found.add("power")
    return frozenset(found)


def bare(part: Tree, reading: Reading) -> float:
    """Give a factor that is a bare number, NaN where it is none."""
    if isinstance(part, Power):
        try:
            value = evaluate(part, reading)
        except (Unreadable, Mixed):
            return math.nan
        return value.number if value.powers == COUNTED else math.nan
    if not isinstance(part, Leaf):
        return math.nan
    number, scale = part.ways[0]
    return number * scale.size if scale.powers[0] == 0 else math.nan


def has_data(tree: Tree) -> bool:
    """Tell whether a unit of data is typed on one of the factors of a tree."""
    inside = [leaf for part, _ in flat(tree) for leaf in leaves(part)]
    return any(scale.powers[0] for leaf in inside for _, scale in leaf.ways[:1])


def _steps_between(tree: Tree) -> float:
    """Give how far apart the units of data in a tree are: 10⁶ of `4 GB / 4 KB`."""
    sizes = [scale.size for leaf in leaves(tree) for _, scale in leaf.ways[:1] if scale.powers[0]]
    return max(sizes) / min(sizes) if sizes else 1.0


def typed_data(tree: Tree, reading: Reading) -> float:
    """Give the size of the first unit of data that is typed in a line."""
    for leaf in leaves(tree):
        _, scale = leaf.ways[reading.chosen.get(leaf.key, 0) if len(leaf.ways) > 1 else 0]
        if scale.powers[0] == 1:
            return scale.size
    return 1.0
