"""A scenario in which one input is another, and all that does not follow from it stays."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from estimator.amount.field import SHARE, Asked, Field
from estimator.diagnostics import Diagnostic
from estimator.engine.conditions import hold_checks
from estimator.engine.override import above, only
from estimator.engine.program import Program, run_on
from estimator.engine.result import Values
from estimator.engine.target import amount
from estimator.errors import DomainError, FormulaError, NoSuchValueError
from estimator.source import Source, Span
from estimator.units.dimension import Dimension
from estimator.units.natural import PERCENT, factor
from estimator.whatif.search import Line

# How far from today's value an input is tried, where its field allows: a billion
# times, and no count past what the whole world has of anything.
_FAR = 1e9
_MOST_COUNTED = 1e18
# How near to the end of a range is tried that leaves it out.
_HAIR = 1e-9
# More inputs than these nobody reads.
_MOST_NAMED = 6
# What a formula is taken to ask for that holds a part of something, in percent.
_SHARE = Asked(Field(SHARE, "", high=100.0), Dimension(), PERCENT, 0.01)


class Moved:
    """Hold a scenario of which one input can be moved.

    That is a field or a formula which holds an amount: `name`, and `today` its
    value, in base units.

    Raises UnknownNameError where there is no such name, FormulaError where it
    is none that can be moved, and NoSuchValueError where nothing takes it.
    """

    def __init__(self, values: Values, name: str) -> None:
        _hold_taken(values, name)
        self.values = values
        self.name = values.find(name)
        self.definition = values.definition(self.name)
        _hold_input(values, self.name)
        self.today = values.by_name[self.name]
        self._only: dict[str, Program] = {}

    def value(self, of: str, x: float) -> float:
        """Give a result where the input is `x`, both in base units; NaN where it has none."""
        if of not in self._only:
            self._only[of] = only(self.values.program, of)
        program = self._only[of]
        try:
            found = run_on(program, self.values.loaded.definitions, self._given(program, x))
        except DomainError:
            return math.nan
        return dict(zip(program.nodes, found, strict=True))[of]

    def hold(self, x: float) -> None:
        """Raise DomainError where the scenario has no values with `x`, or fails its own checks."""
        program, loaded = self.values.program, self.values.loaded
        given = self._given(program, x)
        hold_checks(loaded, program, given)
        found = run_on(program, loaded.definitions, given)
        every = zip(program.nodes, found, strict=True)
        hold_checks(loaded, program, {name: v for name, v in every if not math.isnan(v)})

    def line(self, between: tuple[str, str] | None = None, reach: float = _FAR) -> Line:
        """Give the values that the input is tried at.

        Without `between`, two amounts, that is the field's own range, and of
        it what is within `reach` times today's value; a formula that holds a
        share ends at 100 %.

        Raises FormulaError for amounts that the field does not take.
        """
        wanted = self._wanted()
        step = wanted.size if wanted.field.whole else 0.0
        if between is None:
            part = wanted.unit == PERCENT and 0 <= self.today <= 1
            wanted = _SHARE if part and self.definition.wanted is None else wanted
            low, high = self._range(wanted, reach)
        else:
            low, high = (self._end(text, wanted) for text in between)
            if low > high:
                message = f"the range runs from {between[0]} down to {between[1]}"
                hint = f"give {between[1]} first, then {between[0]}"
                raise FormulaError([Diagnostic("range-reversed", message, hint=hint)])
        return Line(low, high, share=wanted.field.share and 0 <= low <= high <= 1, step=step)

    def rounded(self, x: float, figures: int, *, up: bool) -> float:
        """Round a value of the input, in the unit that it is shown in, up or down."""
        size = factor(self.values.unit(self.name), self.values.table)
        exact = Decimal(repr(x / size))
        if not exact.is_normal():
            return x
        last = Decimal(1).scaleb(exact.adjusted() - figures + 1)
        return float(exact.quantize(last, ROUND_CEILING if up else ROUND_FLOOR)) * size

    def _given(self, program: Program, x: float) -> dict[str, float]:
        known = self.values.by_name
        return {name: x if name == self.name else known[name] for name in program.inputs}

    def _wanted(self) -> Asked:
        """Give what the input's field asks for; of a formula, any number of its kind."""
        known, wanted = self.values.asked(self.name), self.definition.wanted
        if wanted is None:
            return known
        field = wanted.field._replace(any_thing=False)
        return Asked(field, known.dimension, known.unit, wanted.size)

    def _end(self, text: str, wanted: Asked) -> float:
        return amount(Span(Source("between", text), 0, len(text)), self.values, wanted)

    def _range(self, wanted: Asked, reach: float) -> tuple[float, float]:
        """Give the ends of the field's range, and of it what is near enough today's value."""
        field, today = wanted.field, self.today
        low, high = _ends(wanted)
        scale = abs(today) or wanted.size
        far, near = scale * reach, scale / reach
        if wanted.dimension.counted:
            far = max(scale, min(far, _MOST_COUNTED))
        least = 0.0 if field.whole or field.share or not today else near
        least = -far if today < 0 or -math.inf < low < 0 else least
        most = -near if today < 0 and self.definition.wanted is None else far
        return max(low, least), min(high, most)


def _ends(wanted: Asked) -> tuple[float, float]:
    """Give the least and the most that a field takes, in base units."""
    field, size = wanted.field, wanted.size
    low, high = field.low * size, field.high * size
    if field.above:
        low += size if field.whole else _HAIR * (abs(low) or size)
    if field.below:
        high -= size if field.whole else _HAIR * abs(high)
    return low, high


def inputs_of(values: Values, name: str) -> str:
    """Name what a result follows from and a person could change, what was given first."""
    taken = above(values.program, name)
    found = [n for n in values.program.inputs if n in taken and not _constant(values, n)]
    given = sorted(found, key=lambda n: values.definition(n).role == "default")
    more = ["…"] if len(given) > _MOST_NAMED else []
    return ", ".join([*given[:_MOST_NAMED], *more])


def _constant(values: Values, name: str) -> bool:
    return values.definition(name).role == "constant"


def _hold_taken(values: Values, name: str) -> None:
    """Hold an input to be one that anything is worked out from."""
    if values.known(name) is None and name in values.loaded.definitions:
        message = f"nothing in this scenario depends on {name}"
        raise NoSuchValueError([Diagnostic("no-influence", message)])


def _hold_input(values: Values, name: str) -> None:
    """Hold a name to be one of an amount that stands in the scenario, or would by default."""
    definition = values.definition(name)
    if definition.reading is not None and definition.role != "constant":
        return
    hint: str | None = f"give it an amount first, such as {values.show(name)}"
    if definition.role == "constant":
        message, hint = f"{name} is a constant, and no input", _field_of(values, name)
    elif definition.role == "answer":
        message = f"{name} is worked out, and no input"
        hint = f"it follows from {inputs_of(values, name)}"
    else:
        message = f"{name} is the formula {definition.text}"
        roots = inputs_of(values, name)
        hint = f"{hint}, or move what it follows from: {roots}" if roots else hint
    raise FormulaError([Diagnostic("no-input", message, hint=hint)])


def _field_of(values: Values, constant: str) -> str | None:
    """Offer the field whose default takes a constant."""
    takers = (n for n, node in values.program.nodes.items() if constant in node.parts)
    field = next((n for n in takers if values.definition(n).role == "default"), None)
    return f"give {field} an amount, and move that" if field else None
