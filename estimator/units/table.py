"""Units by name, read from `data/units.txt` and one convention.

The same files are pint's definitions (see `registry`), and a test holds the
two readings together. This one exists because a plain run needs only names
and factors, and importing pint takes longer than all the rest of a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from estimator.document import read_data
from estimator.units.dimension import DIMENSIONLESS, Dimension, plural

DATA = Path(__file__).parent.parent / "data"
CONVENTIONS = ("exact", "rounded")


# No longer name is an abbreviation, in which a capital would matter.
_ABBREVIATION = 3
# What takes an s when there are many: minutes, mins, Mbits; not GB, s, ms or rps.
_WORD = re.compile(r"[a-z]{2,}(?<!s)|\w+(bit|byte)")


class Unit(NamedTuple):
    """Hold a unit: the name it is shown by, its size in base units, its dimension.

    `parts` are the units it is written in: itself, those of its quotient
    (`Mbps` is Mbit and s), or none where it is a number word.
    """

    name: str
    factor: float
    dimension: Dimension
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def thing(self) -> bool:
        """Tell whether it counts a thing, one by one: a user, a tweet."""
        return self.dimension.powers == ((self.name, 1),)


class Ambiguous(NamedTuple):
    """Hold a name that people read in two ways, and the ways."""

    name: str
    readings: tuple[str, ...]
    by_context: bool


class UnitTable:
    """Look units up by name, for one convention and one set of counted things.

    >>> unit_table("exact").find("KB")
    Unit(name='KB', factor=1000.0, dimension=Dimension(information), parts=(('KB', 1),))
    >>> unit_table("rounded", ("tweet",)).find("tweets").name
    'tweet'
    """

    def __init__(
        self,
        convention: str,
        units: dict[str, Unit],
        ambiguous: dict[str, Ambiguous],
        things: tuple[str, ...] = (),
    ) -> None:
        self.convention = convention
        self.things = things
        self.units = units
        self._key = convention, things
        self.ambiguous = ambiguous

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnitTable) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def find(self, name: str) -> Unit | Ambiguous | None:
        """Give the unit of that name, its readings where it has two, or None.

        A word that is spelled out may begin with a capital: `50 Million`.
        """
        found = self.units.get(name) or self.ambiguous.get(name)
        if found is None and len(name) > _ABBREVIATION and name[0].isupper():
            return self.units.get(name.lower())
        return found

    def with_things(self, things: tuple[str, ...]) -> UnitTable:
        """Give a table that also counts these things, each a dimension of its own."""
        units = dict(self.units)
        for thing in things:
            unit = units.setdefault(thing, _base(thing, thing))
            for spelling in spellings(thing):
                units.setdefault(spelling, unit)
        return UnitTable(self.convention, units, self.ambiguous, things)


def spellings(thing: str) -> tuple[str, ...]:
    """Give the other names of a counted thing: its plural, or its singular.

    >>> spellings("tweet"), spellings("photos")
    (('tweets',), ('photoses', 'photo'))
    """
    if thing.endswith("s") and not thing.endswith(("ss", "us", "is")):
        return plural(thing), thing[:-1]
    return (plural(thing),)


@lru_cache(maxsize=256)
def unit_table(convention: str, things: tuple[str, ...] = ()) -> UnitTable:
    """Give the units under a convention, with a scenario's own counted things.

    `convention` is `exact` or `rounded`; `things` are the nouns for one.
    """
    if things:
        return unit_table(convention).with_things(things)
    units: dict[str, Unit] = {}
    for line in definitions(convention):
        _define(units, line)
    ambiguous = {
        name: Ambiguous(name, tuple(entry["readings"]), entry.get("by_context", False))
        for name, entry in read_data((DATA / "ambiguous.yaml").read_text("utf-8")).items()
    }
    return UnitTable(convention, units, ambiguous)


def definitions(convention: str) -> Iterator[str]:
    """Give the definition lines of all units under a convention, in pint's format."""
    for file in (DATA / "units.txt", DATA / "conventions" / f"{convention}.txt"):
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line


def _define(units: dict[str, Unit], line: str) -> None:
    name, relation, *others = (part.strip() for part in line.split("="))
    shown = others[0] if others and others[0] != "_" else name
    if relation.startswith("["):
        unit = _base(shown, relation.strip("[]"))
    else:
        unit = _derived(units, shown, relation)
        if others and others[0] != "_":
            # What has a symbol is shown by it, and not by what it is made of: W, not J/s.
            unit = unit._replace(parts=((shown, 1),) if unit.dimension else ())
    for spelling in (name, *others):
        if spelling != "_":
            units[spelling] = unit
            if _WORD.fullmatch(spelling):
                units.setdefault(spelling + "s", unit)


def _base(name: str, kind: str) -> Unit:
    return Unit(name, 1.0, Dimension({kind: 1}), ((name, 1),))


def _derived(units: dict[str, Unit], name: str, relation: str) -> Unit:
    """Work out `1e3 * byte` or `bit / second`: numbers and units, `*` and `/`."""
    factor, dimension, parts, sign = 1.0, DIMENSIONLESS, [], 1
    for word in relation.split():
        if word in "*/":
            sign = 1 if word == "*" else -1
            continue
        unit = units.get(word) or Unit(word, float(word), DIMENSIONLESS)
        factor *= unit.factor**sign
        dimension = dimension * unit.dimension if sign == 1 else dimension / unit.dimension
        parts += [(part, power * sign) for part, power in unit.parts]
    quotient = len(parts) > 1 or any(power < 0 for _, power in parts)
    # A share is shown in percent where it was written so; other number words
    # (a million) are part of the number.
    itself = ((name, 1),) if dimension or name == "percent" else ()
    return Unit(name, factor, dimension, tuple(parts) if quotient else itself)
