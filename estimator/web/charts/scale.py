"""Axes on which people read durations, money and how many times: fixed words alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

_DURATION = (
    "abs(datum.value) >= 86400 ? format(datum.value / 86400, ',~r') + ' d'"
    " : abs(datum.value) >= 3600 ? format(datum.value / 3600, ',~r') + ' h'"
    " : abs(datum.value) >= 60 ? format(datum.value / 60, '~r') + ' min'"
    " : abs(datum.value) >= 1 ? format(datum.value, '~r') + ' s'"
    " : abs(datum.value) >= 1e-3 ? format(datum.value * 1e3, '~r') + ' ms'"
    " : abs(datum.value) >= 1e-6 ? format(datum.value * 1e6, '~r') + ' us'"
    " : datum.value == 0 ? '0' : format(datum.value * 1e9, '~r') + ' ns'"
)
_TIMES = "(datum.value < 1e6 ? format(datum.value, ',~r') : format(datum.value, '.0e')) + ' ×'"
_MONEY = "'$' + replace(replace(format(datum.value, '~s'), 'G', ' B'), 'k', ' k')"
# Time does not go by tens: between a second and a day these are the steps people know.
_TICKS = (*(10.0**power for power in range(-10, 1)), 10.0, 60.0, 600.0, 3600.0, 36000.0, 86400.0)
_LATER = tuple(86400.0 * 10**power for power in range(1, 8))
_DECADES = 3


def log_durations(low: float, high: float, title: str) -> dict[str, Any]:
    """Give a logarithmic axis of durations in seconds, with a tick at every step people know."""
    return _log(low, high, title, [*_TICKS, *_LATER], _DURATION)


def durations(high: float, title: str) -> dict[str, Any]:
    """Give an axis of durations in seconds that begins at none."""
    return _even(high, title, _steps(high), _DURATION)


def log_times(low: float, high: float, title: str) -> dict[str, Any]:
    """Give a logarithmic axis of how many times today's."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    marks = (1, 2, 5) if last - first <= _DECADES else (1,)
    powers = range(first, last + 1, max(1, (last - first) // _DECADES // 2))
    ticks = [mark * 10.0**power for power in powers for mark in marks]
    return _log(low, high, title, ticks, _TIMES)


def money(high: float, title: str) -> dict[str, Any]:
    """Give an axis of dollars."""
    rough = 10.0 ** math.floor(math.log10(high / 4))
    step = next(each for each in (1, 2, 5, 10) if each * rough >= high / 4) * rough
    return _even(high, title, [step * at for at in range(int(high / step) + 1)], _MONEY)


def _log(low: float, high: float, title: str, ticks: Sequence[float], words: str) -> dict[str, Any]:
    within = [tick for tick in ticks if low <= tick <= high]
    return {
        "title": title,
        "scale": alt.Scale(type="log", domain=[low, high], nice=False),
        "axis": alt.Axis(values=within, labelExpr=words, labelFlush=True),
    }


def _even(high: float, title: str, ticks: Sequence[float], words: str) -> dict[str, Any]:
    return {
        "title": title,
        "scale": alt.Scale(domain=[0, high], nice=False),
        "axis": alt.Axis(values=ticks, labelExpr=words, labelFlush=True),
    }


def names(width: int = 140) -> alt.Axis:
    """Give an axis of names that begin at its left edge, so that what lies within is indented."""
    return alt.Axis(
        title=None,
        labelAlign="left",
        labelPadding=width,
        minExtent=width,
        maxExtent=width,
        labelLimit=width - 6,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
    )


def key(columns: int, **more: Any) -> alt.Legend:
    """Give a legend below a chart, in one column where the screen is narrow."""
    # The width of the whole chart is known in the browser alone.
    fitting = {"expr": f"containerSize()[0] < 560 ? 1 : {columns}"}
    return alt.Legend(title=None, orient="bottom", columns=fitting, labelLimit=260, **more)


def laid(rows: int, row: int) -> dict[str, Any]:
    """Give a chart of rows its height, to which its axis and legend are added.

    The padding keeps two charts below one another on one axis.
    """
    return {
        "height": rows * row,
        "autosize": alt.AutoSizeParams(type="fit-x", contains="padding"),
        "padding": {"left": 2, "top": 4, "right": 10, "bottom": 4},
    }


def distinct(labels: Sequence[str]) -> list[str]:
    """Make equal labels different to a chart, and to no one else."""
    return [label + "\N{ZERO WIDTH SPACE}" * at for at, label in enumerate(labels)]


def around(values: Sequence[float], below: float = 1.5, above: float = 1.5) -> tuple[float, float]:
    """Give the ends of a logarithmic axis that has room around values above zero."""
    known = [value for value in values if value > 0 and math.isfinite(value)]
    return min(known) / below, max(known) * above


def _steps(high: float) -> list[float]:
    """Give about five even steps in the unit that a duration is read in."""
    unit = next((each for each in (86400.0, 3600.0, 60.0) if high >= 2 * each), 1.0)
    rough = high / unit / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each for each in (1, 2, 5, 10) if each * power >= rough) * power * unit
    return [step * at for at in range(int(high / step) + 1)]
