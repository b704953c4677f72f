"""What gives way first as demand grows."""

from __future__ import annotations

import streamlit as st

import estimator as est
from estimator.api.crossovers import Crossover
from estimator.web.asked import switch
from estimator.web.charts.chart import draw
from estimator.web.charts.steps import Step, steps
from estimator.web.literal import literal
from estimator.web.what_if.findings import findings
from estimator.web.what_if.question import Question, chosen, refused

_UP_TO = {"2": "up to 2 ×", "10": "10 ×", "100": "100 ×", "1000": "1,000 ×"}
_ALL = "all demand together"
_MOST = 12


def gives_way(q: Question) -> None:
    """Show where counts of servers, shards, nodes take their next step, and what binds them."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        of = chosen(q, "What grows", "grows", [_ALL, *q.inputs], _ALL)
        up_to = float(switch(q.path, "most", "Up to", _UP_TO, "100"))
    try:
        found = q.scenario.crossovers(None if of == _ALL else of, up_to)
    except est.EstimatorError as error:
        refused(error)
        return
    said = found.findings()
    st.caption(literal("; ".join(said.about)))
    told = [each for each in found if each.factor > 1][:_MOST]
    if told:
        points = [Step(each.factor, _title(each)) for each in told]
        draw(steps(points), "gives-way", str(found).replace("\n", "; "))
    findings(said, "gives-way-table")


def _title(each: Crossover) -> str:
    bound = f", bound by {each.limits[1]}" if each.limits else ""
    counts = (f"{float(x.magnitude):,.4g}" for x in (each.one, each.other))
    return f"{each.name}: {' → '.join(counts)}{bound}"
