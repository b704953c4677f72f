"""Monte Carlo in squigglepy, in the two ways its manual shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import squigglepy as sq

from benchmarks.uncertain import (
    COPIES,
    DAY,
    MONTHLY_USERS,
    QUANTILES,
    RETENTION_DAYS,
    Answer,
    Interval,
)

_PERCENTILES = [100 * share for share in QUANTILES]


def simulate(intervals: Sequence[Interval], samples: int, seed: int) -> Answer:
    """Compute with distributions and sample each result; what both take is drawn twice."""
    sq.set_seed(seed)
    peak_rate, total = _results([sq.lognorm(*interval.ends) for interval in intervals])
    return _answer(peak_rate @ samples, total @ samples)


def simulate_arrays(intervals: Sequence[Interval], samples: int, seed: int) -> Answer:
    """Sample each input once and compute with arrays, so that the results go together."""
    sq.set_seed(seed)
    return _answer(*_results([sq.lognorm(*interval.ends) @ samples for interval in intervals]))


def _results(inputs: list[Any]) -> tuple[Any, Any]:
    share, done_by, per_user, peak_factor, picture, video, pictures, videos = inputs
    per_day = MONTHLY_USERS * share * done_by * per_user
    media = pictures * picture + videos * video
    return per_day * peak_factor / DAY, per_day * media * RETENTION_DAYS * COPIES / 1e15


def _answer(*results: Any) -> Answer:
    return Answer(*(tuple(sq.get_percentiles(result, _PERCENTILES).values()) for result in results))
