"""A small section that a scenario does not have yet, offered to be written into its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

import estimator as est
from estimator.web.workspace import Draft, Workspace

Body = Mapping[str, Any]
"""What stands in a section: texts, and mappings of them."""
_CLOSED = re.compile(r"\}(\s*(?:#[^\n]*)?\s*)$")


def offer(space: Workspace, section: str, body: Body, answer: str) -> None:
    """Show a section that could be added, and a button that adds it.

    Args:
        space: whose text it is added to.
        section: its key.
        body: what stands in it.
        answer: a result that is there once it is added.
    """
    st.code("\n".join(_block(section, body, "")), language="yaml")
    st.button(
        f"Add {section} to the scenario",
        key=f"{space.name}/add/{section}",
        on_click=add,
        args=(space, section, body, answer),
        disabled=bool(space.error),
    )
    if space.error:
        st.caption("Mend the YAML first: something can be added to a text that works.")
    if refused := space.drafts.get(section):
        st.caption(":red[It could not be added; the YAML takes it by hand.]")
        st.code(refused.message, language=None, wrap_lines=True)


def add(space: Workspace, section: str, body: Body, answer: str) -> None:
    """Write a section into a text, in the first way that works."""
    refused = ""
    for text in _ways(space.text, section, body):
        try:
            there = answer in est.loads(text).estimate(space.conventions)
        except est.EstimatorError as error:
            refused = refused or str(error)
            continue
        if there:
            space.drafts.pop(section, None)
            space.take(text)
            return
        refused = refused or f"with it there would still be no {answer}"
    space.drafts[section] = Draft("", refused)


def _ways(text: str, section: str, body: Body) -> Iterator[str]:
    """Give the text with a section: behind it, for an empty one, in its braces, before it."""
    block = "\n".join(_block(section, body, ""))
    yield f"{text.rstrip()}\n\n{block}\n".lstrip()
    empty = re.compile(rf"^{section}:[ \t]*(\{{[ \t]*\}}|null|~)?[ \t]*(#.*)?$", re.MULTILINE)
    if empty.search(text):
        yield empty.sub(lambda _: block, text, count=1)
    if within := _CLOSED.search(text):
        inside = text[: within.start()].rstrip().rstrip(",")
        comma = "" if inside.endswith("{") else ", "
        yield f"{inside}{comma}{section}: {_flow(body)}}}{within[1]}"
    yield f"{block}\n{text}"


def _block(key: str, given: Any, indent: str) -> Iterator[str]:
    """Write a key on lines of its own; what holds only amounts stands in braces."""
    if isinstance(given, Mapping) and any(isinstance(each, Mapping) for each in given.values()):
        yield f"{indent}{key}:"
        for inner, each in given.items():
            yield from _block(inner, each, f"{indent}  ")
    else:
        yield f"{indent}{key}: {_flow(given)}"


def _flow(given: Any) -> str:
    if not isinstance(given, Mapping):
        return str(given)
    return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in given.items())}}}"
