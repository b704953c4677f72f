"""Which answers a scenario has: for each, the first of its formulas whose names are all there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from estimator.amount.field import Field, asked
from estimator.diagnostics import MOST, Diagnostic, Label
from estimator.document import Mapping as Keys
from estimator.document import place
from estimator.engine.names import Names
from estimator.engine.ways import Way, follows, ways_of
from estimator.errors import FormulaError
from estimator.lang.meaning import names_in
from estimator.lang.nodes import Tree, names
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.scenario.definition import Definition
from estimator.scenario.loader import Instance, Loaded
from estimator.sections.section import Answer, fields_of
from estimator.units.table import UnitTable

_UNBOUNDED = Field("", "", low=float("-inf"))


Unanswered = tuple[tuple[str, str], ...]
"""Answers that do not follow, by name, and what would make each follow."""


def with_answers(loaded: Loaded) -> tuple[dict[str, Definition], Unanswered]:
    """Give a scenario's definitions with the answers that follow from them, and those that don't.

    Raises FormulaError where an answer that its section needs does not follow,
    or where something is given that also follows from the rest.
    """
    possible = list(_possible(loaded.instances))
    there = _that_follow(possible, loaded)
    members = _Members(loaded.instances, there)
    found = dict(loaded.definitions)
    problems = []
    unanswered = []
    for name, answer, instance in possible:
        all_ways = ways_of(answer, instance, there, loaded.table)
        found_ways = list(all_ways if answer.one_way else islice(all_ways, 1))
        ways = [way.tree for way in found_ways]
        given = found.get(name)
        if ways and given is None:
            missing = members.missing(found_ways[0], instance)
            made = _definition(name, found_ways[0], answer, instance, loaded.table)
            found[name] = made._replace(leaves_out=missing)
            if answer.whole and missing:
                problems.append(_incomplete(name, missing[0], members.ways(missing[0]), loaded))
        elif answer.needed and given is None:
            problems.append(_missing(name, answer, instance, loaded))
        elif answer.ways and given is None and _worth_asking(answer, instance, there):
            unanswered.append((name, answer.ways))
        if not answer.one_way:
            continue
        said = [_given_in(way, instance, loaded.definitions) for way in ways]
        if given is not None:
            said.insert(0, [given])
        told = [group for group in said if group]
        if other := next((group for group in told if _apart(group, told[0])), None):
            shown = instance.path if answer.quiet else name
            problems.append(_given_twice(shown, instance.path, [told[0], other]))
    if problems:
        raise FormulaError(problems[:MOST])
    return found, tuple(unanswered)


def _worth_asking(answer: Answer, instance: Instance, there: Names) -> bool:
    """Tell whether an answer that does not follow is one that a reader would look for."""
    given = all(f"{instance.path}.{name}" in there for name in answer.given)
    partly = answer.partly
    return given and (not partly or partly in there or f"{instance.path}.{partly}" in there)


class _Members:
    """Find the members of a family that a sum should have and that do not follow."""

    def __init__(self, instances: Iterable[Instance], there: Names) -> None:
        self.by_path = {instance.path: instance for instance in instances}
        self.paths = Names(self.by_path)
        self.there = there

    def missing(self, way: Way, instance: Instance) -> tuple[str, ...]:
        """Give the members of a formula's families that do not follow from what is given."""
        families = [name.text.rpartition(".") for name in names(way.tree) if "*" in name.text]
        members = [f"{p}.{last}" for holder, _, last in families for p in self.paths.family(holder)]
        absent = [each for member in way.absent for each in self._behind(member, instance)]
        return tuple(m for m in (*members, *absent) if m not in self.there and self._asked_of(m))

    def _behind(self, member: str, instance: Instance) -> list[str]:
        """Give what one's own answer for a picked name lacks; nothing where it is not asked for."""
        for answer in instance.section.answers:
            for own in each_of(answer, instance):
                if answer.each and own.name == member:
                    taken = [name.text for name in names_in(own.formulas[-1]) if "." in name.text]
                    lacking = [name for name in taken if name not in self.there]
                    asked_for = all(self._asked_of(name) for name in lacking)
                    return lacking if asked_for else []
        return [member]

    def _asked_of(self, member: str) -> bool:
        """Tell whether a value would be there if more was given: a read never has writes."""
        path, _, last = member.rpartition(".")
        instance = self.by_path.get(path)
        if instance is None:
            return False
        made = {choice for choice, _ in instance.choices}
        return last in fields_of(instance.section) or any(
            answer.name == last
            and not any(field in made for field, _ in answer.when)
            # A step on the way is missing with what it is a step from.
            and (not answer.quiet or answer.when)
            for answer in instance.section.answers
        )

    def ways(self, member: str) -> str:
        """Say what would make a member follow."""
        path, _, last = member.rpartition(".")
        return next(a.ways for a in self.by_path[path].section.answers if a.name == last)


def _possible(instances: Iterable[Instance]) -> Iterator[tuple[str, Answer, Instance]]:
    """Give each answer that a scenario's sections could have, by name."""
    for instance in instances:
        for answer in instance.section.answers:
            if all(choice in instance.choices for choice in answer.when):
                for one in each_of(answer, instance):
                    yield f"{instance.path}.{one.name}", one, instance


def each_of(answer: Answer, instance: Instance) -> Iterator[Answer]:
    """Give an answer, or it once for each name of a pick."""
    if not answer.each:
        yield answer
        return
    for name in dict(instance.picks)[answer.each]:
        formulas = tuple(text.replace("{each}", name) for text in answer.formulas)
        yield answer._replace(name=answer.name.replace("{each}", name), formulas=formulas)


def _that_follow(possible: list[tuple[str, Answer, Instance]], loaded: Loaded) -> Names:
    """Give every name that is given or follows, however far down the chain."""
    there = Names(loaded.definitions)
    waiting, before = possible, -1
    while len(waiting) != before:
        before, left = len(waiting), []
        for entry in waiting:
            name, answer, instance = entry
            if name in there or follows(answer, instance, there, loaded.table):
                there.add(name)
            else:
                left.append(entry)
        waiting = left
    return there


def _definition(
    name: str,
    way: Way,
    answer: Answer,
    instance: Instance,
    table: UnitTable,
) -> Definition:
    unit = answer.unit.format_map(dict(instance.things)) if "{" in answer.unit else answer.unit
    text = show(way.tree)
    return Definition(
        name,
        text,
        parse(text),
        "answer",
        wanted=asked(_UNBOUNDED._replace(multiplier=answer.multiplier), unit, table),
        meaning=answer.meaning,
        law=way.law,
        source=answer.source,
        quiet=answer.quiet,
        may_lack=answer.may_lack,
        telling=answer.telling,
    )


def _given_in(tree: Tree, instance: Instance, given: dict[str, Definition]) -> list[Definition]:
    """Give the fields of its own section that a formula takes and the scenario gives.

    Of a family that is the first that is given.
    """
    found = []
    for name in dict.fromkeys(name.text for name in names(tree)):
        if not name.startswith(instance.path + "."):
            continue
        holder, family, _ = name.partition("*")
        if family:
            members = (each for each in given if each.startswith(holder))
            found += list(islice((given[m] for m in members if given[m].role == "input"), 1))
        elif name in given and given[name].role == "input":
            found.append(given[name])
    return found


def _apart(one: list[Definition], other: list[Definition]) -> bool:
    return {d.name for d in one}.isdisjoint(d.name for d in other)


def _given_twice(name: str, path: str, groups: list[list[Definition]]) -> Diagnostic:
    first, second = groups

    def spoken(group: list[Definition]) -> str:
        return " and ".join(d.name.removeprefix(path + ".").partition(".")[0] for d in group)

    places = [Label(d.span((0, len(d.text)))) for d in (first[0], second[0])]
    message = f"{name} follows from {spoken(first)}, and from {spoken(second)} as well"
    if first[0].name == name:
        message = f"{name} is given, and follows from {spoken(second)}"
    return Diagnostic("given-twice", message, tuple(places), "keep one of the two")


def _missing(name: str, answer: Answer, instance: Instance, loaded: Loaded) -> Diagnostic:
    shown = instance.path if answer.quiet else name
    message = f"{shown} can't be worked out"
    return Diagnostic("cannot-work-out", message, (_key(instance.path, loaded),), answer.ways)


def _incomplete(name: str, member: str, ways: str, loaded: Loaded) -> Diagnostic:
    message = f"{name} can't be worked out: there is no {member}"
    label = _key(member.rpartition(".")[0], loaded)
    return Diagnostic("cannot-work-out", message, (label,), ways)


def _key(path: str, loaded: Loaded) -> Label:
    *parent, key = path.split(".")
    holder = place(loaded.document, tuple(parent))
    assert isinstance(holder, Keys)
    return Label(holder.keys[key])
