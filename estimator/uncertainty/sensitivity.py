"""Which inputs a result depends on, and how much: tornado, ranks, variance, elasticity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from estimator.engine.correlation import mixing
from estimator.engine.override import above
from estimator.engine.result import Values
from estimator.lang.function import numpy
from estimator.uncertainty.elasticity import elasticities
from estimator.uncertainty.montecarlo import How, simulate
from estimator.uncertainty.samples import Samples
from estimator.uncertainty.sobol import Share, Shares, Untold, shares, varies
from estimator.uncertainty.tornado import Bar, tornado


class Influence(NamedTuple):
    """Hold what one input does to a result; what a certain one has none of is None.

    `rank` is the rank correlation of the two, and None too where the result does
    not vary; `share` and `elasticity` are None where they can't be told.
    """

    name: str
    bar: Bar | None
    rank: float | None
    share: Share | None
    elasticity: float | None


class Influences(NamedTuple):
    """Hold what each input does to a result, the one that moves it most first.

    `samples` is how many were drawn, none where no input is uncertain; `lacking`,
    `margin` and `untold` are those of the shares. `correlated` tells whether some
    of the inputs are.
    """

    values: Values
    name: str
    samples: int
    rows: tuple[Influence, ...]
    lacking: float = 0.0
    margin: float = 0.0
    correlated: bool = False
    untold: Untold = ""


def sensitivity(values: Values, name: str, samples: int, seed: int) -> Influences:
    """Find what a result depends on: the uncertain inputs, and the certain ones given.

    Args:
        values: the scenario, worked out at the medians.
        name: of the result.
        samples: how many are drawn for ranks and shares, a power of two.
        seed: of the draws.

    Raises WorkError: too little memory for so many.
    """
    taken = above(values.program, name)
    inputs = tuple(each for each in values.program.inputs if each in taken)
    drawn = {each: d for each in inputs if (d := values.distribution(each)) is not None}
    given = [each for each in inputs if values.definition(each).role in ("input", "formula")]
    told = tuple(dict.fromkeys((*drawn, *given)))
    slopes = elasticities(values, name, told)
    if not drawn:
        rows = [Influence(each, None, None, None, slopes[each]) for each in told]
        return Influences(values, name, 0, _sorted(rows))
    bars = tornado(values, name, drawn)
    found = shares(values, name, drawn, samples, seed)
    together = simulate(values, tuple({name: 0} | drawn), How(samples, seed, "sobol"))
    if together.size < samples:
        # Interrupted: ranks of some samples beside shares of all would mislead.
        raise KeyboardInterrupt
    ranks = _ranks(together, name, drawn)
    rows = [_influence(each, bars, ranks, found, slopes) for each in told]
    tied = not drawn.keys().isdisjoint(mixing(values).names)
    untold = found.untold
    if untold == "same" and any(rank is not None for rank in ranks.values()):
        # It is the same in the samples of the shares, and not in those of the ranks.
        untold = "rare"
    of_shares = found.lacking, found.margin, tied, untold
    return Influences(values, name, samples, _sorted(rows), *of_shares)


def _influence(
    name: str,
    bars: dict[str, Bar],
    ranks: dict[str, float | None],
    found: Shares,
    slopes: dict[str, float | None],
) -> Influence:
    share = found.by_name.get(name)
    return Influence(name, bars.get(name), ranks.get(name), share, slopes[name])


def _sorted(rows: list[Influence]) -> tuple[Influence, ...]:
    """Put those first that move the result most; certain ones last, by their elasticity."""

    def key(row: Influence) -> tuple[float, float]:
        width = row.bar.width if row.bar else -1.0
        return -width, -abs(row.elasticity or 0.0)

    return tuple(sorted(rows, key=key))


def _ranks(drawn: Samples, name: str, inputs: Iterable[str]) -> dict[str, float | None]:
    """Give the rank correlation of a result with each input (C. Spearman, 1904)."""
    # Imported here: SciPy's statistics take most of a second.
    from scipy.stats import rankdata

    there = ~numpy().isnan(drawn.of(name))

    def rank(each: str) -> float | None:
        pair = [drawn.of(which)[there] for which in (name, each)]
        if not all(map(varies, pair)):
            return None
        return float(numpy().corrcoef(*map(rankdata, pair))[0, 1])

    return {each: rank(each) for each in inputs}
