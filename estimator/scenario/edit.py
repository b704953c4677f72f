"""A change of one value in a scenario's text; comments and layout stay."""

from __future__ import annotations

import re

from estimator.document import Mapping, Scalar, place
from estimator.source import Source

_NEEDS_QUOTES = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[:#,\[\]{}]|\s$")


def edited(document: Mapping, source: Source, name: str, value: str) -> str:
    """Put a value into the text at a name's place, adding keys that are not there.

    >>> from estimator.document import parse
    >>> text = Source("x", "users: {daily: 5M}  # all of them")
    >>> edited(parse(text), text, "users.daily", "6M")
    'users: {daily: 6M}  # all of them'
    """
    path = tuple(name.split(".")) if "." in name else ("formulas", name)
    node = place(document, path)
    if isinstance(node, Mapping) and isinstance(node.entries.get("value"), Scalar):
        node = node.entries["value"]
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    written = quoted if _NEEDS_QUOTES.search(value) else value
    at = _depth(document, path)
    if at == len(path) and isinstance(node, Scalar):
        text, (_, start, end) = source.text, node.span
        gap = "" if text[start - 1 : start].isspace() else " "
        return text[:start] + gap + written + text[end:]
    return _added(document, source.text, path, at, written)


def _depth(document: Mapping, path: tuple[str, ...]) -> int:
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
        return f"{text[:start]} {{{entry}}}{text[end:]}" if depth else f"{entry}\n{text}"
    first = next(iter(holder.keys.values()))
    if text[holder.span.start : holder.span.start + 1] == "{":
        return f"{text[: first.start]}{entry}, {text[first.start :]}"
    indent = " " * (first.source.position(first.start)[1] - 1)
    return f"{text[: first.start]}{entry}\n{indent}{text[first.start :]}"
