"""The answers of a scenario: the main ones, then all of them by section."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from estimator.api import Row, Summary
from estimator.web.folded import unfolded
from estimator.web.literal import aligned, literal

_MAIN = 8
_ROOM = 10
_EMPTY = "\N{NO-BREAK SPACE}"
_BREAK = "\N{ZERO WIDTH SPACE}"

Pick = Callable[[str], None]


def is_answer(row: Row) -> bool:
    """Tell whether a row follows from others, and is not given itself."""
    return row.role in ("answer", "formula")


def wanted(summary: Summary) -> list[str]:
    """Give the names of the answers that a reader came for, the likeliest first.

    Those that someone made a claim on, or that the scenario expects something
    of; then what decisions are about, and the last answer of each section.
    """
    rows = {row.name: row for row in summary.rows() if is_answer(row)}
    stated = [c.name for c in summary.claims] + [e.name for e in summary.expectations]
    last = [
        [row.name for row in group if row.role == "answer" and not row.quiet][-1:]
        for name, group in summary.groups.items()
        if "." not in name
    ]
    decided = [said.of for said in summary.decisions if said.of in rows and not rows[said.of].quiet]
    chosen = dict.fromkeys([*stated, *decided, *(name for names in last for name in names)])
    return [name for name in chosen if name in rows] or list(rows)


def headline(summary: Summary, pick: Pick) -> None:
    """Show the main answers in one strip, which stays in view; one that is clicked is picked."""
    with st.container(key="headline"):
        main = wanted(summary)[:_MAIN]
        for row in summary.rows():
            if row.name in main:
                _card(row, row.name, "main", pick)


def decisions(summary: Summary) -> None:
    """Say what the numbers mean."""
    if summary.decisions:
        st.subheader("Decisions", anchor=False)
        said = [
            f"- {literal(s.of.rpartition('.')[0])}: {literal(s.text)}" for s in summary.decisions
        ]
        st.markdown("\n".join(said))


def answers(summary: Summary, pick: Pick) -> None:
    """Show every answer section by section, and the years to come."""
    shown = {
        group: [row for row in rows if is_answer(row) and not row.quiet]
        for group, rows in summary.groups.items()
    }
    sizes = {group: len(rows) for group, rows in shown.items() if rows}
    for group in unfolded("answers", sizes, _ROOM):
        with st.container(key=f"cards-{group}"):
            for row in shown[group]:
                _card(row, row.name.rpartition(".")[2], "all", pick)

    if summary.years is not None:
        heads, years = summary.years
        st.subheader("Year by year", anchor=False)
        table = [("", *heads), *((name, *shown) for name, shown in years.items())]
        st.code(aligned(table), language=None)


def _card(row: Row, label: str, place: str, pick: Pick) -> None:
    # A third line even where there is nothing to say: a card must not change
    # its height while a slider moves. A long path may break behind its dots.
    name = literal(label).replace(".", f".{_BREAK}")
    beside = literal(row.interval or row.whole) or _EMPTY
    st.button(
        f"{name} **{literal(row.shown[0])}** :small[{beside}]",
        key=f"card/{place}/{row.name}",
        type="tertiary",
        on_click=pick,
        args=(row.name,),
        width="stretch",
    )
