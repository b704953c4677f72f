"""Where a slider can stop: amounts in the notation of the one that stands in the text."""

from __future__ import annotations

import math
import re

AMOUNT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(\s*)([A-Za-z]*)((?:\s*/\s*[A-Za-z_]+|\s+[A-Za-z_]+)*)\s*"
)
SHARE = re.compile(r"\d+(?:\.\d+)?\s*%?")
_SERIES = (1, 1.5, 2, 3, 5, 7)
LADDERS = (
    ("", "k", "M", "billion", "trillion"),
    ("thousand", "million", "billion", "trillion"),
    ("byte", "KB", "MB", "GB", "TB", "PB", "EB"),
    ("bit", "kbit", "Mbit", "Gbit", "Tbit"),
)
_NINES = (99.5, 99.9, 99.95, 99.99, 99.995, 99.999)
_SHARES = (0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, *range(1, 100), *_NINES, 100)
_WHOLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 200, 500, 1000)
_FACTORS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1000)


def stops(text: str, unit: str, *, integer: bool = False) -> list[str]:
    """Give the amounts that a slider for an amount stops at; none where no slider fits.

    `unit` is that of the value: a share runs from 0 to 100 %, a plain number
    upwards from 1, a duration one decade each way, all else three. What is an
    `integer` stops at whole numbers alone.

    >>> stops("300M", "user")[16:23]
    ['150M', '200M', '300M', '500M', '700M', '1 billion', '1.5 billion']
    >>> stops("10% to 25%", "%")
    []
    >>> stops("2 servers", "server", integer=True)[:3]
    ['1 servers', '2 servers', '3 servers']
    """
    if unit == "%":
        return shares(text) if SHARE.fullmatch(text) else []
    match = AMOUNT.fullmatch(text)
    if not match or not float(match[1].replace(",", "")):
        return []
    number, (gap, word, tail) = float(match[1].replace(",", "")), match.groups()[1:]
    if integer and not (word and any(word in ladder for ladder in LADDERS)):
        found = {f"{_plain(stop)}{gap}{word}{tail}": float(stop) for stop in _WHOLE}
        return _with(text, number, found)
    if not (unit or word or tail):
        return _with(text, number, {_plain(stop): float(stop) for stop in _FACTORS})
    # A duration has a unit alone and steps of its own: nobody keeps data for 5,000 years.
    duration = not tail and bool(word) and not any(word in ladder for ladder in LADDERS)
    around = grid(number, 1 if duration else 3)
    return _with(text, number, {written_as(value, gap, word, tail): value for value in around})


def on_slider(text: str, unit: str, value: float) -> str:
    """Give the stop that an amount is at: a share may be written without its sign."""
    return f"{_plain(value)}%" if unit == "%" and "%" not in text else text


def shares(text: str) -> list[str]:
    """Give the shares that a slider stops at, with the one that is written."""
    value = float(text.rstrip("% "))
    if "%" not in text:
        text, value = f"{_plain(value * 100)}%", value * 100
    return _with(text, value, {f"{_plain(stop)}%": float(stop) for stop in _SHARES})


def _with(text: str, number: float, found: dict[str, float]) -> list[str]:
    """Put the amount itself among the stops, as it is written."""
    near = {stop: value for stop, value in found.items() if not math.isclose(value, number)}
    return sorted([*near, text], key=lambda stop: near.get(stop, number))


def grid(number: float, decades: float) -> list[float]:
    """Give round numbers, some decades each way from a number."""
    first, last = (number * 10.0**power for power in (-decades, decades))
    start = math.floor(math.log10(first))
    values = [
        step * 10.0**power
        for power in range(start, math.ceil(start + 2 * decades) + 2)
        for step in _SERIES
    ]
    return [value for value in values if first * 0.999 <= value <= last * 1.001]


def written_as(number: float, gap: str, word: str, tail: str) -> str:
    """Write an amount as the one beside it is written, in the step that fits its size."""
    ladder = next((ladder for ladder in LADDERS if word in ladder), (word,))
    at = ladder.index(word)
    while number >= 999.5 and at + 1 < len(ladder):  # what prints as 1000
        number, at = number / 1000, at + 1
    while number < 0.9995 and at > 0:  # what prints below 1
        number, at = number * 1000, at - 1
    space = gap if word and len(ladder[at]) == len(word) else " " if len(ladder[at]) > 1 else ""
    if not word and tail and not tail.startswith(" "):
        tail = gap + tail
    return f"{_plain(number)}{space}{ladder[at]}{tail}"


def _plain(number: float) -> str:
    return f"{round(number, 12):.10g}"
