"""Which input a result's variance comes from: Sobol's first-order and total indices."""

from __future__ import annotations

import math
from typing import Any, Literal, NamedTuple

from estimator.distribution.distribution import Distribution
from estimator.engine.blocks import Kernel
from estimator.engine.kernel import kernel
from estimator.engine.memory import hold_room
from estimator.engine.result import Values
from estimator.engine.workers import in_order
from estimator.lang.function import numpy
from estimator.uncertainty.scores import CHUNK, Drawing

# Without this share of the samples the rest is no longer of independent inputs.
_MOST_LACKING = 0.1
# The samples in so many parts tell how far the indices may be off.
_PARTS = 8
_NOISE = 1e-12

Untold = Literal["", "same", "lacking", "rare", "large"]
"""Why a variance can't be shared out; empty where it can.

The result is the same wherever it has a value; it has none too often; it is
another so seldom that the samples do not show how seldom; its numbers lie so
far apart that one of them decides, or that they can't be squared.
"""


class Share(NamedTuple):
    """Hold what share of a variance an input explains: alone, and with others.

    `total` counts what it does together with others as well.
    """

    first_order: float
    total: float


class Shares(NamedTuple):
    """Hold the shares of all inputs, none where they can't be told.

    `margin` is by how much they may be off, with 95 % confidence, and `lacking`
    the share of samples in which the result has no value; these are left out,
    and what is compared with them. `untold` says why there are no shares.
    """

    by_name: dict[str, Share]
    margin: float
    lacking: float
    untold: Untold = ""


class _Points(NamedTuple):
    """Hold two independent samples of all inputs, a row for each, and the work on them."""

    work: Kernel
    one: Any
    other: Any

    def results(self, swapped: int) -> Any:
        """Give the results of the one sample, with one input from the other.

        At -1 it is the one sample as it is, and at -2 the other.
        """
        rows = self.other if swapped == -2 else self.one

        def varying(piece: slice) -> list[Any]:
            return [
                (self.other if at == swapped else rows)[at, piece] for at in range(len(self.one))
            ]

        return self.work.over(varying, self.one.shape[1])[0]


def shares(
    values: Values, name: str, inputs: dict[str, Distribution], samples: int, seed: int
) -> Shares:
    """Share the variance of a result out to the inputs that it comes from.

    Sobol's indices (I. M. Sobol', "Sensitivity Estimates for Nonlinear
    Mathematical Models", 1993), by scrambled Sobol points. The inputs are drawn
    independently, correlated or not.

    Args:
        values: the scenario, worked out at the medians.
        name: of the result.
        inputs: those that it depends on and that are uncertain; at least one.
        samples: how many, a power of two; two more than there are inputs times as many
            results are worked out.
        seed: of the draws.

    Raises WorkError: too little memory for so many.
    """
    np = numpy()
    hold_room(8 * samples * 5 * (len(inputs) + 1), f"{samples:,} samples of {len(inputs)} inputs")
    points = _points(kernel(values, tuple(inputs), (name,)), inputs, samples, seed)
    found = np.array(list(in_order(points.results, range(-2, len(inputs)))))
    lacking = float(np.isnan(found[:2]).mean())
    there = found[:, ~np.isnan(found).any(axis=0)]
    # SciPy's estimators are of so many samples as a power of two.
    there = there[:, : (1 << there.shape[1].bit_length()) // 2]
    if untold := _untold(found, there):
        return Shares({}, 0.0, lacking, untold)
    parts = [_indices(part) for part in _parts(there)]
    margin = float(2 * np.std(parts, axis=0).max() / _PARTS**0.5)
    if margin >= 1:
        return Shares({}, 0.0, lacking, "large")
    told = np.clip(_indices(there), 0, 1).T
    by_name = {each: Share(*map(float, both)) for each, both in zip(inputs, told, strict=True)}
    return Shares(by_name, margin, lacking)


def varies(found: Any) -> bool:
    """Tell whether results differ by more than rounding."""
    return found.size > 0 and not math.isclose(found.min(), found.max(), rel_tol=_NOISE)


def _untold(found: Any, there: Any) -> Untold:
    """Tell why the variance of results can't be shared out; `there` are those to share out."""
    np = numpy()
    gaps = np.isnan(found)
    if not gaps.all() and not varies(found[~gaps]):
        return "same"
    if gaps.any(axis=0).mean() > _MOST_LACKING:
        return "lacking"
    if not np.isfinite(there).all():
        return "large"
    parts = _parts(there)
    if not all(varies(part[:2]) for part in parts):
        return "rare"
    squares = _scaled(there)[:2] ** 2
    alone = squares.max() > squares.sum() / 2
    # Beside what they are compared with, samples can be as good as nothing.
    small = any(_scaled(part)[:2].std() <= _NOISE for part in (there, *parts))
    return "large" if alone or small else ""


def _parts(found: Any) -> list[Any]:
    parts: list[Any] = numpy().array_split(found, _PARTS, axis=1)
    return parts


def _scaled(found: Any) -> Any:
    """Give results that vary, around nothing and at most one: large ones can't be squared."""
    np = numpy()
    found = found / np.abs(found).max()
    found -= found[:2].mean()
    return found / np.abs(found).max()


def _points(work: Kernel, inputs: dict[str, Distribution], samples: int, seed: int) -> _Points:
    """Draw two samples: the first and the second half of the coordinates of Sobol's points."""
    np = numpy()
    many = len(inputs)
    drawing = Drawing(tuple(map(str, range(2 * many))), "sobol", seed)
    drawn = np.empty((2 * many, samples))
    distributions = 2 * [inputs[each] for each in work.takes]
    start = 0
    for number in range(-(-samples // CHUNK)):
        for pieces in drawing.pieces(number, min(CHUNK, samples - number * CHUNK)):
            end = start + len(pieces[0])
            for row, distribution, scores in zip(drawn, distributions, pieces, strict=True):
                row[start:end] = distribution.at(scores)
            start = end
    return _Points(work, drawn[:many], drawn[many:])


def _indices(found: Any) -> Any:
    """Estimate the first-order and the total indices, by SciPy.

    Of the results of the other sample, of the one, and of this with each input
    from the other; as many as a power of two.
    """
    # Imported here: SciPy's statistics take most of a second.
    from scipy.stats import sobol_indices

    np = numpy()
    found = _scaled(found)
    # Twice the same result: of one result of one input SciPy makes a bare number.
    twice = np.stack((found, found), axis=1)
    by_scipy = sobol_indices(
        func={"f_A": twice[1], "f_B": twice[0], "f_AB": twice[2:]}, n=found.shape[1]
    )
    orders = by_scipy.first_order, by_scipy.total_order
    return np.array([order.reshape(2, -1)[0] for order in orders])
