"""Variants side by side, with what makes them differ."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

import estimator as est
from estimator.api import Table
from estimator.api.comparison import Comparison
from estimator.web.literal import literal
from estimator.web.shown import show
from estimator.web.what_if.findings import findings, shown
from estimator.web.what_if.question import Question, chosen, put, refused
from estimator.web.what_if.trial import around
from estimator.web.workspace import choices

_NOBODY = "no other scenario"
_OPENED, _NOW = "as opened", "as it is now"
# The word between two changes, and not one inside an amount's source.
_AND = re.compile(r"\s+and\s+(?=[\w.]+\s*=)|\s*;\s*")
_LONGEST = 2_000
_MOST = 6


def compare(q: Question) -> None:
    """Show the scenario beside variants of it, and say why they differ."""
    sides = _scenarios(q, _fields(q))
    sides |= _variants(q, sides)
    if len(sides) < 2:
        _nothing(q)
        return
    try:
        found = est.compare(sides)
    except est.EstimatorError as error:
        refused(error)
        return
    _beside(q, found, sides)
    said = found.findings()
    st.caption("  \n".join(map(literal, said.about)))
    findings(said, "compare")


def _scenarios(q: Question, other: str) -> dict[str, est.Scenario]:
    """Give the scenario as it was opened and as it is, and another that is picked."""
    sides = {}
    if q.space.text != q.space.opened and (opened := _opened(q)) is not None:
        sides[_OPENED] = opened
    sides[_NOW] = q.scenario
    if other != _NOBODY:
        sides[other] = _alike(q, est.loads(choices()[other].text))
    return sides


def _opened(q: Question) -> est.Scenario | None:
    try:
        opened = _alike(q, est.loads(q.space.opened))
        opened.estimate()
    except est.EstimatorError:
        return None
    return opened


def _alike(q: Question, other: est.Scenario) -> est.Scenario:
    """Give a scenario by the conventions that are picked for all; else it keeps its own."""
    return other.under(q.space.conventions) if q.space.conventions else other


def _fields(q: Question) -> str:
    """Let another scenario be picked, and variants be typed; give the scenario."""
    left, right = st.columns([2, 3])
    with left:
        others = [_NOBODY, *(name for name in choices() if name != q.space.name)]
        other = chosen(q, "Beside it", "beside", others, _NOBODY)
    with right:
        key = q.key("variants")
        show(key, q.asked.get("variants", "")[:_LONGEST])
        st.text_area(
            "Variants, one a line",
            key=key,
            height=90,
            max_chars=_LONGEST,
            placeholder="users.monthly=100M and storage.replicas=2",
            on_change=lambda: put(q, "variants", st.session_state[key].strip()),
        )
    return other


def _variants(q: Question, sides: Mapping[str, est.Scenario]) -> dict[str, est.Scenario]:
    """Read the variants that are typed; of one that does not work it is said why."""
    lines = [" ".join(line.split()) for line in q.asked.get("variants", "").splitlines()]
    named = dict.fromkeys(line for line in lines if line and line not in sides)
    found = {}
    for line in list(named)[:_MOST]:
        try:
            changes = dict(_parted(change) for change in _AND.split(line) if change)
            variant = q.scenario.set(changes)
            variant.estimate()
        except (est.EstimatorError, _NoChangeError) as error:
            st.caption(f":red[Not taken:] {literal(line)}")
            st.code(str(error), language=None, wrap_lines=True)
        else:
            found[line] = variant
    if len(named) > _MOST:
        st.caption(f":red[Only the first {_MOST} variants are compared.]")
    return found


class _NoChangeError(ValueError):
    """A text that is no change of an input."""


def _parted(change: str) -> tuple[str, str]:
    name, equals, amount = change.partition("=")
    if not equals or not name.strip() or not amount.strip():
        message = f"{change} is no change; write it as users.monthly=100M"
        raise _NoChangeError(message)
    return name.strip(), amount.strip()


def _nothing(q: Question) -> None:
    st.text(
        "There is nothing to compare with yet. Change an input on any page, pick another "
        "scenario, or type a variant."
    )
    name = next((n for n, row in q.inputs.items() if row.values[0] and row.unit != "%"), "")
    if not name:
        return
    variant = f"{name}={around(q.inputs[name], 2)[1]}"
    st.button(
        f"Try {literal(variant)}",
        key=q.key("twice"),
        on_click=put,
        args=(q, "variants", variant),
    )


def _beside(q: Question, found: Comparison, sides: Mapping[str, est.Scenario]) -> None:
    """Show the answer in every scenario, and why it is another there."""
    first, *others = found.scenarios
    one, *rest = sides.values()
    rows = [(first, _value(q, one), "", "")]
    for name, side in zip(others, rest, strict=True):
        rows.append((name, _value(q, side), *_why(found, q.answer, name)))
    head = ("", q.answer, "ratio", "why, against the first")
    shown(Table("", head, rows, (0, 3)), "beside")


def _value(q: Question, side: est.Scenario) -> str:
    result = side.estimate()
    return result.show(q.answer) if q.answer in result else "–"


def _why(found: Comparison, answer: str, other: str) -> tuple[str, str]:
    try:
        why = found.why(answer, other)
    except est.EstimatorError:
        return "–", "there is no such answer in both"
    ratio, _, reasons = why.text.partition(": ")
    return ratio, reasons or "the same"
