"""A worksheet, checked line by line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from estimator.web import session
from estimator.web.check import PATH, TITLE
from estimator.web.check.judged import counted, judged, legend, lines, wants_a_look
from estimator.web.check.sheet import EXAMPLE, Sheet
from estimator.web.frame import other_page
from estimator.web.link import LinkError, unpacked
from estimator.web.marks import style_marks
from estimator.web.share import Download, Taken
from estimator.web.shown import show

_TYPED = f"{PATH}/sheet"
_SHOWN = f"{PATH}/shown"
_ALL, _SOME = "All lines", "Only what is not right"
_LONGEST = 100_000
"""A longer text is taken as a file: a page is no place to copy it from."""
_WAYS = (
    "A line is written as on paper: “Storage: 5M photos × 200 KB × 3 copies = 3 TB”. Names "
    "and figures hold for the lines below, and prose is passed over."
)
_REPORTS = (
    ("Markdown", "markdown", "check.md", "text/markdown"),
    ("CSV", "csv", "check.csv", "text/csv"),
    ("JSON", "json", "check.json", "application/json"),
    ("HTML", "html", "check.html", "text/html"),
)


def page() -> None:
    """Show the page."""
    sheet = _opened()
    undo = _taking(sheet, sheet.undo) if sheet.earlier else None
    other_page(TITLE, PATH, lambda: taken(sheet), undo)
    style_marks(stale=bool(sheet.error))
    left, right = st.columns([2, 3], gap="large")
    with left:
        _typed(sheet)
    with right, st.container(key="judged"):
        _judged(sheet)


def _opened() -> Sheet:
    """Give the worksheet of this session; the first time, what the URL says."""
    asked = session.settings(PATH)
    if "sheet" not in st.session_state:
        sheet = st.session_state["sheet"] = Sheet()
        try:
            sheet.take(unpacked(asked["sheet"]) if asked.get("sheet") else "")
        except LinkError as error:
            session.notices().append(f"The link's worksheet could not be opened: {error}.")
        sheet.earlier.clear()
        asked["sheet"] = sheet.letters
    found: Sheet = st.session_state["sheet"]
    return found


def _taking(sheet: Sheet, change: Callable[[], None]) -> Callable[[], None]:
    """Give a change of the worksheet that tells the URL, too."""

    def taking() -> None:
        change()
        session.settings(PATH)["sheet"] = sheet.letters

    return taking


def _typed(sheet: Sheet) -> None:
    show(_TYPED, sheet.text)
    st.text_area(
        "The worksheet",
        key=_TYPED,
        height=420,
        placeholder="DAU = 300M users * 50% = 150M users\n150M users * 2 / 86400 s = 3,500/s",
        on_change=_taking(sheet, lambda: sheet.take(st.session_state[_TYPED])),
        help="Checked when you leave the box, or press Ctrl+Enter.",
    )
    if sheet.error:
        st.caption(":red[Not taken; what is shown is of the text before.]")
        st.code(sheet.error, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        # Leaving the box is what checks it; this is somewhere to go.
        st.button("Check", type="primary", key=f"{PATH}/go")
        _text(sheet, "Try the notes' Twitter page", EXAMPLE)
        _text(sheet, "Clear", "")
    st.caption(_WAYS)


def _text(sheet: Sheet, label: str, text: str) -> None:
    st.button(
        label,
        key=f"{PATH}/{label}",
        on_click=_taking(sheet, lambda: sheet.take(text)),
        disabled=sheet.text == text,
    )


def _judged(sheet: Sheet) -> None:
    if not sheet.good.strip():
        st.caption("What is said of each line will stand here:")
        legend()
        return
    with st.container(key="counted"):
        st.text(counted(sheet.checked))
    every, corrected = st.tabs(["Line by line", "Corrected"], key=f"{PATH}/part", on_change="rerun")
    with every:
        if every.open:
            _lines(sheet)
    with corrected:
        if corrected.open:
            _corrected(sheet)


def _lines(sheet: Sheet) -> None:
    found = judged(sheet.checked)
    look = [line for line in found if wants_a_look(line)]
    asked = session.settings(PATH)
    if look:
        show(_SHOWN, _SOME if asked.get("lines") == "look" else _ALL)
        st.segmented_control(
            "Lines that are shown",
            [_ALL, _SOME],
            key=_SHOWN,
            required=True,
            label_visibility="collapsed",
            on_change=_choose,
        )
    some = look and asked.get("lines") == "look"
    lines(sheet.checked, look if some else found)


def _choose() -> None:
    some = st.session_state[_SHOWN] == _SOME
    session.settings(PATH)["lines"] = "look" if some else ""


def _corrected(sheet: Sheet) -> None:
    text = sheet.checked.corrected
    if text == sheet.good:
        st.caption("There is nothing to correct.")
        return
    _text(sheet, "Go on with this", text)
    if len(text) > _LONGEST:
        st.caption("It is too long to be shown; Share has it as a file.")
    else:
        st.code(text, language=None, wrap_lines=True)


def taken(sheet: Sheet) -> Taken:
    """Give what can be taken away: the texts, and what came of them in every format."""
    checked = sheet.checked
    texts = (
        Download("Worksheet", "worksheet.md", "text/markdown", lambda: sheet.text),
        Download("Corrected", "corrected.md", "text/markdown", lambda: checked.corrected),
    )
    reports = (
        Download(label, name, mime, partial(checked.report, format))
        for label, format, name, mime in _REPORTS
    )
    return Taken((*texts, *reports), checked.corrected)
