"""Hash rings: how full the fullest of the nodes on one is."""

from __future__ import annotations

import math
from typing import Any

from estimator.lang.function import distinct, in_rows, numpy, special
from estimator.lang.integral import integral

# Of more nodes than these the sum of 1/n is log n and Euler's constant.
_MANY_NODES = 100_000
_EULER = 0.5772156649015329


def fullest(nodes: float, places: float) -> float:
    """Give how many times the mean share the fullest of nodes has, with places on a ring each.

    A node's share of the ring is a sum of random arcs, Gamma(places). The mean
    of the largest is the integral of 1 - F^n, with F by Wilson and Hilferty's
    cube root of 1931; for one place each it is 1 + 1/2 + ... + 1/n.

    >>> round(fullest(2, 1), 3), round(fullest(100, 100), 2)
    (1.5, 1.27)
    """
    if nodes <= 1:
        return 1.0
    if places <= 1:
        few = nodes <= _MANY_NODES
        return (
            math.fsum(1 / n for n in range(1, round(nodes) + 1))
            if few
            else math.log(nodes) + _EULER
        )
    middle, width = 1 - 1 / (9 * places), 1 / (3 * math.sqrt(places))
    top = (middle + width * (math.sqrt(2 * math.log(nodes)) + 6)) ** 3

    def beyond(share: float) -> float:
        deviation = (share ** (1 / 3) - middle) / width
        below: float = (0.5 * math.erfc(-deviation / math.sqrt(2))) ** nodes
        return 1 - below

    mean: float = integral(beyond, 0.0, top)
    return mean


@in_rows
def fullest_each(nodes: Any, places: Any) -> Any:
    """Give `fullest` of arrays."""
    np = numpy()
    found = np.ones_like(nodes)
    bare, spread = (nodes > 1) & (places <= 1), (nodes > 1) & (places > 1)
    if bare.any():
        found[bare] = _harmonic(nodes[bare])
    if spread.any():
        once, at = distinct(nodes[spread], places[spread])
        found[spread] = _spread(*once)[at]
    return found


def _harmonic(nodes: Any) -> Any:
    """Give 1 + 1/2 + ... + 1/n of arrays."""
    np = numpy()
    few = nodes <= _MANY_NODES
    last = np.rint(np.where(few, nodes, 1)).astype(int)
    sums = np.cumsum(1 / np.arange(1, last.max() + 1))
    return np.where(few, sums[last - 1], np.log(nodes) + _EULER)


def _spread(nodes: Any, places: Any) -> Any:
    """Give `fullest` of arrays where each node has several places."""
    np, erfc = numpy(), special().erfc
    middle, width = 1 - 1 / (9 * places), 1 / (3 * np.sqrt(places))
    top = (middle + width * (np.sqrt(2 * np.log(nodes)) + 6)) ** 3

    def beyond(share: Any) -> Any:
        deviation = (np.cbrt(share) - middle) / width
        return 1 - (0.5 * erfc(-deviation / math.sqrt(2))) ** nodes

    return integral(beyond, 0.0, top)
