"""Definitions → an order in which each comes after what it takes."""

from __future__ import annotations

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from estimator.amount.checks import hold_division, hold_range_alone
from estimator.amount.reading import known_unit
from estimator.diagnostics import MOST, Diagnostic, Label
from estimator.engine.names import Names
from estimator.errors import FormulaError
from estimator.lang.fault import Fault
from estimator.lang.nodes import Call, Convert, Name, Tree, names, rebuilt, renamed, walk
from estimator.lang.parser import parse
from estimator.library.constants import Constant, constant_names, find_constant
from estimator.scenario.definition import Definition
from estimator.sections import SECTIONS
from estimator.suggest import did_you_mean
from estimator.units.table import Ambiguous, Unit, UnitTable

# More places than these of one circle nobody follows.
_MOST_SHOWN = 6


class Node(NamedTuple):
    """Hold a definition in the graph.

    `tree` is its formula with every name made one of the graph's or a unit's;
    `parts` are the names it takes.
    """

    definition: Definition
    tree: Tree
    parts: tuple[str, ...]


class Mentioned(NamedTuple):
    """Hold the names that decisions say, and the groups that checks hold to each other."""

    said: frozenset[str]
    held: tuple[frozenset[str], ...]


def ordered(
    definitions: dict[str, Definition],
    table: UnitTable,
    could_be: dict[str, str],
    mentioned: Mentioned,
) -> dict[str, Node]:
    """Put definitions, and the constants they name, in order.

    `could_be` holds the names that the scenario's sections would have if more
    was given, and what they are; `mentioned` are steps on the way that are
    spoken of.

    Raises FormulaError for names that are not there, and for a formula that
    takes itself, with the path.
    """
    resolver = _Resolver(definitions, table, could_be)
    nodes = resolver.nodes()
    if resolver.problems:
        raise FormulaError(resolver.problems)
    sorter = TopologicalSorter({name: node.parts for name, node in nodes.items()})
    try:
        order = list(sorter.static_order())
    except CycleError as error:
        raise FormulaError([_cycle(error.args[1], nodes)]) from None
    return _worth_telling({name: nodes[name] for name in order}, mentioned)


class _Resolver:
    """Make every name in every formula a definition's, a constant's or a unit's."""

    def __init__(
        self, definitions: dict[str, Definition], table: UnitTable, could_be: dict[str, str]
    ) -> None:
        self.definitions = definitions
        self.could_be = could_be
        self.names = Names(definitions)
        self.table = table
        self.constants: dict[str, Node] = {}
        self.problems: list[Diagnostic] = []

    def nodes(self) -> dict[str, Node]:
        found = {}
        for name, definition in self.definitions.items():
            if definition.reading is not None:
                found[name] = Node(definition, definition.tree, ())
                continue
            try:
                found[name] = self._node(definition)
            except Fault as fault:
                self.problems.append(definition.diagnostic(fault))
                if len(self.problems) == MOST:
                    break
        return found | self.constants

    def _node(self, definition: Definition) -> Node:
        tree = definition.tree
        hold_range_alone(tree)
        hold_division(tree, self._is_unit)
        new = {}
        for part in walk(tree):
            if isinstance(part, Name):
                new[part.text] = self._meant(part)
            elif isinstance(part, Convert):
                self._hold_units(part.unit)
        if any(old != meant for old, meant in new.items()):
            tree = renamed(tree, new)
        if any("*" in name for name in new):
            tree = self._spread(tree)
        taken = dict.fromkeys(
            name.text for name in names(tree) if not name.unit and self._has(name.text)
        )
        return Node(definition, tree, tuple(taken))

    def _is_unit(self, name: str) -> bool:
        return name not in self.definitions and self.table.find(name) is not None

    def _has(self, name: str) -> bool:
        return name in self.definitions or name in self.constants

    def _meant(self, name: Name) -> str:
        """Give the name of the graph, or of a unit, that a name in a formula means."""
        text = name.text.removeprefix("formulas.")
        unit = self.table.find(name.text)
        if name.unit:
            known_unit(name, self.table)
            return name.text
        if self._has(text) or "*" in text:
            return text
        if (whole := f"formulas.{text}") in self.definitions:
            return self._called_like_a_unit(name, whole, unit)
        if text in SECTIONS:
            message = f"{text} is a section, and no value"
            example = next((n for n in self.definitions if n.startswith(text + ".")), None)
            hint = f"name one of its values, such as {example}" if example else None
            raise Fault("unknown-name", message, name.where, hint=hint)
        if unit is not None:
            return name.text
        constant = find_constant(text)
        if constant is None:
            raise self._unknown(name)
        self.constants[constant.path] = _constant(constant)
        return constant.path

    def _called_like_a_unit(self, name: Name, whole: str, unit: Unit | Ambiguous | None) -> str:
        """Read the plural alone as the formula; the singular could be either."""
        if name.text == whole or not (isinstance(unit, Unit) and unit.name == name.text):
            return whole
        message = f"{name.text} can be the formula or the unit"
        raise Fault("ambiguous-name", message, name.where, hint=f"write {whole}, or 1 {name.text}")

    def _hold_units(self, unit: Tree) -> None:
        for name in names(unit):
            if name.text in self.definitions:
                message = f"{name.text} is a formula, and no unit to show a value in"
                raise Fault("no-unit", message, name.where)

    def _spread(self, tree: Tree) -> Tree:
        """Put the members of a family in its place among a function's arguments."""
        if isinstance(tree, Name) and "*" in tree.text:
            message = "a family of names stands inside a function"
            raise Fault("family-alone", message, tree.where, hint=f"write sum({tree.text})")
        if isinstance(tree, Call):
            arguments = [member for part in tree.arguments for member in self._members(part)]
            return replace(tree, arguments=tuple(arguments))
        return rebuilt(tree, self._spread)

    def _members(self, argument: Tree) -> list[Tree]:
        if not isinstance(argument, Name) or "*" not in argument.text:
            return [self._spread(argument)]
        members = list(self.names.family(argument.text))
        if not members:
            message = f"no name is like {argument.text}"
            raise Fault("unknown-name", message, argument.where)
        return [replace(argument, text=member) for member in members]

    def _unknown(self, name: Name) -> Fault:
        if name.text in self.could_be:
            message = f"{name.text} is not given, and does not follow"
            return Fault("not-given", message, name.where, hint=self.could_be[name.text] or None)
        known = [*self.definitions, *self.table.units, *constant_names()]
        hint = did_you_mean(name.text, known) or SECTIONS.absent(name.text, self.could_be)
        if hint is None and "." not in name.text:
            hint = (
                f"a formula of that name, or a counted thing with units: [{name.text}], is missing"
            )
        return Fault("unknown-name", f"there is no name {name.text}", name.where, hint=hint)


def _constant(constant: Constant) -> Node:
    definition = Definition(
        constant.path,
        constant.value,
        parse(constant.value),
        "constant",
        reading=constant.reading,
        meaning=constant.title,
        source=constant.source,
        note=constant.note,
    )
    return Node(definition, definition.tree, ())


def _cycle(path: list[str], nodes: dict[str, Node]) -> Diagnostic:
    """Show a cycle as its path, from the first of its names that the scenario gives."""
    steps = path[:0:-1]
    first = min(
        range(len(steps)), key=lambda at: (nodes[steps[at]].definition.node is None, steps[at])
    )
    steps = steps[first:] + steps[:first]
    labels = []
    for name, taken in zip(steps, [*steps[1:], steps[0]], strict=True):
        node = nodes[name]
        if node.definition.node is not None:
            where = next(n.where for n in names(node.definition.tree) if _is(n, taken))
            labels.append(Label(node.definition.span(where)))
    shown = " → ".join([*steps, steps[0]])
    message = f"this takes itself: {shown}"
    hint = "give one of these names a value that does not need the others"
    return Diagnostic("cycle", message, tuple(labels[:_MOST_SHOWN]), hint)


def _is(name: Name, taken: str) -> bool:
    return name.text.removeprefix("formulas.") == taken or taken in Names([taken]).family(name.text)


def _worth_telling(nodes: dict[str, Node], mentioned: Mentioned) -> dict[str, Node]:
    """Leave out what follows from defaults alone, unless something else takes it."""
    given: set[str] = set()
    for name, node in nodes.items():
        if node.definition.role in ("input", "formula") or not given.isdisjoint(node.parts):
            given.add(name)
    # What is given is held to a default, too.
    taken = {name for held in mentioned.held if not given.isdisjoint(held) for name in held}
    for name in reversed(nodes):
        definition = nodes[name].definition
        multiplies = definition.wanted is not None and definition.wanted.field.multiplier
        told = not definition.quiet or multiplies or name in mentioned.said
        if name in taken or (name in given and told):
            taken.add(name)
            taken.update(nodes[name].parts)
    return {name: node for name, node in nodes.items() if name in taken}
