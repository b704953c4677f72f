"""Time formulas that each take the one before: how the work grows, and what it computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from math import isclose

from benchmarks.timing import Row, Work, beside, repeated
from estimator.document import parse
from estimator.engine.program import Program, program
from estimator.scenario.loader import load_document
from estimator.source import Source

_GROWTH = 1.3
_FACTOR = 1.0001

_runs = count(1)


def build_of_10_000() -> Row:
    """Build 10,000 formulas; each may cost about what it costs among 1,000."""
    return _growth(10_000, 1_000, rounds=5)


def build_of_1_000() -> Row:
    """Build 1,000 formulas; each may cost about what it costs among 100."""
    return _growth(1_000, 100, rounds=25)


def evaluate_10_000() -> Row:
    """Compute 10,000 formulas that are built already."""
    size, calls, run = 10_000, 5, next(_runs)
    ready = _built(_text(size, run))
    given = [ready.nodes[name].definition.reading.value for name in ready.inputs]
    floats = _floats(size, run)
    _hold_agreement(ready.plan(given), floats(given))
    plan = ready.plan
    times = beside(
        repeated(lambda: plan(given), calls), repeated(lambda: floats(given), calls), rounds=100
    )
    each = [seconds / calls for seconds in times]
    return Row(f"chain of {size:,}, evaluate / a loop of plain floats", *each, at_most=3)


def _growth(large: int, small: int, rounds: int) -> Row:
    times = beside(_builds(large, rounds + 1), _builds(small, rounds + 1), rounds)
    each = [seconds / size for seconds, size in zip(times, (large, small), strict=True)]
    name = f"chain of {large:,}, build, each formula / in one of {small:,}"
    return Row(name, *each, at_most=_GROWTH)


def _builds(size: int, rounds: int) -> Work:
    """Give the work of building a chain, another one in every round: no cache knows its text."""
    texts = [_text(size, next(_runs)) for _ in range(rounds)]
    return lambda number: _built(texts[number])


def _built(text: str) -> Program:
    return program(load_document(parse(Source("chain", text))))


def _text(size: int, run: int) -> str:
    first = f"  f0: {run} request/s"
    rest = (f"  f{at}: f{at - 1} * {_FACTOR} + {_step(at, run)} request/s" for at in range(1, size))
    return "\n".join(["formulas:", first, *rest])


def _step(at: int, run: int) -> str:
    return f"{run}.{at:05}"


def _floats(size: int, run: int) -> Callable[[Sequence[float]], tuple[float, ...]]:
    """Write the chain as a loop; straight code of as many lines takes a little longer."""
    steps = [float(_step(at, run)) for at in range(1, size)]

    def floats(given: Sequence[float]) -> tuple[float, ...]:
        (value,) = given
        found = [value]
        for step in steps:
            value = value * _FACTOR + step
            found.append(value)
        return tuple(found)

    return floats


def _hold_agreement(ours: tuple[float, ...], theirs: tuple[float, ...]) -> None:
    for at, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
        if not isclose(mine, other, rel_tol=1e-12):
            raise AssertionError(f"f{at} is {other} in floats, {mine} here")


ROWS = (build_of_1_000, build_of_10_000, evaluate_10_000)
