"""What a scenario makes a practice problem of: which results are asked for, and what is told.

What is said of which name stands in `data/practice.yaml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache
from random import Random
from typing import Any, NamedTuple

from estimator.document import read_data
from estimator.engine.result import Values
from estimator.units.dimension import plural
from estimator.units.table import DATA

# So many steps a problem has.
_FEWEST, _MOST = 3, 5
# More figures than these nobody keeps in mind.
_MOST_TOLD = 12
_DRAWN = ("within", "least", "most", "whole")
_PLACE = re.compile(r"\{(\d)(s?)\}")
# Of a row of metadata, many are rows.
_AFTER_NOUN = re.compile(r"( of | at )")
_BEFORE_VOWEL = re.compile(r"\ba (?=[aeio]|up)")


class Ask(NamedTuple):
    """Hold one step of a problem: the result asked for, its kind, and the question in words."""

    name: str
    kind: str
    question: str


class Told(NamedTuple):
    """Hold an input that a problem tells: its name, and what people call it.

    `within` is how many times its own value it may be drawn at, from `least` to
    `most`, in `whole` numbers of its unit or not; 0 leaves it as it is.
    """

    name: str
    words: str
    within: float = 0.0
    least: float = 0.0
    most: float = math.inf
    whole: bool = False


class Outline(NamedTuple):
    """Hold what a problem is made of, before its figures are drawn."""

    asks: tuple[Ask, ...]
    told: tuple[Told, ...]


def stories() -> dict[str, str]:
    """Give the story of every shipped scenario that makes a good problem, by its name.

    >>> stories()["yelp"]
    'People search for businesses nearby.'
    """
    found: dict[str, str] = _data()["stories"]
    return found


def outlines(values: Values) -> list[Outline]:
    """Give what may be made of a scenario: an outline for each of its actions that is enough.

    An outline has all that could be asked; `shortened` gives so much as one asks.
    Where some actions follow from the users, the others are left out.
    """
    actions = {parts[1] for name in values.by_name if (parts := name.split("."))[0] == "actions"}
    found = [_outline(values, action) for action in sorted(actions)]
    enough = [outline for outline in found if len(outline.asks) >= _FEWEST]
    from_users = [o for o in enough if any(told.name.startswith("users.") for told in o.told)]
    return from_users or enough


def shortened(values: Values, outline: Outline, random: Random) -> Outline:
    """Give a part of an outline, three to five steps, drawn at random."""
    families: dict[str, list[Ask]] = {}
    for ask in outline.asks:
        # Of two stores one is asked about, and of two pools of servers.
        families.setdefault(_family(ask.name), []).append(ask)
    chosen = [ask for asks in families.values() for ask in _one_of(asks, random)]
    needed = [ask for ask in chosen if _step(ask.name)[0].get("always")]
    others = [ask for ask in chosen if ask not in needed]
    some = _of_all_kinds(others, random)[: max(1, _MOST - len(needed))]
    asks = [ask for ask in chosen if ask in needed or ask in some]
    if len(asks) > _MOST:
        asks = asks[len(asks) - _MOST :]
    return Outline(tuple(asks), _told(values, asks))


def _of_all_kinds(asks: list[Ask], random: Random) -> list[Ask]:
    """Put steps in a random order in which no kind comes again before all others came."""
    random.shuffle(asks)
    kinds = [ask.kind for ask in asks]
    turns = [kinds[:at].count(ask.kind) for at, ask in enumerate(asks)]
    return [ask for _, ask in sorted(zip(turns, asks, strict=True), key=lambda turn: turn[0])]


def sound(values: Values, outline: Outline) -> bool:
    """Tell whether every step of an outline has a value that can be worked out."""
    return all(0 < values.by_name.get(ask.name, 0.0) < math.inf for ask in outline.asks)


def _one_of(asks: list[Ask], random: Random) -> list[Ask]:
    holder = random.choice(sorted({ask.name.rpartition(".")[0] for ask in asks}))
    return [ask for ask in asks if ask.name.startswith(f"{holder}.")]


def _family(name: str) -> str:
    """Name what an ask stands among: all stores of an action, all pools of servers."""
    parts = name.split(".")
    at = parts.index("stores") if "stores" in parts else 0
    return ".".join(parts[: at + 1]) if at or parts[0] in ("servers", "storage") else name


def leaves(values: Values, name: str) -> list[str]:
    """Give the inputs that a result takes, as the scenario has them or by default.

    An input that the scenario works out counts as one: a problem tells its value.
    """
    found: dict[str, None] = {}
    waiting, seen = [name], {name}
    while waiting:
        current = waiting.pop()
        if values.definition(current).role != "answer":
            found[current] = None
            continue
        more = [part for part in values.node(current).parts if part not in seen]
        seen.update(more)
        waiting += reversed(more)
    return list(found)


def _outline(values: Values, action: str) -> Outline:
    """Give all that could be asked of an action, and of what stands beside it."""
    names = [name for name in values.by_name if _may_be_asked(values, name, action)]
    order = [step["of"] for step in _data()["steps"]]
    names.sort(key=lambda name: order.index(_step(name)[0]["of"]))
    asks = tuple(_ask(name) for name in names)
    return Outline(asks, _told(values, asks))


def _may_be_asked(values: Values, name: str, action: str) -> bool:
    parts = name.split(".")
    if (parts[0] == "actions" and parts[1] != action) or not any(_step(name)):
        return False
    value = values.by_name[name]
    if values.definition(name).role != "answer" or not 0 < value < math.inf:
        return False
    taken = [leaf for leaf in leaves(values, name) if not _neutral(values, leaf)]
    needed = _step(name)[0].get("needs")
    if needed and f"{name.rpartition('.')[0]}.{needed}" not in taken:
        return False
    if parts[0] in ("users", "servers", "traffic") and not _meets(values, name, action):
        return False
    return len(taken) <= _MOST_TOLD and all(_input(leaf)[0] for leaf in taken)


def _meets(values: Values, name: str, action: str) -> bool:
    """Tell whether an action follows from users, or servers from the action alone."""
    if name.startswith("users."):
        return {*leaves(values, name)} <= {*leaves(values, f"actions.{action}.rate")}
    actions = {leaf.split(".")[1] for leaf in leaves(values, name) if leaf.startswith("actions.")}
    return actions == {action}


def _neutral(values: Values, name: str) -> bool:
    """Tell whether an input is a default that changes nothing, and need not be told."""
    definition = values.definition(name)
    if definition.role != "default":
        return False
    field = definition.wanted.field if definition.wanted else None
    return (field is not None and field.neutral) or values.by_name[name] in (0.0, 1.0)


def _told(values: Values, asks: Iterable[Ask]) -> tuple[Told, ...]:
    """Give what has to be told for some steps, in the order of the scenario."""
    taken = {leaf for ask in asks for leaf in leaves(values, ask.name)}
    listed = [name for name in values.by_name if name in taken and not _neutral(values, name)]
    order = [entry["of"] for entry in _data()["inputs"]]
    listed.sort(key=lambda name: order.index(_input(name)[0].get("of", order[0])))
    return tuple(_as_told(name) for name in listed)


def _as_told(name: str) -> Told:
    entry, parts = _input(name)
    drawn = {key: entry[key] for key in _DRAWN if key in entry}
    return Told(name, _filled(entry["says"], parts), **drawn)


def _ask(name: str) -> Ask:
    step, parts = _step(name)
    return Ask(name, step["kind"], _filled(step["asks"], parts))


def _filled(text: str, parts: tuple[str, ...]) -> str:
    """Put the words for a name's parts into a text: `{0}` for one of them, `{0s}` for many."""

    def words(place: re.Match[str]) -> str:
        name = parts[int(place[1])]
        word = _data()["words"].get(name, name.replace("_", " "))
        noun, *rest = _AFTER_NOUN.split(word, maxsplit=1)
        return "".join([plural(noun) if place[2] else noun, *rest])

    return _BEFORE_VOWEL.sub("an ", _PLACE.sub(words, text))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = read_data((DATA / "practice.yaml").read_text("utf-8"))
    return found


@cache
def _patterns(kind: str) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    entries = _data()[kind]
    return [
        (re.compile(re.escape(entry["of"]).replace(r"\*", "([^.]+)")), entry) for entry in entries
    ]


def _step(name: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    return _found("steps", name)


def _input(name: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    return _found("inputs", name)


@cache
def _found(kind: str, name: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give what is said of a name, and its parts that the pattern leaves open; else nothing."""
    for pattern, entry in _patterns(kind):
        if match := pattern.fullmatch(name):
            return entry, match.groups()
    return {}, ()
