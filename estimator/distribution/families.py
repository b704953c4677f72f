"""The distributions that a person can write, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from estimator.distribution.bounded import Beta, Pert, Triangular, Uniform
from estimator.distribution.distribution import Distribution
from estimator.distribution.given import (
    MOMENTS,
    Given,
    hold_given,
    hold_order,
    moments_of,
    pair_of,
    values_of,
    within_bounds,
)
from estimator.distribution.normal import Logitnormal, Lognormal, Normal
from estimator.distribution.steps import Discrete, Poisson
from estimator.lang.function import Unfit

__all__ = ["FAMILIES", "Family", "Given"]

_LARGEST_MEAN = 1e9
# Chances are typed in a few figures: thirds add up to 99.9999 %.
_NOISE = 1e-6


class Family(NamedTuple):
    """Say how a distribution is written, and how it is built of what is given.

    Values that are `plain` are numbers, whatever is asked for; all others are
    amounts of it. Beside them it takes `names` and, with `quantiles`, any two
    of those, such as p50 and p99.
    """

    name: str
    usage: str
    meaning: str
    example: str
    build: Callable[[Given], Distribution]
    names: tuple[str, ...] = ()
    quantiles: bool = False
    plain: bool = False

    def make(self, given: Given) -> Distribution:
        """Make the distribution; with `min` or `max`, truncated there.

        Raises Unfit with the place, or the name, of what can't be.
        """
        hold_given(given, self.name, self.names, quantiles=self.quantiles)
        return within_bounds(self.build(given), given)


def _lognormal(given: Given) -> Distribution:
    message, hint = "lognormal takes values above 0", "normal(…) reaches 0 and below"
    moments = moments_of(given)
    if moments is not None:
        if moments[0] <= 0:
            raise Unfit("mean", message, hint)
        return Lognormal.of_moments(*moments)
    pair = pair_of(given, "lognormal")
    if pair.low <= 0:
        raise Unfit(pair.places[0], message, hint)
    return Lognormal.through(pair.low, pair.high, pair.scores)


def _normal(given: Given) -> Distribution:
    moments = moments_of(given)
    if moments is not None:
        return Normal(*moments)
    pair = pair_of(given, "normal")
    return Normal.through(pair.low, pair.high, pair.scores)


def _logitnormal(given: Given) -> Distribution:
    pair = pair_of(given, "logitnormal")
    for place, value in zip(pair.places, (pair.low, pair.high), strict=True):
        if not 0 < value < 1:
            message = "logitnormal takes shares between 0% and 100%, neither of them itself"
            raise Unfit(place, message, "uniform(…) reaches both")
    return Logitnormal.through(pair.low, pair.high, pair.scores)


def _uniform(given: Given) -> Distribution:
    low, high = values_of(given, "uniform", "low", "high")
    hold_order(low, high, 1)
    return Uniform(low, high)


def _triangular(given: Given) -> Distribution:
    return Triangular(*_with_mode(given, "triangular"))


def _pert(given: Given) -> Distribution:
    return Pert(*_with_mode(given, "pert"))


def _with_mode(given: Given, family: str) -> tuple[float, float, float]:
    low, mode, high = values_of(given, family, "low", "mode", "high")
    hold_order(low, high, 2)
    if not low <= mode <= high:
        raise Unfit(1, "the mode must lie between low and high")
    return low, mode, high


def _beta(given: Given) -> Distribution:
    a, b = values_of(given, "beta", "a", "b")
    for place, value in enumerate((a, b)):
        if value <= 0:
            raise Unfit(place, "beta takes numbers above 0")
    return Beta(a, b)


def _poisson(given: Given) -> Distribution:
    named = "mean" in given.named
    mean = given.named["mean"] if named else values_of(given, "poisson", "mean")[0]
    if not 0 < mean <= _LARGEST_MEAN:
        raise Unfit("mean" if named else 0, "the mean must be above 0, and at most 1e9")
    return Poisson(mean)


def _discrete(given: Given) -> Distribution:
    if not given.values:
        raise Unfit(0, "discrete has no value")
    weights = given.weights or (1.0,) * len(given.values)
    for place, weight in enumerate(given.weights):
        if weight < 0:
            raise Unfit(place, "a chance is not below 0%")
    total = sum(given.weights)
    if given.weights and abs(total - 1) > _NOISE:
        place = len(given.values) - 1
        raise Unfit(place, f"the chances add up to {100 * total:.6g}%, not to 100%")
    pairs = sorted(pair for pair in zip(given.values, weights, strict=True) if pair[1])
    return Discrete(tuple(value for value, _ in pairs), tuple(weight for _, weight in pairs))


_FAMILIES = (
    Family(
        "lognormal",
        "lognormal(low, high), lognormal(p50=…, p99=…) or lognormal(mean=…, sd=…)",
        "A positive amount that comes of factors: its 90 % interval, as low to high is read.",
        "lognormal(p50=20 ms, p99=200 ms)",
        _lognormal,
        MOMENTS,
        quantiles=True,
    ),
    Family(
        "normal",
        "normal(low, high), normal(p50=…, p99=…) or normal(mean=…, sd=…)",
        "An amount that comes of many parts added up: its 90 % interval.",
        "normal(mean=20 ms, sd=4 ms)",
        _normal,
        MOMENTS,
        quantiles=True,
    ),
    Family(
        "logitnormal",
        "logitnormal(low, high) or logitnormal(p50=…, p99=…)",
        "A share: its 90 % interval, as low to high is read for a share.",
        "logitnormal(10%, 25%)",
        _logitnormal,
        quantiles=True,
    ),
    Family(
        "uniform",
        "uniform(low, high)",
        "Every amount from the least to the greatest alike.",
        "uniform(1 KB, 4 KB)",
        _uniform,
    ),
    Family(
        "triangular",
        "triangular(low, mode, high)",
        "From the least to the greatest amount, with a likeliest between.",
        "triangular(1 KB, 2 KB, 5 KB)",
        _triangular,
    ),
    Family(
        "pert",
        "pert(low, mode, high)",
        "As triangular, and smooth: the likeliest amount weighs four times an end.",
        "pert(1 KB, 2 KB, 5 KB)",
        _pert,
    ),
    Family(
        "beta",
        "beta(a, b)",
        "A share, as after a - 1 hits and b - 1 misses.",
        "beta(2, 8)",
        _beta,
        plain=True,
    ),
    Family(
        "poisson",
        "poisson(mean)",
        "A count of what happens at any time alike.",
        "poisson(3)",
        _poisson,
        ("mean",),
    ),
    Family(
        "discrete",
        "discrete(1, 2, 4) or discrete(1 = 30%, 2 = 70%)",
        "One of these amounts, all alike or each with its chance.",
        "discrete(1 = 30%, 2 = 70%)",
        _discrete,
    ),
)

FAMILIES = {family.name: family for family in _FAMILIES}
"""Hold every family by its name."""
