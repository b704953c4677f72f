"""How a number with a unit is shown to people: three figures, in steps they know."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from estimator.document import read_data
from estimator.units.dimension import Dimension, formula
from estimator.units.natural import PERCENT, Powers, factor
from estimator.units.table import DATA, Unit, UnitTable

FIGURES = 3
# 999.6 MB to three figures is 1 GB, so a step is chosen as it will be written.
_NEARLY = 0.9995
# Ten thousand trillion and more are read sooner as powers of ten.
_BEYOND_WORDS = 1e16
# From here on a count has a word: in steps, and in the unit that someone wrote.
_THOUSAND, _MILLION = 1e3, 1e6
# The nines of a share, such as 99.99999 %, are told apart so far.
_MOST_FIGURES = 9


def human(
    value: float,
    unit: Powers,
    table: UnitTable,
    figures: int = FIGURES,
    *,
    steps: bool = True,
) -> str:
    """Show a value in base units in the step of its unit that fits its size.

    `unit` is the unit to show it in. Data moves through KB, MB …, durations
    through ms, s …, counts through k, M, billion; the language reads the text
    back. Without `steps` it stays in exactly its unit, as someone wrote it.

    >>> from estimator.units.table import unit_table
    >>> table = unit_table("exact", ("tweet",))
    >>> human(1736.1, (("tweet", 1), ("s", -1)), table)
    '1.74 k tweet/s'
    >>> human(4.10625e15, (("byte", 1),), table)
    '4.11 PB'
    """
    if unit == PERCENT:
        return f"{_percent(value, figures)}%"
    if not unit and (text := _nines(value, 0, figures)):
        return text
    unit = _steps_first(unit, table)
    ladder = _ladder(unit, table) if steps else None
    shown = _stepped(value, unit, ladder, table) if ladder else unit
    least = _THOUSAND if steps else _MILLION
    return _joined(*_worded(value / factor(shown, table), figures, least, table), shown)


def interval(low: float, high: float, unit: Powers, table: UnitTable, *, steps: bool = True) -> str:
    """Show two ends in base units as a range that shares its unit: `310 to 2,400 tweet/s`.

    They have two figures, and more where they lie so close that these would
    blur their distance. Where the smaller is less than a tenth of the step that
    fits the larger, each has its own. Ends that are the same are one amount. The
    language reads the text back. For `unit` and `steps` see `human`.

    >>> from estimator.units.table import unit_table
    >>> table = unit_table("exact", ("tweet",))
    >>> interval(311.4, 2384, (("tweet", 1), ("s", -1)), table)
    '310 to 2,400 tweet/s'
    >>> interval(8.13e12, 3.52e16, (("byte", 1),), table)
    '8.1 TB to 35 PB'
    """
    if unit == PERCENT:
        figures = _apart(100 * low, 100 * high)
        shares = [rounded(100 * end, each) for end, each in zip((low, high), figures, strict=True)]
        return " to ".join(f"{share}%" for share in dict.fromkeys(shares))
    unit = _steps_first(unit, table)
    ladder = _ladder(unit, table) if steps else None
    small, top = sorted((low, high), key=abs)
    shown = _stepped(top, unit, ladder, table) if ladder else unit
    size = factor(shown, table)
    far_apart = ladder and 0 < abs(small) < size / 10
    text = "" if far_apart else _sharing(low / size, high / size, shown, table)
    if text:
        return text
    ends = zip((low, high), _apart(low / size, high / size), strict=True)
    return " to ".join(human(end, unit, table, each, steps=steps) for end, each in ends)


def _sharing(low: float, high: float, unit: Powers, table: UnitTable) -> str:
    """Write two numbers of a unit as a range, empty where the language would not read it so."""
    least = _THOUSAND if max(abs(low), abs(high)) >= _MILLION * _NEARLY else _MILLION
    figures = _apart(low, high)
    first, last = _worded(low, figures[0], least, table), _worded(high, figures[1], least, table)
    if first == last:
        return _joined(*last, unit)
    # Of `1 to 2 M` it is open whether the low end is one or a million.
    open_word = bool(first[1]) != bool(last[1])
    if open_word and not unit:
        return f"{rounded(low, figures[0])} to {rounded(high, figures[1])}"
    if open_word or (unit and (high < 0 or (low < 0 and first[1]))):
        return ""
    return f"{_joined(*first, ())} to {_joined(*last, unit)}"


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


def step(value: float, unit: Powers, table: UnitTable) -> tuple[str, float]:
    """Give the step that fits a value in base units: as it is written, and its size.

    >>> from estimator.units.table import unit_table
    >>> step(4.1e15, (("byte", 1),), unit_table("exact"))
    ('PB', 1000000000000000.0)
    >>> step(27_800, (("user", 1), ("s", -1)), unit_table("exact"))
    ('k user/s', 1000.0)
    """
    if unit == PERCENT:
        return "%", 0.01
    unit = _steps_first(unit, table)
    ladder = _ladder(unit, table)
    shown = _stepped(value, unit, ladder, table) if ladder else unit
    size = factor(shown, table)
    _, word = _worded(value / size, FIGURES, _THOUSAND, table)
    return _joined("", word, shown).strip(), size * (_size(word, table) if word else 1.0)


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
    """Split a number into figures and a power of ten.

    >>> powers_of_ten(86400), powers_of_ten(1.125e9)
    (('8.64', 4), ('1.13', 9))
    """
    if amount == 0 or not math.isfinite(amount):
        return rounded(amount, figures), 0
    # As in `rounded`: through the decimal that a person reads.
    exact = Decimal(repr(amount))
    exact = exact.quantize(Decimal(1).scaleb(exact.adjusted() - figures + 1), ROUND_HALF_UP)
    exponent = exact.adjusted()
    return _bare(f"{exact.scaleb(-exponent):f}"), exponent


def rounded(amount: float, figures: int = FIGURES) -> str:
    """Write a number to so many figures, thousands apart, without empty decimals.

    >>> rounded(1736.1), rounded(0.5), rounded(99.9702, 6), rounded(1e-9)
    ('1,740', '0.5', '99.9702', '1e-09')
    """
    if amount == 0:
        return "0"
    size = math.floor(math.log10(abs(amount)))
    if size < -4 or size > 15:
        mantissa, exponent = powers_of_ten(amount, figures)
        return f"{mantissa}e{exponent:+03d}"
    return _to_places(amount, figures - 1 - size)


def _apart(low: float, high: float) -> list[int]:
    """Give how many figures each end needs, for steps of a quarter of their distance or less."""
    if low == high:
        return [FIGURES, FIGURES]
    finest = math.log10((high - low) / 4)
    sizes = [math.floor(math.log10(abs(end))) if end else 0 for end in (low, high)]
    return [min(max(2, math.ceil(size + 1 - finest)), _MOST_FIGURES) for size in sizes]


def _percent(value: float, figures: int) -> str:
    """Write a share in percent."""
    return _nines(value, 2, figures) or rounded(value * 100, figures)


def _nines(value: float, shift: int, figures: int) -> str:
    """Write what is nearly one by the figures of what is missing: 0.999702, not 1."""
    if not 0.99 < value < 1:
        return ""
    missing = math.floor(math.log10(1 - value))
    return _to_places(value * 10**shift, figures - 1 - missing - shift)


def _to_places(amount: float, places: int) -> str:
    # Through the decimal that a person reads, so that 1825 is 1830 to three
    # figures: in binary it lies a hair below the half.
    exact = Decimal(repr(amount)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _bare(f"{exact:,.{max(places, 0)}f}")


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _joined(amount: str, word: str, unit: Powers) -> str:
    name = formula(unit) if unit else ""
    name = name.removeprefix("1") if name.startswith("1/") else name
    gap = "" if name.startswith("/") else " "
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


def _steps_first(unit: Powers, table: UnitTable) -> Powers:
    """Put the part of a unit that has steps before the counts beside it."""
    return tuple(sorted(unit, key=lambda part: part[1] < 0 or _ladder((part,), table) is None))


def _stepped(value: float, unit: Powers, ladder: tuple[str, ...], table: UnitTable) -> Powers:
    """Put the step that fits the value's size into a unit."""
    rest = unit[1:]
    best: Powers = ((ladder[0], 1), *rest)
    for step in ladder:
        candidate: Powers = ((step, 1), *rest)
        if abs(value) >= factor(candidate, table) * _NEARLY:
            best = candidate
    return best if value else unit


def _worded(amount: float, figures: int, least: float, table: UnitTable) -> tuple[str, str]:
    """Write a number to so many figures, from `least` on with the word of its size."""
    nearly = 1 - 0.5 * 10**-figures
    if not least * nearly <= abs(amount) < _BEYOND_WORDS:
        return rounded(amount, figures), ""
    words = _ladders()["number"][1:]
    word = [each for each in words if abs(amount) >= _size(each, table) * nearly][-1]
    return rounded(amount / _size(word, table), figures), word


def _size(word: str, table: UnitTable) -> float:
    unit = table.find(word)
    assert isinstance(unit, Unit)
    return unit.factor
