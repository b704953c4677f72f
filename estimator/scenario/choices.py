"""What a scenario chooses between: fields that take one of a few words."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from estimator.document import Mapping, Scalar, place
from estimator.scenario.edit import input_names, section_at, steps_there
from estimator.sections.section import fields_of


class Choice(NamedTuple):
    """Hold a field that takes one of some words; `value` is empty where none is chosen."""

    name: str
    value: str
    options: tuple[str, ...]
    meaning: str


def choices_of(document: Mapping) -> list[Choice]:
    """Give the choices of every section that a scenario has.

    >>> from estimator.document import parse
    >>> from estimator.source import Source
    >>> [choice] = choices_of(parse(Source("x", "actions: {tweet: {kind: write}}")))
    >>> choice.name, choice.value, choice.options
    ('actions.tweet.kind', 'write', ('read', 'write'))
    """
    return [choice for name in input_names(document) for choice in _choice(document, name)]


def _choice(document: Mapping, name: str) -> Iterator[Choice]:
    *path, field = name.split(".")
    holders = tuple(path)
    section, holder = section_at(holders), place(document, holders)
    if section is None or fields_of(section).get(field, section) is not None:
        return
    if not isinstance(holder, Mapping) or steps_there(document, holders) < len(holders):
        return
    info = section.model_fields[field]
    if options := tuple(_words(info.annotation)):
        node = holder.entries.get(field)
        given = node.text if isinstance(node, Scalar) else None
        yield Choice(name, given or info.default or "", options, info.description or "")


def _words(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif NoneType in get_args(annotation):
        for part in get_args(annotation):
            yield from _words(part)
