"""One claim of a line as it is told: what it says, what it should say, the line mended."""

from __future__ import annotations

import re
from typing import NamedTuple

from estimator.check.comparison import Held
from estimator.check.expression import Leaf, Tree, leaves
from estimator.check.verdict import Verdict
from estimator.units.display import rounded

# From here on a bare number is read sooner with an exponent.
_LONG = 1e10
_NUMERAL = re.compile(r"[\d.,_\u00a0\u2009\u202f ]*\d(?:[eE][+-]?\d+)?")


class Finding(NamedTuple):
    """Hold one claim of a line and what it should be.

    `says` is the claim as it was typed, `value` what it should be, in the same unit.
    `reading` says how ambiguous words were taken. `corrected` is the line with what
    it should say.
    """

    verdict: Verdict
    says: str
    value: str
    factor: float
    slips: tuple[str, ...]
    reason: str
    reading: str
    corrected: str


def text_of(claim: Tree, text: str) -> str:
    """Give a claim as it stands in its line."""
    start, end = span(claim)
    return text[start:end].strip()


def span(tree: Tree) -> tuple[int, int]:
    """Give where a tree begins and ends in its line."""
    places = [leaf.where for leaf in leaves(tree)]
    return min(start for start, _ in places), max(end for _, end in places)


def value_of(claim: Tree, held: Held) -> str:
    """Show what a claim should be, in its own unit."""
    leaf = claim if isinstance(claim, Leaf) else None
    number = held.value
    figures = _MOST if held.missing else _figures(claim)
    amount = rounded(number, figures) if abs(number) < _LONG else f"{number:.3g}"
    if leaf is None:
        return amount
    numeral = _NUMERAL.search(leaf.text)
    if numeral is None or "nines" in leaf.key:
        return amount
    behind = leaf.text[numeral.end() :]
    top = re.match(r"\s*(?:-|–|to)\s*[\d.,]+", behind) if leaf.stated.top is not None else None
    return leaf.text[: numeral.start()] + amount + (behind[top.end() :] if top else behind)


def _figures(claim: Tree) -> int:
    """Give how many figures show what a claim should be: three, or as many as it has."""
    return max(3, min(claim.stated.figures, _MOST)) if isinstance(claim, Leaf) else 3


_MOST = 9


def mended(claim: Tree, held: Held, text: str) -> str:
    """Give a line with what it should say."""
    start, end = span(claim)
    return (text[:start] + value_of(claim, held) + text[end:]).strip()
