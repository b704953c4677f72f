"""Scaling: how many servers it takes where they slow each other down."""

from __future__ import annotations

import math
from typing import Any

from estimator.lang.function import NoValue, numpy, quietly


def usl_servers(ideal: float, contention: float, coherence: float) -> float:
    """Give how many servers do the work of so many that do not slow each other down.

    By Gunther's Universal Scalability Law, N of them do the work of
    N / (1 + contention (N - 1) + coherence N (N - 1)).

    Raises NoValue where no number of them is enough.

    >>> round(usl_servers(10, 0.03, 0.0001), 2)
    14.12
    """
    half = 1 + coherence * ideal - contention * ideal
    under = half**2 - 4 * coherence * ideal**2 * (1 - contention)
    if half <= 0 or under < 0:
        message = "no number of servers is enough: they slow each other down too much"
        raise NoValue(message, "less contention and coherence, or split the work")
    return 2 * ideal * (1 - contention) / (half + math.sqrt(under))


@quietly
def usl_servers_each(ideal: Any, contention: Any, coherence: Any) -> Any:
    """Give `usl_servers` of arrays, NaN where no number of them is enough."""
    np = numpy()
    half = 1 + coherence * ideal - contention * ideal
    under = half**2 - 4 * coherence * ideal**2 * (1 - contention)
    # The root of what is below zero is NaN already.
    return np.where(half > 0, 2 * ideal * (1 - contention) / (half + np.sqrt(under)), math.nan)
