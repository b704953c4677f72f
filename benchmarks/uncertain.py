"""The Twitter estimate with eight uncertain inputs: its numbers, its text, its answers."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

SAMPLES = 1_000_000
QUANTILES = (0.05, 0.5, 0.95)

# What is certain.
MONTHLY_USERS = 300e6
DAY = 86_400.0
RETENTION_DAYS = 5 * 365
COPIES = 3

_END = NormalDist().inv_cdf(QUANTILES[-1])
_TOLERANCE = 0.015


class Interval(NamedTuple):
    """Hold a lognormal input by the two ends of its 90 % interval.

    Args:
        name: in the scenario.
        low: the 5 % quantile, in `unit`.
        high: the 95 % quantile, in `unit`.
        unit: as a scenario writes it.
        size: of the unit, in what the peers compute in: 1, byte, a day.
    """

    name: str
    low: float
    high: float
    unit: str = ""
    size: float = 1

    @property
    def ends(self) -> tuple[float, float]:
        """Give both ends as the peers take them."""
        return self.low * self.size, self.high * self.size

    @property
    def mu(self) -> float:
        """Give the mean of its logarithm."""
        low, high = self.ends
        return (log(low) + log(high)) / 2

    @property
    def sigma(self) -> float:
        """Give the standard deviation of its logarithm."""
        return log(self.high / self.low) / 2 / _END

    @property
    def text(self) -> str:
        """Write it as a scenario does."""
        low, high = (f"{end!r} {self.unit}".strip() for end in (self.low, self.high))
        return f"lognormal({low}, {high})"


class Answer(NamedTuple):
    """Hold p5, p50 and p95 of both results."""

    peak_rate: tuple[float, ...]
    """Tweets per second."""
    total: tuple[float, ...]
    """Media, in PB."""


# Every peer takes them in this order.
INTERVALS = (
    Interval("users.daily_share", 40, 60, "%", 0.01),
    Interval("actions.tweet.done_by", 10, 25, "%", 0.01),
    Interval("actions.tweet.per_user", 1, 4, "/ day"),
    Interval("actions.tweet.peak_factor", 1.5, 5),
    Interval("actions.tweet.stores.picture.size", 50, 300, "KB", 1e3),
    Interval("actions.tweet.stores.video.size", 20, 200, "MB", 1e6),
    Interval("actions.tweet.stores.picture.share", 5, 15, "%", 0.01),
    Interval("actions.tweet.stores.video.share", 0.5, 2, "%", 0.01),
)
ANSWER = Answer((517.6, 1473.1, 4192.4), (34.97, 164.7, 797.8))


def scenario_text(intervals: Sequence[Interval]) -> str:
    """Write the estimate as a scenario."""
    share, done_by, per_user, peak_factor, picture, video, pictures, videos = (
        interval.text for interval in intervals
    )
    return f"""\
title: Twitter, uncertain
users: {{monthly: 300M, daily_share: "{share}"}}
actions:
  tweet:
    kind: write
    done_by: {done_by}
    per_user: {per_user}
    peak_factor: {peak_factor}
    stores:
      picture: {{share: "{pictures}", size: "{picture}"}}
      video: {{share: "{videos}", size: "{video}"}}
storage: {{retention: 5 years, replicas: 3}}
"""


def moved(number: int) -> tuple[Interval, ...]:
    """Give the intervals with one of them moved up a little, another one each time."""
    at, by = number % len(INTERVALS), 1 + (number + 1) / 1_000
    old = INTERVALS[at]
    new = old._replace(low=old.low * by, high=old.high * by)
    return (*INTERVALS[:at], new, *INTERVALS[at + 1 :])


def peak_quantiles(intervals: Sequence[Interval]) -> tuple[float, ...]:
    """Give the quantiles of the peak rate exactly: a product of lognormals is lognormal."""
    factors = intervals[:4]
    mu = log(MONTHLY_USERS / DAY) + sum(factor.mu for factor in factors)
    sigma = sqrt(sum(factor.sigma**2 for factor in factors))
    return tuple(exp(mu + sigma * NormalDist().inv_cdf(share)) for share in QUANTILES)


def hold_answer(who: str, found: Answer, expected: Answer = ANSWER) -> None:
    """Raise AssertionError where an answer is further off than chance explains."""
    for result, ours, theirs in zip(Answer._fields, found, expected, strict=True):
        for value, right in zip(ours, theirs, strict=True):
            if not abs(value / right - 1) <= _TOLERANCE:
                raise AssertionError(f"{result} by {who}: {ours}, which is not {theirs}")
