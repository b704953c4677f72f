"""Practice problems: a scenario with fresh figures that a person can work with in the head."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from estimator.check.problem import Outline, Told
from estimator.engine.result import Values
from estimator.units.display import human
from estimator.units.natural import PERCENT, factor

# The figures and the shares that people reckon with.
_FIGURES = ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8")
_SHARES = (0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95)


def drawn(values: Values, outline: Outline, random: Random) -> dict[str, str]:
    """Draw a fresh amount for each input of an outline, as a scenario is told of it.

    Args:
        values: the scenario, for what its inputs are today.
        outline: what is told, and how far each input may move.
        random: where the draws come from; the same gives the same amounts.

    Returns:
        The amounts by name, such as `200M user`.
    """
    return {
        told.name: _amount(values, told, random) for told in outline.told if _moves(values, told)
    }


def _moves(values: Values, told: Told) -> bool:
    """Tell whether an input gets another amount: a drawn one, or a number for a formula."""
    definition = values.definition(told.name)
    return definition.role == "input" and (told.within > 0 or definition.reading is None)


def _amount(values: Values, told: Told, random: Random) -> str:
    unit = values.unit(told.name)
    today = values.in_unit(told.name)
    wanted = values.definition(told.name).wanted
    if unit == PERCENT:
        choices = [*shares(today, told.within)]
    else:
        whole = told.whole or (wanted is not None and wanted.field.whole)
        # What is a whole number of a unit is not told as a part of one.
        least = max(told.least, 1.0) if today >= 1 else told.least
        choices = [*rounds(today, told.within, (least, told.most), whole=whole)]
    new = random.choice(choices) if choices else today
    size = factor(unit, values.table)
    return human(new * size, unit, values.table, 6, steps=not values.typed(told.name))


def rounds(
    today: float,
    within: float,
    ends: tuple[float, float] = (0.0, math.inf),
    *,
    whole: bool = False,
) -> Iterator[float]:
    """Give the round numbers within so many times a number, and between two ends.

    >>> list(rounds(300, 2))
    [150.0, 200.0, 250.0, 300.0, 400.0, 500.0, 600.0]
    >>> list(rounds(3, 2, (2, 9), whole=True))
    [2.0, 3.0, 4.0, 5.0, 6.0]
    """
    if today <= 0:
        return
    reach = max(within, 1.0)
    low, high = max(today / reach, ends[0]), min(today * reach, ends[1])
    for exponent in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        for figures in _FIGURES:
            number = float(f"{figures}e{exponent}")
            if low <= number <= high and (number.is_integer() or not whole):
                yield number


def shares(today: float, within: float) -> Iterator[float]:
    """Give the plain shares, in percent, whose odds are within so many times those of one.

    >>> list(shares(50, 3))
    [25, 30, 40, 50, 60, 70, 75]
    """
    if not 0 < today < 100:
        return
    odds = today / (100 - today)
    for share in _SHARES:
        if odds / within <= share / (100 - share) <= odds * within:
            yield share
