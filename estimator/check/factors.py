"""The ways that a line's own factors give: left out, counted twice, turned over."""

from __future__ import annotations

import math
from collections.abc import Iterator

from estimator.check.diagnose import Way
from estimator.check.evaluate import Mixed, Reading, Unreadable, evaluate
from estimator.check.expression import (
    Call,
    Carried,
    Leaf,
    Power,
    Product,
    Scaled,
    Sum,
    Tree,
    leaves,
    worked,
)
from estimator.check.slips import way
from estimator.units.display import rounded

# So many factors of a line are tried, no more.
_MOST = 24
# What is a million or more is a count, and slips by whole magnitudes.
_LARGE = 1e6
# A summand that moves the result by less is not missed.
_TELLING_PART = 1.15
# A step of time or of bits is told by its own name.
_STEPS = frozenset({8.0})
_BINARY = {10.0 ** (3 * k): 1024.0**k for k in range(1, 7)}


def own_ways(tree: Tree, reading: Reading) -> list[Way]:
    """Give what the result would be with a factor or summand of the line left out, or twice."""
    return [
        *_factor_ways(tree, reading),
        *_sum_ways(tree, reading),
        *_binary_steps(tree, reading),
        *_carried(tree, reading),
    ]


def flat(tree: Tree) -> Iterator[tuple[Tree, int]]:
    """Give the factors of a tree, through brackets, with -1 for what divides."""
    match tree:
        case Product():
            for part, sign in tree.parts:
                yield from ((inner, sign * power) for inner, power in flat(part))
        case Scaled():
            yield from flat(tree.inner)
        case Call():
            yield from flat(tree.inner)
        case _:
            yield tree, 1


def _factor_ways(tree: Tree, reading: Reading) -> Iterator[Way]:
    parts = [*flat(tree)]
    for part, sign in parts[:_MOST]:
        size = abs(_typed(part, reading)) if len(parts) > 1 else 0.0
        if isinstance(part, Power):
            yield from _exponent_ways(part, reading, sign)
        if not 0 < size < math.inf or size == 1 or size in _STEPS:
            continue
        if size in _BINARY or size >= _LARGE:
            continue
        name = f"{'×' if sign > 0 else '÷'} {_shown(part)}"
        yield way("missing-factor", size**-sign, name)
        yield way("double-count", size**sign, name)
        if size < 1:
            yield way("turned-over", ((1 - size) / size) ** sign, f"{_shown(part)}")
        if size <= 1000:
            yield way("turned-over", size ** (-2 * sign), name)


def _exponent_ways(part: Power, reading: Reading, sign: int) -> Iterator[Way]:
    """Give what one more or less in the exponent puts on a result."""
    base = abs(_typed(part.base, reading))
    if base > 2 and base != 10 and math.isfinite(base):
        shown = _shown(part.base)
        yield way("exponent", base**sign, shown)
        yield way("exponent", base**-sign, shown)


def _sum_ways(tree: Tree, reading: Reading) -> Iterator[Way]:
    inner = next((part for part, _ in flat(tree) if isinstance(part, Sum)), None)
    if inner is None or len(inner.parts) > _MOST:
        return
    try:
        whole = evaluate(inner, reading).number
        values = [sign * evaluate(part, reading).number for part, sign in inner.parts]
    except Unreadable:
        return
    for value, (part, sign) in zip(values, inner.parts, strict=True):
        name = f"{'+' if sign > 0 else '−'} {_shown(part)}"
        for slip, other in (("missing-factor", whole - value), ("double-count", whole + value)):
            factor = other / whole if whole else 0.0
            if factor > 0 and max(factor, 1 / factor) > _TELLING_PART:
                yield way(slip, factor, name)


def _binary_steps(tree: Tree, reading: Reading) -> Iterator[Way]:
    """Give what 1,024 for 1,000 makes of a result that is rounded to whole ones."""
    inner = tree.inner if isinstance(tree, Scaled) else tree
    if not isinstance(inner, Call):
        return
    try:
        plain = evaluate(tree, reading).number
        binary = evaluate(tree, reading._replace(instead=_BINARY)).number
    except Unreadable:
        return
    if plain > 0 and binary > 0 and plain != binary:
        yield way("binary-prefix", binary / plain)


def _carried(tree: Tree, reading: Reading) -> Iterator[Way]:
    """Give what rounding before the last factor puts on a result: 1,157 taken as 1,200, × 30."""
    parts = [*flat(tree)]
    if not 1 < len(parts) <= _MOST:
        return
    typed = reading._replace(as_typed=True)
    try:
        values = [evaluate(part, typed).number ** sign for part, sign in parts]
        rests = [math.prod(values[:at] + values[at + 1 :]) for at in range(len(values))]
    except (Unreadable, Mixed, OverflowError, ZeroDivisionError):
        return
    for rest in rests:
        near = float(f"{rest:.1e}")
        if 0 < rest < math.inf and abs(near / rest - 1) > _ROUNDED:
            name = f"{rounded(rest, 4)} rounded to {rounded(near)}"
            yield way("carried-rounding", near / rest, name)


# What rounding moves by less is exact.
_ROUNDED = 0.01


def _typed(part: Tree, reading: Reading) -> float:
    """Give a factor as a number, its units aside; 0 where it is an amount of data or money."""
    scales = [scale for leaf in leaves(part) for _, scale in leaf.ways]
    if any(scale.powers[0] or scale.powers[2] or scale.powers[3] for scale in scales):
        return 0.0
    try:
        return evaluate(part, reading._replace(as_typed=True)).number
    except Unreadable:
        return 0.0


def _shown(part: Tree) -> str:
    match part:
        case Leaf():
            return part.text
        case Carried():
            return part.name
        case _:
            inside = [leaf.text for leaf in leaves(part)]
            return "(…)" if len(inside) > 2 or worked(part) else inside[0]
