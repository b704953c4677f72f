"""A scenario at another demand: so many times the users, and what comes without users."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.engine.override import above, only, taking
from estimator.engine.program import Program, run_on
from estimator.engine.result import Values
from estimator.errors import DomainError

# Past so many times the demand no one asks; bisection ends at nine figures.
_MOST = 1e9
_CLOSE = 1e-9
# A value that moved by rounding alone has not moved.
_NOISE = 1e-9


class Reached(NamedTuple):
    """Hold where a result passes a limit: at how many times the demand, and what that is.

    `name` is the demand that alone decides it and that a person speaks of, such
    as users.daily, and `value` it at that point, in base units. It is empty
    where several kinds of demand grow together.
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
        self.program = taking(values.program, self.moved)
        self._only: dict[str, Program] = {}

    def at(self, factor: float) -> dict[str, float]:
        """Give every value at so many times the demand, in base units.

        Raises DomainError where a formula has no value there.
        """
        return self._at(factor, self.program)

    def value(self, name: str, factor: float) -> float:
        """Give one value at so many times the demand, NaN where it has none."""
        if name not in self._only:
            self._only[name] = only(self.program, name)
        try:
            return self._at(factor, self._only[name])[name]
        except DomainError:
            return math.nan

    def _at(self, factor: float, program: Program) -> dict[str, float]:
        known = self.values.by_name
        given = {
            name: known[name] * factor if name in self.moved else known[name]
            for name in program.inputs
        }
        found = run_on(program, self.values.loaded.definitions, given)
        return dict(zip(program.nodes, found, strict=True))

    def until(self, name: str, limit: float) -> Reached | None:
        """Give at what demand a result passes a limit, None where it never does.

        A result that is past it now is past it at once.
        """
        if not self.moved:
            return None

        def past(factor: float) -> bool:
            # A value that is lacking is one that no limit holds: a queue without
            # end, servers that would slow each other down.
            return not self.value(name, factor) <= limit + _NOISE * abs(limit)

        low = high = 1.0
        while not past(high):
            low, high = high, high * 2
            if high > _MOST:
                return None
        while high - low > _CLOSE * high and low < (middle := (low + high) / 2) < high:
            low, high = (low, middle) if past(middle) else (middle, high)
        lead = self.lead(name)
        return Reached(high, lead, self.values.by_name[lead] * high if lead else 0.0)

    def lead(self, name: str) -> str:
        """Give the demand that alone decides a result: daily users, where it is theirs.

        It is empty where several kinds of demand do.
        """
        taken = above(self.values.program, name)
        roots = [root for root in self.moved if root in taken]
        if len(roots) != 1:
            return ""
        spoken = [n for n in _SPOKEN if n in taken and n in self.values.by_name]
        return next(iter([*spoken, *roots]))


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
    return tuple(n for n in found if not (above(values.program, n) - {n}) & {*found})
