"""Time a compiled scenario beside the same sums written by hand."""

from __future__ import annotations

from math import isclose

from benchmarks.timing import Row, beside, repeated
from benchmarks.twitter import INPUTS, RESULTS, TEXT, by_floats
from estimator.document import parse
from estimator.engine.program import program
from estimator.scenario.loader import load_document
from estimator.source import Source

_ROUNDS = 300
_CALLS = 500


def scalars() -> Row:
    """Call the plan with one number for each input."""
    ready = program(load_document(parse(Source("twitter", TEXT))))
    ours, theirs = (
        [ready.nodes[name].definition.reading.value for name in names]
        for names in (ready.inputs, INPUTS)
    )
    _hold_agreement(dict(zip(ready.nodes, ready.plan(ours), strict=True)), by_floats(theirs))
    plan = ready.plan
    times = beside(
        repeated(lambda: plan(ours), _CALLS), repeated(lambda: by_floats(theirs), _CALLS), _ROUNDS
    )
    each = [seconds / _CALLS for seconds in times]
    return Row("Twitter, compiled plan, once / plain floats by hand", *each, at_most=3)


def _hold_agreement(ours: dict[str, float], theirs: tuple[float, ...]) -> None:
    # What decisions take on the way is more than by hand, and is timed as well.
    for name, value in zip(RESULTS, theirs, strict=True):
        if not isclose(ours[name], value, rel_tol=1e-12):
            raise AssertionError(f"{name} is {value} by hand, another value here")


ROWS = (scalars,)
