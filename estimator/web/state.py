"""What the page holds: one text for each scenario, and what is worked out from it.

The text is the one truth. Widgets show it and change it through `Scenario.edit`;
nothing else is kept but what can't stand in it, such as an amount that is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import estimator as est

BLANK = "blank"
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


@dataclass
class Workspace:
    """Hold the text of one scenario as someone works on it.

    `text` is as it was typed, `good` the last of it that worked, and `error`
    says why `text` does not. `anchors` are the amounts that sliders are laid
    out around, which stay while a slider moves.
    """

    name: str
    opened: str
    text: str = ""
    good: str = ""
    error: str = ""
    conventions: str | None = None
    picked: str = ""
    drafts: dict[str, Draft] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take(self.opened)

    def take(self, text: str) -> None:
        """Take a whole text; one that does not work is kept beside the last that did."""
        if self.text and text != self.text:
            self.earlier = [*self.earlier, self.text][-_KEPT:]
        self.text = text
        try:
            est.loads(text).estimate(self.conventions)
        except est.EstimatorError as error:
            self.error = str(error)
        else:
            self.good, self.error = text, ""

    def move(self, name: str, amount: str) -> None:
        """Put an amount into the text, or keep it as a draft where it is refused."""
        try:
            edited = est.loads(self.text).edit(name, amount.strip())
            edited.estimate(self.conventions)
        except est.EstimatorError as error:
            self.drafts[name] = Draft(amount, str(error))
        else:
            self.drafts.pop(name, None)
            self.take(edited.text)

    def convert(self, conventions: str) -> None:
        """Work by other conventions, where the last text that worked works by them too."""
        try:
            est.loads(self.good).estimate(conventions)
        except est.EstimatorError as error:
            self.error = str(error)
        else:
            self.conventions = conventions

    def undo(self) -> None:
        """Go back to the text before the last change."""
        if self.earlier:
            *rest, last = self.earlier
            self.take(last)
            self.drafts, self.earlier = {}, rest

    def result(self) -> est.Result | None:
        """Work out the last text that worked; there is none where none ever did."""
        return est.loads(self.good).estimate(self.conventions) if self.good else None


@cache
def choices() -> dict[str, Choice]:
    """Give what can be begun from: every shipped scenario, and a blank one."""
    found = {}
    for name in est.scenarios():
        shipped = est.load(name)
        line = ": ".join(part for part in (shipped.title, shipped.about) if part)
        found[name] = Choice(shipped.text, line or name)
    line = "Start blank: a small template, every section explained"
    found[BLANK] = Choice(est.template("My system"), line)
    return found
