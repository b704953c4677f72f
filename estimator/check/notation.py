"""A line as people type it, in tokens: numbers, words, operators and signs of equality."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

LONGEST = 10_000
"""How many letters a line has at most that is read."""


class Token(NamedTuple):
    """Hold a piece of a line: its kind, its text, and where it starts and ends.

    Kinds are `number`, `word`, `+ - * / ^ ( ) ,`, `=` for any sign of equality,
    `~` for about, `$`, `raised` for a power in small figures, `ratio`, `|` for the
    border of a cell, and `other`.
    """

    kind: str
    text: str
    start: int
    end: int

    def touches(self, before: Token) -> bool:
        """Tell whether nothing stands between the token before and this one."""
        return before.end == self.start


_NUMBER = r"""
    \d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?![\d.,]\d|\d)
  | \d[\d,_]*(?:\.\d+)*(?:[eE][+-]?\d+(?![A-Za-z\d]))?
  | \.\d+
"""
_TOKEN = re.compile(
    rf"""
    (?P<skip>[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f`]+
      | \\[,;!\ ()] | \$\$ | \$(?!\s?[\d.]))
  | (?P<share>(?:80\s*[-/]\s*20|90\s*[-/]\s*10|70\s*[-/]\s*30)(?!\d))
  | (?P<ratio>\d[\d,]*(?:\.\d+)?(?:\ :\ |:)\d[\d,]*(?![\d:]))
  | (?P<number>{_NUMBER})
  | (?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
  | (?P<equal>
        =>|<=>|->|==+|:=|~=|=~|>=|<=|≈=?|≃|≅|≒|→|⇒|➔|➜|⟶|=|\\approx|\\simeq|\\Rightarrow|\\to\b)
  | (?P<times>\*(?!\*)|×|·|⋅|∙|✕|✖|⨯|\\times|\\cdot|[xX](?=\s*[\d(.$~]))
  | (?P<over>/|÷|∕|\\div)
  | (?P<power>\*\*|\^)
  | (?P<plus>\+|＋)
  | (?P<minus>-|−|–|—)
  | (?P<about>~|～|∼)
  | (?P<open>[(\[{{])
  | (?P<close>[)\]}}])
  | (?P<money>\$|USD(?=\s?\d))
  | (?P<percent>%)
  | (?P<cell>\|)
  | (?P<comma>,)
  | (?P<stop>[:;?!]|\.(?=\s|$))
  | (?P<word>[^\W\d_](?:
        \w|['’](?=\w)|-(?=[^\W\d_])|(?<=[rR]ead):(?=[wW]rite)|(?<=[wW]rite):(?=[rR]ead))*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {
    "equal": "=",
    "times": "*",
    "over": "/",
    "power": "^",
    "plus": "+",
    "minus": "-",
    "about": "~",
    "open": "(",
    "close": ")",
    "money": "$",
    "cell": "|",
    "comma": ",",
}
# `MBx3`, `10x3`: an x between figures is a sign, and no letter of a unit.
_SIGN = re.compile(r"(?<=[\dBbsKMGTk)%])[xX](?=\d)")
_CONSTANTS = {"π": "3.14159", "pi": "3.14159"}
_OPERATORS = {"plus": "+", "minus": "-"}
_TWO_WORDS = {("multiplied", "by"): "*", ("divided", "by"): "/"}


def tokens(line: str) -> list[Token]:
    """Give the tokens of a line; what can't be seen, as controls, is left out.

    >>> [token.kind for token in tokens("57MB×8 = 456/4 ≈ 114 Mbps")]
    ['number', 'word', '*', 'number', '=', 'number', '/', 'number', '=', 'number', 'word']
    """
    found: list[Token] = []
    # Of the same length, so that places stay.
    for match in _TOKEN.finditer(_SIGN.sub("×", line)):
        group = match.lastgroup or "other"
        if group == "skip":
            continue
        kind, text = _KINDS.get(group, group), match.group()
        if group == "word" and text.lower() in _CONSTANTS:
            kind, text = "number", _CONSTANTS[text.lower()]
        elif group == "word":
            kind = _word(found, text)
        elif group == "percent":
            kind = "word"
        found.append(Token(kind, text, match.start(), match.end()))
    for place, (token, behind) in enumerate(pairwise(found)):
        # `10 times a day` counts, `times 2` multiplies.
        if token.text.lower() == "times" and behind.kind in ("number", "(", "$", "~"):
            found[place] = token._replace(kind="*")
    return found


def _word(found: list[Token], text: str) -> str:
    low = text.lower()
    if low in ("x", "times") and found and found[-1].kind == "word" and len(found) > 1:
        # `150M users x peak factor`: between words it is a sign.
        return "*"
    if low == "by" and found and (found[-1].text.lower(), low) in _TWO_WORDS:
        before = found.pop()
        return _TWO_WORDS[(before.text.lower(), low)]
    return _OPERATORS.get(low, "word")


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def exponent(raised: str) -> int:
    """Read a power in small figures.

    >>> exponent("⁻³")
    -3
    """
    return int(raised.translate(_RAISED)[:_LONGEST_POWER])


# What has more digits is beyond every number, with these already.
_LONGEST_POWER = 9
