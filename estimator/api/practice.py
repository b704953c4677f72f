"""Practice: problems drawn from scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from estimator.api.counts import hold_count
from estimator.api.scenario import Scenario

if TYPE_CHECKING:
    from estimator.api.problem import Problem


def stories() -> dict[str, str]:
    """Give the shipped scenarios that make good problems: by name, what is told of each.

    >>> stories()["yelp"]
    'People search for businesses nearby.'
    """
    # Imported here: a run needs none of it.
    from estimator.check.problem import stories

    return dict(stories())


def practice(scenario: Scenario | str | Path | None = None, seed: int | None = None) -> Problem:
    """Draw an interview problem: a scenario's story with fresh round figures.

    Args:
        scenario: a shipped name, a path, a text or a `Scenario`; without it, one of
            the shipped ones that make good problems is drawn.
        seed: a whole number, at least 0; the same one draws the same problem.
            Without it, another problem each time; `problem.seed` tells which.

    Returns:
        The problem: its inputs, its steps, and what an answer to each is worth.

    Raises:
        UnknownNameError: there is no such scenario.
        SchemaError: the scenario does not make a problem.
        DomainError: there is no such seed.

    >>> import estimator as est
    >>> problem = est.practice("yelp", seed=1)
    >>> [step.kind for step in problem.steps]
    ['per day', 'average rate', 'storage']
    """
    if seed is not None:
        hold_count("seed", seed, 0)
    # Imported here: a run needs none of it.
    from random import SystemRandom

    from estimator.api.problem import draw

    return draw(scenario, SystemRandom().randrange(10**6) if seed is None else int(seed))
