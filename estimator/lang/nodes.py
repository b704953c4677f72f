"""The tree of a formula.

Sums and products are chains, not pairs: a formula of two thousand terms is no
deeper than one of two, and a derivation finds a product's factors side by side.
Trees compare by what they say; where it was written does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

Where = tuple[int, int]
"""Offsets in the formula's text: start, and the end left out."""


@dataclass(slots=True)
class Number:
    """A number as typed: `300`, `1,000,000`, `25%` (typed 25, and `percent`)."""

    typed: float
    where: Where = field(compare=False)
    percent: bool = False

    @property
    def value(self) -> float:
        """Give what it stands for: 0.25 where 25 % was typed."""
        return self.typed / 100 if self.percent else self.typed


@dataclass(slots=True)
class Name:
    """A name: a path in the scenario, a constant or a unit; `*` stands for any part.

    `unit` is set where the place allows nothing but a unit: after a number.
    """

    text: str
    where: Where = field(compare=False)
    unit: bool = False


@dataclass(slots=True)
class Sign:
    """A minus before a value."""

    operand: Tree
    where: Where = field(compare=False)


@dataclass(slots=True)
class Chain:
    """A sum (`+`, `-`) or a product (`*`, `/`), worked out from the left.

    `implied` marks a product that is written without a sign: `10k request`.
    """

    first: Tree
    rest: tuple[tuple[str, Tree], ...]
    where: Where = field(compare=False)
    implied: bool = False

    @property
    def sum(self) -> bool:
        """Tell whether it is a sum rather than a product."""
        return self.rest[0][0] in "+-"


@dataclass(slots=True)
class Power:
    """A base and its exponent."""

    base: Tree
    exponent: Tree
    where: Where = field(compare=False)


@dataclass(slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple[Tree, ...]
    where: Where = field(compare=False)


@dataclass(slots=True)
class Named:
    """An argument that says which it is: `sd = 2 ms`."""

    name: str
    value: Tree
    where: Where = field(compare=False)


@dataclass(slots=True)
class Weighted:
    """A value and the chance that it is the one: `1 = 30%`."""

    value: Tree
    chance: Tree
    where: Where = field(compare=False)


@dataclass(slots=True)
class Range:
    """An uncertain value: the two ends of its 90 % interval."""

    low: Tree
    high: Tree
    where: Where = field(compare=False)


@dataclass(slots=True)
class Convert:
    """A value, and the unit that it is to be shown in."""

    operand: Tree
    unit: Tree
    where: Where = field(compare=False)


Tree = Number | Name | Sign | Chain | Power | Call | Named | Weighted | Range | Convert


def children(tree: Tree) -> tuple[Tree, ...]:
    """Give the parts directly under a node, from left to right."""
    match tree:
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Sign(operand):
            return (operand,)
        case Power(base, exponent):
            return (base, exponent)
        case Call(_, arguments):
            return arguments
        case Named(_, value):
            return (value,)
        case Weighted(value, chance):
            return (value, chance)
        case Range(low, high):
            return (low, high)
        case Convert(operand, unit):
            return (operand, unit)
    return ()


def walk(tree: Tree) -> Iterator[Tree]:
    """Give a node and everything under it, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def names(tree: Tree) -> Iterator[Name]:
    """Give every name in a tree, from left to right."""
    return (node for node in walk(tree) if isinstance(node, Name))


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """Give a tree with `change` made to each part directly under its top."""
    match tree:
        case Chain(first, rest):
            changed = tuple((sign, change(operand)) for sign, operand in rest)
            return replace(tree, first=change(first), rest=changed)
        case Sign(operand):
            return replace(tree, operand=change(operand))
        case Power(base, exponent):
            return replace(tree, base=change(base), exponent=change(exponent))
        case Call(_, arguments):
            return replace(tree, arguments=tuple(change(argument) for argument in arguments))
        case Named(_, value):
            return replace(tree, value=change(value))
        case Weighted(value, chance):
            return replace(tree, value=change(value), chance=change(chance))
        case Range(low, high):
            return replace(tree, low=change(low), high=change(high))
        case Convert(operand, unit):
            return replace(tree, operand=change(operand), unit=change(unit))
    return tree


def renamed(tree: Tree, new: Mapping[str, str]) -> Tree:
    """Give a tree in which some names are others."""
    if isinstance(tree, Name):
        return replace(tree, text=new[tree.text]) if tree.text in new else tree
    return rebuilt(tree, lambda part: renamed(part, new))
