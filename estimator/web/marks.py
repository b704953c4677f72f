"""How verdicts look: a sign, a word, a colour and an edge, none of which stands alone."""

from __future__ import annotations

import streamlit as st

from estimator.api import Verdict

# Fixed text. The colours are Okabe and Ito's, darker on a light page and lighter
# on a dark one, so that words in them can be read.
_STYLE = """
<style>
[class*="st-key-line-"] {
  display: grid; grid-template-columns: 7.4rem minmax(0, 1fr); gap: 0 .8rem;
  padding: .2rem .6rem; border-left: 4px solid transparent; --of: inherit;
}
[class*="st-key-line-"] > * { grid-column: 2; width: auto; min-width: 0 }
[class*="st-key-line-"] > :first-child { grid-column: 1; grid-row: 1 / span 3 }
[class*="st-key-line-"] .stText span {
  overflow-wrap: anywhere; white-space: pre-wrap; font-size: .87rem; line-height: 1.6;
}
[class*="st-key-line-"] > :first-child .stText span {
  color: var(--of); font-weight: 600; font-variant-numeric: tabular-nums;
}
[class*="st-key-line-"] > :nth-child(2) .stText span {
  font-family: ui-monospace, monospace; font-size: .82rem; line-height: 1.7;
}
[class*="-said-"] > :nth-child(2) .stText span { font-family: inherit; font-size: .87rem }
[class*="st-key-line-right-"] {
  --of: light-dark(#00598c, #7cc0ee); border-left: 2px solid #0072b2; padding-left: .72rem;
}
[class*="st-key-line-near-"] {
  --of: light-dark(#7a5200, #f0b93a); border-left: 4px dashed #e69f00;
  background: rgb(230 159 0 / .1);
}
[class*="st-key-line-off-"] {
  --of: light-dark(#a33f00, #ff9d61); border-left: 5px solid #d55e00;
  background: rgb(213 94 0 / .1);
}
[class*="st-key-line-unread-"] {
  --of: light-dark(#8a3a6c, #e3a6c8); border-left: 5px dotted #cc79a7;
  background: rgb(204 121 167 / .1);
}
[class*="st-key-line-quiet-"] { --of: light-dark(#5b6470, #9aa3ae) }
[class*="st-key-line-quiet-"] .stText span { color: var(--of) }
[class*="st-key-practice-how-"] summary, [class*="st-key-practice-how-"] summary * {
  color: light-dark(#4d5763, #a9b2bd); opacity: 1;
}
.st-key-lines { gap: .25rem }
.st-key-counted .stText span { font-size: 1.15rem; font-weight: 600 }
@media (max-width: 640px) {
  [class*="st-key-line-"] { display: block }
}
</style>
"""
_STALE = """
<style>
.st-key-judged { opacity: .5 }
</style>
"""


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
    st.html(_STYLE)
    if stale:
        st.html(_STALE)
