"""Constants as tables that can be sorted: all there is of each, and the notes beside the newer."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from estimator.api.ladder import Ladder, Rung

# So many rows are seen whole; more than these scroll.
_FEW, _HEIGHT = 10, 560


def listed(shown: Sequence[Ladder]) -> None:
    """Show what there is of each constant, source and date included."""
    rows = [
        (
            rung.title,
            its.shown,
            its.spread,
            its.as_of,
            its.source,
            its.path,
            its.note,
            point.value,
            ladder.unit,
        )
        for ladder in shown
        for rung in ladder.rungs
        for point in rung.points
        for its in [point.constant]
    ]
    heads = ("what it is", "value", "range", "as of", "source", "name", "note", "number", "unit")
    plain = st.column_config.NumberColumn(
        "number", format="scientific", help="The value in the unit beside it, to sort by."
    )
    _table(rows, heads, {"number": plain}, "All constants that are shown, with their sources")


def beside(rungs: Sequence[Rung]) -> None:
    """Show for each the notes' value, the newer one, and their ratio."""
    rows = [
        (
            rung.title,
            notes.shown,
            newer.shown,
            rung.ratio,
            newer.spread,
            rung.name,
            newer.source,
            newer.as_of,
        )
        for rung in rungs
        for notes, newer in [(rung.points[0].constant, rung.newest.constant)]
    ]
    ratio = "newer to the notes"
    heads = ("what it is", "the notes", "newer", ratio, "range", "name", "source", "as of")
    config = {ratio: st.column_config.NumberColumn(ratio, format="%.2f ×")}
    _table(rows, heads, config, "The notes' values beside the newer ones")


def _table(
    rows: Sequence[Sequence[object]], heads: Sequence[str], config: dict[str, object], said: str
) -> None:
    config |= {
        "what it is": st.column_config.TextColumn("what it is", pinned=False, width="medium")
    }
    st.dataframe(
        pd.DataFrame(rows, columns=list(heads)),
        hide_index=True,
        column_config=config,
        height="auto" if len(rows) <= _FEW else _HEIGHT,
        alt=said,
    )
