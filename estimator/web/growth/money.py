"""What a scenario costs, line by line, and which prices it lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import streamlit as st

from estimator.api import CostLine, Summary
from estimator.web.asked import switch
from estimator.web.cards import cards, of_results
from estimator.web.charts.money import money_chart
from estimator.web.inputs.addition import offer
from estimator.web.inputs.fields import fields
from estimator.web.literal import literal
from estimator.web.workspace import Worked, Workspace

_CARDS = {
    "cost.per_month": "a month",
    "cost.per_year": "a year",
    "cost.per_user": "a user, a month",
    "cost.per_thousand_users": "a thousand users, a month",
}
_OVER = {"month": "A month", "year": "A year"}
_GIVE = re.compile(r"give (\w+), (.+)")
_PRICES = {
    "server": "prices.server_large",
    "database_node": "prices.database_node",
    "cache_node": "prices.cache_node",
    "storage": "prices.s3_standard",
    "egress": "prices.egress_internet",
}


def money(space: Workspace, worked: Worked, path: str) -> None:
    """Show the prices, and what it comes to with them; or offer to add some."""
    if not (_given(worked.summary) or _asked(_lacking(worked.summary))):
        st.text("The scenario has no prices. Add some, and its cost stands here:")
        offer(space, "cost", _example(worked.summary), "cost.per_month")
        return
    left, right = st.columns([2, 3], gap="large")
    with right, st.container(key="answers"):
        _lines(space, worked, path)
    with left:
        fields(space, worked, "cost", _asked(_lacking(worked.summary)))


def _lines(space: Workspace, worked: Worked, path: str) -> None:
    lines = worked.result.cost_lines()
    if not lines:
        st.text("Nothing is priced yet; give a price, and the cost stands here.")
    else:
        dollars = of_results(worked.summary, _CARDS)
        # The label says over which time, and for whom.
        cards([card._replace(value=card.value.partition("/")[0]) for card in dollars])
        for said in worked.summary.decisions:
            if said.of.startswith("cost."):
                st.text(f"{said.text[:1].upper()}{said.text[1:]}.")
        users = {"user": "A user, a month"} if math.isfinite(lines[0].per_user) else {}
        over = switch(path, "over", "Over which time", _OVER | users)
        _chart(space, lines, over)
        _table(space, lines)
    if lacking := _lacking(worked.summary):
        st.subheader("Not worked out", anchor=False)
        for name, says in lacking.items():
            st.markdown(f"- {literal(name.rpartition('.')[2])}: {literal(says)}")


def _chart(space: Workspace, lines: tuple[CostLine, ...], over: str) -> None:
    amounts = {
        "month": [(line.per_month, line.month) for line in lines],
        "year": [(line.per_year, line.year) for line in lines],
        "user": [(line.per_user, line.user) for line in lines],
    }[over]
    title = {"month": "dollars a month", "year": "dollars a year", "user": "dollars a user a month"}
    told = (f"{line.label} {shown}" for line, (_, shown) in zip(lines, amounts, strict=True))
    said = f"In {title[over]}: {', '.join(told)}."
    money_chart(lines, amounts, title[over], f"{space.name}-cost", said)


def _table(space: Workspace, lines: tuple[CostLine, ...]) -> None:
    table = {
        "line": [line.label for line in lines],
        "a month": [line.month for line in lines],
        "a year": [line.year for line in lines],
        "share": ["–" if math.isnan(x.share) else f"{100 * x.share:.3g}%" for x in lines],
        "a user, a month": [line.user for line in lines],
        "how": [line.how for line in lines],
    }
    if math.isnan(lines[0].per_user):
        del table["a user, a month"]
    st.dataframe(table, hide_index=True, key=f"{space.name}/lines")


def _given(summary: Summary) -> bool:
    """Tell whether the scenario says anything of cost."""
    return any(row.name.startswith("cost.") and row.role == "input" for row in summary.rows())


def _lacking(summary: Summary) -> dict[str, str]:
    """Give the lines that a price would answer, each with which."""
    return {name: says for name, says in summary.unanswered.items() if name.startswith("cost.")}


def _asked(lacking: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Give the prices to ask for, each with what it is and an example."""
    found = {}
    for says in lacking.values():
        if (given := _GIVE.fullmatch(says)) and given[1] in _PRICES:
            found[f"cost.{given[1]}"] = (given[2].capitalize(), _PRICES[given[1]])
    return found


def _example(summary: Summary) -> dict[str, object]:
    """Give prices for what a scenario has, or something that is paid for besides."""
    names = {row.name for row in summary.rows()}
    there = {
        "server": any(n.startswith("servers.") and n.endswith(".count") for n in names),
        "database_node": "database.nodes" in names,
        "cache_node": "cache.nodes" in names,
        "storage": "storage.total" in names,
        "egress": any(n.startswith("actions.") and n.endswith(".egress") for n in names),
    }
    found: dict[str, object] = {kind: _PRICES[kind] for kind, has in there.items() if has}
    copies = next((r.values[0] for r in summary.rows() if r.name == "storage.replicas"), 1.0)
    if "storage" in found and copies > 1:
        # The price of object storage has its copies in it already.
        found["storage"] = "prices.block_hdd"
    return found or {"other": {"support": "2000 dollar/month"}}
