"""A tornado: a result with one input at the ends of its range, and all others at their middles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from estimator.distribution.distribution import Distribution
from estimator.distribution.normal import ENDS
from estimator.engine.blocks import Kernel
from estimator.engine.kernel import kernel
from estimator.engine.result import Values
from estimator.lang.function import numpy

# Points at a time: few, as each holds a number for every input.
_AT_ONCE = 256


class Bar(NamedTuple):
    """Hold an input's 5 % and 95 % quantiles, and the result with the input there.

    All are in base units; a result without a value there is NaN.
    """

    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """Give how far apart the results are: endless where one has no value.

        >>> Bar(1, 2, 10, 4).width
        6
        """
        width = abs(self.at_high - self.at_low)
        return math.inf if math.isnan(width) else width


def tornado(values: Values, name: str, inputs: dict[str, Distribution]) -> dict[str, Bar]:
    """Move each input from its 5 % to its 95 % quantile, all others at their medians.

    Howard's tornado diagram (R. A. Howard, "Decision Analysis: Practice and
    Promise", 1988).

    Args:
        values: the scenario, worked out at the medians.
        name: of the result.
        inputs: those that it depends on and that are uncertain; at least one.
    """
    work = kernel(values, tuple(inputs), (name,))
    ends = [tuple(map(inputs[each].scalar, ENDS)) for each in work.takes]
    moves = [(at, end) for at, both in enumerate(ends) for end in both]
    found = one_at_a_time(work, [values.by_name[each] for each in work.takes], moves)
    return {
        each: Bar(*both, *found[2 * at : 2 * at + 2])
        for at, (each, both) in enumerate(zip(work.takes, ends, strict=True))
    }


def one_at_a_time(
    work: Kernel, middles: Sequence[float], moves: Sequence[tuple[int, float]]
) -> list[float]:
    """Give a result at points where one input has another value, and all others their middles.

    Args:
        work: gives the one result.
        middles: of each input that the kernel takes, in base units.
        moves: for each point, which input is moved, counted from 0, and its value there.

    Returns:
        The result at each point, NaN where it has no value.
    """
    np = numpy()

    def varying(piece: slice) -> list[Any]:
        moved = moves[piece]
        points = np.repeat(np.array(middles)[:, None], len(moved), axis=1)
        points[[at for at, _ in moved], range(len(moved))] = [value for _, value in moved]
        return list(points)

    return [float(each) for each in work.over(varying, len(moves), _AT_ONCE)[0]]
