"""One formula, worked out on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estimator import document, pipeline
from estimator.api.result import Result, hold_choice
from estimator.document import Scalar
from estimator.source import Source, Span
from estimator.units.table import CONVENTIONS

if TYPE_CHECKING:
    import pint


def evaluate(formula: str, conventions: str = "exact") -> pint.Quantity[float]:
    """Work out one formula with units.

    Args:
        formula: in the language of scenarios; constants are names in it.
        conventions: `exact` or `rounded`.

    Returns:
        The value as a pint quantity.

    Raises:
        UnknownNameError: there are no such conventions.
        FormulaError: it can't be read or adds up different kinds of thing.
        DomainError: it divides by zero or grows too large.

    >>> print(evaluate("1,000,000 request/s / (10k request/s/server)"))
    100.0 server
    """
    hold_choice("conventions", conventions, CONVENTIONS)
    source = Source("formula", formula)
    node = Scalar(formula, Span(source, 0, len(formula)))
    alone = document.Mapping({}, {}, node.span).with_entry(("formulas", _ALONE), node)
    return Result(pipeline.estimate_document(alone, conventions))[_ALONE]


# No name that anybody would use inside the formula.
_ALONE = "the_formula"
