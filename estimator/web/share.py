"""What can be taken away from a page: its link, files, and notes to paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from estimator import api
from estimator.web import session
from estimator.web.workspace import OWN, Worked, Workspace

_REPORTS = {"markdown": ("Markdown", "md"), "csv": ("CSV", "csv"), "html": ("HTML", "html")}
_TOO_LONG = "The text is too long for a link. Send it as a file."


class Download(NamedTuple):
    """Hold a file that can be taken away; `data` writes it when it is asked for."""

    label: str
    name: str
    mime: str
    data: Callable[[], str]


class Taken(NamedTuple):
    """Hold what can be taken away from a page beside its link: files, and notes to paste."""

    downloads: Sequence[Download]
    notes: str = ""


def share(page: str, taken: Callable[[], Taken]) -> None:
    """Offer what can be taken away from a page; it is made when it is looked at."""
    opened = st.popover("Share", key="share", on_change="rerun")
    if opened.open:
        with opened:
            _link(page)
            _files(taken())


def of_scenario(space: Workspace, worked: Worked | None) -> Taken:
    """Give what can be taken away of a scenario: its text, and its report in every format."""
    name = "scenario" if space.name == OWN else space.name
    text = Download("YAML", f"{name}.yaml", "text/yaml", lambda: space.text)
    if worked is None:
        return Taken((text,))
    return Taken(
        (text, *(_report(worked, name, format) for format in _REPORTS)),
        worked.result.report("notes"),
    )


def _report(worked: Worked, name: str, format: str) -> Download:
    label, ending = _REPORTS[format]
    write = partial(api.render, worked.summary, format)
    return Download(label, f"{name}.{ending}", f"text/{format}", write)


def _link(page: str) -> None:
    st.markdown("**Link to this page**")
    if not session.complete(page):
        st.caption(_TOO_LONG)
        return
    parts = urlsplit(st.context.url or "")
    # As the browser writes it: the path of the page, and its state behind it.
    link = parts._replace(path=parts.path or "/", query=urlencode(session.link(page)))
    st.code(urlunsplit(link), language=None, wrap_lines=True)


def _files(taken: Taken) -> None:
    st.markdown("**Files**")
    with st.container(horizontal=True, gap="small"):
        for file in taken.downloads:
            st.download_button(
                file.label, file.data, file.name, file.mime, key=file.name, on_click="ignore"
            )
    if taken.notes:
        st.markdown("**Interview notes**")
        st.code(taken.notes, language=None, wrap_lines=True, height=240)
