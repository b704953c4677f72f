"""Which formulas of an answer a scenario has the names for, and what those mean from the top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from estimator.engine.names import Names
from estimator.lang.meaning import names_in
from estimator.lang.nodes import Name, Tree, names, renamed
from estimator.lang.parser import parse
from estimator.library.constants import find_constant
from estimator.scenario.loader import Instance
from estimator.sections.section import Answer, Section
from estimator.units.table import Unit, UnitTable


class Way(NamedTuple):
    """Hold one formula that an answer can follow from: its law, and the picked that it lacks."""

    tree: Tree
    law: str
    absent: tuple[str, ...] = ()


def ways_of(answer: Answer, instance: Instance, there: Names, table: UnitTable) -> Iterator[Way]:
    """Give each formula of an answer whose names are all there."""
    if not _has_given(answer, instance, there):
        return
    formulas = answer.formulas
    laws = answer.law if isinstance(answer.law, tuple) else (answer.law,) * len(formulas)
    for text, law in zip(formulas, laws, strict=True):
        filled, absent = _filled(text, instance, there)
        tree = absolute(parse(filled), instance, there, table) if filled else None
        if tree is not None:
            yield Way(tree, law, absent)


# A name with a place in it, such as `actions.{handles}.rate`.
_PLACE = re.compile(r"[\w.*]*\{(\w+)\}[\w.*]*")


def _filled(text: str, instance: Instance, there: Names) -> tuple[str, tuple[str, ...]]:
    """Put names into the places of a formula: of a pick, each that is there.

    The formula is empty where none is there; what is not is given beside it.
    """
    if "{" not in text:
        return text, ()
    picks = dict(instance.picks)
    absent: list[str] = []
    empty = False

    def put_in(place: re.Match[str]) -> str:
        nonlocal empty
        key = place.group(1)
        if key not in picks:
            return place.group().replace(f"{{{key}}}", dict(instance.things)[key])
        names = [place.group().replace(f"{{{key}}}", name) for name in picks[key]]
        known = [n for n in names if n in there or f"{instance.path}.{n}" in there]
        absent.extend(n for n in names if n not in known)
        empty = empty or not known
        return ", ".join(known)

    filled = _PLACE.sub(put_in, text)
    return ("" if empty else filled), tuple(absent)


def absolute(
    tree: Tree, instance: Instance, there: Names | Mapping[str, float], table: UnitTable
) -> Tree | None:
    """Give a section's formula with its names as paths from the top, None if one is missing.

    A single word is one of the section's own: a formula that someone calls
    `egress` must not slip into `ingress + egress`, nor a missing `items` be
    taken for the unit.
    """
    new = _meant(names(tree), instance, there, table)
    return None if new is None else renamed(tree, new)


@lru_cache(maxsize=256)
def _own(section: type[Section]) -> frozenset[str]:
    """Give the names of a section's own fields and answers."""
    return frozenset({*section.model_fields, *(answer.name for answer in section.answers)})


def _meant(
    taken: Iterable[Name],
    instance: Instance,
    there: Names | Mapping[str, float],
    table: UnitTable,
) -> dict[str, str] | None:
    """Give what the names of a section's formula mean from the top, None if one is missing."""
    new: dict[str, str] = {}
    for name in (each.text for each in taken):
        local = f"{instance.path}.{name}"
        for candidate in (local, name) if "." in name else (local,):
            if candidate in there or ("*" in candidate and _has_members(candidate, there)):
                new[name] = candidate
                break
        else:
            if name in _own(instance.section) or not _outside(name, table):
                return None
    return new


def _has_members(family: str, there: Names | Mapping[str, float]) -> bool:
    return isinstance(there, Names) and any(there.family(family))


def _outside(name: str, table: UnitTable) -> bool:
    """Tell whether a name that is no scenario's is a unit, or a constant by its whole path."""
    if "." in name:
        return find_constant(name) is not None
    return isinstance(table.find(name), Unit)


def _has_given(answer: Answer, instance: Instance, there: Names) -> bool:
    return all(f"{instance.path}.{name}" in there for name in answer.given)


def follows(answer: Answer, instance: Instance, there: Names, table: UnitTable) -> bool:
    """Tell whether the names of any of an answer's formulas are all there."""
    for text in answer.formulas if _has_given(answer, instance, there) else ():
        filled, _ = _filled(text, instance, there)
        if filled and _meant(names_in(filled), instance, there, table) is not None:
            return True
    return False
