"""What a page was asked to show: chosen by its reader, and kept in its link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from estimator.web import session
from estimator.web.shown import show

_LONGEST = 40


def choice(path: str, name: str, options: Sequence[str], default: str) -> str:
    """Give what a setting of a page is, its default where the link has what it can't be.

    Args:
        path: of the page.
        name: of the setting.
        options: what it can be.
        default: what it is where nobody asked.
    """
    asked = session.settings(path)
    given = asked.get(name, "")
    if given and given not in options:
        # Said once: the page begins anew, with the default in the place of it.
        del asked[name]
        refused = f"{given[:_LONGEST]}…" if len(given) > _LONGEST else given
        session.notices().append(f"There is no {name} {refused} here; it is {default or 'none'}.")
        st.rerun()
    return given or default


def switch(path: str, name: str, label: str, options: Mapping[str, str], default: str = "") -> str:
    """Let one of a few be chosen, side by side; give what is.

    Args:
        path: of the page.
        name: of the setting that it is kept in.
        label: says what is chosen.
        options: what it can be, each with the words for it.
        default: what it is where nobody asked; the first of them where there is none.
    """
    default = default or next(iter(options))
    chosen = choice(path, name, list(options), default)
    key = f"{path}/{name}"
    show(key, chosen)
    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: keep(path, name, st.session_state[key], default),
    )
    return chosen


def tabs(path: str, name: str, labels: Mapping[str, str], default: str) -> tuple[str, Any]:
    """Show tabs, and give the one that is open: its name, and where to write."""
    chosen = choice(path, name, list(labels), default)
    key = f"{path}/{name}"
    show(key, labels[chosen])
    names = {label: each for each, label in labels.items()}
    shown = st.tabs(
        list(names),
        key=key,
        on_change=lambda: keep(path, name, names[st.session_state[key]], default),
    )
    return chosen, shown[list(labels).index(chosen)]


def keep(path: str, name: str, chosen: str, default: str) -> None:
    """Keep what was chosen; a link stays short by what is no default."""
    session.settings(path)[name] = "" if chosen == default else chosen
