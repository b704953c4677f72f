"""What a person gave a distribution, held to what can be."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from estimator.distribution.distribution import Distribution
from estimator.distribution.normal import ENDS
from estimator.distribution.scores import score_of
from estimator.distribution.wrapped import share_within, truncated
from estimator.lang.function import Unfit

BOUNDS = ("min", "max")
MOMENTS = ("mean", "sd")

_QUANTILE = re.compile(r"p(\d+(?:\.\d+)?)")
_LEAST_LEFT = 1e-5
# No draw of ten million lies further out.
_FAR = 6.0


class Given(NamedTuple):
    """Hold what a distribution was given, in base units.

    `weights` are the chances of the values where they have any, and as many.
    """

    values: tuple[float, ...]
    named: dict[str, float]
    weights: tuple[float, ...] = ()

    @property
    def quantiles(self) -> list[tuple[float, str]]:
        """Give the names that are quantiles with their shares, the least first."""
        found = [(match, name) for name in self.named if (match := _QUANTILE.fullmatch(name))]
        return sorted((float(match[1]) / 100, name) for match, name in found)


class Pair(NamedTuple):
    """Hold two values of a distribution, their scores, and where each was given."""

    low: float
    high: float
    scores: tuple[float, float]
    places: tuple[int | str, int | str]


def hold_given(given: Given, family: str, names: tuple[str, ...], *, quantiles: bool) -> None:
    """Hold what is given to finite numbers, and to names that the family takes.

    Raises Unfit for what is not.
    """
    places: list[int | str] = [*range(len(given.values)), *given.named]
    places += range(len(given.weights))
    for place, value in zip(
        places, (*given.values, *given.named.values(), *given.weights), strict=True
    ):
        if not math.isfinite(value):
            raise Unfit(place, "this is not a finite number")
    for name in given.named:
        is_quantile = quantiles and _QUANTILE.fullmatch(name)
        if name not in (*names, *BOUNDS) and not is_quantile:
            raise Unfit(name, f"{family} takes no {name}")
        if given.values and name not in BOUNDS:
            raise Unfit(name, "give values with names or without, not both")


def values_of(given: Given, family: str, *names: str) -> tuple[float, ...]:
    """Give the values that are written without names, one for each of these."""
    count = len(given.values)
    if count < len(names):
        raise Unfit(count, f"{family} has no {names[count]}")
    if count > len(names):
        raise Unfit(len(names), f"{family} ends with {names[-1]}")
    return given.values


def hold_order(low: float, high: float, place: int) -> None:
    """Hold two ends to lie apart, the smaller first.

    Raises Unfit where they don't.
    """
    if low > high:
        raise Unfit(place, "a range runs from low to high", "write the smaller first")
    if low == high:
        raise Unfit(place, "both ends are the same", "write the value alone")


def pair_of(given: Given, family: str) -> Pair:
    """Give the ends of the 90 % interval, or two quantiles.

    Raises Unfit where there are other than two, or they don't rise.
    """
    if given.values or not given.quantiles:
        low, high = values_of(given, family, "low", "high")
        hold_order(low, high, 1)
        return Pair(low, high, ENDS, (0, 1))
    shares, names = zip(*given.quantiles, strict=True)
    for share, name in given.quantiles:
        if not 0 < share < 1:
            raise Unfit(name, "a quantile lies between p0 and p100")
    if len(names) == 1:
        raise Unfit(names[0], "one quantile leaves the spread open", "give a second quantile")
    if len(names) > 2:
        raise Unfit(names[2], "two quantiles make the whole distribution", "leave this one out")
    if shares[0] == shares[1]:
        raise Unfit(names[1], f"{names[0]} and {names[1]} are the same quantile")
    low, high = given.named[names[0]], given.named[names[1]]
    if low >= high:
        raise Unfit(names[1], f"{names[1]} must be more than {names[0]}")
    return Pair(low, high, (score_of(shares[0]), score_of(shares[1])), (names[0], names[1]))


def moments_of(given: Given) -> tuple[float, float] | None:
    """Give the mean and the standard deviation, None where neither is given.

    Raises Unfit where one is missing, or stands beside quantiles.
    """
    found = [name for name in MOMENTS if name in given.named]
    if not found:
        return None
    if given.quantiles:
        raise Unfit(given.quantiles[0][1], f"give quantiles or the {found[0]}, not both")
    if len(found) == 1:
        other = MOMENTS[1 - MOMENTS.index(found[0])]
        raise Unfit(found[0], f"the {found[0]} alone leaves the {other} open", f"give {other}=")
    mean, deviation = (given.named[name] for name in MOMENTS)
    if deviation <= 0:
        raise Unfit("sd", "the sd must be above 0")
    return mean, deviation


def within_bounds(distribution: Distribution, given: Given) -> Distribution:
    """Truncate a distribution at `min` and `max`, where they are given.

    Raises Unfit where hardly anything is left, or it spreads beyond all numbers.
    """
    if not all(math.isfinite(distribution.scalar(score)) for score in (-_FAR, 0.0, _FAR)):
        place = 0 if given.values else next(iter(given.named))
        raise Unfit(place, "this spreads too far to be computed")
    last = next((name for name in reversed(BOUNDS) if name in given.named), None)
    if last is None:
        return distribution
    low, high = given.named.get("min", -math.inf), given.named.get("max", math.inf)
    if low >= high:
        raise Unfit(last, "min must be less than max")
    if share_within(distribution, low, high) < _LEAST_LEFT:
        raise Unfit(last, "this leaves less than 0.001 % of the distribution")
    return truncated(distribution, low, high)
