"""Groups of things on a page: the first of them open, the rest folded until they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from estimator.web.literal import literal


def unfolded(place: str, sizes: Mapping[str, int], room: int) -> Iterator[str]:
    """Write the head of each group, and give those that are open, to be written below it.

    What is folded is not even sent: a page of a hundred things is as quick as one of ten.

    Args:
        place: of the groups, a key on the page.
        sizes: how many things are in each group, by its name.
        room: for how many things there is room; the group that passes it is the last open one.
    """
    for name, size in sizes.items():
        if room > 0:
            st.subheader(literal(name), anchor=False)
            yield name
        else:
            held = st.expander(
                f"{literal(name)} ({size})", key=f"{place}/{name}", on_change="rerun"
            )
            if held.open:
                with held:
                    yield name
        room -= size
