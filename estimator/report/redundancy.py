"""The parts that must be up, with their copies, and what each takes from the whole."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.report.waterfall import duration

_GROUPS = ("any_of", "all_of")
_WHOLE = "availability"


class Part(NamedTuple):
    """Hold one part of the system that must be up.

    `depth` is 0 for a part in series with the others, and one more for each part
    around it. `kind` is `copies`, one or more of them, `any_of` or `all_of` its own parts.
    `down` is the share of the time that it is down, and `nines` how many nines that leaves,
    infinite where it never is. `saved` are the seconds in a year that the whole would be up
    longer if this part never failed, NaN within another part.
    """

    name: str
    label: str
    depth: int
    kind: str
    down: float
    shown: str
    each: str
    copies: int
    needed: int
    nines: float
    downtime: float
    downtime_shown: str
    saved: float
    saved_shown: str


def parts(values: Values) -> tuple[Part, ...]:
    """Give the parts of a scenario in its order, the parts of a part behind it."""
    inside: dict[str, list[str]] = {}
    for each in values.loaded.instances:
        if f"{each.path}.unavailability" in values.by_name:
            inside.setdefault(each.path.rpartition(".")[0], []).append(each.path)
    return tuple(_in_group(values, inside, f"{_WHOLE}.parts", 0))


def _in_group(
    values: Values, inside: dict[str, list[str]], group: str, depth: int
) -> Iterator[Part]:
    for name in inside.get(group, ()):
        kind = next((kind for kind in _GROUPS if f"{name}.{kind}" in inside), "copies")
        yield _part(values, name, depth, kind)
        yield from _in_group(values, inside, f"{name}.{kind}", depth + 1)


def _part(values: Values, name: str, depth: int, kind: str) -> Part:
    year = values.table.units["year"].factor
    known = values.by_name
    down = known[f"{name}.unavailability"]
    saved = math.nan if depth else _saved(values, down) * year
    each = f"{name}.each"
    return Part(
        name,
        name.rpartition(".")[2],
        depth,
        kind,
        down,
        values.show(f"{name}.availability"),
        values.show(each) if each in known else "",
        int(known.get(f"{name}.copies", 1)),
        int(known.get(f"{name}.needed", 1)),
        -math.log10(down) if down > 0 else math.inf,
        down * year,
        duration(values, down * year),
        saved,
        duration(values, saved),
    )


def _saved(values: Values, down: float) -> float:
    """Give what is down less of the time where a part in series never is."""
    whole = values.by_name.get(f"{_WHOLE}.unavailability", math.nan)
    # (1 - whole) / (1 - down) is what the others are up: the product without this one.
    return math.nan if down >= 1 else (1 - whole) * down / (1 - down)
