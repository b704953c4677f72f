"""What is looked for among the constants: the state of that page, and what it comes to."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import estimator as est
from estimator.api import TABLES, Constant
from estimator.api.ladder import Ladder, Rung, ladders
from estimator.web import session
from estimator.web.constants.search import search

KINDS = {
    "latency": "Latencies",
    "throughput": "Throughputs",
    "size": "Sizes",
    "price": "Prices",
    "other": "Counts and times",
    "all": "All",
}
"""The kinds that can be looked at, and what they are called."""
LONGEST = 80
"""So many letters a search has at most."""


class Lookup(NamedTuple):
    """Hold what was found: of the kind asked for, or of all where it has none of it.

    `elsewhere` tells how many more there are of each other kind. `likely` are the
    names, the likeliest first. `whole` tells whether each has all words of the search.
    """

    asked: str
    kind: str
    shown: tuple[Ladder, ...]
    likely: tuple[str, ...]
    elsewhere: dict[str, int]
    whole: bool

    @property
    def rungs(self) -> dict[str, Rung]:
        """Give what is shown by name, in its order."""
        return {rung.name: rung for ladder in self.shown for rung in ladder.rungs}

    @property
    def constants(self) -> list[Constant]:
        """Give the constants that are shown, in their order."""
        return [point.constant for rung in self.rungs.values() for point in rung.points]

    @property
    def missed(self) -> bool:
        """Tell whether something was found, and none of it of the kind asked for."""
        return bool(self.shown) and self.kind != "all" and self.kind not in map(_kind, self.shown)


@cache
def every() -> tuple[Constant, ...]:
    """Give all constants, the notes' first."""
    return tuple(each for table in TABLES for each in est.constants(table).values())


def text_asked(asked: dict[str, str]) -> str:
    """Give the text that is looked for; one that is too long is cut."""
    text = asked.get("search", "")
    if len(text) > LONGEST:
        asked["search"] = text = text[:LONGEST]
        session.notices().append(f"The link's search was cut to {LONGEST} letters.")
    return text


@lru_cache(256)
def look_up(text: str, kind: str) -> Lookup:
    """Find what a text asks for among the constants of a kind, and count it among the others.

    >>> look_up("ssd read", "latency").likely
    ('ssd_read_8_kb', 'ssd_read_1_gb', 'ssd_write_8_kb')
    >>> look_up("egress", "latency").missed
    True
    """
    found = search(every(), text)
    among = ladders(each for each in every() if each.name in found.names)
    its = [each for each in among if kind in ("all", _kind(each))]
    shown = its or among
    names = {rung.name for each in shown for rung in each.rungs}
    likely = tuple(name for name in found.names if name in names)
    return Lookup(text, kind, tuple(shown), likely, _elsewhere(among, shown), found.whole)


def _elsewhere(among: list[Ladder], shown: list[Ladder]) -> dict[str, int]:
    counted = dict.fromkeys(KINDS, 0)
    for each in among:
        if each not in shown:
            counted[_kind(each)] += len(each.rungs)
    return {kind: many for kind, many in counted.items() if many}


def _kind(shown: Ladder) -> str:
    return shown.topic if shown.topic in KINDS else "other"
