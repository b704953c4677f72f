"""Monte Carlo as one writes it by hand: full arrays, `default_rng`, `np.percentile`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    """Draw every input, compute both results, take their percentiles."""
    rng = np.random.default_rng(seed)
    share, done_by, per_user, peak_factor, picture, video, pictures, videos = (
        rng.lognormal(interval.mu, interval.sigma, samples) for interval in intervals
    )
    per_day = MONTHLY_USERS * share * done_by * per_user
    peak_rate = per_day * peak_factor / DAY
    total = per_day * (pictures * picture + videos * video) * RETENTION_DAYS * COPIES
    return Answer(
        tuple(np.percentile(peak_rate, _PERCENTILES)),
        tuple(np.percentile(total, _PERCENTILES) / 1e15),
    )
