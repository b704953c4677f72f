"""What `5 to 10 GB` leaves unsaid: the unit of its low end."""

from __future__ import annotations

from dataclasses import replace

from estimator.lang.fault import Fault
from estimator.lang.nodes import Chain, Name, Number, Sign, Tree
from estimator.lang.printer import show
from estimator.units.table import unit_table

NUMBER_WORDS = frozenset(
    name for name, unit in unit_table("exact").units.items() if not unit.dimension
)


def shared_unit(low: Tree, high: Tree) -> Tree:
    """Give a range's low end the unit of its high end: `5 to 10 GB`, `10 to 25%`.

    Raises Fault where only the high end has a number word: `1 to 2 M` can
    begin at one or at a million.
    """
    if isinstance(high, Number) and high.percent and isinstance(low, Number):
        return replace(low, percent=True)
    if isinstance(low, Number) and low.percent and isinstance(high, Number):
        if not high.percent:
            hint = f"write {show(low)} to {show(high)}%"
            message = "one end is a percentage and the other a number"
            raise Fault("ambiguous-range", message, high.where, hint=hint)
        return low
    worded = isinstance(low, Chain) and low.implied and all(map(_number_word, low.rest))
    if not worded and not isinstance(low.operand if isinstance(low, Sign) else low, Number):
        return low
    return _in_place_of_number(low, high, worded=worded) or low


def _in_place_of_number(low: Tree, tree: Tree, *, worded: bool) -> Tree | None:
    """Put a range's low end in the place of the first number, and its number words, of the high."""
    if isinstance(tree, Number):
        return low
    if not isinstance(tree, Chain) or tree.sum:
        return None
    rest = tree.rest
    words = [unit for unit in rest if tree.implied and _number_word(unit)]
    if words and not worded:
        word = show(words[0][1])
        message = f"the low end can be meant with or without {word!r}"
        hint = f"write both ends whole, such as 1 {word} to 2 {word}"
        raise Fault("ambiguous-range", message, low.where, hint=hint)
    first = _in_place_of_number(low, tree.first, worded=worded)
    if first is None:
        return None
    rest = tuple(unit for unit in rest if unit not in words)
    if isinstance(first, Chain) and first.implied and tree.implied:
        return Chain(first.first, (*first.rest, *rest), low.where, implied=True)
    return Chain(first, rest, low.where, tree.implied) if rest else first


def _number_word(part: tuple[str, Tree]) -> bool:
    return isinstance(part[1], Name) and part[1].text in NUMBER_WORDS
