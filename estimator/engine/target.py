"""Conditions on a result: `database.nodes > 1`, `storage.total <= 100 PB`."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

from estimator.amount.field import Asked
from estimator.amount.reading import read_amount
from estimator.diagnostics import Diagnostic, Label
from estimator.engine.result import Values
from estimator.errors import FormulaError, UnknownNameError
from estimator.lang.fault import Fault
from estimator.lang.nodes import Where
from estimator.scenario.definition import placed
from estimator.source import Source, Span

_SIGNS = {s: s for s in ("<", "<=", ">", ">=", "=")} | {"≤": "<=", "≥": ">=", "==": "="}
_SIGN = re.compile(r"[<>=≤≥≠!]+")
# What a few operations leave of rounding moves no value past a limit.
_NOISE = 1e-9


class Target(NamedTuple):
    """Hold a condition on a result: its name, a sign and a limit in base units.

    The sign is one of `<`, `<=`, `>`, `>=` and `=`; `text` is the condition as
    it was typed.
    """

    name: str
    sign: str
    limit: float
    text: str

    def met(self, value: Any) -> Any:
        """Tell whether a value in base units meets the condition.

        A float gives a bool, a NumPy array an array of them. A value within
        1e-9 of the limit is at the limit; NaN, which is no value, meets nothing.

        >>> Target("x", ">", 1.0, "x > 1").met(2.0)
        True
        >>> Target("x", ">", 1.0, "x > 1").met(1.0 + 1e-12)
        False
        """
        slack = _NOISE * abs(self.limit)
        match self.sign:
            case "<":
                return value < self.limit - slack
            case "<=":
                return value <= self.limit + slack
            case ">":
                return value > self.limit + slack
            case ">=":
                return value >= self.limit - slack
        return abs(value - self.limit) <= slack

    def side(self, value: float) -> int | None:
        """Tell on which side of being met a value is.

        That is 0 where it meets the condition, -1 where it is too low, 1 where
        it is too high, and None where there is no value.

        >>> Target("x", "=", 7.0, "x = 7").side(8.0)
        1
        """
        if math.isnan(value):
            return None
        if self.met(value):
            return 0
        low = value < self.limit if self.sign == "=" else self.sign in (">", ">=")
        return -1 if low else 1


def target(text: str, values: Values, what: str = "until") -> Target:
    """Read a condition on a result, such as `storage.total > 100 PB`.

    On the left stands the name of a result, on the right an amount of its kind;
    of counted things it needs no unit, as in `database.nodes > 1`. Messages call
    the text `what`.

    Raises UnknownNameError where there is no such result, and FormulaError for
    what is no condition, or whose amount is none or of another kind.

    >>> from estimator.pipeline import estimate
    >>> values = estimate(Source("x", "formulas: {load: 3 * 20 request/s}"))
    >>> target("load >= 1M request/day", values).limit
    11.574074074074074
    """
    source = Source(what, text)
    signs = list(_SIGN.finditer(text))
    if len(signs) != 1 or signs[0].group() not in _SIGNS:
        raise FormulaError([_no_condition(source, signs)])
    start, end = signs[0].span()
    left = _trimmed(source, 0, start)
    right = _trimmed(source, end, len(text))
    if not left.text or not right.text:
        raise FormulaError([_lacking(left, right, signs[0].group())])
    name = _found(left, right, signs[0].group(), values)
    limit = amount(right, values, values.asked(name))
    return Target(name, _SIGNS[signs[0].group()], limit, text.strip())


def amount(span: Span, values: Values, wanted: Asked) -> float:
    """Read one certain amount, in base units, as a field asks for it.

    Raises FormulaError with its place.
    """
    try:
        return _one(span.text, values, wanted)
    except Fault as fault:
        raise FormulaError([placed(fault, lambda at: _within(span, at))]) from None


def _one(text: str, values: Values, wanted: Asked) -> float:
    where = (0, len(text))
    if (known := values.known(text)) is not None:
        message = f"{text} is a value of the scenario, where an amount is asked for"
        raise Fault("no-amount", message, where, hint=f"it is {values.show(known)}")
    read = read_amount(text, values.table, wanted)
    if read.low != read.high:
        message = "this is a range, where one amount is asked for"
        raise Fault("range-as-limit", message, where, hint="give one of its ends")
    return read.value


def _found(left: Span, right: Span, sign: str, values: Values) -> str:
    """Give the result that a condition is on."""
    try:
        return values.find(left.text)
    except UnknownNameError as error:
        if (turned := values.known(right.text)) is not None:
            message = "a condition begins with the name of a result"
            hint = f"write {turned} {_TURNED.get(sign, sign)} {left.text}"
            said = Diagnostic("no-condition", message, (Label(left),), hint)
            raise FormulaError([said]) from None
        (known,) = error.messages
        assert isinstance(known, Diagnostic)
        raise UnknownNameError([known._replace(labels=(Label(left),))]) from None


def _no_condition(source: Source, signs: list[re.Match[str]]) -> Diagnostic:
    if not signs:
        message, where = "this compares a result with nothing", (0, len(source.text))
        hint = "write it as in database.nodes > 1"
    elif len(signs) > 1:
        message, where = "this compares twice", signs[1].span()
        hint = "give one condition, as in database.nodes > 1"
    else:
        message, where = f"{signs[0].group()} compares nothing", signs[0].span()
        hint = "write one of <, <=, >, >= and ="
    return Diagnostic("no-condition", message, (Label(Span(source, *where)),), hint)


def _lacking(left: Span, right: Span, sign: str) -> Diagnostic:
    """Say which side of a condition is empty."""
    side, where = (right, "behind") if left.text else (left, "before")
    hint = "a result and an amount are compared, as in database.nodes > 1"
    return Diagnostic("no-condition", f"there is nothing {where} {sign}", (Label(side),), hint)


def _trimmed(source: Source, start: int, end: int) -> Span:
    """Give a stretch of a text without the blanks around it."""
    text = source.text[start:end]
    if not text.strip():
        return Span(source, end, end)
    before = len(text) - len(text.lstrip())
    return Span(source, start + before, start + len(text.rstrip()))


def _within(span: Span, where: Where) -> Span:
    return Span(span.source, span.start + where[0], span.start + where[1])


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "≤": "≥", "≥": "≤"}
