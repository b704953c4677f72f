"""How far a claim goes: the figures that it shows, and the unit that it is in."""

from __future__ import annotations

import math
from functools import cache

from estimator.check.evaluate import Value
from estimator.check.expression import Leaf, Power, Product, Scaled, Tree, worked
from estimator.check.verdict import Said
from estimator.check.words import notation


def stated_figure(claim: Tree, value: float) -> Said:
    """Give how far a claim goes: as far as its figures, or two of them where it is worked out."""
    leaf = mantissa(claim)
    if leaf is None or leaf.stated.value == 0:
        step = 10.0 ** (math.floor(math.log10(abs(value))) - 1) if value else 1.0
        return Said(value, step, 2)
    if leaf.key == "nines" and value >= 1:
        return Said(value, 1.0, 1)
    number = leaf.ways[0][0] or 1.0
    middle = number if leaf.stated.top is not None else leaf.stated.value
    return leaf.stated.times(value / middle)


def mantissa(claim: Tree) -> Leaf | None:
    """Give the figures of a claim: its own, or those before its power of ten."""
    match claim:
        case Leaf():
            return claim
        case Scaled():
            return mantissa(claim.inner)
        case Product():
            figures = [part for part, sign in claim.parts if isinstance(part, Leaf) and sign > 0]
            powers = [part for part, _ in claim.parts if _power_of_ten(part)]
            return figures[0] if len(figures) == 1 and len(powers) == len(claim.parts) - 1 else None
    return None


def _power_of_ten(part: Tree) -> bool:
    inner = part.inner if isinstance(part, Scaled) else part
    return isinstance(inner, Power) and isinstance(inner.base, Leaf) and inner.base.ways[0][0] == 10


def unit_size(claim: Tree, value: Value) -> float:
    """Give the size of a claim's unit in base units, of the value that the claim has."""
    leaf = mantissa(claim)
    number = leaf.ways[0][0] if leaf is not None and isinstance(claim, Leaf) else 0.0
    return value.number / number if number else 1.0


def is_claim(tree: Tree) -> bool:
    """Tell whether a tree is one figure, as a result is written."""
    return not worked(tree) or mantissa(tree) is not None


def bought_whole(claim: Tree, stated: Said, value: float) -> bool:
    """Tell whether a claim is a value rounded up to whole servers, or the like."""
    whole = isinstance(claim, Leaf) and not _machines().isdisjoint(claim.noun)
    return whole and value > 0 and stated.value == math.ceil(value - _HAIR)


# So little over a whole one is none more.
_HAIR = 1e-9


@cache
def _machines() -> frozenset[str]:
    return frozenset(notation()["whole"])
