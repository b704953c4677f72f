"""What widgets show: a value that is kept elsewhere, and may change there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st


def show(key: str, value: object) -> None:
    """Let a widget show a value, before it is created in this run."""
    # Only where it differs: a value that is set again is sent again, and would
    # pull back a knob that has moved on in the meantime.
    if st.session_state.get(key) != value:
        st.session_state[key] = value


class Turn(NamedTuple):
    """Hold the key of a widget for as long as nobody else changes what it shows."""

    widget: str
    number: int

    @property
    def key(self) -> str:
        """Give the key: the first turn's is the widget's name."""
        return f"{self.widget}/{self.number}" if self.number else self.widget

    def taken(self, take: Callable[[Any], None]) -> Callable[[], None]:
        """Give what is called when the widget has changed; nothing comes of it in a later turn."""

        def changed() -> None:
            if _turns().get(self.widget, 0) == self.number:
                take(st.session_state[self.key])

        return changed


def fresh(widget: str, value: object) -> Turn:
    """Let a widget show a value; where it was changed elsewhere, in a turn of its own.

    A browser sends what all widgets hold each time one of them is moved. One that
    it has not yet brought up to date would put its old value back; but that one is
    of an earlier turn, to which nobody listens any more.
    """
    turn = Turn(widget, _turns().get(widget, 0))
    if st.session_state.get(turn.key, value) != value:
        turn = turn._replace(number=turn.number + 1)
        _turns()[widget] = turn.number
    show(turn.key, value)
    return turn


def _turns() -> dict[str, int]:
    turns: dict[str, int] = st.session_state.setdefault("turns", {})
    return turns
