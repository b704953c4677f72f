"""A few results side by side, each a number with its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from estimator.api import Summary
from estimator.web.literal import literal

_EMPTY = "\N{NO-BREAK SPACE}"


class Card(NamedTuple):
    """Hold a result to show: its label, its value, and what stands below it."""

    label: str
    value: str
    below: str = ""


def cards(shown: Sequence[Card]) -> None:
    """Show results in one strip, which stays in view; each keeps its height."""
    with st.container(key="headline"):
        for card in shown:
            st.metric(
                literal(card.label),
                literal(card.value),
                literal(card.below) or _EMPTY,
                delta_color="off",
                delta_arrow="off",
            )


def of_results(summary: Summary, labels: dict[str, str]) -> list[Card]:
    """Give a card for each result that is there, by name, with the label it is to have."""
    rows = {row.name: row for row in summary.rows()}
    return [
        Card(label, rows[name].shown[0], rows[name].interval)
        for name, label in labels.items()
        if name in rows
    ]
