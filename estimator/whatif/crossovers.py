"""At how much more demand each count goes up a step, and what binds it becomes another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from estimator.diagnostics import Diagnostic
from estimator.engine.binding import contenders
from estimator.engine.override import above
from estimator.engine.result import Values
from estimator.errors import DomainError
from estimator.lang.nodes import Call, walk
from estimator.units.natural import factor
from estimator.whatif.demand import Demand
from estimator.whatif.moved import Moved
from estimator.whatif.search import Line

# A value that moved by rounding alone has not moved.
_NOISE = 1e-9
# Of so many or more, a step sooner than after two percent more says nothing.
_MANY = 50
_AT_ONCE = 1.02
# What comes at the same point but for rounding is one thing.
_SAME = 1e-6
_WHOLE = {"ceil", "floor", "round"}


class Crossover(NamedTuple):
    """Hold where a result first becomes another as demand grows, in base units.

    That is at `factor` times today's demand; `one` is the result today and
    `other` there. `demand_name` is the demand that alone decides it, and
    `demand` that one's value there; the name is empty where several kinds of
    demand grow together. Where not the count but what binds it is another,
    `limits` has the names of what binds it before and from there on.
    """

    factor: float
    name: str
    one: float
    other: float
    demand_name: str
    demand: float
    limits: tuple[str, str] | None = None


class Crossovers(NamedTuple):
    """Hold what becomes another as demand grows, the nearest first, and what does so at once.

    What grows alone does so to `most` times today's value, where its field
    ends, or where the scenario refuses more, as `refused` says then.
    """

    found: tuple[Crossover, ...]
    at_once: tuple[str, ...]
    most: float = math.inf
    refused: str = ""


def crossovers(values: Values, of: str | None = None, up_to: float = 100.0) -> Crossovers:
    """Find where counts first go a step up, or down, as demand grows.

    A count is what is rounded to whole things: an answer that growth is told
    of or that a decision is about (servers, database nodes, shards, links), or
    a formula of the user's own. Of each the first step is told and no more: a
    planner asks when today's design no longer does, and what comes later is
    another design. A count of fifty or more that goes up within two percent says
    nothing by its next step; those are named `at_once`. For each
    count that is bound by the largest of several limits, the first change of
    what binds it is told, too, since that is when more of the same no longer
    helps; where both come at the same point, as one.

    Args:
        values: a scenario, worked out.
        of: the input that grows alone, as far as the scenario takes it; without
            it, all demand grows together.
        up_to: at how many times today's demand to stop.

    Raises UnknownNameError, FormulaError or NoSuchValueError where there is no
    such input, and DomainError where it is not above zero, or `up_to` not above one.
    """
    up_to = _held(up_to)
    growing = _together(values, up_to) if of is None else _Alone(values, of).growing(up_to)
    if growing is None:
        return Crossovers((), ())
    found, at_once = [], []
    for name in _counts(values):
        step, turn = _step(growing, name), _turn(growing, name)
        if step and turn and math.isclose(step.factor, turn.factor, rel_tol=_SAME):
            step, turn = step._replace(limits=turn.limits), None
        many = abs(values.in_unit(name)) >= _MANY
        if step and many and step.factor < _AT_ONCE and not step.limits:
            at_once.append(name)
            step = None
        found += [each for each in (step, turn) if each]
    in_order = tuple(sorted(found, key=lambda each: each.factor))
    return Crossovers(in_order, tuple(at_once), growing.most, growing.refused)


def _held(up_to: Any) -> float:
    """Give at how many times today's demand to stop, as a number above one."""
    try:
        most = float(up_to)
    except OverflowError:
        most = math.inf
    except (TypeError, ValueError):
        most = math.nan
    if not 1 < most < math.inf:
        given = f"{most:g}" if isinstance(up_to, int | float) else repr(up_to)
        message = f"up_to must be a number above 1, not {given}"
        hint = "it is at how many times today's demand to stop"
        raise DomainError([Diagnostic("out-of-range", message, hint=hint)])
    return most


class _Growing(NamedTuple):
    """Hold what grows: the factors to try, a result at one of them, and what to call it by.

    `most` is the last factor there is, and `refused` why there are no more.
    """

    values: Values
    line: Line
    value: Callable[[str, float], float]
    lead: Callable[[str], str]
    most: float = math.inf
    refused: str = ""

    def crossover(self, name: str, at: float, limits: tuple[str, str] | None = None) -> Crossover:
        """Give what a result is at a factor, beside today."""
        lead, known = self.lead(name), self.values.by_name
        demand = known[lead] * at if lead else 0.0
        return Crossover(at, name, known[name], self.value(name, at), lead, demand, limits)

    def first(self, differs: Callable[[float], bool]) -> float | None:
        """Give the first factor from which on something is not as it is today."""
        edge = _edge(self.line, differs)
        return None if edge is None else edge[1]


def _edge(line: Line, differs: Callable[[float], bool]) -> tuple[float, float] | None:
    """Give the last factor before something is not as it is today, and the first from there on."""
    one, *more = line.upward(1.0)
    for other in more:
        if differs(other):
            return line.edge(one, other, lambda at: not differs(at))
        one = other
    return None


def _together(values: Values, up_to: float) -> _Growing | None:
    demand = Demand(values)
    return _Growing(values, Line(1.0, up_to), demand.value, demand.lead) if demand.moved else None


class _Alone:
    """Hold one input that grows, by factors of what it is today."""

    def __init__(self, values: Values, of: str) -> None:
        self.values = values
        self.moved = Moved(values, of)
        self.line = self.moved.line()
        name, today = self.moved.name, self.moved.today
        if today <= 0:
            message = f"{name} is {values.show(name)}, and so many times that is no more"
            raise DomainError([Diagnostic("no-growth", message, hint="give it a value above zero")])

    def value(self, name: str, factor: float) -> float:
        """Give a result at so many times the input."""
        return self.moved.value(name, self._there(factor))

    def lead(self, name: str) -> str:
        """Give the name of the input where it decides a result."""
        moved = self.moved.name
        return moved if moved in above(self.values.program, name) else ""

    def growing(self, up_to: float) -> _Growing:
        """Give it as what grows, up to where its field ends or the scenario refuses more."""
        today, step = self.moved.today, self.line.step
        most, refused = self.line.high / today, ""
        line = Line(1.0, min(up_to, most), step=step / today)
        edge = _edge(line, lambda at: self._refusal(at) is not None)
        if edge is not None:
            most, refused = edge[0], self._refusal(edge[1]) or ""
        line = line._replace(high=min(up_to, most))
        return _Growing(self.values, line, self.value, self.lead, most, refused)

    def _there(self, factor: float) -> float:
        there, step = self.moved.today * factor, self.line.step
        return round(there / step) * step if step else there

    def _refusal(self, factor: float) -> str | None:
        """Say why the scenario can't have the input there, None where it can."""
        try:
            self.moved.hold(self._there(factor))
        except DomainError as error:
            (first, *_) = error.messages
            return first.message if isinstance(first, Diagnostic) else first.code
        return None


def _counts(values: Values) -> Iterator[str]:
    """Give the results that are rounded to so many of their unit, and worth telling."""
    decided = {
        f"{instance.path}.{decision.of}"
        for instance in values.loaded.instances
        for group in instance.section.decisions
        for decision in group
    }
    for name in values.names():
        definition = values.definition(name)
        if definition.role != "formula" and not definition.telling and name not in decided:
            continue
        tree = values.node(name).tree
        rounds = any(isinstance(part, Call) and part.function in _WHOLE for part in walk(tree))
        many = values.by_name[name] / factor(values.unit(name), values.table)
        if rounds and abs(many - round(many)) <= _NOISE * abs(many):
            yield name


def _step(growing: _Growing, name: str) -> Crossover | None:
    """Give where a count is first not what it is today."""
    today = growing.values.by_name[name]

    def differs(at: float) -> bool:
        # No value is no other value: a queue without end is not a step.
        return abs(growing.value(name, at) - today) > _NOISE * abs(today)

    at = growing.first(differs)
    return None if at is None else growing.crossover(name, at)


def _turn(growing: _Growing, name: str) -> Crossover | None:
    """Give where something else than today begins to bind a count."""
    limits = contenders(growing.values, name)
    if len(limits) < 2:
        return None
    most = max(growing.values.by_name[each] for each in limits)
    first = [each for each in limits if growing.values.by_name[each] >= most - _NOISE * abs(most)]
    # Of two that are even today, the one that grows more binds.
    today = _largest(growing, first, _AT_ONCE)

    def differs(at: float) -> bool:
        bound = growing.value(today, at)
        return any(growing.value(each, at) > bound + _NOISE * abs(bound) for each in limits)

    at = growing.first(differs)
    if at is None:
        return None
    then = _largest(growing, limits, at)
    return growing.crossover(name, at, (_last(today), _last(then)))


def _largest(growing: _Growing, limits: Sequence[str], at: float) -> str:
    """Give the limit that binds at a factor; one without a value never does."""
    values = {each: growing.value(each, at) for each in limits}
    return max(limits, key=lambda each: -math.inf if math.isnan(values[each]) else values[each])


def _last(name: str) -> str:
    return name.rpartition(".")[2]
