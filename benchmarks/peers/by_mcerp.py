"""Monte Carlo in mcerp, whose samples are a Latin hypercube."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import mcerp
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


def simulate(intervals: Sequence[Interval], samples: int, seed: int) -> Answer:
    """Compute with uncertain numbers; mcerp draws from NumPy's one global generator."""
    mcerp.npts = samples
    np.random.seed(seed)  # noqa: NPY002 - the only seed that mcerp knows
    share, done_by, per_user, peak_factor, picture, video, pictures, videos = (
        mcerp.LogN(exp(interval.mu), interval.sigma) for interval in intervals
    )
    per_day = MONTHLY_USERS * share * done_by * per_user
    peak_rate = per_day * peak_factor / DAY
    total = per_day * (pictures * picture + videos * video) * RETENTION_DAYS * COPIES / 1e15
    return Answer(tuple(peak_rate.percentile(QUANTILES)), tuple(total.percentile(QUANTILES)))
