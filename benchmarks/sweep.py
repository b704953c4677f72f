"""Time a sweep over a grid of a million points beside NumPy and pint that broadcast."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

import estimator as est
from benchmarks.timing import Row, beside
from benchmarks.twitter import PINT_TEXT, RESULTS, UNITS, by_floats, by_pint, read

Axis = NDArray[np.float64]

_SIDE = 1_000
_USERS, _PEAK = "users.monthly", "actions.tweet.peak_factor"
_NAME = f"sweep of {_SIDE:,} × {_SIDE:,} points, every result"

# The scenario's numbers in the order of `twitter.INPUTS`, in bytes and seconds.
GIVEN = (
    *(300e6, 0.5, 0.25, 2 / 86_400, 2, 1),
    *(0.1, 1, 100e3, 0.01, 1, 100e6),
    *(5 * 365 * 86_400, 3, 1, 1, 0),
)


def numpy() -> Row:
    """Compare with the same sums by hand, each result in the shape it comes in."""
    scenario = est.load("twitter")
    _hold_agreement(scenario)
    times = beside(
        lambda number: _ours(scenario, number),
        lambda number: by_numpy(*_axes(number)),
        rounds=40,
        warm_up=4,
    )
    return Row(f"{_NAME} / NumPy by hand", *times, at_most=1.2)


def pint() -> Row:
    """Compare with quantities of arrays."""
    scenario = est.load("twitter")
    times = beside(
        lambda number: _ours(scenario, number),
        lambda number: by_quantities(*_axes(number)),
        rounds=15,
    )
    return Row(f"{_NAME} / pint's quantities of arrays", *times)


def by_numpy(monthly: Axis, peak_factor: Axis) -> dict[str, Any]:
    """Compute every result in base units, with users down and peak factors across."""
    given: list[Any] = list(GIVEN)
    given[0] = monthly[:, None]
    given[4] = peak_factor[None, :]
    return dict(zip(RESULTS, by_floats(given), strict=True))


def by_quantities(monthly: Axis, peak_factor: Axis) -> dict[str, Any]:
    """Compute with pint, each result in its unit."""
    data = read(PINT_TEXT)
    data["users"]["monthly"] = UNITS.Quantity(monthly[:, None], "user")
    data["actions"]["tweet"]["peak_factor"] = UNITS.Quantity(peak_factor[None, :])
    return by_pint(data)


def _axes(number: int) -> tuple[Axis, Axis]:
    """Give both axes, a little further on each time."""
    more = 1 + number / 1_000
    return np.geomspace(1e6 * more, 1e9 * more, _SIDE), np.linspace(1, 10 * more, _SIDE)


def _ours(scenario: est.Scenario, number: int) -> dict[str, Any]:
    more = 1 + number / 1_000
    users = est.geomspace(f"{more!r}M", f"{1_000 * more!r}M", _SIDE)
    peaks = est.linspace(1, 10 * more, _SIDE)
    return scenario.sweep({_USERS: users, _PEAK: peaks}).arrays()


def _hold_agreement(scenario: est.Scenario) -> None:
    found, expected = _ours(scenario, 1), by_numpy(*_axes(1))
    if others := set(found) - set(expected):
        raise AssertionError(f"by hand there is no {sorted(others)}")
    for name, values in found.items():
        if not np.allclose(values, expected[name], rtol=1e-9, atol=0):
            raise AssertionError(f"{name} by hand has other values")


ROWS = (numpy, pint)
