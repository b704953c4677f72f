"""What a line says, as a tree: figures in all their readings, and what is done to them."""

from __future__ import annotations

from typing import NamedTuple

from estimator.check.verdict import Said
from estimator.check.words import Scale


class Leaf(NamedTuple):
    """Hold a figure with its unit, in every way it can be read.

    `ways` are its readings, as a number and its scale; which of them is meant is
    chosen for all figures of the same `key` at once. `noun` are the words of what
    it counts (`tweet`, with `/day` where it is a rate), `text` is what was typed.
    """

    ways: tuple[tuple[float, Scale], ...]
    stated: Said
    text: str
    noun: tuple[str, ...] = ()
    key: str = ""
    where: tuple[int, int] = (0, 0)


class Carried(NamedTuple):
    """Hold a figure of an earlier line, by its name."""

    name: str
    leaf: Leaf
    line: int


class Product(NamedTuple):
    """Hold factors and, with a sign of -1, divisors."""

    parts: tuple[tuple[Tree, int], ...]


class Sum(NamedTuple):
    """Hold what is added and, with a sign of -1, taken off."""

    parts: tuple[tuple[Tree, int], ...]


class Power(NamedTuple):
    """Hold a base and its exponent."""

    base: Tree
    exponent: Tree


class Call(NamedTuple):
    """Hold a function by its name, and what it is of."""

    function: str
    inner: Tree


class Scaled(NamedTuple):
    """Hold a bracket with a unit behind it."""

    inner: Tree
    unit: Leaf


Tree = Leaf | Carried | Product | Sum | Power | Call | Scaled


def leaves(tree: Tree) -> list[Leaf]:
    """Give every figure of a tree, from left to right."""
    match tree:
        case Leaf():
            return [tree]
        case Carried():
            return [tree.leaf]
        case Product() | Sum():
            return [leaf for part, _ in tree.parts for leaf in leaves(part)]
        case Power():
            return [*leaves(tree.base), *leaves(tree.exponent)]
        case Call():
            return leaves(tree.inner)
        case Scaled():
            return [*leaves(tree.inner), tree.unit]


def worked(tree: Tree) -> bool:
    """Tell whether something is to be worked out, and the tree is no bare figure."""
    return not isinstance(tree, Leaf | Carried)
