"""Time a scenario's text to its results in a process that is already running."""

from __future__ import annotations

from collections.abc import Callable
from math import isclose
from typing import Any

from benchmarks.timing import Row, Work, beside
from benchmarks.twitter import PINT_TEXT, TEXT, by_pint, read, with_monthly
from estimator.pipeline import estimate
from estimator.source import Source

_ROUNDS = 300
_WARM_UP = 20


def text_to_result() -> Row:
    """Read and work out a text that has one new number each time."""
    hold_agreement()
    times = _beside_pint(_ours(TEXT), _each(_pint_texts(), lambda text: by_pint(read(text))))
    return Row("Twitter, text → result, warm / pint from YAML", *times, at_most=0.5)


def text_to_result_data_given() -> Row:
    """Read and work out a text; pint is given its data already read from YAML."""
    times = _beside_pint(_ours(TEXT), _each([read(text) for text in _pint_texts()], by_pint))
    return Row("– the same / pint, its YAML read before", *times)


def new_structure() -> Row:
    """Read and work out a text with a new formula each time, so that nothing compiled is kept."""
    renamed = TEXT.replace("tweets_per_daily_user:", "tweets_per_daily_user_{}:")
    pint = _each(_pint_texts(), lambda text: by_pint(read(text)))
    return Row(
        "– the same, a new formula each time / pint from YAML", *_beside_pint(_ours(renamed), pint)
    )


def hold_agreement() -> None:
    """Raise AssertionError where pint's answers are not ours."""
    values = estimate(Source("twitter", TEXT))
    theirs = by_pint(read(PINT_TEXT))
    # What decisions take on the way, the peer is spared.
    answers = {name for name in values.names() if values.definition(name).reading is None}
    if missing := set(theirs) - answers:
        raise AssertionError(f"the peer has other answers: {sorted(missing)}")
    for name, quantity in theirs.items():
        ours = values.in_unit(name)
        if not isclose(ours, quantity.magnitude, rel_tol=1e-9):
            raise AssertionError(f"{name} is {ours} here, {quantity} in pint")


def _ours(text: str) -> Work:
    texts = [with_monthly(text, number) for number in _millions()]
    texts = [text.replace("_user_{}", f"_user_{at}") for at, text in enumerate(texts)]
    return _each(texts, _values)


def _values(text: str) -> dict[str, float]:
    values = estimate(Source("twitter", text))
    return {name: values.in_unit(name) for name in values.names()}


def _pint_texts() -> list[str]:
    return [with_monthly(PINT_TEXT, number) for number in _millions()]


_runs = iter(range(1, 1_000))


def _millions() -> list[float]:
    """Give a number of users for every round, none of them used before."""
    run = next(_runs)
    return [300 + run + at / 1_000 for at in range(_WARM_UP + _ROUNDS)]


def _each(given: list[Any], work: Callable[[Any], Any]) -> Work:
    return lambda number: work(given[number])


def _beside_pint(ours: Work, pint: Work) -> tuple[float, float]:
    return beside(ours, pint, _ROUNDS, _WARM_UP)


ROWS = (text_to_result, text_to_result_data_given, new_structure)
