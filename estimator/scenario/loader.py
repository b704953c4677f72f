"""Document → scenario: every amount and formula of it, named by its path."""

from __future__ import annotations

import re
from typing import NamedTuple

from estimator.amount.field import Field, asked
from estimator.amount.reading import Reading, is_amount, read_amount
from estimator.diagnostics import MOST, Diagnostic, Label, one_line
from estimator.document import Mapping, Node, Scalar, Sequence
from estimator.errors import DomainError, FormulaError, SchemaError
from estimator.lang.fault import Fault
from estimator.lang.lexer import hold_length
from estimator.lang.meaning import names_in
from estimator.lang.parser import parse
from estimator.scenario.definition import Definition, Role
from estimator.scenario.schema import entries_of, validate
from estimator.scenario.statements import (
    Correlated,
    Stated,
    claims,
    correlations,
    parts,
    stated,
)
from estimator.scenario.things import name_problem, things
from estimator.sections import SECTIONS
from estimator.sections.section import Section, fields_of, picks_of, sections_in
from estimator.suggest import did_you_mean
from estimator.units.dimension import formula
from estimator.units.table import Unit, UnitTable, unit_table

OUT_OF_DOMAIN = {"zero-divisor", "not-finite", "no-value", "out-of-range"}
# A scenario is a page; past this it is an attack or a program.
MOST_FORMULAS = 20_000


class Instance(NamedTuple):
    """Hold one section as a scenario gives it.

    `things` are the names it is kept by, `choices` what it chose of fields
    that have no amount, `picks` the names it took of another section.
    """

    path: str
    section: type[Section]
    things: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    picks: tuple[tuple[str, tuple[str, ...]], ...]


class Loaded(NamedTuple):
    """Hold a scenario as read: its head, its definitions by name, its sections."""

    title: str
    about: str
    source: str
    document: Mapping
    table: UnitTable
    definitions: dict[str, Definition]
    instances: tuple[Instance, ...]
    expects: tuple[Stated, ...]
    limits: tuple[Stated, ...]
    claims: tuple[Stated, ...]
    correlations: tuple[Correlated, ...]


def load_document(document: Mapping, conventions: str | None = None) -> Loaded:
    """Read a scenario from its document; `conventions` overrules its own.

    Raises SchemaError, FormulaError or DomainError, each with every message of
    its step.
    """
    head = validate(document)
    table = unit_table(conventions or head.conventions, things(document))
    reader = _Reader(document, table)
    reader.read()
    return Loaded(
        one_line(head.title),
        one_line(head.about),
        one_line(head.source),
        document,
        table,
        reader.definitions,
        tuple(reader.instances),
        tuple(stated(document, "expect")),
        tuple(stated(document, "limits")),
        tuple(claims(document)),
        tuple(correlations(document)),
    )


class _Reader:
    """Collect definitions and sections from one document."""

    def __init__(self, document: Mapping, table: UnitTable) -> None:
        self.document = document
        self.table = table
        self.definitions: dict[str, Definition] = {}
        self.instances: list[Instance] = []
        self.problems: list[Diagnostic] = []
        formulas = document.entries.get("formulas")
        self.formulas = (
            frozenset(formulas.entries) if isinstance(formulas, Mapping) else frozenset()
        )
        self.called_x = any(x in self.formulas or x in table.things for x in ("x", "X"))

    def read(self) -> None:
        """Read every amount; raises FormulaError with all that is wrong."""
        for key, section in SECTIONS.of(self.document.entries):
            self._section(key, section, self.document.entries.get(key), {})
        formulas = self.document.entries.get("formulas")
        if isinstance(formulas, Mapping):
            if (many := len(formulas.entries)) > MOST_FORMULAS:
                message = f"a scenario has at most {MOST_FORMULAS:,} formulas; this one {many:,}"
                raise SchemaError([Diagnostic("too-large", message)])
            for name, node in formulas.entries.items():
                self._formula(name, node, formulas)
        if self.problems:
            out = all(problem.code in OUT_OF_DOMAIN for problem in self.problems)
            raise (DomainError if out else FormulaError)(self.problems[:MOST])

    def _section(
        self, path: str, section: type[Section], node: Node | None, things: dict[str, str]
    ) -> None:
        if not section.noun:
            if node is not None or section.implied:
                self._instance(path, section, node, things)
        elif isinstance(node, Mapping):
            for name, inner in node.entries.items():
                self._instance(f"{path}.{name}", section, inner, things | {section.noun: name})

    def _instance(
        self, path: str, section: type[Section], node: Node | None, things: dict[str, str]
    ) -> None:
        entries = entries_of(section, node)
        things = dict(things)
        choices = []
        for key, field in fields_of(section).items():
            given = entries.get(key)
            if field is None:
                chosen = isinstance(given, Scalar) and given.text
                if chosen := chosen or section.model_fields[key].default:
                    choices.append((key, chosen))
                continue
            unit = field.unit.format_map(things) if "{" in field.unit else field.unit
            definition = self._field(f"{path}.{key}", field, unit, given)
            if definition is not None:
                self.definitions[definition.name] = definition
            if field.any_thing:
                read = definition and definition.reading
                things[key] = formula(read.unit) if read else unit
        picks = tuple((k, self._picked(of, entries.get(k))) for k, of in picks_of(section).items())
        made = Instance(path, section, tuple(things.items()), tuple(choices), picks)
        self.instances.append(made)
        for key, kind in sections_in(section):
            self._section(f"{path}.{key}", kind, entries.get(key), things | {"holder": path})

    def _picked(self, of: str, given: Node | None) -> tuple[str, ...]:
        """Give the names that a field picks of another section, all of them where it has none."""
        holder = self.document.entries.get(of)
        known = list(holder.entries) if isinstance(holder, Mapping) else []
        listed = given.items if isinstance(given, Sequence) else [given]
        names = [n for n in listed if isinstance(n, Scalar) and n.text]
        for name in names:
            if name.text not in known:
                hint = did_you_mean(name.text or "", known)
                hint = hint or (f"there are {', '.join(known)}" if known else f"add it to {of}")
                message = f"there is no {name.text} in {of}"
                self.problems.append(Diagnostic("unknown-name", message, (Label(name.span),), hint))
        if given is None or (isinstance(given, Scalar) and not given.text):
            return tuple(known)
        return tuple(dict.fromkeys(n.text or "" for n in names))

    def _field(self, name: str, field: Field, unit: str, given: Node | None) -> Definition | None:
        value, source, note = parts(given)
        if value is None or value.text is None:
            if field.default is None:
                return None
            value = None
        text = (value.text if value else field.default) or ""
        wanted = asked(field, unit, self.table)
        role: Role = "input" if value else "default"
        made = Definition(
            name, text, _BLANK, role, value, wanted, None, field.meaning, "", source, note
        )
        return self._read(made)

    def _formula(self, name: str, node: Node, holder: Mapping) -> None:
        key = Scalar(name, holder.keys[name])
        if (problem := name_problem(name, key.span)) is not None:
            self.problems.append(problem)
        unit = self.table.find(name)
        if isinstance(unit, Unit) and not unit.thing:
            same = "" if unit.name == name else f" ({unit.name})"
            message = f"{name} is a unit{same}; a formula can't have its name"
            hint = f"call it something else, such as {name}_"
            self.problems.append(Diagnostic("name-taken", message, (Label(key.span),), hint))
            return
        value, source, note = parts(node)
        assert value is not None
        # A formula that is called like a counted thing goes by its whole path,
        # so that `row` stays the unit.
        path = f"formulas.{name}" if isinstance(unit, Unit) else name
        text = value.text or ""
        blank = Definition(path, text, _BLANK, "formula", value, source=source, note=note)
        made = self._read(blank)
        if made is not None:
            self.definitions[path] = made

    def _read(self, blank: Definition) -> Definition | None:
        """Put tree and value into a definition, or keep what is wrong with it."""
        try:
            hold_length(blank.text)
            self._hold_times(blank.text)
            tree = parse(blank.text)
            reading: Reading | None = None
            if is_amount(blank.text, self.table) and not self._names_value(blank.text):
                reading = read_amount(blank.text, self.table, blank.wanted)
            return blank._replace(tree=tree, reading=reading)
        except Fault as fault:
            self.problems.append(blank.diagnostic(fault))
            return None

    def _hold_times(self, text: str) -> None:
        """Refuse `2x` where something is called x: it could be twice, or two of them."""
        if self.called_x and (times := _TIMES.search(text)):
            message = f"{times.group()} can be a number or a number of x"
            hint = f"write {times.group(1)}, or {times.group(1)} * x"
            raise Fault("ambiguous-times", message, times.span(), hint=hint)

    def _names_value(self, text: str) -> bool:
        """Tell whether an amount names a formula, or a section, that a unit is called like.

        Behind a number stands a unit (`10 servers`); alone, `servers` is the
        formula of that name, and `users` one of the values of the section.
        """
        return any(
            not name.unit and (name.text in self.formulas or name.text in SECTIONS)
            for name in names_in(text)
        )


_BLANK = parse("0")
_TIMES = re.compile(r"(?<!\w)([0-9][0-9_,.]*) ?[xX](?!\w)")
