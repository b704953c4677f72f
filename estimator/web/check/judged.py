"""A worksheet that was checked, line by line: what is off, by how much and why."""

from __future__ import annotations

from itertools import dropwhile, groupby
from typing import NamedTuple

import streamlit as st

import estimator as est
from estimator.api import Line
from estimator.diagnostics import one_line
from estimator.web.marks import NEAR, OFF, QUIET, RIGHT, UNREAD, kind_of, marked
from estimator.web.shown import show

AT_ONCE = 100
"""So many lines, or stretches of prose, are shown at once."""
_LONGEST, _PROSE = 1_000, 40
_PAGE = "check/page"
_HOLD, _FIGURE = "\N{ZERO WIDTH SPACE}", "\N{FIGURE SPACE}"


class Judged(NamedTuple):
    """Hold lines that are shown as one: one that claims something, or a stretch of prose."""

    kind: str
    lines: tuple[Line, ...]


def counted(checked: est.Check) -> str:
    r"""Say how many claims there are, and what came of them.

    >>> counted(est.check("1 TB × 3 = 3 TB\n2 × 3 = 60"))
    '2 claims: 1 right, 1 off'
    """
    verdicts = checked.verdicts
    right, wrong = sum(v.right for v in verdicts), sum(v.wrong for v in verdicts)
    near, unread = len(verdicts) - right - wrong, len(checked.unread)
    parts = [(right, "right"), (near, "of the same order"), (wrong, "off")]
    told = ", ".join(f"{many:,} {what}" for many, what in parts if many)
    claims = f"{len(verdicts):,} claim{'s' * (len(verdicts) != 1)}"
    said = f"{claims}: {told}" if verdicts else "No claim to check"
    return said + (f"; {unread:,} line{'s' * (unread != 1)} unread" if unread else "")


def judged(checked: est.Check) -> list[Judged]:
    r"""Give the lines as they are shown: each that claims something, and prose in stretches.

    >>> [(each.kind, len(each.lines)) for each in judged(est.check("A\nB\n2 × 3 = 6"))]
    [('quiet', 2), ('right', 1)]
    """
    found: list[Judged] = []
    for kind, group in groupby(checked.lines, _kind):
        if kind != QUIET:
            found += (Judged(kind, (line,)) for line in group)
            continue
        prose = tuple(dropwhile(lambda line: not line.text.strip(), group))
        found += [Judged(QUIET, prose)] if prose else []
    return found


def _kind(line: Line) -> str:
    if line.status == UNREAD:
        return UNREAD
    return kind_of(line.worst[0].verdict) if line.findings else QUIET


def wants_a_look(each: Judged) -> bool:
    """Tell whether a line is other than right, or prose."""
    return each.kind not in {RIGHT, QUIET}


_LEGEND = (
    (RIGHT, "exact", "within 1 %"),
    (RIGHT, "rounded", "a fair rounding, or by a convention, which is named"),
    (NEAR, "same order", "within a factor of √10, and no slip explains it"),
    (OFF, "off", "further away, or explained by a slip"),
    (OFF, "wrong kind", "data where a time was meant"),
    (UNREAD, "unread", "it looks like math and can't be read; never counted as right"),
)


def legend() -> None:
    """Show what can be said of a line."""
    with st.container(key="lines"):
        for at, (kind, word, said) in enumerate(_LEGEND):
            with st.container(key=f"line-{kind}-said-{at}"):
                st.text(marked(kind, word))
                st.text(said)


def lines(checked: est.Check, found: list[Judged]) -> None:
    """Show lines, so many at once."""
    pages = -(-len(found) // AT_ONCE)
    at = 1
    if pages > 1:
        show(_PAGE, min(st.session_state.get(_PAGE, 1), pages))
        at = st.pagination(pages, key=_PAGE)
    part = found[(at - 1) * AT_ONCE : at * AT_ONCE]
    width = max((len(str(each.lines[0].number)) for each in part), default=0)
    with st.container(key="lines"):
        for each in part:
            _shown(checked, each, width)


def _shown(checked: est.Check, each: Judged, width: int) -> None:
    first = each.lines[0]
    word = str(first.worst[0].verdict) if each.kind not in {QUIET, UNREAD} else ""
    mark = marked(each.kind, UNREAD if each.kind == UNREAD else word)
    with st.container(key=f"line-{each.kind}-{first.number}"):
        # Spaces as wide as figures, behind one without a width that holds them there.
        st.text(f"{_HOLD}{first.number:{_FIGURE}>{width}}  {mark}")
        st.text(_prose(each.lines) if each.kind == QUIET else _short(first.text))
        if remarks := checked.remarks(first):
            st.text("\n".join(remarks))


def _prose(stretch: tuple[Line, ...]) -> str:
    text = "\n".join(_short(line.text) for line in stretch[:_PROSE]).rstrip()
    more = len(stretch) - _PROSE
    return f"{text}\n… and {more:,} more lines of prose" if more > 0 else text


def _short(text: str) -> str:
    line = one_line(text[: 2 * _LONGEST])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
