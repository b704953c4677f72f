"""The values that a sweep gives an input: evenly spread, evenly by ratio, or listed."""

from __future__ import annotations

from typing import Any, NamedTuple

from estimator.amount.reading import read_amount
from estimator.diagnostics import Diagnostic
from estimator.engine.memory import hold_room
from estimator.engine.result import Values
from estimator.errors import DomainError, FormulaError
from estimator.lang.fault import Fault
from estimator.lang.function import numpy
from estimator.scenario.definition import placed
from estimator.source import Source, Span


class Axis(NamedTuple):
    """Hold the values of one input as someone asked for them: texts of amounts.

    A `list` holds every value; of the other spacings there are the first and
    the last, and so `many` values from one to the other.
    """

    texts: tuple[str, ...]
    spacing: str = "list"
    many: int = 0


def points(values: Values, name: str, axis: Axis) -> Any:
    """Give the values of an axis as an array of base units, each in its field's range.

    Of a field that takes whole numbers, values between are rounded, and those
    that fall together are one.

    Raises FormulaError, DomainError for what is no value of that input.
    """
    given = [_read(values, name, text) for text in axis.texts]
    if axis.spacing == "list":
        if not given:
            raise _refused(name, "an axis has at least one value")
        return numpy().array(given)
    if axis.many < 2:
        raise _refused(name, f"an axis has at least 2 values, not {axis.many}")
    if axis.spacing == "geomspace" and min(given) <= 0:
        hint = "write linspace, which goes through zero"
        raise _refused(name, "values that grow by a ratio are all above zero", hint)
    hold_room(8 * axis.many, f"{axis.many:,} values of {name}")
    found = getattr(numpy(), axis.spacing)(*given, axis.many)
    wanted = values.definition(name).wanted
    if wanted is not None and wanted.field.whole:
        return numpy().unique(numpy().floor(found / wanted.size + 0.5)) * wanted.size
    # The ends are what was asked for, to the last bit.
    found[0], found[-1] = given
    return found


def _read(values: Values, name: str, text: str) -> float:
    source = Source(f"sweep {name}", text)
    try:
        read = read_amount(text, values.table, values.definition(name).wanted or values.asked(name))
    except Fault as fault:
        said = placed(fault, lambda where: Span(source, *where))
        raise FormulaError([said]) from None
    if read.drawn is not None:
        hint = "list values, or write linspace or geomspace"
        raise _refused(name, f"{text} is uncertain, and a sweep takes single values", hint)
    return read.value


def _refused(name: str, message: str, hint: str | None = None) -> DomainError:
    return DomainError([Diagnostic("no-axis", f"sweep {name}: {message}", hint=hint)])
