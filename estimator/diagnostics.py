"""Messages with a code, a place, both sides and a hint, and how they are drawn."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from estimator.source import Span

# A drawn line is cut around what it points at, so that a hostile line of
# 100,000 characters can't flood a terminal or a page.
_WIDTH = 100
_GUTTER = 7
_LONGEST = 300

MOST = 20
"""A step stops after so many messages: nobody reads more, and each may cost a search."""


class Label(NamedTuple):
    """Mark a stretch of text, with a word on what stands there."""

    span: Span
    text: str = ""


class Diagnostic(NamedTuple):
    """Say what is wrong: a stable code, a sentence, the places, and a way out.

    The first label is the place that the message names.

    >>> from estimator.source import Source
    >>> text = Source("chat.yaml", "total: media + 5")
    >>> print(Diagnostic("dimension-mismatch", "cannot add a number to data",
    ...       (Label(Span(text, 7, 12), "byte"), Label(Span(text, 15, 16), "1"))))
    chat.yaml:1:8: error[dimension-mismatch]: cannot add a number to data
          1 │ total: media + 5
            │        ─────   ─
            │        byte    1
    """

    code: str
    message: str
    labels: tuple[Label, ...] = ()
    hint: str | None = None

    def __str__(self) -> str:
        return render(self)


def render(diagnostic: Diagnostic) -> str:
    """Draw a message: its head, each line it points at, its hint."""
    head = f"error[{diagnostic.code}]: {_cut(diagnostic.message)}"
    parts = []
    if diagnostic.labels:
        span = diagnostic.labels[0].span
        line, column = span.source.position(span.start)
        head = f"{_cut(span.source.name)}:{line}:{column}: {head}"
        parts = _lines(diagnostic.labels)
    if diagnostic.hint:
        parts.append(f"{'hint:':>10} {_cut(diagnostic.hint)}")
    return "\n".join([head, *parts])


def _cut(text: str) -> str:
    """Shorten a text that holds someone's endless name in the middle."""
    half = _LONGEST // 2
    return printable(text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}")


def printable(text: str) -> str:
    r"""Replace what could move a cursor or turn the reading direction.

    >>> printable("a\x1b[31mb\u202ec\td")
    'a�[31mb�c d'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " "
        if c == "\t"
        else "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(c)[0] == "C"
        else c
        for c in text
    )


def one_line(text: str) -> str:
    r"""Make a text that someone wrote one harmless line, for a report.

    >>> one_line("Chat\n ok all good\x1b[31m")
    'Chat ok all good�[31m'
    """
    return " ".join(printable(text.replace("\n", " ")).split())


def _lines(labels: tuple[Label, ...]) -> list[str]:
    by_line: dict[tuple[int, int], list[Label]] = {}
    for label in labels:
        number, _ = label.span.source.position(label.span.start)
        by_line.setdefault((id(label.span.source), number), []).append(label)
    drawn = []
    for (_, number), here in by_line.items():
        drawn += _line(number, sorted(here, key=lambda label: label.span.start))
    return drawn


def _line(number: int, labels: list[Label]) -> list[str]:
    source = labels[0].span.source
    text = source.line(number)
    first = labels[0].span.start - source.line_starts[number - 1]
    cut = max(0, first - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = printable(text[cut : cut + _WIDTH].rstrip("\r"))
    marks, notes = "", []
    for label in labels:
        start = label.span.start - source.line_starts[number - 1] - cut
        if not 0 <= start <= len(shown):
            continue
        end = max(start + 1, min(start + label.span.end - label.span.start, len(shown)))
        column, width = _columns(shown[:start]), _columns(shown[start:end]) or 1
        marks = marks.ljust(column) + "─" * (column + width - max(column, len(marks)))
        if label.text:
            notes.append((column, printable(label.text)))
    blank = f"{'':>{_GUTTER}} │ "
    rows = [marks, *_notes(notes)]
    return [f"{number:>{_GUTTER}} │ {shown}".rstrip(), *((blank + row).rstrip() for row in rows)]


def _columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: wide characters two, accents none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _notes(notes: list[tuple[int, str]]) -> list[str]:
    """Set notes in one row below their marks, or in a row each where they would touch."""
    row = ""
    for start, text in notes:
        if row and start < len(row) + 2:
            return [" " * at + note for at, note in notes]
        row = row.ljust(start) + text
    return [row] if row else []
