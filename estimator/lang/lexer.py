"""Text → tokens. What a token may look like stands here and nowhere else."""

from __future__ import annotations

import re
from typing import NamedTuple

from estimator.lang.fault import Fault
from estimator.lang.nodes import Where

# An envelope formula is a line; past this it is an attack or a program.
LONGEST = 4_000

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<number>
        (?: [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?
          | [0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?
          | \.[0-9]+ )
        (?: [eE][+-]?[0-9]+ )?
    )
  | (?P<times>(?<=[0-9%])[xX](?!\w)|(?<=[0-9%][ ])[xX](?=\s*$))
  | (?P<quantile>p[0-9]+\.[0-9]+(?=\s*=))
  | (?P<name>[^\W\d]\w*(?:\.(?:[^\W\d]\w*|\*(?![\w*])))*)
  | (?P<op>->|→|\*\*|[-+*/^(),%$×·÷−≈~=])
    """,
    re.VERBOSE,
)

# One spelling for each operator, whatever the keyboard gave.
_SAME = {"×": "*", "·": "*", "÷": "/", "−": "-", "→": "->", "**": "^"}
_WORDS = {"per": "/", "of": "*", "to": "to"}


class Token(NamedTuple):
    """Hold a token: `number`, `name`, `op`, or `end`; its text and its place."""

    kind: str
    text: str
    where: Where


def hold_length(text: str) -> None:
    """Raise Fault where someone's formula is longer than one that is read by people."""
    if len(text) > LONGEST:
        message = f"a formula has at most {LONGEST:,} characters; this one has {len(text):,}"
        raise Fault("too-long", message, (0, 1), hint="split it into named formulas")


def tokens(text: str) -> list[Token]:
    """Split a formula into tokens, the last one `end`.

    Raises Fault at a character that no token begins with.

    >>> [token.text for token in tokens("10k request/s")]
    ['10', 'k', 'request', '/', 's', '']
    """
    found: list[Token] = []
    at = 0
    match = _TOKEN.match
    while at < len(text):
        hit = match(text, at)
        if hit is None:
            raise _stray(text, at)
        kind, piece, end = str(hit.lastgroup), hit.group(), hit.end()
        if kind == "quantile":
            kind = "name"
        if kind == "name" and piece in _WORDS:
            kind, piece = "op", _WORDS[piece]
        elif kind == "op":
            piece = _SAME.get(piece, piece)
        if kind not in ("space", "times"):
            found.append(Token(kind, piece, (at, end)))
        at = end
    found.append(Token("end", "", (at, at)))
    return found


def _stray(text: str, at: int) -> Fault:
    character = text[at]
    hints = {
        "<": "a bound is written as a range, such as 0 to 5 GB",
        ">": "a bound is written as a range, such as 5 to 10 GB",
        ":": "a ratio is written 10, or 10 / 1",
        ".": "a name's parts are joined by single dots, such as actions.tweet.rate",
        "€": "money is counted in USD here",
        "£": "money is counted in USD here",
        "{": "a formula uses round brackets",
        "[": "a formula uses round brackets",
    }
    message = f"{character!r} is no part of a formula"
    return Fault("bad-character", message, (at, at + 1), hint=hints.get(character))
