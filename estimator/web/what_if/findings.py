"""What a question comes to, as tables and sentences."""

from __future__ import annotations

import streamlit as st

from estimator.api import Findings, Table
from estimator.web.literal import literal


def findings(found: Findings, key: str) -> None:
    """Show tables, and below them the sentences.

    Args:
        found: what the question comes to.
        key: of the tables.
    """
    for at, table in enumerate(found.tables):
        shown(table, f"{key}-{at}")
    if found.notes:
        st.text("\n".join(found.notes))


def shown(table: Table, key: str) -> None:
    """Show a table under its title."""
    if table.title:
        st.caption(literal(table.title))
    # Heads may be alike, or empty, which columns of a data frame must not be.
    names = [f"column {at}" for at in range(len(table.head))]
    rows = [dict(zip(names, row, strict=True)) for row in _joined(table)]
    columns = {
        name: st.column_config.TextColumn(
            head or " ", alignment="left" if at in table.words else "right"
        )
        for at, (name, head) in enumerate(zip(names, table.head, strict=True))
    }
    st.dataframe(rows, hide_index=True, column_config=columns, key=key, height="content")


def _joined(table: Table) -> list[tuple[str, ...]]:
    """Put what a narrow page has wrapped into further rows back into the row that it is of."""
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        if rows and not row[0]:
            pairs = zip(rows[-1], row, strict=True)
            rows[-1] = tuple(" ".join(filter(None, pair)) for pair in pairs)
        else:
            rows.append(row)
    return rows
