"""A scenario at another demand: so many times the users, and what comes without users."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.amount.reading import Reading
from estimator.engine.compiler import compiled
from estimator.engine.program import Program, run
from estimator.engine.result import Values
from estimator.errors import DomainError
from estimator.scenario.definition import Definition

# Past so many times the demand no one asks; bisection ends at nine figures.
_MOST = 1e9
_CLOSE = 1e-9
# A value that moved by rounding alone has not moved.
_NOISE = 1e-9


class Reached(NamedTuple):
    """Hold where a result passes a limit: at how many times the demand, and what that is.

    `name` is the demand that a person speaks of, such as users.daily, and
    `value` it at that point, in base units.
    """

    factor: float
    name: str
    value: float


class Demand:
    """Hold a scenario whose demand can be moved as one.

    Demand are the inputs that fields of it ask for, such as users.monthly; one
    that follows from another is moved by that.
    """

    def __init__(self, values: Values) -> None:
        self.values = values
        self.moved = _moved(values)
        self.program = _with_inputs(values.program, self.moved)

    def at(self, factor: float) -> dict[str, float]:
        """Give every value at so many times the demand, in base units.

        Raises DomainError where a formula has no value there.
        """
        return self._at(factor, self.program)

    def value(self, name: str, factor: float) -> float:
        """Give one value at so many times the demand, NaN where it has none."""
        try:
            return self._at(factor, _only(self.program, name))[name]
        except DomainError:
            return math.nan

    def _at(self, factor: float, program: Program) -> dict[str, float]:
        definitions = dict(self.values.loaded.definitions)
        for name in self.moved:
            definition = self.values.definition(name)
            value = self.values.by_name[name] * factor
            definitions[name] = definition._replace(reading=_reading(definition, value))
        return dict(zip(program.nodes, run(program, definitions), strict=True))

    def until(self, name: str, limit: float) -> Reached | None:
        """Give at what demand a result passes a limit, None where it never does.

        A result that is past it now is past it at once.
        """
        if not self.moved:
            return None
        program = _only(self.program, name)

        def past(factor: float) -> bool:
            try:
                # A value that is lacking is one that no limit holds: a queue without end.
                return not self._at(factor, program)[name] <= limit + _NOISE * abs(limit)
            except DomainError:
                # More than can be worked out, such as servers that would slow
                # each other down: more than the limit.
                return True

        low = high = 1.0
        while not past(high):
            low, high = high, high * 2
            if high > _MOST:
                return None
        while high - low > _CLOSE * high and low < (middle := (low + high) / 2) < high:
            low, high = (low, middle) if past(middle) else (middle, high)
        lead = self._lead(name)
        return Reached(high, lead, self.values.by_name[lead] * high)

    def _lead(self, name: str) -> str:
        """Give the demand that a person speaks of: daily users, where a result takes them."""
        above = _above(self.values.program, name)
        spoken = [n for n in _SPOKEN if n in above and n in self.values.by_name]
        return next(iter([*spoken, *(n for n in self.moved if n in above)]), self.moved[0])


_SPOKEN = ("users.daily", "users.monthly")


def _moved(values: Values) -> tuple[str, ...]:
    """Give the demand that does not follow from other demand."""
    found = [
        name
        for name in values.program.nodes
        if (wanted := values.definition(name).wanted) is not None
        and wanted.field.demand
        and values.definition(name).role == "input"
        and values.by_name.get(name, 0) > 0
    ]
    return tuple(n for n in found if not (_above(values.program, n) - {n}) & {*found})


def _above(program: Program, name: str) -> set[str]:
    """Give a name and everything that it takes, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += program.nodes[current].parts
    return found


def _only(program: Program, name: str) -> Program:
    """Give a program that works out nothing but what one value takes."""
    taken = _above(program, name)
    nodes = {each: node for each, node in program.nodes.items() if each in taken}
    inputs = tuple(each for each in program.inputs if each in taken)
    bounded = tuple(each for each in program.bounded if each in taken)
    plan = compiled(nodes, inputs, program.sizes)
    return program._replace(nodes=nodes, inputs=inputs, bounded=bounded, plan=plan)


def _with_inputs(program: Program, names: tuple[str, ...]) -> Program:
    """Give a program that takes some values that it worked out before."""
    more = tuple(name for name in names if name not in program.inputs)
    if not more:
        return program
    inputs = (*program.inputs, *more)
    return program._replace(inputs=inputs, plan=compiled(program.nodes, inputs, program.sizes))


def _reading(definition: Definition, value: float) -> Reading:
    if definition.reading is not None:
        return definition.reading._replace(value=value)
    assert definition.wanted is not None
    return Reading(value, value, value, definition.wanted.dimension, definition.wanted.unit)
