"""Inputs that rise and fall together: their rank correlations, and how their draws are mixed."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.amount.field import Asked, Field
from estimator.amount.reading import read_amount
from estimator.diagnostics import Diagnostic, Label
from estimator.document import Scalar
from estimator.engine.result import Values
from estimator.errors import FormulaError, Message
from estimator.lang.fault import Fault
from estimator.scenario.definition import placed
from estimator.scenario.statements import Correlated
from estimator.suggest import did_you_mean
from estimator.units.dimension import DIMENSIONLESS

_WAY_OUT = "it runs from -1, where one falls as the other rises, to 1"
_RANK = Asked(
    Field("", "", low=-1.0, high=1.0, hint=_WAY_OUT),
    DIMENSIONLESS,
    (),
    1.0,
)


class Mixing(NamedTuple):
    """Say how the scores of correlated inputs are made of independent ones.

    `names` are the inputs, and each row of `weights` belongs to one: its score
    is the sum of the independent scores of the first of them, times these.
    """

    names: tuple[str, ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()


def mixing(values: Values) -> Mixing:
    """Give how a scenario's correlated inputs are drawn.

    A Gaussian copula whose scores have the correlation 2 sin(pi/6 r) has the
    rank correlation r (Kruskal, "Ordinal Measures of Association", 1958).

    Raises FormulaError for a correlation that can't be: of what is no
    uncertain input, given twice, or against the others.
    """
    given = values.loaded.correlations
    if not given:
        return Mixing()
    pairs: dict[frozenset[str], float] = {}
    said: dict[frozenset[str], Correlated] = {}
    problems: list[Message] = []
    for correlated in given:
        if any(_set_since(values, node) for node in correlated.between):
            continue
        try:
            pair, rank = _read(values, correlated)
            if pair in pairs:
                message = f"{' and '.join(sorted(pair))} stand here twice"
                raise _at(correlated.between[0], "given-twice", message)
            said[pair] = correlated
            pairs[pair] = 2 * math.sin(math.pi / 6 * rank)
        except FormulaError as error:
            problems += error.messages
    if problems:
        raise FormulaError(problems)
    names = tuple(dict.fromkeys(name for pair in pairs for name in sorted(pair)))
    return Mixing(names, _cholesky(names, pairs, said))


def _set_since(values: Values, node: Scalar) -> bool:
    """Tell whether an input was given a certain value behind the text, by `set`.

    What is certain rises with nothing; the text itself is not at fault.
    """
    text = (node.text or "").removeprefix("formulas.")
    definition = values.loaded.definitions.get(text) or values.loaded.definitions.get(
        f"formulas.{text}"
    )
    if definition is None or definition.node is None or definition.name in values.uncertain():
        return False
    return definition.node.span.source is not node.span.source


def _read(values: Values, correlated: Correlated) -> tuple[frozenset[str], float]:
    names = frozenset(_input(values, node) for node in correlated.between)
    if len(names) != len(correlated.between):
        raise _at(correlated.between[0], "wrong-shape", "an input is correlated with another one")
    try:
        rank = read_amount(correlated.rank.text or "", values.table, _RANK)
    except Fault as fault:
        node = correlated.rank
        raise FormulaError([placed(fault, lambda where: node.within(*where))]) from None
    if rank.drawn is not None:
        raise _at(correlated.rank, "range-as-rank", "a rank correlation is one number, no range")
    return names, rank.value


def _input(values: Values, node: Scalar) -> str:
    """Give the uncertain input that someone named."""
    text = (node.text or "").removeprefix("formulas.")
    name = next((n for n in (text, f"formulas.{text}") if n in values.program.nodes), None)
    known = values.uncertain()
    if name in known:
        return name
    hint = did_you_mean(text, known) or (
        f"what is uncertain here: {', '.join(known)}" if known else "no input here is a range"
    )
    message = f"{text} is certain" if name else f"there is no input {text}"
    raise _at(node, "not-uncertain" if name else "unknown-name", message, hint)


def _cholesky(
    names: tuple[str, ...],
    pairs: dict[frozenset[str], float],
    said: dict[frozenset[str], Correlated],
) -> tuple[tuple[float, ...], ...]:
    """Give the rows of the lower triangle whose product with itself is the correlations."""
    rows: list[tuple[float, ...]] = []
    for name in names:
        row: list[float] = []
        for other in rows:
            wanted = pairs.get(frozenset((name, names[len(row)])), 0.0)
            left = wanted - math.fsum(a * b for a, b in zip(row, other, strict=False))
            if abs(left) > other[-1] + _NOISE:
                raise _contradiction(name, said)
            row.append(left / other[-1] if other[-1] > _NOISE else 0.0)
        rest = 1 - math.fsum(weight**2 for weight in row)
        if rest < -_NOISE:
            raise _contradiction(name, said)
        rows.append((*row, math.sqrt(max(rest, 0.0))))
    return tuple(rows)


# What a few operations leave of rounding contradicts nothing.
_NOISE = 1e-9


def _contradiction(name: str, said: dict[frozenset[str], Correlated]) -> FormulaError:
    message = "these correlations contradict each other"
    labels = tuple(Label(each.rank.span) for pair, each in said.items() if name in pair)
    hint = "of two inputs that rise with a third, neither can fall as the other rises"
    return FormulaError([Diagnostic("contradiction", message, labels, hint)])


def _at(node: Scalar, code: str, message: str, hint: str | None = None) -> FormulaError:
    return FormulaError([Diagnostic(code, message, (Label(node.span),), hint)])
