"""A checked graph → one straight-line Python function over base units.

Every formula is one assignment; names become local variables and units
become numbers, folded into one where they multiply: `f(inputs) → all values`.
`kernel` makes the same of arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from estimator.engine.graph import Node
from estimator.lang.functions import FUNCTIONS
from estimator.lang.nodes import Call, Chain, Convert, Name, Number, Power, Sign, Tree

Plan = Callable[[Sequence[float]], tuple[float, ...]]


def compiled(nodes: Mapping[str, Node], inputs: Sequence[str], sizes: Mapping[str, float]) -> Plan:
    """Make the function that takes the inputs' values and gives all values.

    Both are in base units; the values come in the order of `nodes`. `sizes`
    holds the size of every unit that is named.
    """
    local = {name: f"v{at}" for at, name in enumerate(nodes)}
    writer = Writer(local, sizes)
    lines = ["def plan(given):"]
    if inputs:
        lines.append(" " + ",".join(local[name] for name in inputs) + ",=given")
    taken = set(inputs)
    for name, node in nodes.items():
        if name not in taken:
            lines.append(f" {local[name]}={writer.write(node.tree)}")
    lines.append(f" return ({','.join(local.values())},)")
    namespace: dict[str, Any] = {f"f_{f.name}": f.scalar for f in FUNCTIONS.values()}
    plan: Plan = function("\n".join(lines), namespace)
    return plan


def function(text: str, namespace: dict[str, Any]) -> Any:
    """Give the function `plan` that a text of our own defines."""
    exec(compile(text, "<plan>", "exec"), namespace)  # noqa: S102 - no word of a user is in it
    return namespace["plan"]


# What would leave the range of floats when folded is left to run as written,
# where an overflow is seen.
_LEAST = 1e-100


class Writer:
    """Write trees as Python expressions, of floats and of arrays alike.

    `local` holds the variable of each name, `sizes` the size of each unit.
    With `held` every step goes through a function of that name, and powers
    through `p`.
    """

    def __init__(
        self, local: Mapping[str, str], sizes: Mapping[str, float], held: str = ""
    ) -> None:
        self.local = local
        self.sizes = sizes
        self.held = held

    def write(self, tree: Tree) -> str:
        """Write a tree."""
        text = self._written(tree)
        step = self.held and isinstance(tree, Chain | Power | Call)
        return f"{self.held}({text})" if step else text

    def called(self, variable: str, text: str) -> None:
        """Take note of the variable that a written text goes by."""

    def _written(self, tree: Tree) -> str:
        match tree:
            case Number():
                return literal(tree.value)
            case Name(text):
                return self.local.get(text) or literal(self.sizes[text])
            case Sign(operand):
                return f"(-{self.write(operand)})"
            case Chain() if tree.sum:
                parts = "".join(sign + self.write(operand) for sign, operand in tree.rest)
                return f"({self.write(tree.first)}{parts})"
            case Chain():
                return self._product(tree)
            case Power(base, exponent):
                both = self.write(base), self.write(exponent)
                return f"p({','.join(both)})" if self.held else f"({'**'.join(both)})"
            case Call("sum", (one,)):
                return self.write(one)
            case Call("sum", (one, other)):
                # Of two floats the plain sum is the correctly rounded one already.
                return f"({self.write(one)}+{self.write(other)})"
            case Call(function, arguments):
                return f"f_{function}({','.join(map(self.write, arguments))})"
            case Convert(operand):
                return self.write(operand)
        raise TypeError(f"{tree} is no formula to compile")

    def _product(self, chain: Chain) -> str:
        """Write a product with its numbers and units folded into one at the front."""
        factor, steps = self.folded(chain)
        above = [self.write(operand) for sign, operand in steps if sign == "*"]
        below = "".join("/" + self.write(operand) for sign, operand in steps if sign == "/")
        if factor != 1 or not above:
            above.insert(0, literal(factor))
        return f"({'*'.join(above)}{below})"

    def folded(self, chain: Chain) -> tuple[float, list[tuple[str, Tree]]]:
        """Give the factor of a product's numbers and units, and what multiplies and divides it.

        What multiplies comes first.
        """
        factor = 1.0
        left: list[tuple[str, Tree]] = []
        for sign, operand in (("*", chain.first), *chain.rest):
            known = self._known(operand)
            folded = factor * known if sign == "*" else factor / known if known else 0.0
            if _LEAST < abs(folded) < 1 / _LEAST:
                factor = folded
            else:
                left.append((sign, operand))
        return factor, sorted(left, key=lambda step: step[0] != "*")

    def _known(self, tree: Tree) -> float:
        """Give the value of a number or unit, 0 for what is known only at run time.

        Zero counts as unknown, so that dividing by it stays to be found out.
        """
        match tree:
            case Number():
                return tree.value
            case Name(text) if text not in self.local:
                return self.sizes[text]
            case Chain(implied=True):
                value = self._known(tree.first)
                for _, operand in tree.rest:
                    value *= self._known(operand)
                return value
        return 0.0


def literal(value: float) -> str:
    """Write a number as Python reads it, endless ones too."""
    if not math.isfinite(value):
        return f"float('{value}')"
    return f"({value!r})" if value < 0 else repr(value)
