"""What explains a figure: the ways by which someone may have come to it.

A way is a slip or a convention with the factor it puts on the result. Ways come
from what is known of all estimates (`slips`), from the factors of a line
(`factors`) and from the inputs of a scenario (`inputs`); here they are tried, alone
and in pairs, and the most telling that fits is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import NamedTuple

from estimator.check.verdict import Said, Verdict, nearest, plain


class Way(NamedTuple):
    """Hold one way to come to another figure: what it puts on the result, and its name.

    `slip` is its name in `data/slips.yaml`, `says` the clause for it: `a day of
    10⁵ s`. A convention is no mistake. The lower the `cost`, the more telling.
    `telling` ways need no more than a fair rounding beside them; others must come
    close. `alone` ones are not told together with another slip. What is `done` is
    said as what someone did: `left out storage.replicas`.
    """

    factor: float
    slip: str
    says: str
    cost: float = 1.0
    convention: bool = False
    telling: bool = False
    alone: bool = False
    done: bool = False


class Judgement(NamedTuple):
    """Hold a stated figure beside the one worked out, and what explains the difference.

    Both are in the same unit. `ways` is empty where nothing needs explaining, or
    nothing known explains it; `instead` are others of the same factor.
    """

    verdict: Verdict
    said: float
    value: float
    ways: tuple[Way, ...] = ()
    instead: tuple[Way, ...] = ()

    @property
    def factor(self) -> float:
        """Give by what the worked-out figure is multiplied in the stated one."""
        if self.value == 0:
            return math.inf if self.said else 1.0
        return self.said / self.value

    @property
    def slips(self) -> tuple[str, ...]:
        """Give the names of the slips and conventions that explain it."""
        return tuple(dict.fromkeys(way.slip for way in self.ways))

    @property
    def reason(self) -> str:
        """Say in one sentence what explains it; empty where nothing needs explaining."""
        if self.ways:
            told = _told(self.ways)
            alike = {way.done for way in (*self.ways, *self.instead)}
            others = (way.says if len(alike) == 1 else _told((way,)) for way in self.instead)
            return ", or ".join((told, *others))
        if self.verdict.right or self.verdict is Verdict.WRONG_KIND:
            return ""
        return f"no known slip explains a factor of {in_figures(self.factor)}"


def _told(ways: Sequence[Way]) -> str:
    """Say which slips explain a figure, and by which conventions it is rounded beside them."""
    slips = [way.says for way in ways if not way.convention]
    conventions = " and ".join(way.says for way in ways if way.convention)
    if not slips:
        return conventions
    done = "you would get this if you " if any(way.done for way in ways) else ""
    beside = f", with {conventions}" if conventions else ""
    return f"{done}{' and '.join(slips)}{beside}"


# Within half an order of magnitude, up and down.
_SAME_ORDER = math.sqrt(10)
# How near a single slip and a pair must come beside what the figures show: so
# many ways there are that something always fits what is looser.
_CLOSE, _CLOSER = 0.025, 0.006
# A pair explains a figure only where its factor is more than a rounding.
_MORE_THAN_ROUNDED = 1.15
_ALIKE = 1e-3


def judge(
    stated: Said, value: float, ways: Iterable[Way] = (), *, pairs_too: bool = True
) -> Judgement:
    """Hold a stated figure to the one worked out, in the same unit.

    `ways` are those that may explain a difference; they are asked for only where
    there is one. Conventions are tried first, alone and together; then single slips,
    the most telling first; then a slip with a convention or, with `pairs_too`,
    another slip.

    >>> from estimator.check.verdict import said
    >>> day = Way(0.864, "day-1e5", "a day of 10⁵ s", convention=True)
    >>> judge(said("1,500"), 1736.1, [day]).verdict
    <Verdict.ROUNDED: 'rounded'>
    >>> judge(said("9"), 4.1, [day]).reason
    'no known slip explains a factor of 2.2'
    """
    found = plain(stated, value)
    nearer = stated.nearer(value)
    if found is not None:
        return Judgement(found, nearer, value, _named(stated, value, ways))
    if not _explicable(nearer, value):
        return Judgement(Verdict.OFF, nearer, value)
    known = sorted(ways, key=lambda way: way.cost)
    conventions = [way for way in known if way.convention]
    for many in (1, 2):
        fitting = [
            names
            for names in combinations(conventions, many)
            if (many == 1 or _join(names)) and _conventional(stated, value * _together(names))
        ]
        if fitting:
            names = min(fitting, key=lambda each: _apart(stated, value * _together(each)))
            return Judgement(Verdict.ROUNDED, nearer, value, names)
    names, instead = _slipped(stated, value, known, pairs_too=pairs_too)
    if names:
        return Judgement(Verdict.OFF, nearer, value, names, instead)
    far = abs(math.log(nearer / value)) > math.log(_SAME_ORDER)
    return Judgement(Verdict.OFF if far else Verdict.SAME_ORDER, nearer, value)


def _named(stated: Said, value: float, ways: Iterable[Way]) -> tuple[Way, ...]:
    """Give the convention by which a rounded figure comes about that is far from the value."""
    if stated.top is not None or abs(stated.value - value) <= _FAR * abs(value):
        return ()
    exact = [
        way
        for way in ways
        if way.convention and abs(stated.value - value * way.factor) <= _EXACTLY * abs(value)
    ]
    return tuple(sorted(exact, key=lambda way: _apart(stated, value * way.factor))[:1])


# A figure that is rounded by more owes it to a convention, where one gives it exactly.
_FAR = 0.05


def _join(ways: Sequence[Way]) -> bool:
    """Tell whether two conventions can be meant at once: those of time, and of one time once."""
    families = {way.slip.partition("-")[0] for way in ways}
    return len(families) == len(ways) and families <= {"day", "month", "year"}


def _explicable(stated: float, value: float) -> bool:
    """Tell whether there is a factor at all: both finite, of one sign, and neither nothing."""
    return stated * value > 0 and math.isfinite(stated) and math.isfinite(value)


def _slipped(
    stated: Said, value: float, known: Sequence[Way], *, pairs_too: bool
) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
    """Give the slip or pair of them that fits best, and others that say the same factor."""
    single = [way for way in known if not way.convention]
    fitting = [way for way in single if _fits(stated, value * way.factor, telling=way.telling)]
    if fitting:
        best = min(fitting, key=lambda way: way.cost + _apart(stated, value * way.factor))
        alike = [w for w in fitting if w is not best and abs(w.factor / best.factor - 1) < _ALIKE]
        others = {way.says: way for way in alike if way.says != best.says}
        return (best,), tuple(others.values())[:1]
    conventions = [way for way in known if way.convention]
    joined = [way for way in single if not way.alone]
    pairs = [*product(single, conventions), *combinations(joined if pairs_too else [], 2)]
    ratio = stated.nearer(value) / value
    near = [(one, other) for one, other in pairs if _beside(ratio, one.factor * other.factor)]
    fitting_pairs = [pair for pair in near if _pair_fits(stated, value, pair)]
    if not fitting_pairs:
        return (), ()
    return min(fitting_pairs, key=lambda pair: _pair_cost(stated, value, pair)), ()


def _beside(ratio: float, factor: float) -> bool:
    """Tell whether a pair is near enough to be looked at: hundreds are not."""
    return abs(ratio - factor) <= _CLOSE * factor


def _conventional(stated: Said, value: float) -> bool:
    """Tell whether a figure is what a convention gives, closely enough to say so."""
    if stated.top is not None:
        return plain(stated, value) is not None
    apart = abs(stated.value - value)
    if stated.figures > 2:
        return apart < stated.step or apart <= _EXACTLY * abs(value)
    near = apart <= _CLOSE * abs(value)
    return near and (stated.figures == 1 or nearest(stated, value))


def _fits(stated: Said, value: float, *, telling: bool) -> bool:
    apart = abs(stated.value / value - 1)
    if telling or stated.top is not None:
        return plain(stated, value) is not None
    return apart <= _CLOSER or (apart <= _CLOSE and nearest(stated, value))


def _pair_fits(stated: Said, value: float, pair: tuple[Way, ...]) -> bool:
    factor = _together(pair)
    if stated.top is not None:
        return False
    if 1 / _MORE_THAN_ROUNDED < factor < _MORE_THAN_ROUNDED:
        return False
    if len({way.slip for way in pair}) == 1 and abs(factor - 1) < _ALIKE:
        return False
    apart = abs(stated.value / (value * factor) - 1)
    close = stated.figures > 1 and apart <= _CLOSER
    return apart <= _EXACTLY or (close and nearest(stated, value * factor))


_EXACTLY = 0.002


def _pair_cost(stated: Said, value: float, pair: tuple[Way, ...]) -> float:
    return sum(way.cost for way in pair) + _apart(stated, value * _together(pair))


def _apart(stated: Said, value: float) -> float:
    """Give what a way costs for missing the figure: a tenth for a percent."""
    return 10 * abs(math.log(stated.nearer(value) / value))


def _together(ways: Iterable[Way]) -> float:
    return math.prod(way.factor for way in ways)


def in_figures(factor: float) -> str:
    """Write a factor as a person says it: `2.19`, `1,000`, `1/8`.

    >>> [in_figures(x) for x in (2.1918, 1000.4, 0.125, 2.5e-7)]
    ['2.19', '1,000', '1/8', '1/4,000,000']
    """
    if not 0 < abs(factor) < math.inf:
        return f"{factor:g}"
    if abs(factor) < 0.95:
        return f"1/{in_figures(1 / factor)}"
    places = 2 - math.floor(math.log10(abs(factor)))
    shown = round(factor, places)
    if abs(shown) >= 1e15:
        return f"{shown:.3g}"
    return f"{shown:,.{max(0, places)}f}".rstrip("0").rstrip(".") if places > 0 else f"{shown:,.0f}"
