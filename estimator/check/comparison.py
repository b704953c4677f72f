"""What a line works out to, held against what it says, in every way it may be meant."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from estimator.check.diagnose import Judgement, judge
from estimator.check.evaluate import (
    Mixed,
    Reading,
    Value,
    evaluate,
    in_words,
)
from estimator.check.expression import Leaf, Tree, leaves
from estimator.check.factors import flat
from estimator.check.setting import DATA_STEPS, bare, has_data, line_ways, typed_data
from estimator.check.slips import Stated
from estimator.check.stated import bought_whole, stated_figure, unit_size
from estimator.check.verdict import Said, Verdict, plain
from estimator.check.words import COUNTED, Powers, notation

# So many readings of one line are tried.
_MOST_READINGS = 24
# So many of them are diagnosed, the nearest first.
_DIAGNOSED = 4
_TIMES = frozenset(
    {
        60.0,
        3600.0,
        86400.0,
        1e5,
        24.0,
        1440.0,
        7.0,
        30.0,
        31.0,
        365.0,
        366.0,
        400.0,
        12.0,
        52.0,
        2.5e6,
        2592000.0,
        31536000.0,
    }
)
_YEAR = 31536000.0


class Held(NamedTuple):
    """Hold a claim of a line and what it should be.

    `unit` is the size of the claim's unit; `reading` says how ambiguous words were
    taken, empty where nothing was ambiguous. `kinds` are those of both sides where
    they differ. With `missing`, the judgement is of what two shares lack of one.
    """

    judgement: Judgement
    unit: float = 1.0
    reading: str = ""
    kinds: tuple[str, str] = ("", "")
    missing: bool = False

    @property
    def value(self) -> float:
        """Give what the claim should be, in its own unit."""
        value = 1 - self.judgement.value if self.missing else self.judgement.value
        return value / self.unit


class _Candidate(NamedTuple):
    value: float
    stated: Said
    unit: float
    powers: Powers
    reading: Reading
    missing: bool = False


def compare(tree: Tree, claim: Tree, stated: Sequence[Stated] = ()) -> Held:
    """Hold what a tree works out to against a claim, itself a tree.

    The claim is right if any reading of both makes it so.

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

    def judged(each: _Candidate) -> Judgement:
        why = line_ways(tree, claim, each.powers, each.reading, stated)
        return judge(each.stated, each.value, why)

    for verdict in (Verdict.EXACT, Verdict.ROUNDED):
        for each in found:
            if plain(each.stated, each.value) is verdict:
                return _held(tree, claim, each, judged(each))
    for each in found:
        if bought_whole(claim, each.stated, each.value):
            rounded_up = Judgement(Verdict.ROUNDED, each.stated.value, each.value)
            return _held(tree, claim, each, rounded_up)
    nearest = sorted(found, key=_distance)
    diagnosed = [(each, judged(each)) for each in nearest[:_DIAGNOSED]]
    explained = [pair for pair in diagnosed if pair[1].verdict.right]
    explained += [pair for pair in diagnosed if pair[1].ways]
    # Where nothing explains the line, its words are taken as they most likely are.
    likeliest = sorted(diagnosed, key=lambda pair: any(pair[0].reading.chosen.values()))
    return _held(tree, claim, *(explained or likeliest)[0])


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


class _Sides(NamedTuple):
    """Hold a line's two values in one reading, and the candidates with and without its times."""

    tree: Tree
    claim: Tree
    value: Value
    said: Value
    strict: _Candidate
    as_typed: _Candidate


def _candidates(tree: Tree, claim: Tree, reading: Reading) -> list[_Candidate]:
    """Give the ways to hold two sides against each other in one reading of their words."""
    value, said = evaluate(tree, reading), evaluate(claim, reading)
    typed = reading._replace(as_typed=True)
    said_typed = evaluate(claim, typed)
    strict = _candidate(claim, value, said, said.powers, reading)
    as_typed = _candidate(claim, evaluate(tree, typed), said_typed, said.powers, typed)
    if (down := _downtime(tree, claim, value, said)) is not None:
        return [strict._replace(value=down)]
    sides = _Sides(tree, claim, value, said, strict, as_typed)
    info, time, *rest = value.powers
    info_said, time_said, *rest_said = said.powers
    if value.powers == said.powers == COUNTED and _nearly_all(value.number, said.number, claim):
        # Shares near 100 % are told apart by what is missing.
        left = strict.stated
        rest_left = Said(1 - left.value, left.step, 1)
        return [strict._replace(value=1 - value.number, stated=rest_left, missing=True)]
    if value.powers == said.powers:
        return _alike(sides, reading)
    if said.powers == COUNTED:
        return _unit_unsaid(sides, reading)
    if (info, *rest) == (info_said, *rest_said):
        return _time_unsaid(sides, reading)
    if (info, *rest) == (0, 0, 0) and not (time and not time_said):
        # Bare numbers are so many of what is claimed, or of its base unit.
        number = value.number if value.powers == COUNTED else as_typed.value
        found = [as_typed._replace(value=number * as_typed.unit)]
        found += [as_typed._replace(value=number)] * bool(info_said)
        return found + [strict] * bool(info_said and time == time_said)
    if rest == rest_said != [0, 0] and info == 1 and not info_said:
        # A price that leaves unsaid of how much it is: `$0.02 × 1,000 GB`.
        return [as_typed._replace(value=as_typed.value / typed_data(tree, reading))]
    raise _OtherKind(value.powers, said.powers)


def _nearly_all(value: float, said: float, claim: Tree) -> bool:
    share = any("%" in leaf.text or leaf.key == "nines" for leaf in leaves(claim))
    most = _SHARE if share else _BARE
    return isinstance(claim, Leaf) and most <= value < 1 and most <= said < 1


_SHARE, _BARE = 0.9, 0.99


def _candidate(
    claim: Tree, value: Value, said: Value, powers: Powers, reading: Reading
) -> _Candidate:
    stated = stated_figure(claim, said.number)
    return _Candidate(value.number, stated, unit_size(claim, said), powers, reading)


def _alike(sides: _Sides, reading: Reading) -> list[_Candidate]:
    """Hold values of one kind; a bare factor may have converted a unit."""
    tree, strict, as_typed = sides.tree, sides.strict, sides.as_typed
    timed = sides.value.powers[1] and any(bare(part, reading) in _TIMES for part, _ in flat(tree))
    found = [strict]
    if timed:
        found.append(as_typed)
    if has_data(tree):
        found += _converted(tree, strict, reading)
        found += _converted(tree, as_typed, reading) if timed else []
    return found


def _unit_unsaid(sides: _Sides, reading: Reading) -> list[_Candidate]:
    """Hold a bare claim: it is in the unit that was typed, or in the base unit."""
    powers = sides.value.powers
    info, _, *rest = powers
    if (info or rest != [0, 0]) and not _bare_claim(sides.claim):
        raise _OtherKind(powers, sides.said.powers)
    scale = typed_data(sides.tree, reading) ** info if info else 1.0
    return [
        each._replace(value=each.value / size, powers=powers)
        for size in dict.fromkeys((scale, 1.0))
        for each in (sides.strict, sides.as_typed)
    ]


def _time_unsaid(sides: _Sides, reading: Reading) -> list[_Candidate]:
    """Hold a claim where one side leaves its time unsaid: `500 GB` a day is `500 GB/day`."""
    as_typed = sides.as_typed
    opposed = sides.value.powers[1] * sides.said.powers[1] < 0
    if opposed and plain(as_typed.stated, as_typed.value) is None:
        raise _OtherKind(sides.value.powers, sides.said.powers)
    return [as_typed, *(_converted(sides.tree, as_typed, reading) if has_data(sides.tree) else [])]


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
        if bare(part, reading) in DATA_STEPS:
            value = each.value / bare(part, reading) ** sign
            yield each._replace(value=value)


def _bare_claim(claim: Tree) -> bool:
    """Tell whether a claim has no words at all, so that its unit is left unsaid."""
    return all(not leaf.noun for leaf in leaves(claim))


def _distance(each: _Candidate) -> float:
    if each.value * each.stated.value <= 0:
        return math.inf
    return abs(math.log(each.stated.value) - math.log(each.value)) if each.value > 0 else math.inf


def _held(tree: Tree, claim: Tree, each: _Candidate, judgement: Judgement) -> Held:
    read = dict.fromkeys(
        f"{leaf.text} read as {scale.label or f'{number:g}'}"
        for leaf in (*leaves(tree), *leaves(claim))
        if (at := each.reading.chosen.get(leaf.key, 0))
        or leaf.key.rstrip("0123456789") in _open_words()
        or "-" in leaf.key
        if len(leaf.ways) > 1
        for number, scale in [leaf.ways[at]]
    )
    return Held(judgement, each.unit, ", ".join(read), missing=each.missing)


@cache
def _open_words() -> frozenset[str]:
    """Give the words of which even the likeliest reading is worth saying."""
    return frozenset(notation()["readings"]) - frozenset(notation()["plain"])
