"""Worksheets that nobody means well: each gets an answer or a refusal, in linear time."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from worksheet_fragments import worksheets

from estimator.check.notation import LONGEST
from estimator.check.worksheet import Line, read

SEEDS = sorted((Path(__file__).parent / "worksheets" / "seeds").glob("*.txt"))
STATUSES = {"checked", "stated", "unread", "passed"}
RIGHT = "150M * 2 = 300M"


def hold(text: str) -> list[Line]:
    """Read a worksheet, and hold what is so of every one."""
    lines = read(text)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert line.status in STATUSES
        assert bool(line.why) or line.status != "unread"
        assert bool(line.findings) or line.status != "checked"
        # What could not be read is never right.
        assert (
            not line.why
            or not all(found.verdict.right for found in line.findings)
            or (line.status == "unread")
        )
        for found in line.findings:
            assert not found.verdict.right or math.isfinite(found.factor)
            assert found.says.strip() in line.text
    return lines


def only(text: str) -> Line:
    (line,) = hold(text)
    return line


def repeat(piece: str, letters: int) -> str:
    return (piece * (letters // len(piece) + 1))[:letters]


@given(worksheets)
@settings(max_examples=300)
def test_any_worksheet_is_read(text: str) -> None:
    hold(text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_what_was_found_by_chance_is_read(seed: Path) -> None:
    hold(seed.read_bytes().decode("utf-8", "surrogatepass"))


PIECES = {
    "operators": "1+",
    "products": "2*3/",
    "equals": "1=",
    "abouts": "~1",
    "spaces": " ",
    "figures": "7",
    "grouped": "123,",
    "thousands": "123 ",
    "points": "1.",
    "opened": "(",
    "closed": ")",
    "opened figures": "(1+",
    "powers": "9^",
    "raised": "10⁹",
    "words": "tweets ",
    "long word": "a",
    "units": "GB ",
    "per": "/day",
    "remarks": "5 (a) ",
    "minus": "-",
    "bullets": "- ",
    "stars": "**",
    "links": "http://a ",
    "cells": "| 1 | 2*3 ",
    "ratios": "1:",
    "nines": "5 nines ",
    "money": "$",
    "ambiguous": "5m*3B*2K*",
    "right to left": "\u202e5*\u200f3=",
    "controls": "\x00\x1b[31m1*2=",
    "surrogates": "\ud800=1*",
    "combining": "1\u0301*",
    "hyphens": "a-",
    "apostrophes": "a'",
    "escapes": "\\times ",
    "colons": "a:1",
    "commas": "1, ",
    "stops": "1. ",
    "labels": "a 1 ",
    "sums": "5 GB + 3 a ",
    "names": "users per day / ",
    "claims": "2*3=6, ",
    "dashes": "a - 1 ",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("letters", [LONGEST, 100_000])
def test_a_long_line_gets_an_answer(piece: str, letters: int) -> None:
    line = only(repeat(piece, letters))
    assert not any(found.verdict.right for found in line.findings) or letters == LONGEST


def test_five_megabytes_in_one_line_are_not_read() -> None:
    line = only(repeat("2*3+", 5_000_000))
    assert (line.status, line.why) == ("unread", f"it is longer than {LONGEST:,} letters")
    assert only(repeat("tweets ", 5_000_000)).status == "passed"


def test_a_million_operators_are_not_read() -> None:
    assert only("1" + "+1" * 1_000_000 + " = 1,000,001").status == "unread"


def test_a_line_that_is_too_long_hides_no_other() -> None:
    lines = hold(f"{RIGHT}\n{repeat('1+', 100_000)}\n{RIGHT}")
    assert [line.status for line in lines] == ["checked", "unread", "checked"]


def test_deep_brackets_are_refused() -> None:
    assert only("(" * 10 + "5" + ")" * 10 + " * 2 = 10").status == "checked"
    for deep in (60, 1_000, 1_600):
        assert only("(" * deep + "5" + ")" * deep + " * 2 = 10").status == "unread"
        line = only("(1 + " * deep + "5" + ")" * deep + " * 2 = 10")
        assert (line.status, line.why) == ("unread", "its brackets nest deeper than 50")


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9 = 5",
        "10^10^10 = 5",
        "2^1e308 = 5",
        "1e400 × 2 = 3",
        "3 = 1e400",
        "9" * 400 + " × 2 = 5",
        "10 / 0 = 5",
        "1e308 × 1e308 = 5",
        "exp(1000) = 5",
        "log(0) = 5",
        "sqrt(-1) = 5",
        "0^-1 = 5",
        "10⁹⁹⁹⁹ = 5",
    ],
)
def test_what_has_no_finite_value_is_unread(text: str) -> None:
    assert only(text).status == "unread"


def test_ten_thousand_figures_are_a_number_or_refused() -> None:
    for numeral in ("9" * 9_000, "0." + "0" * 9_000 + "1", "1e999999999", "1e-999999999"):
        assert only(f"{numeral} * 2 = 5").status in ("unread", "checked")


@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\u2066", "\ufeff", "\x00", "\u00ad"])
def test_what_cannot_be_seen_changes_nothing(hidden: str) -> None:
    marked = RIGHT.replace(" ", f"{hidden} {hidden}")
    (found,) = only(marked).findings
    assert found.verdict.right
    (found,) = only(marked.replace("300M", "600M")).findings
    assert not found.verdict.right


def test_a_table_of_ten_thousand_cells_is_read() -> None:
    rows = [
        f"| row {row} | {row} × 3 | {row * 3} | " + "| ".join("x" * 8) for row in range(1, 1_001)
    ]
    lines = hold("| a | b | c |\n|---|---|---|\n" + "\n".join(rows))
    assert sum(row.count("|") for row in rows) > 10_000
    assert [line.status for line in lines[2:]] == ["checked"] * len(rows)
    assert only("| 2 × 3 | 6 " * 900).status in STATUSES


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028", "\u0085", "\x0c"])
def test_any_end_of_a_line_ends_it(ending: str) -> None:
    assert [line.status for line in hold(f"{RIGHT}{ending}{RIGHT}")] == ["checked"] * 2


def calls(work: Callable[[], Any]) -> int:
    """Count the calls that work makes: a measure of time that no other process changes."""
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


# Steps that happen once for a line or a worksheet, whatever its length.
ONCE = 3_000
SHEETS = {
    "right": RIGHT,
    "off": "DAU {0} = 150M * {0} / 86400 = 5 TB",
    "named": "metric{0} = 5 * {0}",
    "same name": "tweets per day = {0} * 3",
    "restated": "{0}M tweets a day × 100 KB = 15 TB a day",
    "prose": "We have {0} users and we like them",
    "row": "| photos {0} | 5M × 2 MB | 10 TB |",
    "range": "tweets table {0} is in the terabyte range",
}


@pytest.mark.parametrize("line", SHEETS.values(), ids=SHEETS)
def test_twice_the_lines_take_twice_the_steps(line: str) -> None:
    def sheet(lines: int) -> Callable[[], Any]:
        return lambda: read("\n".join(line.format(1000 + number) for number in range(lines)))

    calls(sheet(50))
    assert calls(sheet(400)) <= 2.15 * calls(sheet(200)) + ONCE


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twice_the_letters_take_twice_the_steps(piece: str) -> None:
    def line(letters: int) -> Callable[[], Any]:
        return lambda: read(repeat(piece, letters))

    calls(line(LONGEST // 4))
    assert calls(line(LONGEST)) <= 2.15 * calls(line(LONGEST // 2)) + ONCE
