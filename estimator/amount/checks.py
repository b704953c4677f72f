"""What an amount or a formula is held to: one reading, the kind and the range of its place.

Each check raises Fault, with the place and a way out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from estimator.amount.field import Asked, Field
from estimator.lang.fault import Fault
from estimator.lang.functions import FUNCTIONS
from estimator.lang.meaning import time_word
from estimator.lang.nodes import Call, Chain, Name, Number, Range, Tree, children, walk
from estimator.lang.printer import show
from estimator.lang.ranges import NUMBER_WORDS
from estimator.units.dimension import Dimension, formula
from estimator.units.natural import PERCENT, Powers


def is_distribution(tree: Tree) -> bool:
    """Tell whether a tree is a distribution that someone wrote."""
    if not isinstance(tree, Call) or tree.function in FUNCTIONS:
        return False
    # Imported here, as is all of them: few scenarios have one, and every run starts.
    from estimator.distribution.families import FAMILIES

    return tree.function in FAMILIES


def is_share(tree: Call) -> bool:
    """Tell whether a call is of a distribution that has no unit, whatever is asked for."""
    if not is_distribution(tree):
        return False
    from estimator.distribution.families import FAMILIES

    return FAMILIES[tree.function].plain


def hold_range_alone(tree: Tree, *, at_top: bool = False) -> None:
    """Hold what is uncertain to be a whole amount: in a formula, it would be drawn at each place.

    Raises Fault at a range or a distribution inside a larger formula, or at
    any if not `at_top`.
    """
    within = at_top and is_distribution(tree)
    # Two arguments of a distribution can be written as a range.
    inside = [part for part in children(tree) if isinstance(part, Range)] if within else []
    for part in walk(tree):
        if at_top and (part is tree or any(part is argument for argument in inside)):
            continue
        if isinstance(part, Range) or is_distribution(part):
            raise _not_alone(part, tree if within or part is tree else None)


def _not_alone(part: Tree, of: Tree | None) -> Fault:
    """Say that a range or a distribution is part of a formula, or is `of` more than amounts."""
    if of is None:
        message = f"a {_uncertain(part)} stands alone"
        hint = "give it a name under formulas: and use the name here"
    else:
        message = f"a {_uncertain(of)} is of plain amounts"
        hint = "give a range of numbers a name under formulas: and multiply by it"
    return Fault("range-in-formula", message, part.where, hint=hint)


def _uncertain(tree: Tree) -> str:
    return "range" if isinstance(tree, Range) else "distribution"


def hold_division(tree: Tree, is_unit: Callable[[str], bool]) -> None:
    """Hold divisions to one reading.

    `1M request/s / 500 request/s/server` divides by 500 requests, then by a
    second and a server; who writes it means all of it. `3/4 million` likewise.

    Raises Fault with both readings.
    """
    for chain in walk(tree):
        if not isinstance(chain, Chain) or chain.sum:
            continue
        steps = [("*", chain.first), *chain.rest]
        for at, (sign, divisor) in enumerate(steps):
            if sign == "/" and isinstance(divisor, Chain) and divisor.implied:
                _one_divisor(steps, at, divisor, is_unit)


def _one_divisor(
    steps: list[tuple[str, Tree]], at: int, divisor: Chain, is_unit: Callable[[str], bool]
) -> None:
    words = [part for _, part in divisor.rest if isinstance(part, Name)]
    before, after = steps[at - 1][1], steps[at + 1 :]
    if all(word.text in NUMBER_WORDS for word in words):
        apart = words[0].where[0] > divisor.first.where[1] if words else False
        if isinstance(before, Number) and apart:
            where = (before.where[0], divisor.where[1])
            both = f"({show(before)} / {show(divisor.first)}) {words[0].text}"
            hint = f"write {both} or {show(before)} / ({show(divisor)})"
            raise Fault("ambiguous-division", "this divides in two ways", where, hint=hint)
        return
    units = []
    for sign, part in after:
        if sign != "/" or not isinstance(part, Name) or not is_unit(part.text):
            break
        units.append(part)
    if units:
        whole = replace(divisor, where=(divisor.where[0], units[-1].where[1]))
        below = "".join(f"/{unit.text}" for unit in units)
        hint = f"write / ({show(divisor)}{below}), with brackets around all that divides"
        message = "it is not clear how far this divisor goes"
        raise Fault("ambiguous-division", message, whole.where, hint=hint)


def hold_kind(tree: Tree, given: Dimension, dimension: Dimension, unit: Powers) -> None:
    """Hold a value to the kind that its place asks for; unsaid counts are filled in.

    Raises Fault with both kinds.
    """
    if dimension.missing(given) is not None:
        return
    needed = dimension.in_words(time_word(unit))
    message = f"this is {given.in_words(time_word(unit))}, where {needed} is asked for"
    if not given:
        message = f"{show(tree)} of what? {needed} is asked for"
    hint = f"write it in {formula(unit)}" if unit and unit != PERCENT else None
    ratio = dimension / given
    if given and ratio.counted and not isinstance(tree, Number):
        inverse = all(power < 0 for _, power in ratio.powers)
        factor = f"divide it by 1 {formula((given / dimension).powers)}"
        factor = factor if inverse else f"multiply it by 1 {formula(ratio.powers)}"
        hint = f"{factor}, if that is what is meant"
    raise Fault("wrong-kind", message, tree.where, hint=hint)


def hold_range(tree: Tree, value: float, wanted: Asked) -> None:
    """Hold a value to its field's range: no negative counts, no share over 100 %.

    Raises Fault with the bound.
    """
    field, size = wanted.field, wanted.size
    low, high = bounds(wanted)
    if value < low:
        least = "above" if field.above else "at least"
        message = f"this must be {least} {_bound(field.low, field)}"
        raise Fault("out-of-range", message, tree.where, hint=_way_up(tree) or field.hint or None)
    if value > high:
        most = "below" if field.below else "at most"
        message = f"this must be {most} {_bound(field.high, field)}"
        percent = field.share and isinstance(tree, Number) and not tree.percent
        # 1.25 may be a factor; nobody writes 50 for one.
        hint = f"write {show(tree)}%" if percent and value >= _SURELY_PERCENT else field.hint
        raise Fault("out-of-range", message, tree.where, hint=hint or None)
    count = value / size
    if field.whole and abs(count - round(count)) > _NOISE * max(1.0, count):
        raise Fault("out-of-range", "this must be a whole number", tree.where)


def bounds(wanted: Asked) -> tuple[float, float]:
    """Give the least and the greatest value that a field takes, in base units.

    What a few operations leave of rounding moves no value out of its range.
    """
    field, size = wanted.field, wanted.size
    low, high = field.low * size, field.high * size
    return (
        math.nextafter(low, math.inf) if field.above else low - _NOISE * size,
        math.nextafter(high, -math.inf) if field.below else high + _NOISE * size,
    )


_NOISE = 1e-9
_SURELY_PERCENT = 5.0


def _way_up(tree: Tree) -> str | None:
    """Say what may have been meant by a difference that is too low."""
    if isinstance(tree, Chain) and tree.sum and tree.rest[0][0] == "-":
        low, high = tree.first, tree.rest[0][1]
        if all(any(isinstance(part, Number) for part in walk(end)) for end in (low, high)):
            return f"a range is written {show(low)} to {show(high)}"
    return None


def _bound(value: float, field: Field) -> str:
    return f"{value:g} %" if field.share and value else f"{value:g}"
