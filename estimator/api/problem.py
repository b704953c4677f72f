"""A practice problem as an object: asked, hinted at, answered, explained."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

from estimator.api.loading import load
from estimator.api.result import Result, explain
from estimator.api.scenario import Scenario
from estimator.check.grade import Feedback, graded
from estimator.check.practice import drawn
from estimator.check.problem import Outline, outlines, shortened, sound, stories
from estimator.diagnostics import Diagnostic, one_line
from estimator.errors import DomainError, SchemaError, UnknownNameError
from estimator.report.practised import asked_in, hints, posed, told
from estimator.report.text import Style, unstyled
from estimator.suggest import did_you_mean

# A scenario's own checks may refuse a draw; so often another is tried.
_TRIES = 50


class Step(NamedTuple):
    """Hold one step of a problem.

    Attributes:
        name: of the result that is asked for.
        kind: of step, such as `peak rate`.
        question: in words.
        unit: what a bare number is taken in, in words.
    """

    name: str
    kind: str
    question: str
    unit: str


class Problem:
    """Hold an interview problem with figures of its own; `print(problem)` poses it.

    Attributes:
        scenario: the name of the scenario that it is drawn from.
        seed: the same one draws the same problem again.
        title: of the scenario.
        inputs: what is told, in words and as people write it, by name.
        steps: what is asked for, in the order in which one works it out.
    """

    def __init__(self, scenario: str, seed: int, fresh: Scenario, outline: Outline) -> None:
        self._values = fresh._values()  # noqa: SLF001 - they are the API's own
        self._fresh = fresh
        self._outline = outline
        self.scenario = scenario
        self.seed = seed
        self.title = fresh.title or scenario
        self.inputs = {
            each.name: (each.words, told(self._values, each.name)) for each in outline.told
        }
        self.steps = tuple(
            Step(ask.name, ask.kind, ask.question, asked_in(self._values, ask.name))
            for ask in outline.asks
        )

    def step(self, step: str | int) -> Step:
        """Give a step by its number, from 1, or by the name of its result.

        Raises UnknownNameError where there is none.
        """
        number = isinstance(step, int) and not isinstance(step, bool)
        if number and 1 <= int(step) <= len(self.steps):
            return self.steps[int(step) - 1]
        names = [each.name for each in self.steps]
        if step in names:
            return self.steps[names.index(str(step))]
        hint = did_you_mean(str(step), names) or f"there are {', '.join(names)}"
        message = f"the problem has no step {step}"
        raise UnknownNameError([Diagnostic("unknown-step", message, hint=hint)])

    def answer(self, step: str | int, text: str) -> Feedback:
        """Say what an answer is worth, and which slip explains a miss.

        Args:
            step: its number, from 1, or the name of its result.
            text: an amount as people type it; a bare number is in the step's unit.

        Raises:
            UnknownNameError: there is no such step.
            FormulaError: the answer can't be read; the step may be tried again.

        >>> import estimator as est
        >>> problem = est.practice("yelp", seed=1)
        >>> problem.answer(1, "1 GB").verdict
        <Verdict.WRONG_KIND: 'wrong kind'>
        """
        return graded(self._values, self.step(step).name, text)

    def hints(self, step: str | int) -> tuple[str, ...]:
        """Give the hints to a step, each telling more: round, powers of ten, the formula.

        Raises UnknownNameError where there is no such step.
        """
        return hints(self._values, self._outline, self.step(step).name)

    def explain(self, step: str | int, style: Style = unstyled) -> str:
        """Work a step out: formulas, numbers put in, powers of ten, value.

        Args:
            step: its number, from 1, or the name of its result.
            style: how to set titles and numbers.

        Raises UnknownNameError where there is no such step.
        """
        return explain(self.estimate().derivation(self.step(step).name), "text", style)

    def estimate(self) -> Result:
        """Give every value of the scenario with the figures of the problem."""
        return self._fresh.estimate()

    def __str__(self) -> str:
        story = stories().get(self.scenario, one_line(self._fresh.about))
        return f"{self.title}\n{posed(self._values, self._outline, story)}"

    def __repr__(self) -> str:
        return f"<Problem {self.scenario}, seed {self.seed}: {len(self.steps)} steps>"


def draw(scenario: Scenario | str | Path | None, seed: int) -> Problem:
    """Draw a problem; see `estimator.practice`."""
    random = Random(seed)  # noqa: S311 - a problem is no secret
    if scenario is None:
        scenario = random.choice(sorted(stories()))
    loaded = scenario if isinstance(scenario, Scenario) else load(scenario)
    name = _name(scenario, loaded)
    values = loaded._values()  # noqa: SLF001 - they are the API's own
    possible = outlines(values)
    if not possible:
        message = f"{one_line(name)} makes no problem of three steps or more"
        hint = f"it takes users, and actions with per_user; there are {', '.join(stories())}"
        raise SchemaError([Diagnostic("no-problem", message, hint=hint)])
    outline = shortened(values, random.choice(possible), random)
    for _ in range(_TRIES):
        fresh = loaded.set(drawn(values, outline, random))
        try:
            found = fresh._values()  # noqa: SLF001 - they are the API's own
        except DomainError:
            continue
        if sound(found, outline):
            return Problem(one_line(name), seed, fresh, outline)
    return Problem(one_line(name), seed, loaded, outline)


def _name(scenario: Scenario | str | Path, loaded: Scenario) -> str:
    """Give what to call a scenario: the name or path that it came by, else its title."""
    text = "" if isinstance(scenario, Scenario) else str(scenario)
    return text if text and "\n" not in text and ":" not in text else loaded.title or "scenario"
