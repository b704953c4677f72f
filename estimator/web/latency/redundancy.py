"""The parts of a scenario that must be up: in series, with their copies beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from estimator.api import Part
from estimator.web.cards import cards, of_results
from estimator.web.charts.downtime import downtime_chart
from estimator.web.inputs.addition import offer
from estimator.web.inputs.fields import fields
from estimator.web.literal import literal
from estimator.web.spoken import nines
from estimator.web.workspace import Worked, Workspace

_EXAMPLE = {
    "target": "99.9%",
    "parts": {
        "balancer": "99.99%",
        "web": {"each": "99%", "copies": "3", "needed": "2"},
        "database": "99.95%",
    },
}
_CARDS = {
    "availability.overall": "of the time it is up",
    "availability.nines": "nines",
    "availability.downtime_per_year": "down in a year",
    "availability.downtime_per_month": "down in a month",
    "availability.error_budget": "allowed in a year",
    "availability.error_budget_left": "left of that",
}
_COPIES = 5
"""So many copies are drawn one by one."""


def availability(space: Workspace, worked: Worked) -> None:
    """Show the parts, what they come to, and their inputs; or offer to add some."""
    if not any(row.name.startswith("availability.") for row in worked.summary.rows()):
        st.text("The scenario does not say which parts must be up. Add some, with a target:")
        offer(space, "availability", _EXAMPLE, "availability.overall")
        return
    left, right = st.columns([2, 3], gap="large")
    with right, st.container(key="answers"):
        parts = worked.result.parts()
        if parts:
            _shown(space, worked, parts)
        else:
            st.text("There are no parts yet; give it some in the YAML, which must all be up:")
            st.code("parts: {web: {each: 99%, copies: 2}, database: 99.95%}", language="yaml")
    with left:
        target = ("Share of the time that it should be up.", "99.9%")
        fields(space, worked, "availability", {"availability.target": target})


def _shown(space: Workspace, worked: Worked, parts: tuple[Part, ...]) -> None:
    cards(of_results(worked.summary, _CARDS))
    for said in worked.summary.decisions:
        if said.of.startswith("availability."):
            st.text(f"{said.text[:1].upper()}{said.text[1:]}.")
    st.text(_weakest(parts))
    st.subheader("In series", anchor=False)
    st.caption("All of these must be up, one behind the other; copies stand side by side.")
    _series(parts, 0, len(parts), 0)
    _chart(space, worked, parts)
    _table(space, parts)


def _weakest(parts: Sequence[Part]) -> str:
    """Say what the weakest part costs."""
    top = [part for part in parts if not part.depth]
    weakest = max(top, key=lambda part: part.down)
    if not weakest.down:
        return "No part is ever down."
    if len(top) == 1:
        return f"All of it is {weakest.label}: {weakest.downtime_shown} down a year."
    saved = "" if math.isnan(weakest.saved) else f" {weakest.saved_shown} a year more"
    return f"If {weakest.label}, the weakest, never failed, the whole would be up{saved}."


def _series(parts: Sequence[Part], first: int, last: int, depth: int) -> None:
    """Show the parts of a depth between two places, each with what lies in it."""
    at = [place for place in range(first, last) if parts[place].depth == depth]
    for begin, end in zip(at, [*at[1:], last], strict=True):
        _box(parts, begin, end)


def _box(parts: Sequence[Part], at: int, end: int) -> None:
    """Show a part as a box: in it its copies, or its own parts, side by side where one will do."""
    part = parts[at]
    with st.container(border=True, gap="xsmall"):
        told = f"{part.shown} up, {nines(part.nines)}, {part.downtime_shown} down a year"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(part.label, width="content")
            st.caption(literal(told), width="content")
        if part.kind == "copies":
            _copies(part)
            return
        one = part.kind == "any_of"
        st.caption("One of these must be up:" if one else "All of these must be up:")
        with st.container(horizontal=one, gap="small"):
            _series(parts, at + 1, end, part.depth + 1)


def _copies(part: Part) -> None:
    """Show copies side by side."""
    if part.copies < 2:
        return
    st.caption(f"{part.needed:,} of these {part.copies:,} copies must be up:")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for _ in range(min(part.copies, _COPIES)):
            with st.container(border=True, width=90):
                st.caption(literal(part.each))
        if part.copies > _COPIES:
            st.caption(f"and {part.copies - _COPIES:,} more", width="content")


def _chart(space: Workspace, worked: Worked, parts: Sequence[Part]) -> None:
    rows = {row.name: row for row in worked.summary.rows()}
    whole, budget = (rows.get(f"availability.{n}") for n in ("downtime_per_year", "error_budget"))
    told = [(part.label, part.downtime, part.downtime_shown) for part in parts if not part.depth]
    if whole is not None:
        told.append(("the whole", whole.values[0], whole.shown[0]))
    said = "Down in a year: " + ", ".join(f"{name} {shown}" for name, _, shown in told) + "."
    if budget is not None:
        said += f" The target allows {budget.shown[0]}."
    downtime_chart(told, budget.values[0] if budget else None, f"{space.name}-downtime", said)


def _table(space: Workspace, parts: Sequence[Part]) -> None:
    indent = "\N{NO-BREAK SPACE}" * 3
    top = math.fsum(part.downtime for part in parts if not part.depth)
    table = {
        "part": [indent * part.depth + part.label for part in parts],
        "up": [part.shown for part in parts],
        "nines": [nines(part.nines).removesuffix(" nines") for part in parts],
        "down in a year": [part.downtime_shown for part in parts],
        "of all downtime": [
            "" if part.depth or not top else f"{100 * part.downtime / top:.3g}%" for part in parts
        ],
        "the whole up more without it": ["" if p.depth else p.saved_shown for p in parts],
    }
    st.dataframe(table, hide_index=True, key=f"{space.name}/parts")
