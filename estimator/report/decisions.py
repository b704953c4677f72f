"""What the numbers mean for the design, in words: each sentence with its number and its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.binding import binding
from estimator.engine.conditions import compare
from estimator.engine.names import Names
from estimator.engine.result import Values
from estimator.scenario.loader import Instance
from estimator.sections.section import PLACE, Decision
from estimator.units.dimension import plural
from estimator.units.display import human
from estimator.units.table import Unit
from estimator.whatif.demand import Demand
from estimator.whatif.growth import reached_in


class Said(NamedTuple):
    """Hold a sentence: the result that it is about, the rule behind it and that rule's source."""

    of: str
    text: str
    rule: str
    source: str


def decisions(values: Values) -> list[Said]:
    """Say what the numbers of every section mean, and when its limits are reached."""
    speaker = _Speaker(values)
    said = [
        spoken
        for instance in values.loaded.instances
        for group in instance.section.decisions
        if (spoken := speaker.first(group, instance)) is not None
    ]
    return [*said, *_limits(values, speaker)]


# What is left out of a sentence where a name in it is not there.
_OPTIONAL = re.compile(r"\[([^\]]*)\]")


class _Unsaid(Exception):
    """Tell that a sentence has a name that is not there."""


class _Speaker:
    """Fill sentences with the values of a scenario."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.names = Names(values.by_name)
        self.demand = Demand(values)

    def first(self, group: tuple[Decision, ...], instance: Instance) -> Said | None:
        """Give the first sentence of a group that fits."""
        for decision in group:
            if not self._fits(decision, instance):
                continue
            try:
                text = _OPTIONAL.sub(
                    lambda part: self._or_nothing(part[1], instance), decision.says
                )
                text = self._filled(text, instance)
            except _Unsaid:
                continue
            rule = " and ".join(decision.when)
            return Said(f"{instance.path}.{decision.of}", text, rule, decision.source)
        return None

    def _fits(self, decision: Decision, instance: Instance) -> bool:
        values = self.values
        if f"{instance.path}.{decision.of}" not in values.by_name:
            return False
        if decision.chosen and decision.chosen not in instance.choices:
            return False
        if any(any(self.names.family(name)) for name in decision.silenced_by(instance.path)):
            return False
        found = (compare(w, instance, values.loaded, values.by_name) for w in decision.when)
        return all(each is not None and each.holds for each in found)

    def _or_nothing(self, text: str, instance: Instance) -> str:
        try:
            return self._filled(text, instance)
        except _Unsaid:
            return ""

    def _filled(self, text: str, instance: Instance) -> str:
        return PLACE.sub(lambda place: self._value(place[1], instance), text)

    def _value(self, place: str, instance: Instance) -> str:
        name, _, how = place.partition("!")
        local = f"{instance.path}.{name}"
        if how == "most":
            return self._most(local)
        name = local if local in self.values.by_name else name
        if name not in self.values.by_name:
            raise _Unsaid
        if how == "binds":
            could_bind = binding(self.values, name)
            if len(could_bind) < 2:
                raise _Unsaid
            return could_bind[0]
        if how == "until":
            return self.until(name, self.values.by_name[name])
        shown = self.values.show(name)
        return in_prose(self.values, shown.rpartition("/")[0] if how == "each" else shown)

    def _most(self, family: str) -> str:
        """Give the name of the largest member of a family: the part at its `*`."""
        members = list(self.names.family(family))
        if len(members) < 2:
            raise _Unsaid
        largest = max(members, key=lambda name: self.values.by_name[name])
        at = family.split(".").index("*")
        return largest.split(".")[at]

    def until(self, name: str, limit: float) -> str:
        """Say at what demand a result passes a limit; raises _Unsaid where it never does."""
        reached = self.demand.until(name, limit)
        if reached is None:
            raise _Unsaid
        values = self.values
        if not reached.name:
            return f"{reached.factor:.3g} × the demand"
        shown = human(reached.value, values.unit(reached.name), values.table)
        return f"{reached.name} reaches {in_prose(values, shown)}"


def in_prose(values: Values, shown: str) -> str:
    """Put the counted thing of an amount in the plural, where there is not one of it.

    The language reads `100 server`; a sentence has 100 servers.
    """
    match = _COUNTED.fullmatch(shown)
    unit = values.table.find(match[2]) if match else None
    if match is None or not isinstance(unit, Unit) or match[1] == "1":
        return shown
    # A thing of a letter or two is a sign, and has no plural.
    if not ((unit.thing and len(match[2]) > 2) or match[2] in _SPELLED):
        return shown
    return f"{match[1]} {plural(match[2])}{match[3]}"


_SPELLED = {"hour", "day", "week", "month", "year"}
_COUNTED = re.compile(r"([\d.,]+(?: [a-zA-Z]+)?) ([a-z_]+)((?:/.*)?)")


def limits_said(values: Values) -> list[Said]:
    """Say of every limit, in their order, whether there is room, and when there will be none."""
    return [*_limits(values, _Speaker(values))]


def _limits(values: Values, speaker: _Speaker) -> Iterator[Said]:
    for limit in values.limits():
        yield Said(limit.name, _room(values, speaker, limit.name, limit.most), "limits", "")


def _room(values: Values, speaker: _Speaker, name: str, most: float) -> str:
    value = values.by_name[name]
    shown = human(most, values.unit(name), values.table)
    limit = in_prose(values, shown)
    if value > most:
        return f"{in_prose(values, values.show(name))} is past the limit of {limit}"
    reached = speaker.demand.until(name, most)
    if reached is None:
        return f"the limit of {limit} is never passed by more demand"
    text = f"the limit of {limit} is passed at {reached.factor:.3g} × the demand"
    if reached.name:
        lead = human(reached.value, values.unit(reached.name), values.table)
        text += f", when {reached.name} is {in_prose(values, lead)}"
    if "growth.factor" not in values.by_name:
        return text
    year = reached_in(values, reached.factor)
    return f"{text}: {'beyond the horizon' if year is None else f'in year {year}'}"
