"""How a scenario grows, year by year."""

from __future__ import annotations

import streamlit as st

from estimator.api import Growth
from estimator.web.charts.growth import Line, growth_chart, together
from estimator.web.inputs.addition import offer
from estimator.web.inputs.fields import fields
from estimator.web.spoken import times
from estimator.web.workspace import Worked, Workspace

_ABSENT = {
    "growth.rate": ("Growth a year, of users and what comes without users.", "40%"),
    "growth.horizon": ("How many years ahead to look; 5 years if not given.", "5 years"),
}
_EXAMPLE = {"rate": "50%", "horizon": "3 years"}


def growth(space: Workspace, worked: Worked) -> None:
    """Show the inputs of growth, and what comes of them; or offer to add some."""
    if not any(row.name.startswith("growth.") for row in worked.summary.rows()):
        st.text("The scenario does not say how fast it grows. Add a rate and how far to look:")
        offer(space, "growth", _EXAMPLE, "growth.factor")
        return
    left, right = st.columns([2, 3], gap="large")
    with right, st.container(key="answers"):
        found = worked.result.growth()
        if found is None:
            st.text("Give it a growth rate, and the years to come stand here.")
        elif not found.rows:
            st.text("Nothing in it grows with the demand yet; give it users and actions.")
        else:
            _years(space, found)
    with left:
        fields(space, worked, "growth", _ABSENT)


def _years(space: Workspace, found: Growth) -> None:
    lines = together(found)
    said = _in_words(found, lines)
    st.text(said)
    growth_chart(found, lines, f"{space.name}-growth", said)
    heads = ["now" if not year else f"year {year:.3g}" for year in found.years]
    rows = {"demand": tuple(times(factor) for factor in found.demand)}
    rows |= {row.name: row.shown for row in found.rows}
    table = {"result": list(rows)}
    table |= {head: [shown[at] for shown in rows.values()] for at, head in enumerate(heads)}
    st.dataframe(table, hide_index=True, key=f"{space.name}/years")
    st.caption("Each year's data is what is kept if that year's demand had always been.")


def _in_words(found: Growth, lines: list[Line]) -> str:
    """Say what the chart shows: where demand ends, and what does not go with it."""
    first, *others = lines
    said = [f"In {found.years[-1]:.3g} years the demand is {times(found.demand[-1])} today's."]
    if with_it := first.names[1:]:
        said.append(f"As it does, within 3 %: {_listed(with_it)}.")
    said += [f"{_listed(line.names)}: {times(line.ratios[-1])}." for line in others]
    return " ".join(said)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
