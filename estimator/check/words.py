"""The words of a figure: its unit, in every way that people may mean it."""

from __future__ import annotations

import math
from functools import cache, reduce
from typing import Any, NamedTuple

from estimator.document import read_data
from estimator.units.table import DATA, Unit, UnitTable, unit_table

# What is measured, in this order, in the powers of a figure; all else is counted.
KINDS = ("information", "time", "money", "energy")
Powers = tuple[int, int, int, int]
COUNTED: Powers = (0, 0, 0, 0)


class Scale(NamedTuple):
    """Hold what a word or a phrase does to a number, in one reading.

    `size` is without the units of time in it, whose product is `time`: some lines
    take hours and seconds as bare numbers (`24 hrs × 3600 s`). `label` is the
    reading where there are others.
    """

    size: float = 1.0
    time: float = 1.0
    powers: Powers = COUNTED
    label: str = ""

    def joined(self, other: Scale, sign: int = 1) -> Scale:
        """Multiply by another scale, or divide by it where `sign` is -1."""
        return Scale(
            self.size * other.size**sign,
            self.time * other.time**sign,
            raised(self.powers, other.powers, sign),
            self.label or other.label,
        )


NOTHING = Scale()


def raised(left: Powers, right: Powers, power: int) -> Powers:
    """Add powers, so many times.

    >>> raised((1, 0, 0, 0), (0, 1, 0, 0), -1)
    (1, -1, 0, 0)
    """
    if right == COUNTED:
        return left
    return (
        left[0] + right[0] * power,
        left[1] + right[1] * power,
        left[2] + right[2] * power,
        left[3] + right[3] * power,
    )


@cache
def notation() -> dict[str, Any]:
    """Give how people write figures by hand, from `data/notation.yaml`."""
    data: dict[str, Any] = read_data((DATA / "notation.yaml").read_text("utf-8"))
    return data


@cache
def scales(word: str) -> tuple[Scale, ...]:
    """Give every reading of a word as a unit, the likeliest first; none for another word.

    >>> [scale.label for scale in scales("gb")]
    ['GB', 'Gbit']
    >>> scales("tweets")
    ()
    """
    written = notation()
    names = written["readings"].get(word)
    if names:
        return tuple(
            _quotient(name)._replace(label=name if len(names) > 1 else "") for name in names
        )
    instead = written["words"].get(word)
    if isinstance(instead, str) and not instead[0].isdigit():
        return (_quotient(instead),)
    if instead is not None:
        return (Scale(float(instead)),)
    unit = _unit(word)
    if unit is None and "-" in word:
        # `GB-month` is of both.
        parts = [scales(part) for part in word.split("-")]
        return (reduce(Scale.joined, (part[0] for part in parts)),) if all(parts) else ()
    return () if unit is None else (_scale(unit),)


def _unit(word: str) -> Unit | None:
    table = _table()
    unit = table.find(word)
    # Shouted or misshapen words, as `BYTES` and `Kib`; never what a capital changes.
    if unit is None and len(word) > 3:
        unit = table.find(word.lower())
    return unit if isinstance(unit, Unit) and not unit.thing else None


@cache
def _table() -> UnitTable:
    return unit_table("exact")


def _quotient(name: str) -> Scale:
    above, _, below = name.partition("/")
    unit = _table().units[above]
    scale = _scale(unit)
    return scale.joined(_scale(_table().units[below]), -1) if below else scale


def _scale(unit: Unit) -> Scale:
    powers = dict(unit.dimension.powers)
    time = math.prod(
        part.factor ** float(power)
        for name, power in unit.parts
        if isinstance(part := _table().units.get(name), Unit)
        and dict(part.dimension.powers).keys() == {"time"}
    )
    as_powers = (
        int(powers.get("information", 0)),
        int(powers.get("time", 0)),
        int(powers.get("money", 0)),
        int(powers.get("energy", 0)),
    )
    return Scale(unit.factor / time, float(time), as_powers)


@cache
def singular(word: str) -> str:
    """Give a noun for one thing, in small letters, so that `Tweets` and `tweet` are one.

    >>> [singular(word) for word in ("Tweets", "queries", "businesses", "status", "QPS")]
    ['tweet', 'query', 'business', 'status', 'qps']
    """
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if len(low) > 1 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ps")):
        return low[:-1]
    return low
