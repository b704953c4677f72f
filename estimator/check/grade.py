"""What an answer to a step of a practice problem is worth, and what explains a miss."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from estimator.amount.reading import read_amount
from estimator.check.answer import number_of
from estimator.check.claims import Checked, hold
from estimator.check.slips import known
from estimator.check.verdict import Verdict
from estimator.diagnostics import Diagnostic
from estimator.engine.result import Values
from estimator.errors import FormulaError, Message
from estimator.lang.fault import Fault
from estimator.units.dimension import formula
from estimator.units.natural import PERCENT, factor

# What the right kind is worth alone, and at how many orders of magnitude the rest is gone.
_KIND, _ORDERS = 0.1, 2
_ABOUT = re.compile(r"^\s*(?:[~≈=]+|(?:about|approx\.?|roughly|ca\.)(?=\s))\s*")
_TIMES = re.compile(r"(?<=\d)\s*x\s*(?=10\s*\^)")


class Feedback(NamedTuple):
    """Hold what an answer to a step is worth, and why.

    Attributes:
        step: the name of the result that was asked for.
        answer: as it was typed.
        verdict: how the answer compares with the value.
        score: from 0 to 1.
        factor: the answer over the value; None for one of another kind, or not above zero.
        slips: the names of the slips and conventions that explain the difference.
        says: all that in a sentence, with the value.
    """

    step: str
    answer: str
    verdict: Verdict
    score: float
    factor: float | None
    slips: tuple[str, ...]
    says: str

    @property
    def slip(self) -> str:
        """Give the slip that explains a miss, empty where none does or nothing is missed."""
        if self.verdict.right:
            return ""
        return next((slip for slip in self.slips if not known()[slip].get("convention")), "")

    def __str__(self) -> str:
        return self.says


def graded(values: Values, name: str, answer: str) -> Feedback:
    """Say what an answer is worth.

    Args:
        values: the scenario of the problem.
        name: of the result that is asked for.
        answer: an amount as people type it; a bare number is of the unit asked for.

    Raises FormulaError for an answer that can't be read.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> values = estimate(Source("x", "formulas: {load: 3 * 20 request/s}"))
    >>> print(graded(values, "load", "60").says)
    exact; it is 60 request/s
    >>> f"{graded(values, 'load', '480').score:.2f}"
    '0.59'
    """
    held = _held(values, name, _without_signs(answer))
    return Feedback(
        name,
        answer,
        held.verdict,
        score(held.verdict, held.factor),
        held.factor,
        held.slips,
        f"{held.says}; it is {values.show(name)}",
    )


def score(verdict: Verdict, by: float | None) -> float:
    """Score an answer that is so many times the value, from 0 to 1; None is no number of times.

    What is right gets 1, what is of another kind 0. Else a tenth is for the right
    kind, and the rest falls with the logarithm: it is gone at two orders of magnitude.

    >>> [round(score(Verdict.OFF, by), 2) for by in (2, 0.1, 10, 100, 1e6)]
    [0.86, 0.55, 0.55, 0.1, 0.1]
    """
    if verdict.right:
        return 1.0
    if verdict is Verdict.WRONG_KIND:
        return 0.0
    far = math.inf if by is None else abs(math.log10(by))
    return _KIND + (1 - _KIND) * max(0.0, 1 - far / _ORDERS)


def _without_signs(answer: str) -> str:
    """Leave out what says "about", and write × where people write x.

    >>> _without_signs("~ 1.5 x 10^3/s")
    '1.5 × 10^3/s'
    """
    return _TIMES.sub(" × ", _ABOUT.sub("", answer))


def _held(values: Values, name: str, answer: str) -> Checked:
    """Hold an answer against the value; the one place where answers are read."""
    try:
        held = hold(values, name, _amount(values, name, answer))
    except FormulaError as error:
        typed = _typed(values, name, answer)
        if typed is None:
            raise _unread(values, name, error.messages[0]) from None
        return hold(values, name, typed)
    typed = _typed(values, name, answer) if held.verdict is Verdict.WRONG_KIND else None
    return held if typed is None else hold(values, name, typed)


def _typed(values: Values, name: str, answer: str) -> str | None:
    """Give an answer in loose notation as an amount in the unit asked for, where it is one."""
    unit = values.unit(name)
    number = number_of(answer, values.asked(name).dimension)
    if number is None or unit == PERCENT:
        return None
    return f"{number / factor(unit, values.table):.12g} {formula(unit)}".strip()


def _amount(values: Values, name: str, answer: str) -> str:
    """Give an answer as an amount of what is asked for: a bare number gets its unit."""
    unit = values.unit(name)
    try:
        read = read_amount(answer, values.table)
    except Fault as fault:
        # `5B` is five billion where things are counted.
        bare = fault.code == "ambiguous-unit"
    else:
        bare = not read.dimension and read.unit != PERCENT
    return f"{answer} {formula(unit)}" if bare and unit and unit != PERCENT else answer


def _unread(values: Values, name: str, message: Message) -> FormulaError:
    """Say that an answer can't be read, and how one is written."""
    assert isinstance(message, Diagnostic)
    unit = formula(values.unit(name))
    hint = message.hint if message.code == "ambiguous-unit" else f"write it as in 1.5k {unit}"
    text = f"this answer can't be read: {message.message}"
    return FormulaError([Diagnostic("unread-answer", text, hint=hint)])
