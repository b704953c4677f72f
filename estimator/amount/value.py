"""What an amount comes to: its middle, and a value that must be finite."""

from __future__ import annotations

import math
from collections.abc import Mapping

from estimator.lang.fault import Fault
from estimator.lang.function import NoValue
from estimator.lang.meaning import evaluate
from estimator.lang.nodes import Chain, Tree, children


def median(low: float, high: float, *, share: bool = False) -> float:
    """Give the middle of a 90 % interval.

    A positive quantity is taken as lognormal, so its median is the geometric
    mean of the ends; a share as logit-normal, or as uniform where it reaches 0
    or 1; a range that reaches zero or below as normal.

    >>> median(10, 1000)
    100.0
    """
    if share and low > 0 and high < 1:
        logit = (math.log(low / (1 - low)) + math.log(high / (1 - high))) / 2
        return 1 / (1 + math.exp(-logit))
    if low > 0 and not share:
        return math.sqrt(low) * math.sqrt(high)
    return (low + high) / 2


def finite(tree: Tree, values: Mapping[str, float]) -> float:
    """Work out a tree whose value must be a finite number.

    Raises Fault for a division by zero, a value too large, or none at all, at
    the smallest part of the formula that shows it.
    """
    value, fault = _tried(tree, values)
    if fault is None:
        return value
    inner = next((f for part in children(tree) if (f := _tried(part, values)[1])), None)
    if inner is not None:
        for part in children(tree):
            finite(part, values)
    raise fault


def _tried(tree: Tree, values: Mapping[str, float]) -> tuple[float, Fault | None]:
    try:
        value = evaluate(tree, values)
    except ZeroDivisionError:
        return 0.0, Fault("zero-divisor", "this divides by zero", _divisor(tree, values).where)
    except OverflowError:
        value = math.inf
    except NoValue as said:
        return 0.0, Fault("no-value", said.message, tree.where, hint=said.hint)
    except ValueError:
        hint = "logarithms are of numbers above zero, roots of none below"
        return 0.0, Fault("no-value", "this has no value", tree.where, hint=hint)
    if math.isfinite(value):
        return value, None
    return 0.0, Fault("not-finite", "this is too large a number", tree.where)


def _divisor(tree: Tree, values: Mapping[str, float]) -> Tree:
    """Give the part of a product that is zero and divides."""
    if isinstance(tree, Chain) and not tree.sum:
        for sign, operand in tree.rest:
            if sign == "/" and _tried(operand, values) == (0.0, None):
                return operand
    return tree
