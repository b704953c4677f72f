"""How a number with a unit is shown to people: three figures, in steps they know."""

from __future__ import annotations

import math
from functools import cache

from estimator.document import read_data
from estimator.units.dimension import Dimension, formula
from estimator.units.natural import PERCENT, Powers, factor
from estimator.units.table import DATA, Unit, UnitTable

FIGURES = 3


def human(value: float, unit: Powers, table: UnitTable, figures: int = FIGURES) -> str:
    """Show a value in base units in the step of its unit that fits its size.

    `unit` is the unit to show it in. Data moves through KB, MB …, durations
    through ms, s …, counts through k, M, billion; the language reads the text back.

    >>> from estimator.units.table import unit_table
    >>> table = unit_table("exact", ("tweet",))
    >>> human(1736.1, (("tweet", 1), ("s", -1)), table)
    '1.74 k tweet/s'
    >>> human(4.10625e15, (("byte", 1),), table)
    '4.11 PB'
    """
    if unit == PERCENT:
        return f"{rounded(value * 100, figures)}%"
    stepped = _stepped(value, unit, table)
    amount = value / factor(stepped, table)
    counts = stepped == unit and _ladder(unit, table) is None
    word = ""
    if counts:
        amount, word = _number_word(amount, table)
    return _joined(rounded(amount, figures), word, stepped)


def whole(value: float, unit: Powers, table: UnitTable) -> str:
    """Show a count to the last figure where `human` shortens it: `1,736 tweet/s`.

    Empty where it does not, and for data and durations, whose steps say it all.

    >>> from estimator.units.table import unit_table
    >>> whole(1736.1, (("user", 1),), unit_table("exact"))
    '1,736 user'
    """
    if unit == PERCENT or _ladder(unit, table) is not None:
        return ""
    amount = value / factor(unit, table)
    return _joined(f"{amount:,.0f}", "", unit) if 1_000 <= abs(amount) < 1e6 else ""


def scientific(value: float, unit: Powers, table: UnitTable, figures: int = FIGURES) -> str:
    """Show a value as figures times a power of ten: `1.74 * 10^3 tweet/s`.

    >>> from estimator.units.table import unit_table
    >>> scientific(1736.1, (("user", 1),), unit_table("exact"))
    '1.74 * 10^3 user'
    """
    if unit == PERCENT:
        unit = ()
    mantissa, exponent = powers_of_ten(value / factor(unit, table), figures)
    return _joined(f"{mantissa} * 10^{exponent}" if exponent else mantissa, "", unit)


def powers_of_ten(amount: float, figures: int = FIGURES) -> tuple[str, int]:
    """Split a number into figures and a power of ten: 86400 → ("8.64", 4)."""
    if amount == 0 or not math.isfinite(amount):
        return rounded(amount, figures), 0
    mantissa, _, exponent = f"{amount:.{figures - 1}e}".partition("e")
    return _bare(mantissa), int(exponent)


def rounded(amount: float, figures: int = FIGURES) -> str:
    """Write a number to so many figures, thousands apart, without empty decimals.

    >>> rounded(1736.1), rounded(0.5), rounded(99.9702, 6), rounded(1e-9)
    ('1,740', '0.5', '99.9702', '1e-09')
    """
    if amount == 0:
        return "0"
    size = math.floor(math.log10(abs(amount)))
    if size < -4 or size > 15:
        mantissa, _, exponent = f"{amount:.{figures - 1}e}".partition("e")
        return f"{_bare(mantissa)}e{exponent}"
    places = figures - 1 - size
    return _bare(f"{round(amount, places):,.{max(places, 0)}f}")


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _joined(amount: str, word: str, unit: Powers) -> str:
    name = formula(unit) if unit else ""
    name = name.removeprefix("1") if name.startswith("1/") else name
    gap = "" if name.startswith("/") and not word else " "
    parts = [amount + (f" {word}" if word else "")]
    return gap.join([*parts, name]) if name else parts[0]


@cache
def _ladders() -> dict[str, tuple[str, ...]]:
    data = read_data((DATA / "display.yaml").read_text("utf-8"))
    return {kind: tuple(steps) for kind, steps in data.items()}


def _ladder(unit: Powers, table: UnitTable) -> tuple[str, ...] | None:
    """Give the steps that the first unit above the line moves through, None for a count."""
    if not unit or unit[0][1] != 1:
        return None
    first, alone = unit[0][0], len(unit) == 1
    for kind, steps in _ladders().items():
        if first in steps and kind != "number":
            return steps if kind != "time" or alone else (first,)
    known = table.find(first)
    if isinstance(known, Unit) and known.dimension == Dimension({"time": 1}):
        return _ladders()["time"] if alone else (first,)
    return None


def _stepped(value: float, unit: Powers, table: UnitTable) -> Powers:
    """Put the step that fits the value's size into a unit."""
    ladder = _ladder(unit, table)
    if ladder is None:
        return unit
    rest = unit[1:]
    best: Powers = ((ladder[0], 1), *rest)
    for step in ladder:
        candidate: Powers = ((step, 1), *rest)
        # 999.6 MB to three figures is 1 GB, so the step is chosen as it will be written.
        if abs(value) >= factor(candidate, table) * 0.9995:
            best = candidate
    return best if value else unit


def _number_word(amount: float, table: UnitTable) -> tuple[float, str]:
    best = ""
    for word in _ladders()["number"][1:]:
        if abs(amount) >= _size(word, table) * 0.9995:
            best = word
    return (amount / _size(best, table), best) if best else (amount, "")


def _size(word: str, table: UnitTable) -> float:
    unit = table.find(word)
    assert isinstance(unit, Unit)
    return unit.factor
