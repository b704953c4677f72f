"""Which answers a scenario has: for each, the first of its formulas whose names are all there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from estimator.amount.field import Field, asked
from estimator.diagnostics import Diagnostic, Label
from estimator.document import Mapping, place
from estimator.engine.names import Names
from estimator.errors import FormulaError
from estimator.lang.nodes import Tree, names, renamed
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.scenario.definition import Definition
from estimator.scenario.loader import Instance, Loaded
from estimator.sections.section import Answer
from estimator.units.table import Unit, UnitTable

_UNBOUNDED = Field("", "", low=float("-inf"))


def with_answers(loaded: Loaded) -> dict[str, Definition]:
    """Give a scenario's definitions, and the answers that follow from them.

    Raises FormulaError where an answer that its section needs does not follow,
    or where something is given that also follows from the rest.
    """
    possible = list(_possible(loaded.instances))
    there = _that_follow(possible, loaded)
    found = dict(loaded.definitions)
    problems = []
    for name, answer, instance in possible:
        ways = list(_ways(answer, instance, there, loaded.table))
        given = found.get(name)
        if ways and given is None:
            found[name] = _definition(name, ways[0], answer, instance, loaded.table)
        elif answer.needed and given is None:
            problems.append(_missing(name, answer, instance, loaded))
        said = [_given_in(way, instance, loaded.definitions) for way in ways]
        if given is not None:
            said.insert(0, [given])
        if len(told := [group for group in said if group]) > 1:
            problems.append(_given_twice(name, told[0], told[1]))
    if problems:
        raise FormulaError(problems)
    return found


def _possible(instances: Iterable[Instance]) -> Iterator[tuple[str, Answer, Instance]]:
    """Give each answer that a scenario's sections could have, by name."""
    for instance in instances:
        for answer in instance.section.answers:
            if all(choice in instance.choices for choice in answer.when):
                yield f"{instance.path}.{answer.name}", answer, instance


def _that_follow(possible: list[tuple[str, Answer, Instance]], loaded: Loaded) -> Names:
    """Give every name that is given or follows, however far down the chain."""
    there = Names(loaded.definitions)
    waiting, before = possible, -1
    while len(waiting) != before:
        before, left = len(waiting), []
        for entry in waiting:
            name, answer, instance = entry
            if name in there or next(_ways(answer, instance, there, loaded.table), None):
                there.add(name)
            else:
                left.append(entry)
        waiting = left
    return there


def _ways(answer: Answer, instance: Instance, there: Names, table: UnitTable) -> Iterator[Tree]:
    """Give each formula of an answer whose names are all there, as paths from the top."""
    for text in answer.formulas:
        filled = text.format_map(dict(instance.things)) if "{" in text else text
        tree = _absolute(parse(filled), instance, there, table)
        if tree is not None:
            yield tree


def _absolute(tree: Tree, instance: Instance, there: Names, table: UnitTable) -> Tree | None:
    """Give a section's formula with its names as paths from the top, None if one is missing.

    A single word is one of the section's own: a formula that someone calls
    `egress` must not slip into `ingress + egress`, nor a missing `items` be
    taken for the unit.
    """
    section = instance.section
    own = {*section.model_fields, *(answer.name for answer in section.answers)}
    new = {}
    for name in names(tree):
        local, top = f"{instance.path}.{name.text}", name.text
        for candidate in (local, top) if "." in top else (local,):
            if candidate in there or ("*" in candidate and any(there.family(candidate))):
                new[name.text] = candidate
                break
        else:
            if name.text in own or not isinstance(table.find(name.text), Unit):
                return None
    return renamed(tree, new)


def _definition(
    name: str, tree: Tree, answer: Answer, instance: Instance, table: UnitTable
) -> Definition:
    unit = answer.unit.format_map(dict(instance.things)) if "{" in answer.unit else answer.unit
    text = show(tree)
    return Definition(
        name,
        text,
        parse(text),
        "answer",
        wanted=asked(_UNBOUNDED, unit, table),
        meaning=answer.meaning,
        law=answer.law,
        source=answer.source,
        quiet=answer.quiet,
    )


def _given_in(tree: Tree, instance: Instance, given: dict[str, Definition]) -> list[Definition]:
    """Give the fields of its own section that a formula takes and the scenario gives."""
    own = [name.text for name in names(tree) if name.text.startswith(instance.path + ".")]
    return [given[name] for name in own if name in given and given[name].role == "input"]


def _given_twice(name: str, first: list[Definition], second: list[Definition]) -> Diagnostic:
    def spoken(group: list[Definition]) -> str:
        return " and ".join(definition.name.rpartition(".")[2] for definition in group)

    places = [Label(d.span((0, len(d.text)))) for d in (first[0], second[0])]
    message = f"{name} follows from {spoken(first)}, and from {spoken(second)} as well"
    if first[0].name == name:
        message = f"{name} is given, and follows from {spoken(second)}"
    return Diagnostic("given-twice", message, tuple(places), "keep one of the two")


def _missing(name: str, answer: Answer, instance: Instance, loaded: Loaded) -> Diagnostic:
    *parent, key = instance.path.split(".")
    holder = place(loaded.document, tuple(parent))
    assert isinstance(holder, Mapping)
    return Diagnostic(
        "cannot-work-out", f"{name} can't be worked out", (Label(holder.keys[key]),), answer.ways
    )
