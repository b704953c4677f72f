"""A named formula: the one form in which inputs, answers and a user's own formulas stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from estimator.amount.field import Asked
from estimator.amount.reading import Reading
from estimator.diagnostics import Diagnostic, Label
from estimator.document import Scalar
from estimator.lang.fault import Fault
from estimator.lang.nodes import Tree, Where
from estimator.source import Source, Span

Role = Literal["input", "default", "formula", "answer", "constant"]


class Definition(NamedTuple):
    """Hold what a name stands for.

    `leaves_out` are members of a family that its sum does not have.
    `reading` is there for an amount, whose value is known; else `tree` has
    names in it. `wanted` is what the field asks for. `node` is the place in
    the scenario; what is built in has none.
    """

    name: str
    text: str
    tree: Tree
    role: Role
    node: Scalar | None = None
    wanted: Asked | None = None
    reading: Reading | None = None
    meaning: str = ""
    law: str = ""
    source: str = ""
    note: str = ""
    quiet: bool = False
    may_lack: bool = False
    telling: bool = False
    leaves_out: tuple[str, ...] = ()

    def span(self, where: Where) -> Span:
        """Give the place in the scenario of a stretch of the formula."""
        if self.node is not None:
            return self.node.within(*where)
        return Span(Source(f"({self.name}, built in)", self.text), *where)

    def diagnostic(self, fault: Fault) -> Diagnostic:
        """Give a fault of this formula its place in the scenario."""
        return placed(fault, self.span)


def placed(fault: Fault, span: Callable[[Where], Span]) -> Diagnostic:
    """Give a fault its places; `span` finds a stretch of the formula in its source."""
    labels = tuple(Label(span(where), text) for where, text in fault.labels)
    return Diagnostic(fault.code, fault.message, labels, fault.hint)
