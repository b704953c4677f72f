"""What the page holds of someone who practises: the problem, the answers, the session's score."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import estimator as est
from estimator.api import Verdict
from estimator.api.problem import Problem
from estimator.api.session import Session

_LONGEST = 200
_KEPT = 20
"""So many earlier problems can be gone back to."""


class Given(NamedTuple):
    """Hold an answer as it was given and what it is worth; no verdict is for one looked up."""

    answer: str
    verdict: Verdict | None
    score: float
    says: str


@dataclass
class Round:
    """Hold a problem and how far someone is with it.

    `of` is the scenario that was asked for, empty for any. `hints` are those shown of
    the step at hand, and `refusal` says why the answer that was typed can't be read.
    """

    of: str
    problem: Problem
    given: list[Given] = field(default_factory=list)
    hints: int = 0
    refusal: str = ""

    @property
    def at(self) -> int:
        """Give the number of the step at hand, which lies behind the last where all are done."""
        return len(self.given) + 1

    @property
    def done(self) -> bool:
        """Tell whether every step is answered, or looked up."""
        return self.at > len(self.problem.steps)


class Drill:
    """Hold the problems of a browser's session. No file is written: others share the server."""

    def __init__(self, of: str = "", seed: int | None = None) -> None:
        self.session = Session()
        self.round = _drawn(of, seed)
        self.earlier: list[Round] = []

    def begin(self, of: str) -> None:
        """Go on with another problem; the one at hand can be gone back to."""
        self.earlier = [*self.earlier, self.round][-_KEPT:]
        self.round = _drawn(of, None)

    def undo(self) -> None:
        """Go back to the problem before. What was answered stays counted."""
        if self.earlier:
            self.round = self.earlier.pop()

    def answer(self, text: str) -> bool:
        """Grade an answer to the step at hand; tell whether it could be read."""
        now = self.round
        if len(text) > _LONGEST:
            now.refusal = f"This answer has {len(text):,} letters; up to {_LONGEST} are read."
            return False
        try:
            found = now.problem.answer(now.at, text)
        except est.EstimatorError as error:
            now.refusal = str(error)
            return False
        self.session.add(now.problem, found)
        self._next(Given(text, found.verdict, found.score, found.says))
        return True

    def look_up(self) -> None:
        """Give the step at hand up, for its derivation."""
        now = self.round
        self.session.skip(now.problem, now.at)
        self._next(Given("", None, 0.0, ""))

    def hint(self) -> None:
        """Show one more hint to the step at hand."""
        self.round.hints += 1

    def _next(self, given: Given) -> None:
        self.round.given.append(given)
        self.round.hints, self.round.refusal = 0, ""


def _drawn(of: str, seed: int | None) -> Round:
    return Round(of, est.practice(of or None, seed))
