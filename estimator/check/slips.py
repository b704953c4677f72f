"""The known slips and conventions, from `data/slips.yaml`, as ways to come to a figure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from estimator.check.diagnose import Way, in_figures
from estimator.document import read_data
from estimator.units.table import DATA


class Stated(NamedTuple):
    """Hold a figure that an estimate states, such as `3 replicas`: its words and its value."""

    text: str
    words: frozenset[str]
    value: float


class Setting(NamedTuple):
    """Hold what decides which slips may have been made in a figure.

    `kinds` are those of the figure: `data`, `rate`, `time`, `money`, `count`.
    `has` are the conversions it takes: `day`, `month`, `year`, and `power` for
    one of two. `prefix` is how many steps of 1,000 its unit lies above the byte.
    `stated` are the figures around it.
    """

    kinds: frozenset[str]
    has: frozenset[str] = frozenset()
    prefix: int = 0
    stated: tuple[Stated, ...] = ()


@cache
def known() -> dict[str, dict[str, Any]]:
    """Give the entries of the table by the name of their slip, in its order."""
    return {entry["slip"]: entry for entry in read_data((DATA / "slips.yaml").read_text("utf-8"))}


def way(slip: str, factor: float, it: str = "") -> Way:
    """Give a way by the name of its slip; `it` is what was left out, or counted twice.

    >>> way("missing-factor", 1 / 3, "× 3 replicas").says
    '× 3 replicas left out'
    """
    entry = known()[slip]
    exponent = abs(round(math.log(factor, entry["powers"]["of"]))) if "powers" in entry else 0
    size = in_figures(factor if factor > 1 else 1 / factor) + " ×"
    told = entry["over" if factor > 1 else "under"]
    return Way(
        factor,
        slip,
        told.format(it=it, factor=size, exponent=exponent) if "{" in told else told,
        entry.get("cost", 1.0),
        entry.get("convention", False),
        entry.get("telling", False),
        entry.get("alone", False),
    )


def ways(setting: Setting) -> list[Way]:
    """Give the slips and conventions that may explain a figure in that setting."""
    return [*_table(setting.kinds, setting.has, setting.prefix), *_named(setting)]


@cache
def _table(kinds: frozenset[str], has: frozenset[str], prefix: int) -> tuple[Way, ...]:
    found = []
    for slip, entry in known().items():
        needed = entry.get("needs")
        if kinds.isdisjoint(entry.get("of", kinds)) or (needed and needed not in has):
            continue
        for factor in _factors(entry, prefix):
            found += [way(slip, factor), way(slip, 1 / factor)]
    return tuple(found)


def _factors(entry: dict[str, Any], prefix: int) -> list[float]:
    if "powers" in entry:
        base = float(entry["powers"]["of"])
        return [base**power for power in range(1, entry["powers"]["to"] + 1)]
    if "prefixes" in entry:
        # Every step on the way, or the one of a last division.
        return [entry["prefixes"] ** power for power in sorted({1, prefix} - {0})] if prefix else []
    return [float(factor) for factor in entry.get("factors", ())]


def _named(setting: Setting) -> Iterator[Way]:
    for slip, entry in known().items():
        if "named" not in entry or setting.kinds.isdisjoint(entry.get("of", setting.kinds)):
            continue
        for stated in setting.stated:
            if stated.words.isdisjoint(entry["named"]) or stated.value in (0, 1):
                continue
            size = abs(stated.value)
            yield way(slip, size, stated.text)
            yield way(slip, 1 / size, stated.text)
