"""Inputs that are certain, tried as ranges; the scenario's text stays as it is."""

from __future__ import annotations

import re
from typing import NamedTuple

import estimator as est
from estimator.api import Row
from estimator.web.asked import choice
from estimator.web.what_if.question import Question, several

FACTORS = ("1.2", "1.5", "2", "3", "5", "10")
USUAL = "2"
_PLAIN = re.compile(r"(\d[\d,]*(?:\.\d+)?)([A-Za-z%_/ ]*)")


class Trial(NamedTuple):
    """Hold a scenario with some inputs tried as ranges.

    `ranges` are the amounts that were tried, by input, and `refused` why others
    could not be.
    """

    scenario: est.Scenario
    result: est.Result
    ranges: dict[str, str]
    refused: dict[str, str]


def tried(q: Question) -> Trial:
    """Try the inputs that are asked for as ranges around their amounts."""
    trial = Trial(q.scenario, q.result, {}, {})
    by = float(choice(q.path, "by", FACTORS, USUAL))
    for name in several(q, "ranges", q.inputs):
        trial = _with(trial, q.inputs[name], by)
    return trial


def around(row: Row, by: float) -> tuple[str, str]:
    """Give the ends of a range around an input, by a factor; of a share, by that of its odds.

    >>> import estimator as est
    >>> rows = {row.name: row for row in est.load("twitter").estimate().summary().rows()}
    >>> around(rows["users.monthly"], 2), around(rows["users.daily_share"], 2)
    (('150M', '600M'), ('33.3%', '66.7%'))
    """
    value = row.values[0]
    if row.unit == "%":
        share = value / 100
        ends = (share / (share + by * (1 - share)), by * share / (by * share + 1 - share))
        return _percent(ends[0]), _percent(ends[1])
    if row.integer:
        low, high = max(1, round(value / by)), max(1, round(value * by))
        return f"{low} {row.unit}".strip(), f"{high} {row.unit}".strip()
    if match := _PLAIN.fullmatch(row.formula):
        number, unit = float(match[1].replace(",", "")), match[2]
    else:
        number, unit = value, f" {row.unit}"
    return f"{_plain(number / by)}{unit}".strip(), f"{_plain(number * by)}{unit}".strip()


def _with(trial: Trial, row: Row, by: float) -> Trial:
    low, high = around(row, by)
    middle = row.formula or row.shown[0]
    first: est.EstimatorError | None = None
    # Where a field ends on one side, the range goes the other way alone.
    for ends in ((low, high), (middle, high), (low, middle)):
        text = " to ".join(ends)
        try:
            scenario = trial.scenario.set({row.name: text})
            result = scenario.estimate()
        except est.EstimatorError as error:
            first = first or error
        else:
            return Trial(scenario, result, trial.ranges | {row.name: text}, trial.refused)
    return trial._replace(refused=trial.refused | {row.name: str(first)})


def _percent(share: float) -> str:
    # Of what is nearly all, the figures that count are those of what is missing.
    missing = float(f"{100 * (1 - share):.3g}")
    return f"{100 - missing if share > 0.9 else float(f'{100 * share:.3g}'):.10g}%"


def _plain(number: float) -> str:
    return f"{float(f'{number:.4g}'):.15g}"
