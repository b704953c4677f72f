"""What the page holds: one text for each scenario, and what is worked out from it.

The text is the one truth. Widgets show it and change it through `Scenario.edit`;
nothing else is kept but what can't stand in it, such as an amount that is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import estimator as est
from estimator.api import Summary

BLANK = "blank"
OWN = "yours"
"""The workspace of a text that was uploaded, or came with a link."""
_KEPT = 100
"""So many earlier texts can be gone back to."""


class Draft(NamedTuple):
    """Hold an amount that was typed and refused, and why."""

    typed: str
    message: str


class Choice(NamedTuple):
    """Hold a scenario to begin from: its text and its line in the list."""

    text: str
    line: str


class Worked(NamedTuple):
    """Hold a scenario that works, what it comes to, and what a report of it says."""

    scenario: est.Scenario
    result: est.Result
    summary: Summary


class _Earlier(NamedTuple):
    """Hold what can be gone back to."""

    text: str
    changes: dict[str, str] | None


@dataclass
class Workspace:
    """Hold the text of one scenario as someone works on it.

    `text` is as it was typed, and `error` says why it does not work. `good` is
    the last of it that worked. `changes` are the amounts that differ from `opened`, by
    name, as long as nothing else does. `anchors` are the amounts that sliders are
    laid out around, which stay while a slider moves.
    """

    name: str
    opened: str
    text: str = ""
    error: str = ""
    good: est.Scenario | None = None
    conventions: str | None = None
    changes: dict[str, str] | None = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    earlier: list[_Earlier] = field(default_factory=list)
    _worked: tuple[str | None, Worked] | None = None

    def __post_init__(self) -> None:
        self._take(self.opened, {})

    def take(self, text: str) -> None:
        """Take a whole text; one that does not work is kept beside the last that did."""
        if text != self.text:
            self._remember()
            self._take(text, {} if text == self.opened else None)

    def move(self, name: str, amount: str) -> None:
        """Put an amount into the text, or keep it as a draft where it is refused."""
        try:
            edited = est.loads(self.text).edit(name, amount.strip())
            edited.estimate(self.conventions)
        except est.EstimatorError as error:
            self.drafts[name] = Draft(amount, str(error))
        else:
            self.drafts.pop(name, None)
            self._remember()
            changes = None if self.changes is None else {**self.changes, name: amount.strip()}
            self._keep(edited, changes)

    def convert(self, conventions: str) -> None:
        """Work by other conventions, where the last text that worked works by them too."""
        try:
            if self.good is not None:
                self.good.estimate(conventions)
        except est.EstimatorError as error:
            self.error = str(error)
        else:
            self.conventions = conventions

    def undo(self) -> None:
        """Go back to the text before the last change."""
        if self.earlier:
            self._take(*self.earlier.pop())
            self.drafts = {}

    def worked(self) -> Worked | None:
        """Work out the last text that worked; there is none where none ever did."""
        if self.good is None:
            return None
        if (
            self._worked is None
            or self._worked[0] != self.conventions
            or self._worked[1].scenario is not self.good
        ):
            result = self.good.estimate(self.conventions)
            self._worked = (self.conventions, Worked(self.good, result, result.summary()))
        return self._worked[1]

    def _remember(self) -> None:
        self.earlier = [*self.earlier, _Earlier(self.text, self.changes)][-_KEPT:]

    def _take(self, text: str, changes: dict[str, str] | None) -> None:
        try:
            scenario = est.loads(text)
            scenario.estimate(self.conventions)
        except est.EstimatorError as error:
            self.text, self.changes, self.error = text, changes, str(error)
        else:
            self._keep(scenario, changes)

    def _keep(self, scenario: est.Scenario, changes: dict[str, str] | None) -> None:
        self.good, self.text, self.error = scenario, scenario.text, ""
        self.changes = changes


@cache
def choices() -> dict[str, Choice]:
    """Give what can be begun from: a blank scenario, and every shipped one."""
    line = "Start blank: a small template, every section explained"
    found = {BLANK: Choice(est.template("My system"), line)}
    for name in est.scenarios():
        shipped = est.load(name)
        line = ": ".join(part for part in (shipped.title, shipped.about) if part)
        found[name] = Choice(shipped.text, line or name)
    return found
