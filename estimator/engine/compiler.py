"""A checked graph → one straight-line Python function over base units.

Every formula is one assignment; names become local variables and units
become numbers, folded into one where they multiply. The same text works on
floats and on arrays: `f(inputs) → all values`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from estimator.engine.graph import Node
from estimator.lang.functions import FUNCTIONS
from estimator.lang.nodes import Call, Chain, Convert, Name, Number, Power, Sign, Tree

Plan = Callable[[Sequence[float]], tuple[float, ...]]


def compiled(
    nodes: Mapping[str, Node],
    inputs: Sequence[str],
    sizes: Mapping[str, float],
    *,
    arrays: bool = False,
) -> Plan:
    """Make the function that takes the inputs' values and gives all values.

    Both are in base units; the values come in the order of `nodes`. `sizes`
    holds the size of every unit that is named. With `arrays` the function
    takes NumPy arrays for inputs, of any shapes that broadcast.
    """
    local = {name: f"v{at}" for at, name in enumerate(nodes)}
    writer = _Writer(local, sizes)
    lines = ["def plan(given):"]
    if inputs:
        lines.append(" " + ",".join(local[name] for name in inputs) + ",=given")
    taken = set(inputs)
    for name, node in nodes.items():
        if name not in taken:
            lines.append(f" {local[name]}={writer.write(node.tree)}")
    lines.append(f" return ({','.join(local.values())},)")
    functions = FUNCTIONS.values()
    namespace: dict[str, Any] = {f"f_{f.name}": f.array if arrays else f.scalar for f in functions}
    exec(compile("\n".join(lines), "<plan>", "exec"), namespace)  # noqa: S102 - our own text
    plan: Plan = namespace["plan"]
    return plan


# What would leave the range of floats when folded is left to run as written,
# where an overflow is seen.
_LEAST = 1e-100


class _Writer:
    """Write trees as Python expressions."""

    def __init__(self, local: Mapping[str, str], sizes: Mapping[str, float]) -> None:
        self.local = local
        self.sizes = sizes

    def write(self, tree: Tree) -> str:
        match tree:
            case Number():
                return _literal(tree.value)
            case Name(text):
                return self.local.get(text) or _literal(self.sizes[text])
            case Sign(operand):
                return f"(-{self.write(operand)})"
            case Chain() if tree.sum:
                parts = "".join(sign + self.write(operand) for sign, operand in tree.rest)
                return f"({self.write(tree.first)}{parts})"
            case Chain():
                return self._product(tree)
            case Power(base, exponent):
                return f"({self.write(base)}**{self.write(exponent)})"
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
        factor = 1.0
        above: list[str] = []
        below: list[str] = []
        for sign, operand in (("*", chain.first), *chain.rest):
            known = self._known(operand)
            folded = factor * known if sign == "*" else factor / known if known else 0.0
            if _LEAST < abs(folded) < 1 / _LEAST:
                factor = folded
            else:
                (above if sign == "*" else below).append(self.write(operand))
        if factor != 1 or not above:
            above.insert(0, _literal(factor))
        return f"({'*'.join(above)}{''.join('/' + part for part in below)})"

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


def _literal(value: float) -> str:
    return f"({value!r})" if value < 0 else repr(value)
