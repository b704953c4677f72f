"""How verdicts look: a sign, a word, a colour and an edge, none of which stands alone."""

from __future__ import annotations

from estimator.api import Verdict
from estimator.web.theme import sheet

RIGHT, NEAR, OFF, UNREAD, QUIET = "right", "near", "off", "unread", "quiet"
_SIGNS = {RIGHT: "\N{CHECK MARK}", NEAR: "≈", OFF: "\N{BALLOT X}", UNREAD: "?", QUIET: ""}


def kind_of(verdict: Verdict) -> str:
    """Give the kind of line that a verdict makes, by which it is coloured."""
    return RIGHT if verdict.right else OFF if verdict.wrong else NEAR


def marked(kind: str, word: str) -> str:
    """Put the sign of a kind of line before its word.

    >>> marked(OFF, "wrong kind")
    '✗ wrong kind'
    """
    return f"{_SIGNS[kind]} {word}".strip()


def style_marks(*, stale: bool = False) -> None:
    """Apply the style of verdicts; those of an earlier text are dimmed."""
    sheet("marks")
    if stale:
        sheet("stale")
