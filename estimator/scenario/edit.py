"""A change of one value in a scenario's text; comments and layout stay."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from estimator.diagnostics import Diagnostic
from estimator.document import Mapping, Node, Scalar, place
from estimator.errors import UnknownNameError
from estimator.scenario.schema import entries_of
from estimator.sections import SECTIONS
from estimator.sections.section import Section, fields_of, sections_in
from estimator.suggest import did_you_mean

# What YAML, as it is read here, takes for nothing.
_NULLS = {"null", "Null", "NULL", "~"}
_NEEDS_QUOTES = re.compile(r"\n|^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[:#,\[\]{}]|\s$")


def edited(document: Mapping, text: str, name: str, value: str) -> str:
    """Put a value into the text at a name's place, adding keys that are not there.

    >>> from estimator.document import parse
    >>> from estimator.source import Source
    >>> text = "users: {daily: 5M}  # all of them"
    >>> edited(parse(Source("x", text)), text, "users.daily", "6M")
    'users: {daily: 6M}  # all of them'
    """
    path = input_path(document, name)
    node = place(document, path)
    if isinstance(node, Mapping) and steps_there(document, path) == len(path):
        path = (*path, "value")
        node = place(document, path)
    written = in_yaml(value)
    at = steps_there(document, path)
    if plain := _plain_holder(document, path):
        _, start, end = plain.holder.span
        entry = f"{{{plain.field}: {text[start:end]}, {path[-1]}: {written}}}"
        return text[:start] + entry + text[end:]
    if at == len(path) and isinstance(node, Scalar):
        _, start, end = node.span
        gap = "" if text[start - 1 : start].isspace() else " "
        # A block value (`|`, `>`) ends behind its last line break.
        tail = "\n" if text[end - 1 : end] == "\n" and end > start else ""
        return text[:start] + gap + written + tail + text[end:]
    return _added(document, text, path, at, written)


def in_yaml(value: str) -> str:
    """Write a text as a YAML value, in quotes where it needs them.

    >>> in_yaml("5 GB"), in_yaml("a: b")
    ('5 GB', '"a: b"')
    """
    plain = value not in _NULLS and not _NEEDS_QUOTES.search(value)
    return value if plain else json.dumps(value, ensure_ascii=False)


class _Plain(NamedTuple):
    """Hold an amount that stands for a section, and the field whose value it is."""

    holder: Node
    field: str


def _plain_holder(document: Mapping, path: tuple[str, ...]) -> _Plain | None:
    """Give the amount in the way of a field, as `web: 99%` is of `web.copies`."""
    section = section_at(path[:-1])
    if section is None or not section.short or steps_there(document, path) < len(path) - 1:
        return None
    holder = place(document, path[:-1])
    empty = isinstance(holder, Scalar) and not holder.text
    amount = entries_of(section, holder).get(section.short) is holder
    return _Plain(holder, section.short) if amount and not empty else None


def section_at(path: tuple[str, ...]) -> type[Section] | None:
    """Give the kind of section that stands at a path."""
    key, *rest = path or ("",)
    section = SECTIONS.get(key)
    while section is not None:
        rest = rest[1:] if section.noun else rest
        if not rest:
            return section
        key, *rest = rest
        section = dict(sections_in(section)).get(key)
    return None


def with_room(document: Mapping, path: tuple[str, ...]) -> Mapping:
    """Give a copy in which a plain value in the way of a field is a field itself."""
    plain = _plain_holder(document, path)
    if plain is None:
        return document
    entries: dict[str, Node] = {plain.field: plain.holder}
    spans = {plain.field: plain.holder.span}
    return document.with_entry(path[:-1], Mapping(entries, spans, plain.holder.span))


def input_path(document: Mapping, name: str) -> tuple[str, ...]:
    """Give the path of an input; a bare name is that of a formula.

    Raises UnknownNameError where the scenario has no such input: a thing that
    is kept by name must be there, and a field must be one of its section's.
    """
    if "." not in name:
        formulas = document.entries.get("formulas")
        known = list(formulas.entries) if isinstance(formulas, Mapping) else []
        if name in known:
            return ("formulas", name)
        raise _no_input(name, [*known, *input_names(document)])
    path = tuple(name.split("."))
    if path[0] == "formulas" and steps_there(document, path) == len(path):
        return path
    if name not in (known := input_names(document)):
        raise _no_input(name, known)
    plain = _plain_holder(document, path)
    if plain and plain.field == path[-1]:
        return path[:-1]
    section, node = section_at(path), place(document, path)
    if section and section.short and steps_there(document, path) == len(path):
        fields = isinstance(node, Mapping) and entries_of(section, node) == node.entries
        return (*path, section.short) if fields else path
    return path


def input_names(document: Mapping) -> list[str]:
    """Give the name of every input that the sections of a scenario have, given or not."""
    found: list[str] = []
    for key, section in SECTIONS.items():
        _add_inputs(found, key, section, document.entries.get(key))
    return found


def _add_inputs(found: list[str], path: str, section: type[Section], node: Node | None) -> None:
    instances = {path: node}
    if section.noun:
        entries = node.entries if isinstance(node, Mapping) else {}
        instances = {f"{path}.{name}": inner for name, inner in entries.items()}
    for own, inner in instances.items():
        found += [own] if section.short else []
        found += [f"{own}.{field}" for field in fields_of(section)]
        for key, kind in sections_in(section):
            held = inner.entries.get(key) if isinstance(inner, Mapping) else None
            _add_inputs(found, f"{own}.{key}", kind, held)


def _no_input(name: str, known: list[str]) -> UnknownNameError:
    message = f"there is no input {name} to change"
    hint = did_you_mean(name, known)
    if hint is None and known:
        hint = f"an input is a field of the scenario, such as {known[0]}"
    return UnknownNameError([Diagnostic("unknown-input", message, hint=hint)])


def steps_there(document: Mapping, path: tuple[str, ...]) -> int:
    """Count the steps of a path that the document has."""
    node: object = document
    for at, step in enumerate(path):
        if not isinstance(node, Mapping) or step not in node.entries:
            return at
        node = node.entries[step]
    return len(path)


def _added(document: Mapping, text: str, path: tuple[str, ...], depth: int, written: str) -> str:
    """Add a key, and the mappings that lead to it, at the front of the mapping that has room."""
    holder = place(document, path[:depth])
    rest = path[depth:]
    flow = "".join(f"{step}: {{" for step in rest[:-1])
    entry = f"{flow}{rest[-1]}: {written}{'}' * (len(rest) - 1)}"
    if not isinstance(holder, Mapping) or not holder.entries:
        start, end = holder.span.start, holder.span.end
        if not depth and text[start:end].strip() in ("{}", ""):
            return f"{text[:start]}{entry}{text[end:]}"
        return f"{text[:start]} {{{entry}}}{text[end:]}" if depth else f"{entry}\n{text}"
    first = next(iter(holder.keys.values()))
    if text[holder.span.start : holder.span.start + 1] == "{":
        return f"{text[: first.start]}{entry}, {text[first.start :]}"
    indent = " " * (first.source.position(first.start)[1] - 1)
    return f"{text[: first.start]}{entry}\n{indent}{text[first.start :]}"
