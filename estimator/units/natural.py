"""The unit that a person would write a value in, as powers of unit names.

A formula's value has a dimension; which unit to show it in (per day or per
second, bits or bytes) follows the units that its inputs were written in.
"""

from __future__ import annotations

from collections.abc import Iterable

from estimator.units.dimension import Dimension, Power
from estimator.units.table import Unit, UnitTable

Powers = tuple[tuple[str, Power], ...]
"""Unit names and their powers, such as (("byte", 1), ("day", -1))."""

PERCENT: Powers = (("percent", 1),)
_DEFAULTS = {"information": "byte", "time": "s", "money": "USD", "energy": "Wh"}


def times(left: Powers, right: Powers, sign: Power = 1) -> Powers:
    """Multiply two units; `sign` -1 divides."""
    powers = {name: power for name, power in left if name != "percent"}
    for name, power in right:
        if name != "percent":
            powers[name] = powers.get(name, 0) + sign * power
    return tuple((name, power) for name, power in powers.items() if power)


def default_unit(dimension: Dimension) -> Powers:
    """Give the unit for a dimension of which nothing more is known: bytes, seconds."""
    return tuple((_DEFAULTS.get(kind, kind), power) for kind, power in dimension.powers)


def tidy(powers: Powers, dimension: Dimension, table: UnitTable, fallback: Powers = ()) -> Powers:
    """Make one unit of each kind: `GB*year/s` is shown as data, not as three units.

    `dimension` is what the result must have; where the powers do not have it,
    the default unit stands in. A kind in two units (`min/week/s`) is shown in
    that of `fallback`, or its default.
    """
    if powers == PERCENT and not dimension:
        return PERCENT
    alone = table.find(powers[0][0]) if len(powers) == 1 and powers[0][1] == 1 else None
    if isinstance(alone, Unit) and alone.dimension == dimension:
        return powers
    instead = _by_kind((*default_unit(dimension), *fallback), table)
    by_kind: dict[str, tuple[str, Power]] = {}
    for name, power in powers:
        kind = _kind(name, table)
        if kind is None:
            return default_unit(dimension)
        first, so_far = by_kind.get(kind, (name, 0))
        shown = first if first == name else instead.get(kind, name)
        by_kind[kind] = (shown, so_far + power)
    if Dimension((kind, power) for kind, (_, power) in by_kind.items()) != dimension:
        return default_unit(dimension)
    return tuple(entry for entry in by_kind.values() if entry[1])


def in_units_of(wanted: Powers, typed: Powers, table: UnitTable) -> Powers:
    """Give a unit with each of its kinds in the unit that was typed, where it was."""
    said = _by_kind(typed, table)
    return tuple((said.get(_kind(name, table) or "", name), power) for name, power in wanted)


def _by_kind(powers: Powers, table: UnitTable) -> dict[str, str]:
    return {kind: name for name, _ in powers if (kind := _kind(name, table))}


def _kind(name: str, table: UnitTable) -> str | None:
    """Give the kind that a simple unit measures, None for a compound one."""
    unit = table.find(name)
    if isinstance(unit, Unit) and len(unit.dimension.powers) == 1:
        return unit.dimension.powers[0][0]
    return None


def factor(powers: Iterable[tuple[str, Power]], table: UnitTable) -> float:
    """Give the size of a unit in base units.

    >>> from estimator.units.table import unit_table
    >>> factor((("KB", 1), ("min", -1)), unit_table("exact"))
    16.666666666666668
    """
    size = 1.0
    for name, power in powers:
        unit = table.find(name)
        assert isinstance(unit, Unit), name
        size *= unit.factor ** float(power) if power != 1 else unit.factor
    return size
