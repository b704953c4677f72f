"""What a browser's session holds: the workspaces, and the page's state in the URL."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from estimator.api import CONVENTIONS
from estimator.web.link import Link, LinkError, fingerprint, fits, read, written
from estimator.web.workspace import OWN, Workspace, choices

_FIRST = "twitter"
_LATER = "Its numbers are not those of when it was made: the scenario, or this tool, has changed."


def opened() -> Workspace:
    """Give the workspace of the scenario that is chosen; each keeps its text meanwhile."""
    spaces, name = _spaces(), st.session_state["chosen"]
    if name not in spaces:
        spaces[name] = Workspace(name, choices()[name].text)
    return spaces[name]


def names() -> Sequence[str]:
    """List what can be chosen: the shipped scenarios, and a text of one's own."""
    return [*choices(), *([OWN] if OWN in _spaces() else [])]


def choose(name: str) -> None:
    """Go on with another scenario; an answer that was asked for is one of the last."""
    st.session_state["chosen"] = name
    for asked in st.session_state["settings"].values():
        asked.pop("of", None)


def take_own(text: str) -> None:
    """Work on a text of one's own; what was there before can be gone back to."""
    spaces = _spaces()
    if OWN in spaces:
        spaces[OWN].take(text)
    else:
        spaces[OWN] = Workspace(OWN, text)
    choose(OWN)


def settings(page: str) -> dict[str, str]:
    """Give what a page was asked, by name; it stands in the URL while the page is open.

    Names are of lower-case letters and underscores. Values come from a URL that
    anyone can write: whoever takes one holds it to what it can be.
    """
    asked: dict[str, dict[str, str]] = st.session_state["settings"]
    return asked.setdefault(page, {})


def notices() -> list[str]:
    """Give what is to be said of how the page was opened, until it is put away."""
    said: list[str] = st.session_state["notices"]
    return said


def link_scenario(*, linked: bool) -> None:
    """Let links to the page that is shown say which scenario is open, or leave it out."""
    st.session_state["linked"] = linked


def scenario_linked() -> bool:
    """Tell whether the page that is shown is on the scenario."""
    return bool(st.session_state["linked"])


def arrive(page: str) -> None:
    """Open what the URL says, when a session begins."""
    if "spaces" in st.session_state:
        return
    st.session_state.update(spaces={}, settings={}, notices=[], chosen=_FIRST)
    if _FIRST not in choices():
        choose(next(iter(choices())))
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    try:
        _follow(read(parameters), page)
    except LinkError as error:
        notices().append(f"The link could not be opened: {error}.")


def leave(page: str) -> None:
    """Write the state into the URL, when a run ends."""
    parameters = link(page)
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)


def link(page: str) -> dict[str, str]:
    """Give the parameters of the link to a page as it is.

    A text too long for a link is left out, and so is the fingerprint of a text that
    does not work.
    """
    asked = {name: value for name, value in settings(page).items() if value}
    if not scenario_linked():
        parameters = written(Link(settings=asked))
        return parameters if fits(parameters) else {}
    space = opened()
    own = space.name == OWN or space.changes is None
    state = Link(
        "" if space.name == OWN else space.name,
        {} if own else space.changes or {},
        space.text if own else "",
        space.conventions or "",
        _seen(space),
        asked,
    )
    parameters = written(state)
    return parameters if fits(parameters) else written(state._replace(text="", changes={}))


def complete(page: str) -> bool:
    """Tell whether the link to a page says all of it."""
    parameters, space = link(page), opened()
    if not scenario_linked():
        return bool(parameters) or not any(settings(page).values())
    changed = space.text != space.opened or space.name == OWN
    return not changed or "text" in parameters or any("." in name for name in parameters)


def _spaces() -> dict[str, Workspace]:
    spaces: dict[str, Workspace] = st.session_state["spaces"]
    return spaces


def _follow(asked: Link, page: str) -> None:
    """Open what a link says, and tell of what in it does not work."""
    if asked.scenario in choices():
        choose(asked.scenario)
    elif asked.scenario:
        notices().append(f"The link names a scenario that is not here: {asked.scenario}.")
    if asked.text and not asked.scenario:
        take_own(asked.text)
    settings(page).update(asked.settings)
    space = opened()
    if asked.text and asked.scenario:
        space.take(asked.text)
    if asked.conventions in CONVENTIONS:
        space.convert(asked.conventions)
    elif asked.conventions:
        said = f"{asked.conventions} is none of {', '.join(CONVENTIONS)}"
        notices().append(f"The link's conventions were not taken: {said}.")
    for name, amount in asked.changes.items():
        space.move(name, amount)
        if draft := space.drafts.pop(name, None):
            notices().append(f"The link's {name} = {amount} was not taken. {draft.message}")
    space.earlier.clear()
    if asked.seen and asked.seen != _seen(space) and not notices():
        notices().append(f"The link is open. {_LATER}")


def _seen(space: Workspace) -> str:
    worked = None if space.error else space.worked()
    if worked is None:
        return ""
    rows = worked.summary.rows()
    return fingerprint((row.name, row.values[0]) for row in rows if row.role != "constant")
