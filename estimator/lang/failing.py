"""Failing: copies that are down, events that happen, what is tried again."""

from __future__ import annotations

import math
from functools import reduce
from typing import Any

from estimator.lang.function import NoValue, distinct, in_rows, numpy, quietly, special

# Past this many copies the terms of a sum are added as logarithms.
_MANY_COPIES = 60
_MOST_COPIES = 100_000


def outage(down: float, copies: float, needed: float) -> float:
    """Give the probability that fewer than `needed` of independent copies are up.

    >>> round(1 - outage(0.01, 3, 2), 6)
    0.999702
    """
    total, least = round(copies), round(needed)
    if total > _MOST_COPIES:
        raise NoValue(f"{total:,} copies are more than are added up", "have fewer")
    if least > total:
        raise NoValue(f"{least} of {total} copies can't be up", "need fewer, or have more")
    return math.fsum(_exactly(up, total, down) for up in range(least))


def _exactly(up: int, copies: int, down: float) -> float:
    """Give the probability that exactly so many copies are up (binomial)."""
    if copies <= _MANY_COPIES or down in (0, 1):
        return math.comb(copies, up) * (1 - down) ** up * down ** (copies - up)
    ways = math.lgamma(copies + 1) - math.lgamma(up + 1) - math.lgamma(copies - up + 1)
    return math.exp(ways + up * math.log1p(-down) + (copies - up) * math.log(down))


@in_rows
def outage_each(down: Any, copies: Any, needed: Any) -> Any:
    """Give `outage` of arrays, NaN where it has none."""
    np = numpy()
    total, least = np.rint(copies), np.rint(needed)
    found = np.where((total > _MOST_COPIES) | (least > total), math.nan, 0.0)
    asked = (least > 0) & (found == 0)
    few, many = asked & (total <= _MANY_COPIES), asked & (total > _MANY_COPIES)
    if few.any():
        found[few] = _of_few(down[few], total[few], least[few])
    if many.any():
        # The binomial sum is the incomplete beta function.
        copies_down = total[many] - least[many] + 1
        found[many] = special().betainc(copies_down, least[many], down[many])
    return found


def _of_few(down: Any, total: Any, least: Any) -> Any:
    """Give `outage` of few copies by its terms, at once for all that have as many."""
    once, at = distinct(total, least)
    found = numpy().empty_like(down)
    for which, (copies, needed) in enumerate(zip(*once, strict=True)):
        these = at == which
        lost = down[these]
        found[these] = sum(_exactly(up, int(copies), lost) for up in range(int(needed)))
    return found


def one_or_more(*chances: float) -> float:
    """Give the probability that at least one of independent events happens.

    >>> round(one_or_more(0.01, 0.01), 6)
    0.0199
    """
    if any(chance >= 1 for chance in chances):
        return 1.0
    return -math.expm1(math.fsum(math.log1p(-chance) for chance in chances))


@quietly
def one_or_more_each(*chances: Any) -> Any:
    """Give `one_or_more` of arrays."""
    np = numpy()
    # This or that happens: this, or else that. Nothing is lost of small chances.
    return reduce(
        lambda this, that: this + that * (1 - this), (np.minimum(x, 1.0) for x in chances)
    )


def tries(failure: float, retries: float) -> float:
    """Give how often something is tried on average that fails so often and is tried again.

    >>> tries(0.5, 2)
    1.75
    """
    return retries + 1 if failure >= 1 else (1 - failure ** (retries + 1)) / (1 - failure)


@quietly
def tries_each(failure: Any, retries: Any) -> Any:
    """Give `tries` of arrays."""
    np = numpy()
    found = (1 - np.power(failure, retries + 1.0)) / (1 - failure)
    return np.where(np.greater_equal(failure, 1), retries + 1.0, found)
