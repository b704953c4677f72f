"""How someone may have come to another figure of a scenario: its inputs and its conventions.

Each input that a result follows from is left out, counted twice and turned over, and
the result is worked out anew, so that a factor is right through sums, whole numbers
and queues, too. So is each convention that the scenario does not go by.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from estimator.amount.reading import read_amount
from estimator.check import slips
from estimator.check.diagnose import Way
from estimator.engine.compiler import compiled
from estimator.engine.override import only, taking
from estimator.engine.program import Program, run_on
from estimator.engine.result import Values
from estimator.errors import DomainError
from estimator.lang.fault import Fault
from estimator.lang.meaning import names_in
from estimator.units.dimension import Dimension
from estimator.units.natural import PERCENT, Powers, factor
from estimator.units.table import Unit, UnitTable


class Input(NamedTuple):
    """Hold an input of a result: its name, its value and one of its unit, in base units.

    `program` takes it; `assumed` tells that the scenario does not give it.
    """

    name: str
    value: float
    one: float
    program: Program
    assumed: bool

    @property
    def number(self) -> float:
        """Give the number that stands before its unit; a share is one of the whole."""
        return self.value / self.one


def ways(values: Values, name: str, unit: Powers) -> Iterator[Way]:
    """Give all that may lead to another figure of a result, stated in a unit.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> values = estimate(Source("x", "users: {monthly: 3M, daily_share: 50%}"))
    >>> next(ways(values, "users.daily", (("user", 1),))).says
    'left out users.monthly'
    """
    program = only(values.program, name)
    if not _few(values, name):
        yield from _of_inputs(values, name, [*_inputs(values, program)])
    yield from _of_conventions(values, name, program, unit)
    dimension = values.program.meanings[name].dimension
    yield from slips.ways(slips.Setting(kinds(dimension), prefix=_prefix(unit, values.table)))


def kinds(dimension: Dimension) -> frozenset[str]:
    """Give the kinds of figure that slips are made in, for a dimension.

    >>> sorted(kinds(Dimension({"information": 1, "time": -1})))
    ['data', 'rate']
    """
    powers = dict(dimension.powers)
    named = {
        "data": powers.get("information", 0) > 0,
        "rate": powers.get("time", 0) < 0,
        "time": powers.get("time", 0) > 0,
        "money": powers.get("money", 0) > 0,
    }
    found = {kind for kind, there in named.items() if there}
    return frozenset(found if found - {"rate"} else found | {"count"})


def _prefix(unit: Powers, table: UnitTable) -> int:
    """Give how many steps of 1,000 the data of a unit lie above the byte."""
    for name, power in unit:
        known = table.find(name)
        if isinstance(known, Unit) and power == 1 and known.dimension == _DATA:
            return max(0, round(math.log(known.factor, 1000)))
    return 0


_DATA = Dimension({"information": 1})


def _few(values: Values, name: str) -> bool:
    """Tell whether a result is a small whole count, in which most changes end alike."""
    value = values.by_name[name]
    counted = values.program.meanings[name].dimension.counted
    return counted and value < _FEW and value == round(value)


# Up to here one more is over five percent, as far as a rounding is fair.
_FEW = 20


def _inputs(values: Values, program: Program) -> Iterator[Input]:
    """Give the inputs of a program, first those that the scenario gives."""
    found = []
    for name, node in program.nodes.items():
        definition = values.definition(name)
        field = node.definition.wanted.field if node.definition.wanted else None
        amount = name in program.inputs
        assumed = definition.role == "default"
        given = definition.role == "input" or (definition.role == "formula" and amount)
        if not given and not (assumed and field and field.multiplier):
            continue
        unit = values.unit(name)
        one = 1.0 if unit == PERCENT else factor(unit, values.table)
        takes = program if amount else taking(program, (name,))
        found.append(Input(name, values.by_name[name], one, takes, assumed))
    yield from sorted(found, key=lambda each: each.assumed)


def _of_inputs(values: Values, name: str, inputs: list[Input]) -> Iterator[Way]:
    for each in inputs:
        if each.number <= 0 or each.number == 1:
            continue
        tried = {
            "missing-factor": (each.one, "left out {}"),
            "double-count": (each.value * each.number, "counted {} twice"),
            "turned-over": (each.one / each.number, "turned {} over"),
        }
        for slip, (x, says) in tried.items():
            ratio = _ratio(values, name, each.program, {each.name: x})
            if _moves(ratio):
                yield _done(slip, ratio, says.format(each.name), _ASSUMED * each.assumed)
    for pair in combinations(inputs, 2):
        if _together(*pair):
            ones = {each.name: each.one for each in pair}
            ratio = _ratio(values, name, pair[0].program, ones)
            if _moves(ratio):
                says = f"left out {' and '.join(ones)}"
                dearer = _STEP if _whole_step(pair[0].program, ones) else _PAIR
                yield _done("missing-factor", ratio, says, dearer)


# What is added to the cost of a way. Passing over a whole step, so that 150 M users
# become 150 M tweets, is the likeliest; leaving out two inputs is less likely than
# one; and what is not given is seldom thought of.
_STEP, _PAIR, _ASSUMED = -0.05, 0.02, 0.1


def _whole_step(program: Program, names: Iterable[str]) -> bool:
    """Tell whether inputs are all that leads from one worked-out value to the next."""
    given = {*program.inputs}
    left_out = {*names}
    parts = ({*node.parts} for node in program.nodes.values())
    return any(each & given == left_out and len(each - given) == 1 for each in parts)


def _together(one: Input, other: Input) -> bool:
    """Tell whether two inputs stand side by side in a section, and both take part."""
    holders = {each.name.rpartition(".")[0] for each in (one, other)}
    return (
        len(holders) == 1
        and "" not in holders
        and one.program is other.program
        and all(each.number > 0 and each.number != 1 for each in (one, other))
    )


def _done(slip: str, ratio: float, says: str, dearer: float) -> Way:
    known = slips.way(slip, ratio)
    return known._replace(says=says, cost=known.cost + dearer, done=True)


def _moves(ratio: float) -> bool:
    return 0 < ratio < math.inf and not math.isclose(ratio, 1)


def _ratio(values: Values, name: str, program: Program, changed: Mapping[str, float]) -> float:
    """Give what a change multiplies a result by, NaN where it has no value then."""
    before = values.by_name[name]
    given = {each: changed.get(each, values.by_name[each]) for each in program.inputs}
    try:
        found = run_on(program, values.loaded.definitions, given)
    except DomainError:
        return math.nan
    after = dict(zip(program.nodes, found, strict=True))[name]
    return after / before if before else math.nan


def _of_conventions(values: Values, name: str, program: Program, unit: Powers) -> Iterator[Way]:
    own = values.table.convention
    for slip, entry in slips.known().items():
        if "length" not in entry or (own == "rounded" and "undone" not in entry):
            continue
        length = 1 / entry["length"] if own == "rounded" else entry["length"]
        table = _lengthened(values.table, slip, entry["needs"], length)
        ratio = _under(values, name, program, table)
        # A figure per day stays what it is, however long a day may be.
        ratio *= factor(unit, values.table) / factor(unit, table)
        if _moves(ratio):
            made = slips.way(slip, ratio)
            yield made._replace(says=entry["undone"]) if own == "rounded" else made


@lru_cache(maxsize=256)
def _lengthened(table: UnitTable, slip: str, needs: str, length: float) -> UnitTable:
    """Give a table in which a day, a month or a year is longer, and what is made of it."""
    longer = ("day", "week", "month", "year") if needs == "day" else (needs,)
    units = {
        name: unit._replace(factor=unit.factor * length) if unit.name in longer else unit
        for name, unit in table.units.items()
    }
    return UnitTable(f"{table.convention}, {slip}", units, table.ambiguous, table.things)


def _under(values: Values, name: str, program: Program, table: UnitTable) -> float:
    """Give what other lengths of a day or a year multiply a result by; see `_ratio`."""
    sizes = {each: _size(each, table) for each in program.sizes}
    if sizes != program.sizes:
        plan = compiled(program.nodes, program.inputs, sizes)
        program = program._replace(sizes=sizes, plan=plan)
    return _ratio(values, name, program, _read_anew(values, program, table))


def _read_anew(values: Values, program: Program, table: UnitTable) -> dict[str, float]:
    """Give the inputs whose amounts name what is longer in a table."""
    found = {}
    for name in program.inputs:
        definition = values.definition(name)
        named = (unit.text for unit in names_in(definition.text))
        if any(values.table.find(unit) != table.find(unit) for unit in named):
            try:
                found[name] = read_amount(definition.text, table, definition.wanted).value
            except Fault:
                # An amount at the edge of its range may leave it; it stays as it is.
                continue
    return found


def _size(unit: str, table: UnitTable) -> float:
    known = table.find(unit)
    assert isinstance(known, Unit), unit
    return known.factor
