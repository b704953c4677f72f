"""What a side of an equality stands for: a name, a figure that runs on, a figure worked out."""

from __future__ import annotations

from estimator.check.evaluate import Reading, evaluate
from estimator.check.expression import Carried, Leaf, Product, Sum, Tree, leaves, worked
from estimator.check.finding import span
from estimator.check.stated import is_claim
from estimator.check.verdict import said
from estimator.check.words import COUNTED, Scale
from estimator.units.display import rounded


def defines(first: Tree, second: Tree) -> bool:
    """Tell whether a figure is the name of another thing: `1 photo = 200 KB`."""
    if not isinstance(first, Leaf) or not first.noun or "%" in first.text:
        return False
    if worked(second) and not is_claim(second):
        return True
    powers = first.ways[0][1].powers
    other = evaluate(second, Reading()).powers
    if powers != other:
        return True
    return powers == COUNTED and isinstance(second, Leaf) and first.noun != second.noun


def running(claim: Tree) -> Leaf | None:
    """Give the figure that a side begins with where it goes on: `456 / 4`."""
    if not isinstance(claim, Product | Sum) or is_claim(claim):
        return None
    first, _ = claim.parts[0]
    return first if isinstance(first, Leaf) else None


def worked_out(trees: tuple[Tree, ...]) -> Leaf | None:
    """Give a figure for what a line works out and does not state."""
    last = trees[-1]
    value = evaluate(last, Reading())
    nouns = [leaf.noun for leaf in leaves(last) if leaf.noun]
    scale = Scale(powers=value.powers)
    if isinstance(last, Carried):
        return last.leaf
    ways = ((value.number, scale),)
    if value.powers[1]:
        typed = evaluate(last, Reading(as_typed=True)).number
        ways = ((typed, Scale(time=value.number / typed if typed else 1.0, powers=value.powers)),)
    noun = nouns[0] if len(nouns) == 1 else ()
    return Leaf(ways, said(f"{value.number:.6g}"), rounded(value.number), noun, "", span(last))
