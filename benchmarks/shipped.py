"""Time every shipped scenario from its text to its values, and to its report."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import estimator as est
from benchmarks.timing import Row
from estimator.engine.program import forget

_LIMIT = 5e-3
_ROUNDS = 15


def warm() -> Row:
    """Load and work out each, again and again; the slowest is told."""
    return _slowest("shipped, text → result, warm", _ready)


def unknown() -> Row:
    """Do the same with nothing compiled kept."""
    return _slowest("– the same, compiled anew", forget, judged=False)


def _slowest(what: str, before: Callable[[], None], *, judged: bool = True) -> Row:
    texts = {name: est.load(name).text for name in est.scenarios()}
    times = {name: _time(text, before) for name, text in texts.items()}
    name = max(times, key=lambda each: times[each])
    title = f"{what}, slowest of {len(texts)}: {name} / 5 ms"
    return Row(title, times[name], _LIMIT, at_most=1 if judged else None)


def _time(text: str, before: Callable[[], None]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        before()
        start = perf_counter()
        est.loads(text).estimate()
        taken.append(perf_counter() - start)
    return median(taken)


def _ready() -> None:
    """Leave what is compiled as it is."""


ROWS = (warm, unknown)
