"""The values of a scenario, each with its dimension, unit and origin."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from estimator.amount.field import Asked
from estimator.amount.reading import Reading, read_amount
from estimator.amount.spread import ANYTHING
from estimator.diagnostics import Diagnostic, Label
from estimator.document import Scalar
from estimator.engine.graph import Node
from estimator.engine.program import Program
from estimator.errors import FormulaError, UnknownNameError
from estimator.lang.fault import Fault
from estimator.lang.nodes import Convert, Number, Range, Where, walk
from estimator.scenario.definition import Definition, placed
from estimator.scenario.loader import Loaded
from estimator.scenario.statements import Stated
from estimator.sections import SECTIONS
from estimator.source import Source, Span
from estimator.suggest import did_you_mean
from estimator.units.display import human
from estimator.units.natural import PERCENT, Powers, factor
from estimator.units.table import UnitTable

if TYPE_CHECKING:
    from estimator.distribution.distribution import Distribution


class Expectation(NamedTuple):
    """Hold what a result was expected to be, and whether it is.

    `shown` is the result in the unit of the expectation.
    """

    name: str
    text: str
    met: bool
    shown: str


class Claimed(NamedTuple):
    """Hold what someone said of a result, as it is read: it can be of another kind.

    `verdict` is what it is known to be, empty where the scenario does not say.
    """

    name: str
    text: str
    by: str
    read: Reading
    verdict: str = ""


class Limit(NamedTuple):
    """Hold the most that there is room for of a result, in base units."""

    name: str
    text: str
    most: float


class Values:
    """Hold every value of one scenario, in base units, by name.

    `names` gives them in the order of the scenario: sections, then formulas.
    """

    def __init__(self, loaded: Loaded, program: Program, values: tuple[float, ...]) -> None:
        self.loaded = loaded
        self.program = program
        # An answer without a value, such as a ratio to nothing, is not there.
        self.by_name = {
            name: value
            for name, value in zip(program.nodes, values, strict=True)
            if not math.isnan(value)
        }

    @property
    def table(self) -> UnitTable:
        """Give the units of the scenario."""
        return self.loaded.table

    def names(self) -> Iterator[str]:
        """Give every name, section by section as they are registered, formulas last."""
        return (name for name in self.program.report_order if name in self.by_name)

    def find(self, name: str) -> str:
        """Give the name that something is known by; `formulas.x` is `x`.

        Raises UnknownNameError, with what may have been meant.
        """
        known = self.known(name)
        if known is not None:
            return known
        hint = SECTIONS.absent(name, self.by_name) or did_you_mean(
            name.removeprefix("formulas."), self.by_name
        )
        raise UnknownNameError(
            [Diagnostic("unknown-name", f"there is no result {name}", hint=hint)]
        )

    def known(self, name: str) -> str | None:
        """Give the name that something is known by, or None; see `find`."""
        bare = name.removeprefix("formulas.")
        return next((n for n in (bare, f"formulas.{bare}") if n in self.by_name), None)

    def definition(self, name: str) -> Definition:
        """Give what a name stands for."""
        return self.loaded.definitions.get(name) or self.node(name).definition

    def node(self, name: str) -> Node:
        """Give a name's place in the graph."""
        return self.program.nodes[name]

    def unit(self, name: str) -> Powers:
        """Give the unit that a value is shown in."""
        return self.program.meanings[name].unit

    def in_unit(self, name: str) -> float:
        """Give a value as a number of its unit."""
        return self.by_name[name] / factor(self.unit(name), self.table)

    def show(self, name: str, figures: int = 3) -> str:
        """Show a value for people: `1.74 k tweet/s`; what was typed, as it was typed."""
        typed = self.typed(name)
        literal = typed and self.definition(name).reading is not None
        figures = max(figures, _TYPED_FIGURES) if literal else figures
        return human(self.by_name[name], self.unit(name), self.table, figures, steps=not typed)

    def typed(self, name: str) -> bool:
        """Tell whether someone wrote the unit to show a value in: an amount, or `-> unit`."""
        definition = self.definition(name)
        if definition.reading is None or isinstance(definition.tree, Convert | Range):
            return isinstance(definition.tree, Convert)
        return sum(isinstance(part, Number) for part in walk(definition.tree)) == 1

    def distribution(self, name: str) -> Distribution | None:
        """Give what an input is drawn from, None where a value is certain or worked out."""
        reading = self.definition(name).reading
        return reading.distribution if reading is not None else None

    def uncertain(self) -> tuple[str, ...]:
        """Give the names of the inputs that are ranges or distributions."""
        readings = ((name, self.definition(name).reading) for name in self.program.inputs)
        return tuple(name for name, read in readings if read is not None and read.drawn is not None)

    def asked(self, name: str) -> Asked:
        """Give what an amount that is held against a value must be: of its kind, of any size."""
        meaning = self.program.meanings[name]
        return Asked(ANYTHING, meaning.dimension, meaning.unit, 1.0)

    def expectations(self) -> list[Expectation]:
        """Hold every result to what the scenario expects of it.

        A range is met by a value within it, a single amount by one within
        half a percent, which is what three figures can show.
        """
        met = []
        for stated, read in self._stated(self.loaded.expects):
            value = self.by_name[stated.name]
            slack = _slack(read)
            holds = read.low - slack <= value <= read.high + slack
            shown = human(value, read.unit, self.table, _EXPECTED_FIGURES, steps=False)
            met.append(Expectation(stated.name, stated.text, holds, shown))
        return met

    def claims(self) -> list[Claimed]:
        """Give what someone said of results; `check.claims` judges it."""
        return [
            Claimed(stated.name, stated.text, stated.by, read, stated.verdict)
            for stated, read in self._stated(self.loaded.claims)
        ]

    def claim(self, name: str, text: str) -> Claimed:
        """Give what someone says of one result, not written in the scenario.

        Raises UnknownNameError where there is no such result, and FormulaError
        for what is no amount.
        """
        node = Scalar(text, Span(Source("claim", text), 0, len(text)))
        stated = Stated(self.find(name), text, node, node, any_kind=True)
        ((_, read),) = self._stated((stated,))
        return Claimed(stated.name, text, "", read)

    def limits(self) -> list[Limit]:
        """Give what there is room for; of a range, its upper end."""
        return [
            Limit(stated.name, stated.text, read.high)
            for stated, read in self._stated(self.loaded.limits)
        ]

    def hold_statements(self) -> None:
        """Raise FormulaError where a statement on a result names none, or is of another kind."""
        self._stated((*self.loaded.expects, *self.loaded.limits, *self.loaded.claims))

    def _stated(self, statements: tuple[Stated, ...]) -> list[tuple[Stated, Reading]]:
        found, problems = [], []
        for stated in statements:
            try:
                name = self.find(stated.name)
                read = self._read(stated, self.asked(name))
                found.append((stated._replace(name=name), read))
            except UnknownNameError as error:
                (message,) = error.messages
                assert isinstance(message, Diagnostic)
                problems.append(message._replace(labels=(Label(stated.key.span),)))
            except Fault as fault:
                problems.append(placed(fault, partial(_within, stated.node)))
        if problems:
            raise FormulaError(problems)
        return found

    def _read(self, stated: Stated, wanted: Asked) -> Reading:
        try:
            return read_amount(stated.text, self.table, wanted)
        except Fault as fault:
            if not stated.any_kind or fault.code != "wrong-kind":
                raise
        return read_amount(stated.text, self.table)


def chosen(values: Values, names: str | Sequence[str] | None) -> tuple[str, ...]:
    """Give the results that someone asks for by name: if None, all that have a line of their own.

    Raises UnknownNameError for one that is not there.
    """
    if names is None:
        return tuple(name for name in values.names() if _told(values.definition(name)))
    asked = (names,) if isinstance(names, str) else names
    return tuple(dict.fromkeys(values.find(name) for name in asked))


def _told(definition: Definition) -> bool:
    return definition.role not in ("constant", "default") and not definition.quiet


def _slack(read: Reading) -> float:
    """Give by how much a result may miss: half a percent, of a share's smaller part."""
    if read.low != read.high:
        return 1e-9 * max(abs(read.low), abs(read.high))
    share = read.unit == PERCENT and 0 < read.value < 1
    return 0.005 * (min(read.value, 1 - read.value) if share else abs(read.value))


def _within(node: Scalar, where: Where) -> Span:
    return node.within(*where)


_TYPED_FIGURES = 6
_EXPECTED_FIGURES = 4
