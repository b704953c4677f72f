"""What a line works out to, held against what it says, in every way it may be meant."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from estimator.check.diagnose import Judgement, Way, judge
from estimator.check.evaluate import (
    Mixed,
    Reading,
    Unreadable,
    Value,
    evaluate,
    in_words,
)
from estimator.check.expression import Leaf, Power, Product, Scaled, Tree, leaves, worked
from estimator.check.factors import flat, own_ways
from estimator.check.slips import Setting, Stated, known, ways
from estimator.check.verdict import Said, Verdict, plain
from estimator.check.words import COUNTED, Powers, notation

# So many readings of one line are tried.
_MOST_READINGS = 24
# So many of them are diagnosed, the nearest first.
_DIAGNOSED = 3
_TIMES = frozenset({60.0, 3600.0, 86400.0, 1e5, 24.0, 1440.0, 7.0, 30.0, 31.0, 365.0, 366.0, 400.0,
                    12.0, 52.0, 2.5e6, 2592000.0, 31536000.0})
_DATA = frozenset({8.0, *(1000.0**k for k in range(1, 7)), *(1024.0**k for k in range(1, 7))})
_DAY, _MONTH, _YEAR = 86400.0, 2592000.0, 31536000.0


class Held(NamedTuple):
    """Hold a claim of a line and what it should be.

    `unit` is the size of the claim's unit; `reading` says how ambiguous words were
    taken, empty where nothing was ambiguous. `kinds` are those of both sides where
    they differ.
    """

    judgement: Judgement
    unit: float = 1.0
    reading: str = ""
    kinds: tuple[str, str] = ("", "")


class _Candidate(NamedTuple):
    value: float
    stated: Said
    unit: float
    powers: Powers
    reading: Reading
    only_if_right: bool = False


def compare(tree: Tree, claim: Tree, stated: Sequence[Stated] = ()) -> Held:
    """Hold what a tree works out to against a claim, itself a tree; the claim is right if any
    reading of both makes it so.

    `stated` are figures around the line that may have slipped into it.

    Raises Unreadable where either has no value.
    """
    found: list[_Candidate] = []
    kinds: tuple[str, str] | None = None
    for chosen in _choices(tree, claim):
        try:
            found += _candidates(tree, claim, Reading(chosen))
        except Mixed as mixed:
            kinds = kinds or (str(mixed), "")
        except _OtherKind as other:
            kinds = kinds or other.kinds
    if not found:
        assert kinds is not None
        return Held(Judgement(Verdict.WRONG_KIND, math.nan, math.nan), kinds=kinds)
    for verdict in (Verdict.EXACT, Verdict.ROUNDED):
        for each in found:
            if plain(each.stated, each.value) is verdict:
                return _held(tree, claim, each, judge(each.stated, each.value))
    nearest = sorted((each for each in found if not each.only_if_right), key=_distance)
    judged = [
        (each, judge(each.stated, each.value, _ways(tree, claim, each, stated)))
        for each in nearest[:_DIAGNOSED]
    ]
    explained = [pair for pair in judged if pair[1].verdict.right]
    explained += [pair for pair in judged if pair[1].ways]
    return _held(tree, claim, *(explained or judged)[0])


class _OtherKind(Exception):
    def __init__(self, one: Powers, other: Powers) -> None:
        super().__init__()
        self.kinds = (in_words(one), in_words(other))


def _choices(*trees: Tree) -> Iterator[dict[str, int]]:
    many: dict[str, int] = {}
    for tree in trees:
        many |= {leaf.key: len(leaf.ways) for leaf in leaves(tree) if len(leaf.ways) > 1}
    for picked in islice(product(*map(range, many.values())), _MOST_READINGS):
        yield dict(zip(many, picked, strict=True))


def _candidates(tree: Tree, claim: Tree, reading: Reading) -> list[_Candidate]:
    value, said_ = evaluate(tree, reading), evaluate(claim, reading)
    typed = reading._replace(as_typed=True)
    value_typed, said_typed = evaluate(tree, typed), evaluate(claim, typed)
    base, base_typed = _stated(claim, said_.number), _stated(claim, said_typed.number)
    if (down := _downtime(tree, claim, value, said_)) is not None:
        return [_Candidate(down, base, _size(claim, said_), said_.powers, reading)]
    info, time, *rest = value.powers
    info_said, time_said, *rest_said = said_.powers
    strict = _Candidate(value.number, base, _size(claim, said_), said_.powers, reading)
    as_typed = _Candidate(
        value_typed.number, base_typed, _size(claim, said_typed), said_.powers, typed
    )
    if value.powers == said_.powers:
        bare = any(_bare(part, reading) in _TIMES for part, _ in flat(tree))
        found = [strict]
        if time and bare:
            found.append(as_typed._replace(only_if_right=True))
        if info and _has_data(tree):
            found += _converted(tree, strict, reading)
        if time and bare and _has_data(tree):
            found += _converted(tree, as_typed, reading)
        return found
    if said_.powers == COUNTED:
        scale = _typed_data(tree, reading) ** info if info else 1.0
        if rest != [0, 0] and not _bare_claim(claim):
            raise _OtherKind(value.powers, said_.powers)
        if info and not _bare_claim(claim):
            raise _OtherKind(value.powers, said_.powers)
        powers = value.powers
        return [
            each._replace(value=number / size, powers=powers)
            for size in dict.fromkeys((scale, 1.0))
            for each, number in ((strict, value.number), (as_typed, value_typed.number))
        ]
    if (info, *rest) == (info_said, *rest_said):
        if time * time_said < 0 and plain(as_typed.stated, as_typed.value) is None:
            raise _OtherKind(value.powers, said_.powers)
        found = [as_typed]
        if info and _has_data(tree):
            found += _converted(tree, as_typed, reading)
        return found
    if (info, *rest) == (0, 0, 0) and not (time and not time_said):
        # Bare numbers are so many of what is claimed, or of its base unit.
        size = as_typed.unit
        numbers = [as_typed._replace(value=value_typed.number * size)]
        if info_said:
            numbers.append(as_typed)
        if info_said and time == time_said:
            numbers.append(strict)
        return numbers
    raise _OtherKind(value.powers, said_.powers)


def _downtime(tree: Tree, claim: Tree, value: Value, said_: Value) -> float | None:
    """Give the time that an availability leaves: 99.99 % is 52.6 min/year."""
    share = isinstance(tree, Leaf) and value.powers == COUNTED and _NEARLY <= value.number < 1
    if not share or not isinstance(claim, Leaf) or claim.ways[0][1].time == 1.0:
        return None
    if said_.powers == COUNTED:
        return 1 - value.number
    return (1 - value.number) * _YEAR if said_.powers == (0, 1, 0, 0) else None


_NEARLY = 0.5


def _converted(tree: Tree, each: _Candidate, reading: Reading) -> Iterator[_Candidate]:
    """Give a value without a bare factor that converts its unit: `57 MB × 8`, `/ 1000`."""
    for part, sign in flat(tree):
        if _bare(part, reading) in _DATA:
            value = each.value / _bare(part, reading) ** sign
            yield each._replace(value=value, only_if_right=True)


def _bare(part: Tree, reading: Reading) -> float:
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


def _has_data(tree: Tree) -> bool:
    inside = [leaf for part, _ in flat(tree) for leaf in leaves(part)]
    return any(scale.powers[0] for leaf in inside for _, scale in leaf.ways[:1])


def _typed_data(tree: Tree, reading: Reading) -> float:
    """Give the size of the first unit of data that is typed in a line."""
    for leaf in leaves(tree):
        _, scale = leaf.ways[reading.chosen.get(leaf.key, 0) if len(leaf.ways) > 1 else 0]
        if scale.powers[0] == 1:
            return scale.size
    return 1.0


def _bare_claim(claim: Tree) -> bool:
    """Tell whether a claim has no words at all, so that its unit is left unsaid."""
    return all(not leaf.noun for leaf in leaves(claim))


def _stated(claim: Tree, value: float) -> Said:
    """Give how far a claim goes: as far as its figures, or two of them where it is worked out."""
    leaf = _mantissa(claim)
    if leaf is None or leaf.stated.value == 0:
        step = 10.0 ** (math.floor(math.log10(abs(value))) - 1) if value else 1.0
        return Said(value, step, 2)
    if leaf.key == "nines" and value >= 1:
        return Said(value, 1.0, 1)
    number = leaf.ways[0][0] or 1.0
    middle = number if leaf.stated.top is not None else leaf.stated.value
    return leaf.stated.times(value / middle)


def _mantissa(claim: Tree) -> Leaf | None:
    """Give the figures of a claim: its own, or those before its power of ten."""
    match claim:
        case Leaf():
            return claim
        case Scaled():
            return _mantissa(claim.inner)
        case Product():
            figures = [part for part, sign in claim.parts if isinstance(part, Leaf) and sign > 0]
            powers = [part for part, _ in claim.parts if _power_of_ten(part)]
            return figures[0] if len(figures) == 1 and len(powers) == len(claim.parts) - 1 else None
    return None


def _power_of_ten(part: Tree) -> bool:
    inner = part.inner if isinstance(part, Scaled) else part
    return isinstance(inner, Power) and isinstance(inner.base, Leaf) and inner.base.ways[0][0] == 10


def _size(claim: Tree, value: Value) -> float:
    leaf = _mantissa(claim)
    number = leaf.ways[0][0] if leaf is not None and isinstance(claim, Leaf) else 0.0
    return value.number / number if number else 1.0


def _distance(each: _Candidate) -> float:
    if each.value * each.stated.value <= 0:
        return math.inf
    return abs(math.log(each.stated.value) - math.log(each.value)) if each.value > 0 else math.inf


def _ways(
    tree: Tree, claim: Tree, each: _Candidate, stated: Sequence[Stated]
) -> Iterator[Way]:
    lengthens = _lengthens(tree, each.reading)
    multiplied = _has_data(tree) or _multiplied(tree, each.reading)
    for way in ways(_setting(tree, claim, each, stated)):
        sign = lengthens.get(way.slip.partition("-")[0], 0)
        length = known()[way.slip].get("length", 1.0)
        if way.slip == "binary-prefix" and way.factor > 1 and not multiplied:
            continue
        if not sign or abs(way.factor / length**sign - 1) < _ALIKE:
            yield way
    yield from own_ways(tree, each.reading)


_ALIKE = 1e-6


def _lengthens(tree: Tree, reading: Reading) -> dict[str, int]:
    """Tell which way a longer day, month or year moves a line, where its factors say so.

    A day of 10⁵ seconds makes less of a rate and more of a daily total.
    """
    found = {}
    for part, sign in flat(tree):
        number = _bare(part, reading)
        if number in (86400, 3600, 2592000, 31536000):
            found["day"] = sign
        if number in (365, 366):
            found["year"] = sign
        if number == 30:
            found["month"] = sign
    return found


def _multiplied(tree: Tree, reading: Reading) -> bool:
    """Tell whether a step of prefixes is multiplied by: only then 1,024 for 1,000 makes more."""
    steps = _DATA - {8.0}
    return any(sign > 0 and _bare(part, reading) in steps for part, sign in flat(tree))


def _setting(
    tree: Tree, claim: Tree, each: _Candidate, stated: Sequence[Stated]
) -> Setting:
    info, time, money, _ = each.powers
    kinds = {"data"} if info else {"money"} if money else {"count"} if time <= 0 else set()
    kinds |= {"rate"} if time < 0 else {"time"} if time > 0 else set()
    kinds |= {"data"} if info else set()
    size = _typed_data(claim, each.reading) if info else 1.0
    prefix = max(0, round(math.log(size if size >= 1000 else size * 8, 1000))) if info else 0
    return Setting(frozenset(kinds), _has(tree, claim, each.reading), prefix, tuple(stated))


def _has(tree: Tree, claim: Tree, reading: Reading) -> frozenset[str]:
    """Tell which conversions of time a line takes."""
    bare = {_bare(leaf, reading) for leaf in leaves(tree)}
    times = {scale.time for leaf in leaves(tree) for _, scale in leaf.ways[:1]}
    said_times = {scale.time for leaf in leaves(claim) for _, scale in leaf.ways[:1]}
    both = {*times, *said_times, *(1 / time for time in (*times, *said_times) if time)}
    found = set()
    if not bare.isdisjoint((86400, 2592000, 31536000)) or {24, 3600} <= bare or {24, 60} <= bare or {1440, 60} <= bare:
        found.add("day")
    if _DAY in both and times - {1.0} != said_times - {1.0}:
        found.add("day")
    if 365 in bare or 366 in bare or 31536000 in bare or _YEAR in both:
        found.add("year")
    if 30 in bare or 2592000 in bare or _MONTH in both:
        found.add("month")
    if any(isinstance(part, Power) for part, _ in flat(tree)):
        found.add("power")
    return frozenset(found)


def _held(tree: Tree, claim: Tree, each: _Candidate, judgement: Judgement) -> Held:
    read = dict.fromkeys(
        f"{leaf.text} read as {scale.label or f'{number:g}'}"
        for leaf in (*leaves(tree), *leaves(claim))
        if (at := each.reading.chosen.get(leaf.key, 0)) or leaf.key in _open_words()
        if len(leaf.ways) > 1
        for number, scale in [leaf.ways[at]]
    )
    return Held(judgement, each.unit, ", ".join(read))


@cache
def _open_words() -> frozenset[str]:
    """Give the words of which even the likeliest reading is worth saying."""
    return frozenset(notation()["readings"]) - frozenset(notation()["plain"])


def is_claim(tree: Tree) -> bool:
    """Tell whether a tree is one figure, as a result is written."""
    return not worked(tree) or _mantissa(tree) is not None
