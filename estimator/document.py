"""YAML text → data that knows where it stands (the only importer of yaml).

Nothing is interpreted here: every scalar stays the text that was typed, so
YAML's own readings (`12:30` as 750, `no` as false) never get in the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml

from estimator.diagnostics import Diagnostic, Label
from estimator.errors import DocumentError
from estimator.source import Source, Span

LARGEST = 1_000_000
DEEPEST = 32
_NULLS = {"", "~", "null", "Null", "NULL"}
# libyaml's parser where the wheel carries it; the slow one reads the same language.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar:
    """Hold one value as it was typed; `text` is None where nothing was."""

    __slots__ = ("span", "text")

    def __init__(self, text: str | None, span: Span) -> None:
        self.text = text
        self.span = span

    def plain(self) -> Any:
        """Give the bare data, without places."""
        return self.text

    def within(self, start: int, end: int) -> Span:
        """Give the place in the source of a stretch of the value.

        Quotes and folded lines move a value's characters apart in the source;
        they are found again in order. Where escapes hide them, the whole
        value is the place.
        """
        source, begin, _ = self.span
        typed, text = self.span.text, self.text or ""
        if typed == text:
            return Span(source, begin + start, begin + end)
        # The mark of a block (`|2`, `>`) is no part of its value.
        offsets, at = [], typed.find("\n") if typed[:1] in ("|", ">") else 0
        for character in text:
            found = at if character.isspace() else typed.find(character, at)
            if found < 0:
                return self.span
            offsets.append(found)
            at = found if character.isspace() else found + 1
        offsets.append(at)
        first = offsets[min(start, len(offsets) - 1)]
        last = offsets[min(end, len(offsets)) - 1] + 1 if end > start else first
        return Span(source, begin + first, begin + last)


class Sequence:
    """Hold a list of values."""

    __slots__ = ("items", "span")

    def __init__(self, items: list[Node], span: Span) -> None:
        self.items = items
        self.span = span

    def plain(self) -> Any:
        """Give the bare data, without places."""
        return [item.plain() for item in self.items]


class Mapping:
    """Hold values by key, with the place of each key."""

    __slots__ = ("entries", "keys", "span")

    def __init__(self, entries: dict[str, Node], keys: dict[str, Span], span: Span) -> None:
        self.entries = entries
        self.keys = keys
        self.span = span

    def plain(self) -> Any:
        """Give the bare data, without places."""
        return {key: value.plain() for key, value in self.entries.items()}

    def with_entry(self, path: tuple[str, ...], value: Node) -> Mapping:
        """Give a copy in which a path holds another value; the rest is shared."""
        key, *rest = path
        if rest:
            inner = self.entries.get(key)
            inner = inner if isinstance(inner, Mapping) else Mapping({}, {}, value.span)
            value = inner.with_entry(tuple(rest), value)
        span = self.keys.get(key, value.span)
        return Mapping(self.entries | {key: value}, self.keys | {key: span}, self.span)

    def without_entry(self, path: tuple[str, ...]) -> Mapping:
        """Give a copy in which a path holds nothing; the rest is shared."""
        key, *rest = path
        inner = self.entries.get(key)
        if rest and isinstance(inner, Mapping):
            return self.with_entry((key,), inner.without_entry(tuple(rest)))
        left = {name: node for name, node in self.entries.items() if name != key}
        return Mapping(left, self.keys, self.span)


Node = Scalar | Sequence | Mapping


def place(root: Node, path: tuple[str | int, ...]) -> Node:
    """Give the node at a path, or the last one on the way that exists."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def read_file(path: Path) -> str:
    """Read a scenario file, at most 1 MB of UTF-8.

    Raises DocumentError where the file is missing, too large or no UTF-8.
    """
    try:
        # Read past the limit by one byte instead of asking for the size:
        # a pipe or a device tells no size.
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "that is no name of a file"
        _refuse("unreadable-file", f"cannot read {path}: {why}")
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Turn bytes into text, refusing what is too large or no UTF-8."""
    if len(data) > LARGEST:
        hint = "a scenario is a page of YAML; split it, or leave out what is not one"
        _refuse("too-large", f"{name} is larger than 1 MB", hint=hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8"
        _refuse("not-utf8", f"{name} is not UTF-8: byte {error.start + 1} is no text", hint=hint)


def parse(source: Source) -> Mapping:
    """Read a YAML text whose top level is a mapping.

    Raises DocumentError for anything that is not plain data: a syntax error,
    a key given twice, an alias, a tag, more than 32 levels.

    >>> parse(Source("x", "users: {daily: 5 M}")).plain()
    {'users': {'daily': '5 M'}}
    """
    if len(source.text) > LARGEST:
        decode(source.text.encode("utf-8", "replace"), source.name)
    root = _build(source, _events(source))
    if not isinstance(root, Mapping):
        hint = "begin with `users:`, `actions:` or `formulas:`; `estimate new` prints a template"
        message = "a scenario is a mapping of sections"
        _refuse("not-a-scenario", message, Span(source, 0, 0) if root is None else root.span, hint)
    return root


def read_data(text: str) -> Any:
    """Read one of this package's own data files into plain data."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, C or Python


def dump(data: Any) -> str:
    """Write plain data as YAML text, keys in the order given."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _refuse(code: str, message: str, span: Span | None = None, hint: str | None = None) -> NoReturn:
    labels = (Label(span),) if span else ()
    raise DocumentError([Diagnostic(code, message, labels, hint)]) from None


def _events(source: Source) -> Iterator[Any]:
    try:
        yield from yaml.parse(source.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        unclosed = "flow" in (error.context or "") or "quoted" in (error.context or "")
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        at = min(mark.index, len(source.text)) if mark else 0
        tab = source.text[at : at + 1] == "\t"
        hint = "indent with spaces, not tabs" if tab else _SYNTAX_HINTS.get(error.problem or "")
        _refuse("yaml-syntax", f"not YAML: {error.problem}", Span(source, at, at + 1), hint)
    except yaml.YAMLError as error:
        at = min(getattr(error, "position", 0), len(source.text))
        message = "a control character, which YAML can't hold"
        _refuse("yaml-syntax", message, Span(source, at, at + 1), "delete it")
    except UnicodeEncodeError as error:
        half = Span(source, error.start, error.end)
        _refuse("yaml-syntax", "half a character (a lone surrogate)", half, "delete it")


_SYNTAX_HINTS = {
    "mapping values are not allowed in this context": "put quotes around a text that holds `: `",
    "did not find expected key": "the keys of one mapping begin in the same column",
    "found unexpected end of stream": "a quote or a bracket is not closed",
}


def _build(source: Source, events: Iterator[Any]) -> Node | None:
    """Put nodes together without recursion: a hostile depth costs nothing."""
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    open_keys: list[Scalar | None] = []
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _plain_only(source, event)
            null = not event.style and event.value in _NULLS
            node: Node = Scalar(None if null else event.value, _span(source, event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _plain_only(source, event)
            span = _span(source, event)
            if len(open_nodes) == DEEPEST:
                _refuse("too-deep", f"nested more than {DEEPEST} levels deep", span)
            opened = Mapping({}, {}, span) if kind is yaml.MappingStartEvent else Sequence([], span)
            open_nodes.append(opened)
            open_keys.append(None)
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = open_nodes.pop()
            open_keys.pop()
            node.span = Span(source, node.span.start, event.end_mark.index)
        else:
            documents += kind is yaml.DocumentStartEvent
            _one_document(source, event, documents)
            continue
        if not open_nodes:
            root = node
        else:
            open_keys[-1] = _attach(open_nodes[-1], open_keys[-1], node)
    return root


def _span(source: Source, event: Any) -> Span:
    return Span(source, event.start_mark.index, event.end_mark.index)


def _attach(parent: Sequence | Mapping, key: Scalar | None, node: Node) -> Scalar | None:
    """Put a node under its parent; give the key that now waits for its value."""
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return None
    if key is None:
        return _key(parent, node)
    name = key.text or ""
    parent.entries[name] = node
    parent.keys[name] = key.span
    return None


def _key(parent: Mapping, node: Node) -> Scalar:
    if not isinstance(node, Scalar) or not node.text:
        _refuse("bad-key", "a key is a word", node.span)
    if node.text in parent.entries:
        earlier = parent.keys[node.text]
        line, _ = earlier.source.position(earlier.start)
        message = f"{node.text} is given twice; the first is on line {line}"
        hint = "keep one of the two"
        if node.text.isdigit():
            hint = "a comma inside { } begins a new key; write thousands as 1_000"
        _refuse("duplicate-key", message, node.span, hint)
    return node


def _plain_only(source: Source, event: Any) -> None:
    if event.tag is None and event.anchor is None:
        return
    span = _span(source, event)
    if event.tag is not None:
        hint = "write the plain value; a scenario builds no objects"
        _refuse("yaml-tag", f"the tag {event.tag} is not read", span, hint)
    if event.anchor is not None:
        _refuse("yaml-alias", "anchors and aliases are not read", span, "write the value again")


def _one_document(source: Source, event: Any, documents: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        span = _span(source, event)
        _refuse("yaml-alias", "anchors and aliases are not read", span, "write the value again")
    if documents > 1:
        span = _span(source, event)
        _refuse("two-documents", "a second document begins here", span, "one file, one scenario")
