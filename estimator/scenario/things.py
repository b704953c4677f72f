"""The counted things that a scenario adds, each a dimension of its own."""

from __future__ import annotations

import re

from estimator.diagnostics import MOST, Diagnostic, Label
from estimator.document import Mapping, Node, Scalar, Sequence
from estimator.errors import SchemaError
from estimator.lang.fault import Fault
from estimator.lang.lexer import tokens
from estimator.sections import SECTIONS
from estimator.sections.section import Section, sections_in
from estimator.source import Span
from estimator.units.dimension import MEASURED
from estimator.units.table import Unit, spellings, unit_table

# A scenario is a page; past this it is an attack or a program.
MOST_THINGS = 2_000
# Words of the language, and numbers that are none.
_RESERVED = ("per", "of", "to", "nan", "inf", "infinity", "dimensionless")


def things(document: Mapping) -> tuple[str, ...]:
    """Give the things that a scenario counts: its actions, stores, datasets and `units:`.

    Raises SchemaError for a name that can't be a unit, or that is one of
    another kind already.
    """
    found = _Found()
    units = document.entries.get("units")
    listed = units.items if isinstance(units, Sequence) else []
    found.add({n.text: n.span for n in listed if isinstance(n, Scalar) and n.text})
    for key, section in SECTIONS.of(document.entries):
        found.add_names(section, document.entries.get(key))
    if len(found.spans) > MOST_THINGS:
        many = f"{len(found.spans):,}"
        message = f"a scenario counts at most {MOST_THINGS:,} things; this one {many}"
        raise SchemaError([Diagnostic("too-large", message)])
    if problems := found.problems():
        raise SchemaError(problems[:MOST])
    known = unit_table("exact")
    return tuple(sorted(thing for thing in found.spans if known.find(thing) is None))


def name_problem(name: str, span: Span) -> Diagnostic | None:
    """Say why a key can't be a name in formulas, or None where it can."""
    if name in _RESERVED:
        message = f"{name} is a word with a meaning of its own, and no name"
        return Diagnostic("bad-name", message, (Label(span),), f"call it {name}_")
    if _is_name(name):
        return None
    better = re.sub(r"\W+", "_", name).strip("_") or "name"
    better = better if _is_name(better) else f"thing_{better}"
    hint = f"names are letters, digits and _, such as {better}"
    return Diagnostic("bad-name", f"{name} can't be used as a name", (Label(span),), hint)


def _is_name(text: str) -> bool:
    """Tell whether the language reads a text as one name of one part."""
    try:
        first, *_ = tokens(text)
    except Fault:
        return False
    return (first.kind, first.text) == ("name", text) and "." not in text and text.strip("_") != ""


class _Found:
    """Collect things with their places, and those that stand beside each."""

    def __init__(self) -> None:
        self.spans: dict[str, Span] = {}
        self.names: dict[str, Span] = {}
        self.beside: dict[str, set[str]] = {}

    def add(self, names: dict[str, Span]) -> None:
        """Add the names of one mapping or list."""
        here = set(names)
        self.spans |= names
        self.beside |= dict.fromkeys(names, here)

    def add_names(self, section: type[Section], node: Node | None) -> None:
        """Add the names that a section, and the sections in it, are kept by."""
        if not isinstance(node, Mapping):
            return
        holders: list[Node] = [node]
        if section.noun:
            if section.counted:
                self.add(node.keys)
            else:
                self.names |= node.keys
            holders = list(node.entries.values())
        for holder in holders:
            for key, kind in sections_in(section):
                if isinstance(holder, Mapping):
                    self.add_names(kind, holder.entries.get(key))

    def problems(self) -> list[Diagnostic]:
        """Say what is wrong with the names."""
        problems = [p for name, span in self.names.items() if (p := name_problem(name, span))]
        known = unit_table("exact")
        for thing, span in self.spans.items():
            unit = known.find(thing)
            message = ""
            if thing in MEASURED or (unit and not (isinstance(unit, Unit) and unit.thing)):
                message = f"{thing} is a unit already, of another kind"
            elif both := [other for other in spellings(thing) if other in self.beside[thing]]:
                message = f"{thing} and {both[0]} would be one counted thing"
            if (problem := name_problem(thing, span)) is not None:
                problems.append(problem)
            elif message:
                hint = f"call it something else, such as {thing}_"
                problems.append(Diagnostic("name-taken", message, (Label(span),), hint))
        return problems
