"""Formulas as steps over arrays, each into room that is kept from one block to the next.

An array that is made anew for every step is paid for twice: by the system that
gives its pages, and by the cache that it pushes the others out of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from estimator.engine.compiler import Writer, literal
from estimator.lang.nodes import Call, Chain, Number, Power, Sign, Tree, names

_SIGNS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
UFUNCS = (*_SIGNS.values(), "negative", "power")
"""NumPy's functions that the steps call, each as `u_` and its name."""


class Room(dict[int, Any]):
    """Hold the array that each step writes into; one that is not there is made."""

    def __missing__(self, step: int) -> None:
        """Let NumPy make the array of a step that has none."""


class Steps(Writer):
    """Write trees as steps of NumPy's functions, in the order that `Writer` has them.

    `varying` are the variables that hold arrays; all others hold numbers, and
    what is made of numbers alone stays one. `lines` holds the steps that were
    written, `taken` how many there were; whoever puts them into a function
    clears them.
    """

    def __init__(
        self, local: Mapping[str, str], sizes: Mapping[str, float], varying: frozenset[str]
    ) -> None:
        super().__init__(local, sizes)
        self.varying = varying
        self.lines: list[str] = []
        self.taken = 0
        self._steps: dict[str, int] = {}

    def last(self, variable: str) -> int:
        """Give the step that a variable's value comes from, -1 where it is another function's."""
        return self._steps.get(variable, -1)

    def called(self, variable: str, text: str) -> None:
        """Take note that a value goes by another variable as well."""
        self._steps[variable] = self.last(text)

    def write(self, tree: Tree) -> str:
        """Write a tree; give the variable or number that its value is in."""
        if not any(self.local.get(name.text) in self.varying for name in names(tree)):
            return super().write(tree)
        match tree:
            case Sign(operand):
                return self._step("negative", self.write(operand))
            case Chain(first, rest) if tree.sum:
                return self._chain(self.write(first), rest)
            case Chain():
                return self._factors(tree)
            case Power(base, exponent) if _is_number(exponent) or _is_number(base):
                return self._step("power", self.write(base), self.write(exponent))
            case Power(base, exponent):
                return f"p({self.write(base)},{self.write(exponent)})"
            case Call("sum", (one, other)):
                return self._step("add", self.write(one), self.write(other))
        return super().write(tree)

    def _factors(self, chain: Chain) -> str:
        factor, steps = self.folded(chain)
        (sign, operand), *rest = steps
        if sign == "*" and factor == 1:
            return self._chain(self.write(operand), rest)
        return self._chain(literal(factor), steps)

    def _chain(self, value: str, rest: Any) -> str:
        for sign, operand in rest:
            other = self.write(operand)
            if value in self.varying or other in self.varying:
                value = self._step(_SIGNS[sign], value, other)
            else:
                value = f"({value}{sign}{other})"
        return value

    def _step(self, ufunc: str, *operands: str) -> str:
        """Write one step, into the same room every time."""
        at = self.taken
        self.taken += 1
        self.lines.append(f" t{at}=room[{at}]=u_{ufunc}({','.join(operands)},room[{at}])")
        self.varying |= {f"t{at}"}
        self._steps[f"t{at}"] = at
        return f"t{at}"


def _is_number(tree: Tree) -> bool:
    """Tell whether a part of a power is a number that leaves what is no number one: not 0 or 1."""
    value = tree.operand if isinstance(tree, Sign) else tree
    return isinstance(value, Number) and value.value not in (0, 1)
