"""The numbers that everyone should know, with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from estimator.api.ladder import Ladder, Rung, report_constants
from estimator.web import session
from estimator.web.asked import choice, keep, switch, tabs
from estimator.web.charts.ladder import SELF_EVIDENT, ladder
from estimator.web.charts.remeasured import remeasured
from estimator.web.constants import PATH, TITLE
from estimator.web.constants.constant import constant
from estimator.web.constants.lookup import KINDS, LONGEST, Lookup, look_up, text_asked
from estimator.web.constants.tables import beside, listed
from estimator.web.frame import other_page
from estimator.web.literal import literal
from estimator.web.share import Download, Taken
from estimator.web.shown import show

_FIRST = "latency"
_VIEWS = {"ladder": "Ladder", "notes": "The notes beside the newer"}
_FILES = {"csv": ("CSV", "csv"), "markdown": ("Markdown", "md"), "json": ("JSON", "json")}
_SEARCH = f"{PATH}/search"
_FEW = 4


def page() -> None:
    """Show the page."""
    asked = session.settings(PATH)
    text = text_asked(asked)
    found = look_up(text, choice(PATH, "kind", list(KINDS), _FIRST))
    other_page(TITLE, PATH, lambda: _taken(found))
    with st.container(horizontal=True, vertical_alignment="bottom", key="constants-search"):
        _search(asked, text)
        switch(PATH, "kind", "Kind", KINDS, _FIRST)
    _remark(found)
    if found.shown:
        chosen, where = tabs(PATH, "view", _VIEWS, "ladder")
        with where:
            _compared(found) if chosen == "notes" else _ladders(asked, found)


def _taken(found: Lookup) -> Taken:
    files = (
        Download(
            label,
            f"constants.{ending}",
            f"text/{format}",
            partial(report_constants, found.constants, format),
        )
        for format, (label, ending) in _FILES.items()
    )
    if not found.shown:
        return Taken(())
    return Taken([*files], report_constants(found.constants, "markdown"))


def _search(asked: dict[str, str], text: str) -> None:
    show(_SEARCH, text)
    st.text_input(
        "Search by name, meaning or source",
        key=_SEARCH,
        type="search",
        live=True,
        max_chars=LONGEST,
        placeholder="ssd read",
        on_change=lambda: asked.update(search=st.session_state[_SEARCH] or "", of=""),
    )


def _remark(found: Lookup) -> None:
    """Say what the search found that is not shown, or that it found nothing."""
    if not found.asked:
        return
    if not found.shown:
        st.text("No constant has any of these words in its name, meaning, source or note.")
    elif not found.whole:
        st.caption("None has all of these words; these have the most of them.")
    if found.missed:
        st.caption(f"None of the {KINDS[found.kind].lower()}; these are others.")
    elif found.elsewhere:
        others = (f"{KINDS[kind].lower()} ({many})" for kind, many in found.elsewhere.items())
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"Also found: {', '.join(others)}.", width="content")
            st.button(
                "Show all", key=f"{PATH}/all", on_click=keep, args=(PATH, "kind", "all", _FIRST)
            )


def _ladders(asked: dict[str, str], found: Lookup) -> None:
    left, right = st.columns([3, 2], gap="large")
    many = len(found.shown) > _FEW
    with left:
        for at, each in enumerate(found.shown):
            # Among many, one that is alone of its kind says nothing on a scale.
            if not many or len(each.rungs) > 1:
                st.subheader(literal(_heading(each)), anchor=False)
                ladder(each, f"constants-{at}")
    with right:
        constant(found, asked)
    st.subheader("Each with its source", anchor=False)
    listed(found.shown)


def _heading(shown: Ladder) -> str:
    topic = KINDS.get(shown.topic, shown.topic.replace("_", " ").capitalize())
    if shown.topic in KINDS and not shown.unit:
        return f"{topic}, plain numbers"
    return topic if shown.unit in SELF_EVIDENT else f"{topic}, {shown.unit}"


def _compared(found: Lookup) -> None:
    both: Sequence[Rung] = [rung for rung in found.rungs.values() if len(rung.points) > 1]
    if not both:
        st.caption("Of these the notes say nothing, or nothing newer is here.")
        return
    st.caption("What measurements of the 2020s say of the notes' latencies.")
    remeasured(both, "constants-remeasured")
    beside(both)
