"""Two scenarios beside each other, and which inputs a result differs for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from random import Random
from typing import NamedTuple

from estimator.engine.override import only, taking
from estimator.engine.program import Program, run_on
from estimator.engine.result import Values
from estimator.errors import DomainError
from estimator.lang.nodes import names

REST = ""
"""The name that all of a scenario but its numbers goes by: its sections, formulas, conventions."""

# Every mix of so many inputs is worked out; of more, those on the way of so
# many orders and their reverses.
_EXACT = 8
_ORDERS = 100
# A reason that explains less is none.
_LEAST = 0.0005
# Values that differ by rounding alone are the same.
_NOISE = 1e-12


class Comparison(NamedTuple):
    """Hold the names of the results that two scenarios both have, and of those that only one has.

    A name that stands for another kind of thing on each side is one of both that only one has.
    """

    common: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


class Reason(NamedTuple):
    """Hold an input that differs, its share of the difference, and its two values.

    The rest of the scenario has the name `REST`; its two values are those of
    the result by each scenario's formulas, with the inputs of the first.
    """

    name: str
    share: float
    one: float
    other: float


class Why(NamedTuple):
    """Hold the reasons for which a result differs, the largest share first.

    The shares of `reasons`, together with `left_out`, the sum of those under a
    twentieth of a percent, add up to 1. They are of the logarithm of the ratio;
    where the result is zero or of either sign on the way, and so `logarithmic`
    is false, of the difference. Where the result is the same there are none.
    """

    reasons: tuple[Reason, ...]
    left_out: float
    logarithmic: bool


def compare(one: Values, other: Values) -> Comparison:
    """Put the results of two scenarios beside each other, in the order of the first.

    Results are answers and formulas; what is given on both sides is left out, and so
    are the steps on the way that no report shows.
    """
    here, there = {*_results(one)}, {*_results(other)}
    both = {name for name in here | there if _both(name, one, other)}
    common = (name for name in one.names() if name in both)
    alone = (name for name in one.names() if name in here - both)
    beyond = (name for name in other.names() if name in there - both)
    return Comparison(tuple(common), tuple(alone), tuple(beyond))


def why(name: str, one: Values, other: Values) -> Why:
    """Say for which inputs a result of two scenarios differs, and how much for each.

    Each share is the input's Shapley value: what it adds when it goes from the
    one scenario's value to the other's, averaged over all orders in which the
    inputs could do so (L. S. Shapley, "A Value for n-Person Games", 1953). Past
    eight inputs that is the mean over a hundred orders drawn by a fixed seed,
    and their reverses (J. Castro, D. Gómez, J. Tejada, "Polynomial calculation of
    the Shapley value based on sampling", 2009). An input is what either scenario
    gives as an amount; where the scenarios differ in more than amounts, that is
    one more reason, called `REST`. A mix of inputs that has no value counts halfway.

    Raises UnknownNameError where one of the scenarios has no such result.
    """
    game = _Game(other.find(one.find(name)), one, other)
    everyone = (1 << len(game.players)) - 1
    exact = len(game.players) <= _EXACT
    lines = [*_orders(len(game.players))] if not exact else []
    mixes = {*range(everyone + 1)} if exact else {mix for line in lines for mix in _mixes(line)}
    worth = {mix: game.value(mix) for mix in mixes | {0, everyone}}
    logarithmic = _one_sign(worth.values())
    if logarithmic:
        worth = {mix: math.log(abs(value)) for mix, value in worth.items()}
    whole = worth[everyone] - worth[0]
    if not game.players or abs(whole) <= _NOISE * (1 if logarithmic else abs(worth[0])):
        return Why((), 0.0, logarithmic)
    halfway = worth[0] + whole / 2
    worth = {mix: halfway if math.isnan(value) else value for mix, value in worth.items()}
    added = _shapley(len(game.players), worth) if exact else _sampled(lines, worth)
    shares = [each / whole for each in added]
    found = [game.reason(at, share) for at, share in enumerate(shares) if abs(share) >= _LEAST]
    rest = math.fsum(share for share in shares if abs(share) < _LEAST)
    return Why(tuple(sorted(found, key=lambda each: -abs(each.share))), rest, logarithmic)


def _results(values: Values) -> Iterator[str]:
    """Give the names of answers and formulas that a report shows."""
    for name in values.names():
        definition = values.definition(name)
        worked_out = definition.role == "answer" or definition.reading is None
        if worked_out and definition.role in ("answer", "formula") and not definition.quiet:
            yield name


def _both(name: str, one: Values, other: Values) -> bool:
    """Tell whether both scenarios have a name, for the same kind of thing."""
    if name not in one.by_name or name not in other.by_name:
        return False
    return one.program.meanings[name].dimension == other.program.meanings[name].dimension


def _one_sign(values: Iterable[float]) -> bool:
    """Tell whether values are all above zero, or all below; those that are lacking apart."""
    known = [value for value in values if not math.isnan(value)]
    return min(known) > 0 or max(known) < 0


class _Side:
    """Hold the part of one scenario that a result takes, with inputs of either put in."""

    def __init__(self, name: str, values: Values, settable: Iterable[str]) -> None:
        self.name = name
        self.values = values
        shared = tuple(each for each in settable if each in values.program.nodes)
        self.program: Program = only(taking(values.program, shared), name)

    def value(self, changed: Mapping[str, float]) -> float:
        """Give the result with some inputs changed, NaN where it has none."""
        known = self.values.by_name
        given = {n: changed[n] if n in changed else known[n] for n in self.program.inputs}
        try:
            found = run_on(self.program, self.values.loaded.definitions, given)
        except DomainError:
            return math.nan
        return dict(zip(self.program.nodes, found, strict=True))[self.name]

    def kept(self, players: Iterable[str]) -> tuple[object, ...]:
        """Give all that decides the result but some inputs: formulas, units, other values."""
        given = {*self.program.inputs}
        formulas = {n: node.tree for n, node in self.program.nodes.items() if n not in given}
        taken = {each.text for tree in formulas.values() for each in names(tree)}
        sizes = {n: size for n, size in self.program.sizes.items() if n in taken}
        fixed = {n: self.values.by_name[n] for n in given - {*players}}
        return formulas, sizes, fixed


class _Game:
    """Hold what can go from one scenario's value to the other's: inputs, and the rest.

    A mix is a number with a bit for each player that has gone over.
    """

    def __init__(self, name: str, one: Values, other: Values) -> None:
        self.one, self.other = one, other
        settable = [n for n in _given(name, one, other) if _both(n, one, other)]
        self.sides = _Side(name, one, settable), _Side(name, other, settable)
        taken = {n for side in self.sides for n in side.program.inputs}
        differ = [n for n in settable if n in taken and self._differs(n)]
        mine, theirs = (side.kept(differ) for side in self.sides)
        self.players = (*differ, *((REST,) if mine != theirs else ()))

    def value(self, mix: int) -> float:
        """Give the result of a mix of the two scenarios."""
        moved = {n: mix >> at & 1 for at, n in enumerate(self.players)}
        side = self.sides[moved.pop(REST, 0)]
        both = self.one.by_name, self.other.by_name
        return side.value({n: both[which][n] for n, which in moved.items()})

    def reason(self, at: int, share: float) -> Reason:
        """Give a player's part in the difference."""
        name = self.players[at]
        if name == REST:
            return Reason(name, share, self.value(0), self.value(1 << at))
        return Reason(name, share, self.one.by_name[name], self.other.by_name[name])

    def _differs(self, name: str) -> bool:
        """Tell whether an input has two values, and not one that conventions read in two ways."""
        if self.one.definition(name).text == self.other.definition(name).text:
            return False
        values = self.one.by_name[name], self.other.by_name[name]
        return not math.isclose(*values, rel_tol=_NOISE)


def _given(name: str, *both: Values) -> Iterator[str]:
    """Give what either scenario gives as an amount, and a result takes in either."""
    sides = [only(values.program, name) for values in both]
    for each in dict.fromkeys(n for side in sides for n in side.inputs):
        if any(
            values.definition(each).reading is not None
            and values.definition(each).role != "constant"
            for values in both
            if each in values.by_name
        ):
            yield each


def _shapley(many: int, worth: Mapping[int, float]) -> list[float]:
    """Work out the Shapley value of each player from the worth of every mix."""
    found = []
    for player in range(many):
        rest = [1 << at for at in range(many) if at != player]
        parts = [
            (worth[mix | 1 << player] - worth[mix]) / (many * math.comb(many - 1, size))
            for size in range(many)
            for mix in map(sum, combinations(rest, size))
        ]
        found.append(math.fsum(parts))
    return found


def _orders(many: int) -> Iterator[tuple[int, ...]]:
    """Draw orders of the players, the same ones each time, and their reverses."""
    draw = Random(1)  # noqa: S311 - nothing is kept secret by it
    for _ in range(_ORDERS):
        order = draw.sample(range(many), many)
        yield tuple(order)
        yield tuple(reversed(order))


def _mixes(order: tuple[int, ...]) -> Iterator[int]:
    """Give the mixes on the way as the players go over one by one."""
    mix = 0
    yield mix
    for player in order:
        mix |= 1 << player
        yield mix


def _sampled(orders: list[tuple[int, ...]], worth: Mapping[int, float]) -> list[float]:
    """Work out the mean of what each player adds, over some orders."""
    parts: list[list[float]] = [[] for _ in orders[0]]
    for order in orders:
        way = [worth[mix] for mix in _mixes(order)]
        for at, player in enumerate(order):
            parts[player].append(way[at + 1] - way[at])
    return [math.fsum(part) / len(part) for part in parts]
