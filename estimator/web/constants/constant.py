"""One constant at a time: what it is, where it is from, and how a scenario takes it."""

from __future__ import annotations

import streamlit as st

from estimator.api import Constant
from estimator.api.ladder import Point, Rung
from estimator.web.constants.lookup import Lookup
from estimator.web.literal import literal
from estimator.web.shown import show

_KEY = "constants/of"


def constant(found: Lookup, asked: dict[str, str]) -> None:
    """Let one of those found be picked, and show all there is to know of it."""
    rungs = found.rungs
    # A name of before that the search has left behind makes room for the likeliest.
    if asked.get("of") not in rungs:
        asked["of"] = ""
    name = asked["of"] or found.likely[0]
    show(_KEY, name)
    st.selectbox(
        "One of them",
        list(rungs),
        key=_KEY,
        format_func=lambda each: rungs[each].title,
        on_change=lambda: asked.update(of=st.session_state[_KEY]),
    )
    _values(rungs[name])
    for point in reversed(rungs[name].points):
        _origin(point.constant)
    _usage(rungs[name])


def usage(constant: Constant) -> str:
    """Write a scenario that takes a constant.

    >>> import estimator as est
    >>> est.loads(usage(est.constants("notes")["disk_seek"])).estimate().show("latency.page.worst")
    '20 ms'
    """
    if constant.topic == "latency":
        steps = f"      once: {constant.path}\n      three_times: 3 * {constant.path}"
        return f"latency:\n  page:\n    steps:\n{steps}"
    return f"formulas:\n  ten_of_it: 10 * {constant.path}"


def _values(rung: Rung) -> None:
    with st.container(key="cards-constant"):
        for point in reversed(rung.points):
            label = "the notes" if point.constant.table == "notes" else "newer"
            _card(point, label if len(rung.points) > 1 else "value")
    if rung.compared:
        st.caption(f"Newer to the notes: {rung.compared}.")


def _card(point: Point, label: str) -> None:
    its = point.constant
    st.metric(
        label,
        literal(its.shown),
        literal(its.spread) or "no range",
        delta_color="off",
        delta_arrow="off",
    )


def _origin(its: Constant) -> None:
    st.caption(literal(f"{its.path}: {its.source}; as of {its.as_of}. {its.note}"))


def _usage(rung: Rung) -> None:
    first, newest = rung.points[0].constant, rung.newest.constant
    st.markdown("**In a scenario**")
    if first is not newest:
        st.caption(literal(f"{rung.name} alone is {first.path}, {first.shown}."))
    st.code(newest.path, language=None)
    st.code(usage(newest), language="yaml")
