"""A scenario's graph, checked and compiled; kept, since inputs move and structure stays."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from threading import Lock
from typing import NamedTuple

from estimator.amount.checks import hold_range
from estimator.amount.reading import known_unit
from estimator.amount.value import finite
from estimator.diagnostics import Diagnostic, Label
from estimator.engine.answers import each_of, with_answers
from estimator.engine.compiler import Plan, compiled
from estimator.engine.dimensions import checked
from estimator.engine.graph import Mentioned, Node, ordered
from estimator.engine.names import Names
from estimator.errors import DomainError, FormulaError
from estimator.lang.fault import Fault
from estimator.lang.meaning import Meaning
from estimator.lang.nodes import names
from estimator.scenario.definition import Definition
from estimator.scenario.loader import Loaded

_KEPT = 128
_programs: dict[Hashable, Program] = {}
_lock = Lock()


class Program(NamedTuple):
    """Hold a structure ready to run.

    `nodes` are in the order of computation and `report_order` in that of the
    scenario: sections, then formulas. `inputs` are the names whose values it
    takes; `meanings` and `sizes` hold its units too; `bounded` are formulas in
    fields that hold their value to a range, and `unanswered` what one more
    input would answer.
    """

    nodes: dict[str, Node]
    report_order: tuple[str, ...]
    inputs: tuple[str, ...]
    meanings: dict[str, Meaning]
    sizes: dict[str, float]
    bounded: tuple[str, ...]
    unanswered: tuple[tuple[str, str], ...]
    plan: Plan


def program(loaded: Loaded) -> Program:
    """Give the program of a scenario, made once for all scenarios of the same structure.

    Two scenarios have the same structure when they differ in nothing but the
    values of amounts, as before and after a slider moves.

    Raises FormulaError for whatever is wrong with its formulas.
    """
    key = _structure(loaded)
    with _lock:
        known = _programs.pop(key, None)
    if known is None:
        known = _build(loaded)
    # What was used last goes to the end, and what was not for the longest goes first.
    with _lock:
        _programs[key] = known
        if len(_programs) > _KEPT:
            del _programs[next(iter(_programs))]
    return known


def kept() -> int:
    """Give how many programs are kept."""
    return len(_programs)


def forget() -> None:
    """Forget every program that is kept."""
    with _lock:
        _programs.clear()


def inputs(program: Program, definitions: dict[str, Definition]) -> dict[str, float]:
    """Give the values that a program takes, by name, in base units."""
    return {name: _value(definitions.get(name), program.nodes[name]) for name in program.inputs}


def run(program: Program, definitions: dict[str, Definition]) -> tuple[float, ...]:
    """Compute all values, in base units and in the order of `program.nodes`.

    `definitions` are those of the scenario at hand, which has the program's
    structure. Raises DomainError at the formula that divides by zero, grows
    too large, or leaves its field's range.
    """
    return run_on(program, definitions, inputs(program, definitions))


def run_on(
    program: Program, definitions: dict[str, Definition], taken: Mapping[str, float]
) -> tuple[float, ...]:
    """Compute all values from those that the program takes; see `run`."""
    given = list(taken.values())
    try:
        values = program.plan(given)
        whole = math.isfinite(sum(values))
    except (ArithmeticError, ValueError, TypeError):
        whole = False
    if not whole:
        values = _step_by_step(program, definitions, given)
    if program.bounded:
        _hold_ranges(program, definitions, values)
    return values


def _structure(loaded: Loaded) -> Hashable:
    definitions = tuple(
        (d.name, d.role, d.text, d.wanted)
        if d.reading is None
        else (d.name, d.role, d.reading.dimension, d.reading.unit)
        for d in loaded.definitions.values()
    )
    return loaded.table.convention, loaded.table.things, loaded.instances, definitions


def _build(loaded: Loaded) -> Program:
    definitions, unanswered = with_answers(loaded)
    nodes = ordered(definitions, loaded.table, _could_be(loaded), _mentioned(loaded, definitions))
    if not nodes:
        message = "nothing is given that could be worked out"
        hint = "give users, actions, storage or formulas; `estimate new` writes a template"
        where = Label(loaded.document.span._replace(end=loaded.document.span.start))
        raise FormulaError([Diagnostic("nothing-given", message, (where,), hint)])
    meanings = checked(nodes, loaded.table)
    sizes = {}
    for node in nodes.values():
        for name in names(node.tree) if node.definition.reading is None else ():
            if name.text not in nodes:
                sizes[name.text] = known_unit(name, loaded.table).factor
    inputs = tuple(name for name, node in nodes.items() if node.definition.reading is not None)
    bounded = tuple(
        name
        for name, node in nodes.items()
        if node.definition.role == "input" and node.definition.reading is None
    )
    plan = compiled(nodes, inputs, sizes)
    return Program(
        nodes,
        _report_order(nodes, loaded),
        inputs,
        meanings,
        sizes,
        bounded,
        unanswered,
        plan,
    )


def _mentioned(loaded: Loaded, definitions: dict[str, Definition]) -> Mentioned:
    """Give the names that the decisions and checks of a scenario's sections speak of."""
    there = Names(definitions)
    said: set[str] = set()
    held: list[frozenset[str]] = []
    for instance in loaded.instances:
        path = instance.path
        checks = instance.section.checks
        held += [frozenset(f"{path}.{name}" for name in check.names()) for check in checks]
        for decision in (each for group in instance.section.decisions for each in group):
            if not any(any(there.family(name)) for name in decision.silenced_by(path)):
                said |= {f"{path}.{name}" for name in decision.names()}
    return Mentioned(frozenset(said), tuple(held))


def _could_be(loaded: Loaded) -> dict[str, str]:
    """Give every field and answer that a scenario's sections have, and how it would be there."""
    found = {}
    for instance in loaded.instances:
        for answer in instance.section.answers:
            way = f"it follows from {' or '.join(answer.formulas)}"
            found[f"{instance.path}.{answer.name}"] = answer.ways or way
        for field in instance.section.model_fields:
            found.setdefault(f"{instance.path}.{field}", "")
    return found


def _report_order(nodes: dict[str, Node], loaded: Loaded) -> tuple[str, ...]:
    """Put names as the sections have them, fields before answers; constants, then formulas."""
    ordered: dict[str, None] = {}
    for instance in loaded.instances:
        answers = (each.name for a in instance.section.answers for each in each_of(a, instance))
        for field in (*instance.section.model_fields, *answers):
            ordered[f"{instance.path}.{field}"] = None
    ordered |= {name: None for name, node in nodes.items() if node.definition.role == "constant"}
    ordered |= dict.fromkeys(loaded.definitions)
    return tuple(name for name in ordered if name in nodes)


def _value(definition: Definition | None, node: Node) -> float:
    reading = (definition or node.definition).reading
    assert reading is not None
    return reading.value


def _step_by_step(
    program: Program, definitions: dict[str, Definition], given: list[float]
) -> tuple[float, ...]:
    """Find the formula that has no value, and say what it divides by or outgrows.

    An answer that may lack a value, and that nothing takes but others that may,
    is left without one.
    """
    values = program.sizes | dict(zip(program.inputs, given, strict=True))
    excused = _excused(program)
    for name, node in program.nodes.items():
        if name in values:
            continue
        definition = definitions.get(name, node.definition)
        if any(math.isnan(values[part]) for part in node.parts):
            values[name] = math.nan
            continue
        try:
            values[name] = finite(node.tree, values)
            if name in program.bounded and definition.wanted is not None:
                hold_range(definition.tree, values[name], definition.wanted)
        except Fault as fault:
            if name not in excused:
                message = definition.diagnostic(_named(name, fault))
                if definition.node is None:
                    labels = blamed(program.nodes, definitions, name)
                    message = message._replace(labels=labels or message.labels)
                raise DomainError([message]) from None
            values[name] = math.nan
    return tuple(values[name] for name in program.nodes)


def blamed(
    nodes: Mapping[str, Node], definitions: Mapping[str, Definition], *names: str
) -> tuple[Label, ...]:
    """Give the places of what the scenario gives that is nearest to some results."""
    waiting, seen = list(names), set(names)
    while waiting:
        given = [definitions[name] for name in waiting if name in definitions]
        typed = [definition for definition in given if definition.node is not None]
        if typed:
            return tuple(Label(d.span((0, len(d.text)))) for d in typed[:_MOST_BLAMED])
        parts = [part for name in waiting if name in nodes for part in nodes[name].parts]
        waiting = [part for part in dict.fromkeys(parts) if part not in seen]
        seen.update(waiting)
    return ()


# More places than these nobody compares.
_MOST_BLAMED = 3


def _excused(program: Program) -> set[str]:
    """Give the answers that may be left without a value, and all that take them, too."""
    excused: set[str] = set()
    needed: set[str] = set()
    for name, node in reversed(program.nodes.items()):
        if node.definition.may_lack and name not in needed:
            excused.add(name)
        else:
            needed.update(node.parts)
    return excused


def _named(name: str, fault: Fault) -> Fault:
    message = fault.message.replace("this", name, 1)
    return Fault(fault.code, message, *fault.labels, hint=fault.hint)


def _hold_ranges(
    program: Program, definitions: dict[str, Definition], values: tuple[float, ...]
) -> None:
    by_name = dict(zip(program.nodes, values, strict=True))
    problems = []
    for name in program.bounded:
        definition = definitions[name]
        assert definition.wanted is not None
        try:
            hold_range(definition.tree, by_name[name], definition.wanted)
        except Fault as fault:
            problems.append(definition.diagnostic(_named(name, fault)))
    if problems:
        raise DomainError(problems)
