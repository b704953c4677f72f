"""What stands around every page: its head, what is shared from it, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from estimator.web import session
from estimator.web.literal import literal
from estimator.web.share import Taken, of_scenario, share
from estimator.web.shown import show
from estimator.web.theme import style
from estimator.web.upload import upload
from estimator.web.workspace import OWN, Worked, Workspace, choices

_CONVENTIONS = ("exact", "rounded")


@contextmanager
def scenario_page(title: str, path: str) -> Iterator[tuple[Workspace, Worked | None]]:
    """Show a page on a scenario: its head, and what is wrong with its text, around what is on it.

    Args:
        title: of the page.
        path: of the page in the URL.

    Yields:
        The workspace, and what its last good text comes to: None where no text of it
        ever worked. Where `workspace.error` is not empty, that is stale.
    """
    session.link_scenario(linked=True)
    space = session.opened()
    style(stale=bool(space.error))
    head = _head(title)
    _notices()
    if space.error:
        st.error("The text does not work yet; what stands below is of the last that did.")
        st.code(space.error, language=None, wrap_lines=True)
    worked = space.worked()
    yield space, worked
    # The numbers first: what is written first is on the screen first.
    with head:
        _scenario(space)
        if worked is not None:
            _conventions(space, worked)
        st.button("Undo", on_click=space.undo, disabled=not space.earlier, key="undo")
        upload()
        share(path, lambda: of_scenario(space, worked))


def other_page(
    title: str, path: str, taken: Callable[[], Taken], undo: Callable[[], None] | None = None
) -> None:
    """Begin a page that is not about one scenario.

    Args:
        title: of the page.
        path: of the page in the URL.
        taken: gives what can be taken away from it, when it is asked for.
        undo: takes the last change back; None where there is none to take back.
    """
    session.link_scenario(linked=False)
    style(stale=False)
    with _head(title):
        st.button("Undo", on_click=undo, disabled=undo is None, key="undo")
        upload()
        share(path, taken)
    _notices()


def _head(title: str) -> st.delta_generator.DeltaGenerator:
    head = st.container(horizontal=True, vertical_alignment="bottom", key="head")
    head.title(title, anchor=False, width="content")
    return head


def _scenario(space: Workspace) -> None:
    lines = {name: choice.line for name, choice in choices().items()}
    own = f"{space.good.title or 'Untitled'}, yours" if space.good else "Your text"
    lines[OWN] = own if space.name == OWN else "Your text"
    show("scenario", space.name)
    st.selectbox(
        "Scenario",
        session.names(),
        key="scenario",
        format_func=lines.__getitem__,
        on_change=lambda: session.choose(st.session_state["scenario"]),
    )


def _conventions(space: Workspace, worked: Worked) -> None:
    key = f"{space.name}/conventions"
    show(key, worked.result.conventions)
    st.segmented_control(
        "Conventions",
        _CONVENTIONS,
        key=key,
        required=True,
        on_change=lambda: space.convert(st.session_state[key]),
        help="A day of 86,400 s and a year of 365 days, or 100,000 s and 400 days.",
    )


def _notices() -> None:
    """Say what happened on the way here, until it is put away."""
    if said := session.notices():
        with st.container(key="notices", horizontal=True):
            st.warning("\n\n".join(map(literal, said)))
            st.button("Put away", on_click=said.clear, key="put-away")
