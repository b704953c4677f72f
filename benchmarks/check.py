"""Time the check of a worksheet, beside Python's own arithmetic on the same lines."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from itertools import cycle, islice

from benchmarks.timing import Row, Work, beside
from estimator.check.worksheet import read

_ROUNDS = 7
_FEW, _LINES, _MANY = 10, 1_000, 10_000
# What an interview's page is made of; the figures differ from line to line.
_WRITTEN = (
    "{0}M users * 0.5 * 2 / 86400 = {0}0 tweets/s",
    "Traffic {0}: {0}M tweets/day × 280 bytes = 140 GB/day",
    "- peak {0} = 2 × 1,157 = 2,314 QPS",
    "57MB×8 = 456/4 = 114 Mbps",
    "| photos {0} | 5M × 2 MB | 100 TB |",
    "100 bytes + 20 (overhead) = 120 bytes",
    "50,000 GB × $0.023/GB/month = $1,150/month",
    "8 TB × 3 replicas = 8 TB",
    "So the reads of region {0} are what we have to plan for.",
    "{0} * 10^5 requests per day = 1,160 QPS",
)
_SUM = "({0} * 10**6 * 0.5 * 2 + 120 - 20) / 86400 * 3"
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def a_thousand_lines() -> Row:
    """Check 1,000 lines that were not seen before; a second is what they may take."""
    ours, plain = beside(_checked(_LINES), _worked_out(_LINES), _ROUNDS)
    name = f"worksheet of {_LINES:,} lines / 1 s"
    return Row(name, ours, 1.0, at_most=1, note=f"{ours / plain:.0f} × a sum a line by `ast`")


def flat_in_lines() -> Row:
    """Check a line of 10,000 beside one of 10: the time of a line does not grow."""
    times = beside(_share(_checked(_MANY), 1), _share(_checked(_FEW), _MANY // _FEW), 3)
    many, few = (seconds / _MANY for seconds in times)
    return Row(f"– each line of {_MANY:,} / of {_FEW}", many, few, at_most=1.3)


def _checked(lines: int) -> Work:
    def check(number: int) -> None:
        read(_sheet(lines, number))

    return check


def _sheet(lines: int, number: int) -> str:
    """Write a worksheet whose figures are those of no other round."""
    start = 100 + number * lines
    written = islice(cycle(_WRITTEN), lines)
    return "\n".join(line.format(start + at) for at, line in enumerate(written))


def _share(work: Work, times: int) -> Work:
    """Do work so many times, so that as many lines are read in all."""

    def again(number: int) -> None:
        for at in range(times):
            work(number * times + at)

    return again


def _worked_out(lines: int) -> Work:
    def work_out(number: int) -> None:
        for at in range(lines):
            by_ast(_SUM.format(100 + number * lines + at))

    return work_out


def by_ast(text: str) -> float:
    """Work a sum out by Python's own parser and a walk of its tree."""
    return _value(ast.parse(text, mode="eval").body)


def _value(node: ast.expr) -> float:
    match node:
        case ast.BinOp():
            return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
        case ast.Constant(value=int() | float() as number):
            return number
    raise ValueError(ast.dump(node))


ROWS = (a_thousand_lines, flat_in_lines)
