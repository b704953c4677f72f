"""What all charts share: colours, how they are shown, and how they are taken away."""

from __future__ import annotations

import altair as alt
import streamlit as st

# Okabe and Ito's palette (2008), told apart by colour-blind eyes; without its black
# and its yellow, one of which is lost on a dark page and the other on a light one.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
FIRST, SECOND, THIRD, *_ = COLOURS
QUIET = "#8a8f98"
"""For what is beside the point; it can be seen on a light page and on a dark one."""
_INK = {"light": "#1d2530", "dark": "#dde3ea"}


def draw(chart: alt.Chart | alt.LayerChart | alt.ConcatChart, key: str, said: str) -> None:
    """Show a chart that can be saved as PNG and as SVG, and that says in words what it shows.

    Args:
        chart: of Altair. Text from a scenario may stand in its data, never in a formula of it.
        key: of the element, and the name of the file it is saved as.
        said: what a reader sees in it, for one who can't.
    """
    saved = {"export": True, "source": False, "compiled": False, "editor": False}
    # Vega's own editor is on another host; no page of ours goes there.
    options = {"actions": saved, "downloadFileName": key}
    chart = chart.properties(usermeta={"embedOptions": options}).configure_text(color=_ink())
    # Altair would hold every part to its schema, which takes longer than all else.
    st.vega_lite_chart(spec=chart.to_dict(validate=False), key=key, alt=said)


def _ink() -> str:
    """Give the colour of words on a chart: Streamlit's theme leaves those of marks black."""
    return _INK["dark" if st.context.theme.type == "dark" else "light"]
