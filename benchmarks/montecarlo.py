"""Time a Monte Carlo of a million samples beside NumPy and others who do the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import count

import estimator as est
from benchmarks import ours
from benchmarks.peers import by_numpy, by_squiggle
from benchmarks.timing import Row, Work, beside, measured, timed
from benchmarks.uncertain import (
    ANSWER,
    INTERVALS,
    SAMPLES,
    Answer,
    Interval,
    hold_answer,
    moved,
    scenario_text,
)

Simulate = Callable[[Sequence[Interval], int, int], Answer]

_NAME = "Monte Carlo, 10⁶ samples of 8 inputs, p5, p50 and p95 of 2 results"
_SAME = "– the same"

_seeds = count(1)


def numpy() -> Row:
    """Compare with full arrays and `np.percentile`."""
    return Row(f"{_NAME} / NumPy by hand", *_beside(by_numpy.simulate, rounds=15), at_most=0.3)


def squigglepy() -> Row:
    """Compare with squigglepy as its manual begins: distributions that are computed with."""
    return _python_peer(Row(f"{_SAME} / squigglepy", at_most=0.1), "squigglepy", "simulate", 9)


def squigglepy_arrays() -> Row:
    """Compare with squigglepy where it only draws, and NumPy computes."""
    row = Row(f"{_SAME} / squigglepy, computing with arrays of its draws")
    return _python_peer(row, "squigglepy", "simulate_arrays", 9)


def squiggle() -> Row:
    """Compare with Squiggle; node says itself how long it took, its start left out."""
    row = Row(f"{_SAME} / Squiggle in node", at_most=0.05)
    if missing := by_squiggle.missing():
        return row._replace(note=missing)
    with by_squiggle.Squiggle() as peer:
        hold_answer("Squiggle", peer.simulate(INTERVALS, SAMPLES, 1).answer)
        hold_answer("us", ours.simulate(INTERVALS, SAMPLES, 1))
        found = measured(
            timed(_anew(ours.simulate)),
            lambda _: peer.simulate(INTERVALS, SAMPLES, next(_seeds)).seconds,
            rounds=5,
        )
    return row._replace(ours=found[0], yardstick=found[1])


def mcerp() -> Row:
    """Compare with mcerp, at a hundred times the samples it takes by default."""
    return _python_peer(Row(f"{_SAME} / mcerp"), "mcerp", "simulate", 1)


def one_input_moved() -> Row:
    """Move one interval and run again; by hand that is a new run."""
    scenario = est.loads(scenario_text(INTERVALS))
    hold_answer("us", ours.answer(scenario, SAMPLES, 1))
    _hold_moved(scenario)

    def move(number: int) -> None:
        (new,) = set(moved(number)) - set(INTERVALS)
        ours.answer(scenario.set({new.name: new.text}), SAMPLES, 1)

    times = beside(
        move, lambda number: by_numpy.simulate(moved(number), SAMPLES, next(_seeds)), rounds=24
    )
    return Row(f"{_SAME} again, one input moved / NumPy by hand", *times, at_most=0.15)


def _hold_moved(scenario: est.Scenario) -> None:
    for number in (0, 500):
        intervals = moved(number)
        changes = {interval.name: interval.text for interval in intervals}
        found = ours.answer(scenario.set(changes), SAMPLES, 1)
        hold_answer("us", found, by_numpy.simulate(intervals, SAMPLES, 1))


def _python_peer(row: Row, package: str, function: str, rounds: int) -> Row:
    if not find_spec(package):
        return row._replace(note=f"{package} is not installed")
    peer = import_module(f"benchmarks.peers.by_{package}")
    times = _beside(getattr(peer, function), rounds)
    return row._replace(ours=times[0], yardstick=times[1])


def _beside(peer: Simulate, rounds: int) -> tuple[float, float]:
    """Hold both to the answer, then time them with a new seed each time."""
    for who, simulate in (("us", ours.simulate), (peer.__module__, peer)):
        hold_answer(who, simulate(INTERVALS, SAMPLES, 1), ANSWER)
    return beside(_anew(ours.simulate), _anew(peer), rounds)


def _anew(simulate: Simulate) -> Work:
    return lambda _: simulate(INTERVALS, SAMPLES, next(_seeds))


ROWS = (numpy, squigglepy, squigglepy_arrays, squiggle, mcerp, one_input_moved)
