"""Elasticities: by how many percent a result moves where an input is one percent more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import TypeGuard

from estimator.engine.kernel import kernel
from estimator.engine.override import above
from estimator.engine.result import Values
from estimator.lang.meaning import evaluate
from estimator.lang.nodes import Call, Number, Tree, rebuilt, walk
from estimator.uncertainty.tornado import one_at_a_time

_ROUNDED = frozenset({"ceil", "floor", "round"})
# Of two and a half servers in a queue, or copies, these laws know nothing.
_OF_WHOLE = frozenset({"erlang_c", "queue_wait", "knee", "outage", "fullest"})

# Small beside any bend, large beside the rounding of many operations.
_STEP = 1e-4
_PLACES = 6


def is_rounded(values: Values, name: str) -> bool:
    """Tell whether a result takes what is rounded to whole numbers."""
    return not _ROUNDED.isdisjoint(_functions(values, name))


def takes_whole(values: Values, name: str) -> bool:
    """Tell whether a result takes a law of whole servers, nodes or copies."""
    return not _OF_WHOLE.isdisjoint(_functions(values, name))


def _functions(values: Values, name: str) -> set[str]:
    trees = (values.node(each).tree for each in above(values.program, name))
    return {part.function for tree in trees for part in walk(tree) if isinstance(part, Call)}


def elasticities(values: Values, name: str, inputs: Sequence[str]) -> dict[str, float | None]:
    """Give the elasticity of a result in each input, at the medians.

    It is the slope of the logarithm of the result along that of the input (A.
    Marshall, "Principles of Economics", 1890), as a central difference; from
    the one side where the other has no value. Numbers that are rounded up, down
    or to whole ones go on smoothly here, so that 1 % more load is 1 % more
    servers; but where a law takes whole servers or copies they stay as they are.

    Args:
        values: the scenario, worked out at the medians.
        name: of the result.
        inputs: those that it depends on.

    Returns:
        A number for each input; None where it can't be told: of an input or a
        result that is zero, or has no value nearby.
    """
    if not inputs:
        return {}
    work = kernel(_unstepped(values, name), inputs, (name,))
    middles = [values.by_name[each] for each in work.takes]
    moves = [(0, middles[0])]
    moves += [(at, x * step) for at, x in enumerate(middles) for step in (1 - _STEP, 1 + _STEP)]
    middle, *ends = one_at_a_time(work, middles, moves)
    slopes = {
        each: _slope(ends[2 * at], middle, ends[2 * at + 1]) if middles[at] else None
        for at, each in enumerate(work.takes)
    }
    return {each: slopes[each] for each in inputs}


def _slope(low: float, middle: float, high: float) -> float | None:
    """Give the slope of the logarithm through those of three values that can be taken."""
    points = ((math.log1p(-_STEP), low), (0.0, middle), (math.log1p(_STEP), high))
    told = [(x, y / middle) for x, y in points if middle and y / middle > 0]
    if len(told) < 2:
        return None
    (first, start), *_, (last, end) = told
    return round(math.log(end / start) / (last - first), _PLACES) + 0.0


def _unstepped(values: Values, name: str) -> Values:
    """Give a scenario in which what a result takes goes without steps; its values stay."""
    change = partial(_held, values) if takes_whole(values, name) else _unrounded
    nodes = dict(values.program.nodes)
    for each in above(values.program, name):
        nodes[each] = nodes[each]._replace(tree=change(nodes[each].tree))
    known = tuple(values.by_name.get(each, math.nan) for each in nodes)
    return Values(values.loaded, values.program._replace(nodes=nodes), known)


def _unrounded(tree: Tree) -> Tree:
    """Give a tree in which nothing is rounded."""
    if _is_rounded(tree):
        return _unrounded(tree.arguments[0])
    return rebuilt(tree, _unrounded)


def _held(values: Values, tree: Tree) -> Tree:
    """Give a tree in which whole numbers are those of the scenario, whatever moves."""
    if _is_rounded(tree):
        return Number(evaluate(tree, values.program.sizes | values.by_name), tree.where)
    return rebuilt(tree, partial(_held, values))


def _is_rounded(tree: Tree) -> TypeGuard[Call]:
    return isinstance(tree, Call) and tree.function in _ROUNDED
