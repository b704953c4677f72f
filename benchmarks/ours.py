"""The uncertain estimate by this package, called as anyone would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import estimator as est
from benchmarks.uncertain import QUANTILES, Answer, Interval, scenario_text

_RESULTS = {"actions.tweet.peak_rate": "tweet/s", "storage.total": "PB"}


def simulate(intervals: Sequence[Interval], samples: int, seed: int) -> Answer:
    """Read the estimate's text and simulate it; what is compiled may be known already."""
    return answer(est.loads(scenario_text(intervals)), samples, seed)


def answer(scenario: est.Scenario, samples: int, seed: int) -> Answer:
    """Simulate a scenario that is at hand."""
    simulation = scenario.simulate(samples=samples, seed=seed, of=list(_RESULTS))
    return Answer(*(_quantiles(simulation, name, unit) for name, unit in _RESULTS.items()))


def _quantiles(simulation: Any, name: str, unit: str) -> tuple[float, ...]:
    return tuple(simulation.quantiles(name, QUANTILES).to(unit).magnitude)
