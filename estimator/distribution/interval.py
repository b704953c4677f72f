"""What `low to high` means: a 90 % interval, of the family that fits what is asked for."""

from __future__ import annotations

from estimator.distribution.bounded import Uniform
from estimator.distribution.distribution import Distribution
from estimator.distribution.normal import Logitnormal, Lognormal, Normal
from estimator.distribution.wrapped import Whole


def interval(
    low: float, high: float, *, share: bool = False, whole_size: float | None = None
) -> Distribution:
    """Give the distribution of `low to high`: in one draw of twenty below, in one above.

    A positive quantity is lognormal, a share logit-normal, and a range that
    reaches zero or below normal. A share that reaches 0 or 1 is uniform, from
    its least value to its greatest: nothing lies beyond such an end, so it
    can't be an end of a 90 % interval. With `whole_size` only whole multiples
    of so many base units are drawn. `low` must be less than `high`.

    >>> round(interval(10, 1000).median, 9), interval(0, 0.1, share=True).median
    (100.0, 0.05)
    """
    found: Distribution
    if share:
        inside = low > 0 and high < 1
        found = Logitnormal.through(low, high) if inside else Uniform(low, high)
    elif low > 0:
        found = Lognormal.through(low, high)
    else:
        found = Normal.through(low, high)
    return Whole(found, whole_size) if whole_size else found
