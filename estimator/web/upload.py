"""A scenario of one's own: opened from a file."""

from __future__ import annotations

import streamlit as st

from estimator.web import session

_KEY = "upload"
_MOST = 1_000_000


def upload() -> None:
    """Let a file be opened; its text becomes one's own scenario, whether it works or not."""
    opened = st.popover("Open file", key="open", on_change="rerun")
    if not opened.open:
        return
    with opened:
        # A new key for each file: it is taken once, and the box is empty again.
        key = f"{_KEY}/{st.session_state.setdefault(_KEY, 0)}"
        st.file_uploader(
            "A scenario in YAML, at most 1 MB",
            type=["yaml", "yml"],
            key=key,
            max_upload_size=1,
            on_change=_taken,
            args=(key,),
        )
        if refused := st.session_state.get("refused"):
            st.error(refused)


def _taken(key: str) -> None:
    file = st.session_state[key]
    if file is None:
        return
    st.session_state[_KEY] += 1
    st.session_state["refused"] = ""
    if file.size > _MOST:
        st.session_state["refused"] = f"The file has {file.size:,} bytes, and may have 1,000,000."
        return
    try:
        text = file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        st.session_state["refused"] = "The file is no text in UTF-8."
        return
    session.take_own(text)
    if not session.scenario_linked():
        session.notices().append("The scenario is open: the pages from Estimate on show it.")
