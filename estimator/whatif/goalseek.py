"""The value of one input at which a result begins to meet a condition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from estimator.diagnostics import Diagnostic
from estimator.engine.override import above
from estimator.engine.result import Values
from estimator.engine.target import Target, target
from estimator.errors import DomainError, Message, NoSuchValueError
from estimator.units.display import human
from estimator.whatif.moved import Moved, inputs_of
from estimator.whatif.search import Line

# An answer is rounded to figures that survive being written in another unit.
_FIGURES = 12


class Solution(NamedTuple):
    """Hold the value of an input at which a result begins to meet a condition.

    All numbers are in base units. `value` is that of the input `name`, and
    `today` what it is now; `at` is the result there, and `before` the result
    just short of it, NaN where the range ends there. The way from today's value
    is `up` or `down`; empty where the condition is met today: then `value` is
    today's.
    """

    name: str
    value: float
    target: Target
    today: float
    before: float
    at: float
    direction: Literal["up", "down", ""]

    @property
    def already(self) -> bool:
        """Tell whether the condition is met today."""
        return not self.direction


def solve(
    values: Values, name: str, until: str, between: tuple[str, str] | None = None
) -> Solution:
    """Find the value of an input, nearest to today's, at which a condition begins to be met.

    The way up from today's value is gone first, and the way down where that
    ends without one. The range is the field's own; of that, from a billionth
    of today's value to a billion times it, and no count past 1e18. It is tried
    in steps of about one percent (a share: of its odds), then halved down to
    the last figure: what comes and goes within one step may be missed. The
    answer, put into the scenario, meets the condition.

    Args:
        values: a scenario, worked out.
        name: of a numeric input, such as `users.monthly`.
        until: the condition, such as `database.nodes > 1`. With `=`, a result
            in steps must be exactly that.
        between: the ends of another range, as amounts: `("1M", "1B")`.

    Raises:
        UnknownNameError: there is no such input or result.
        FormulaError: the input is no number, or the condition can't be read.
        NoSuchValueError: no value in the range makes it true.
    """
    sought = target(until, values)
    moved = Moved(values, name)
    line = moved.line(between)
    seeker = _Seeker(moved, sought, line)
    today = moved.today
    if line.low <= today <= line.high and seeker.met(today):
        at = values.by_name[sought.name]
        return Solution(moved.name, today, sought, today, math.nan, at, "")
    if moved.name not in above(values.program, sought.name):
        raise NoSuchValueError([_apart(values, moved.name, sought)])
    for direction, points in _ways(line, today):
        found = seeker.walk(points)
        if found is not None:
            before, value = found
            short = math.nan if before is None else seeker.result(before)
            at = seeker.result(value)
            return Solution(moved.name, value, sought, today, short, at, direction)
    raise NoSuchValueError([_none(values, seeker)])


def _ways(line: Line, today: float) -> list[tuple[Literal["up", "down"], list[float]]]:
    """Give the ways from today's value: one alone where it lies outside the range."""
    if today < line.low:
        return [("up", line.upward(line.low))]
    if today > line.high:
        return [("down", line.downward(line.high))]
    return [("up", line.upward(today)), ("down", line.downward(today))]


class _Point(NamedTuple):
    """Hold a value of the input and the result there."""

    x: float
    result: float


class _Seeker:
    """Walk along the values of an input until a result meets a condition.

    It keeps what it sees on the way, to say so where nothing is found: the
    least and the most of the result, where it steps over a value, and why a
    value that would do can't be.
    """

    def __init__(self, moved: Moved, sought: Target, line: Line) -> None:
        self.moved = moved
        self.sought = sought
        self.line = line
        self.least, self.most = _Point(0, math.inf), _Point(0, -math.inf)
        self.over: tuple[float, float] | None = None
        self.refused: Message | None = None

    def result(self, x: float) -> float:
        """Give the result where the input is `x`."""
        return self.moved.value(self.sought.name, x)

    def met(self, x: float) -> bool:
        """Tell whether the scenario can have a value of the input, and meets the condition."""
        return self.side(x) == 0

    def side(self, x: float) -> int | None:
        """Tell on which side of being met the result is, None where it has no value."""
        value = self.result(x)
        side = self.sought.side(value)
        if side == 0 and not self.allowed(x):
            return None
        if value < self.least.result:
            self.least = _Point(x, value)
        if value > self.most.result:
            self.most = _Point(x, value)
        return side

    def walk(self, points: Sequence[float]) -> tuple[float | None, float] | None:
        """Give the first value that meets the condition, and the last one short of it."""
        before, one = points[0], points[0]
        side = self.side(one)
        if side == 0:
            return None, one
        for other in points[1:]:
            reached = self.side(other)
            found = self._in_step(one, other, side, reached)
            if found is None and side is not None and not self.line.step:
                found = self._at_turn(before, one, other, side)
            if found is not None:
                return found
            before, one, side = one, other, reached
        return None

    def _in_step(
        self, one: float, other: float, side: int | None, reached: int | None
    ) -> tuple[float, float] | None:
        """Look between two values on different sides of the condition."""
        if side and reached in (0, -side) and self.sought.sign == "=":
            return self._crossing(one, other, side)
        if reached == 0:
            return self._tidy(*self.line.edge(one, other, lambda x: not self.met(x)))
        return None

    def _crossing(self, one: float, other: float, side: int) -> tuple[float, float] | None:
        """Look for where the result is the limit itself, and not only near enough to it."""
        limit = self.sought.limit
        near, far = self.line.edge(one, other, lambda x: side * (self.result(x) - limit) > 0)
        if self.met(far):
            return self._tidy(near, far)
        if self.met(near):
            return self._tidy(*self.line.edge(one, near, lambda x: not self.met(x)))
        self.over = self.over or (near, far)
        return None

    def _at_turn(
        self, before: float, one: float, other: float, side: int
    ) -> tuple[float, float] | None:
        """Look at where the result turns back just short of the condition."""
        at_before, at_one, at_other = (-side * self.result(x) for x in (before, one, other))
        if not at_before < at_one > at_other:
            return None
        peak = self.line.peak(before, other, lambda x: -side * self.result(x))
        reached = self.side(peak)
        return self._in_step(before, peak, side, reached) if reached != side else None

    def _tidy(self, near: float, far: float) -> tuple[float, float]:
        """Round an answer to figures that a person can copy, away from what falls short."""
        if self.line.step:
            return near, far
        rounded = self.moved.rounded(far, _FIGURES, up=far > near)
        inside = self.line.low <= rounded <= self.line.high
        return near, rounded if inside and self.met(rounded) else far

    def allowed(self, x: float) -> bool:
        """Tell whether the whole scenario has values with this one, and passes its checks."""
        try:
            self.moved.hold(x)
        except DomainError as error:
            (self.refused, *_) = error.messages
            return False
        return True

    def refusal(self) -> str | None:
        """Give why the scenario can't have a value that would do, or that it comes to most at."""
        for end in (self.least, self.most):
            if math.isfinite(end.result) and self.refused is None:
                self.allowed(end.x)
        refused = self.refused
        return refused.message if isinstance(refused, Diagnostic) else None


def _apart(values: Values, name: str, sought: Target) -> Diagnostic:
    message = f"{sought.name} does not depend on {name}"
    roots = inputs_of(values, sought.name)
    return Diagnostic("no-influence", message, hint=f"it depends on {roots}" if roots else None)


def _none(values: Values, seeker: _Seeker) -> Diagnostic:
    """Say that no value does, and what the result comes to instead."""
    name, of, line = seeker.moved.name, seeker.sought.name, seeker.line

    def shown(each: str, value: float) -> str:
        return human(value, values.unit(each), values.table)

    where = f"between {shown(name, line.low)} and {shown(name, line.high)}"
    message = f"no {name} {where} makes {seeker.sought.text}"
    least, most = seeker.least, seeker.most
    end = most if seeker.sought.sign.startswith(">") else least
    word = "most" if end is most else "least"
    if least.result > most.result:
        hint = f"{of} has no value there"
    elif least.result == most.result:
        hint = f"it is {shown(of, least.result)} all the way"
    elif seeker.over is not None:
        short, past = (shown(of, seeker.result(x)) for x in seeker.over)
        hint = f"it steps from {short} to {past} where {name} is {shown(name, seeker.over[1])}"
    elif seeker.sought.sign == "=":
        hint = f"it lies between {shown(of, least.result)} and {shown(of, most.result)}"
    else:
        hint = f"the {word} is {shown(of, end.result)}, where {name} is {shown(name, end.x)}"
    if (refused := seeker.refusal()) is not None:
        hint = f"what the scenario itself refuses is left out: {refused}"
    return Diagnostic("no-such-value", message, hint=hint)
