"""The latency paths of a scenario: their steps, the target, and constants beside them."""

from __future__ import annotations

import math

import streamlit as st

from estimator.api import LatencyPath, LatencyStep
from estimator.web import session
from estimator.web.asked import choice, keep, switch
from estimator.web.cards import cards, of_results
from estimator.web.charts.scale import around
from estimator.web.charts.waterfall import Lane, line_chart, log_chart
from estimator.web.charts.yardstick import yardstick
from estimator.web.inputs.addition import offer
from estimator.web.inputs.fields import fields
from estimator.web.latency.reckoned import like, marks_between
from estimator.web.shown import show
from estimator.web.spoken import duration, share
from estimator.web.workspace import Worked, Workspace

_EXAMPLE = {
    "request": {
        "target": "200 ms",
        "steps": {
            "network": "us_east_west_round_trip",
            "lookup": {"hit_ratio": "90%", "hit": "cache_get", "miss": "20 ms"},
            "render": "10 ms",
        },
    }
}
_CARDS = {
    "expected": "on average",
    "worst": "at worst",
    "target": "target",
    "margin": "left of the target",
    "tail": "meet a slow server",
}
_OF = "path_of"
"""Where the scenario is kept whose path was picked."""
_SCALES = {
    "log": "Each step, log scale",
    "average": "In order, on average",
    "worst": "In order, at worst",
}


def latency(space: Workspace, worked: Worked, path: str) -> None:
    """Show one latency path and its inputs; or offer to add one."""
    found = worked.result.latency_paths()
    if not found:
        st.text("The scenario has no latency path. Add one, with a target and the steps to it:")
        offer(space, "latency", _EXAMPLE, "latency.request.expected")
        return
    chosen = _picked(space, found, path)
    left, right = st.columns([2, 3], gap="large")
    with right, st.container(key="answers"):
        _verdict(worked, chosen)
        if chosen.steps:
            _steps(space, chosen, path)
        else:
            st.text("The path has no steps yet; give it some in the YAML, one after the other:")
            st.code("steps: {connect: zone_round_trip, render: 10 ms}", language="yaml")
    with left:
        target = ("How long it may take.", "200 ms")
        fields(space, worked, chosen.name, {f"{chosen.name}.target": target})


def _picked(space: Workspace, found: tuple[LatencyPath, ...], path: str) -> LatencyPath:
    paths = {each.label: each for each in found}
    first = next(iter(paths))
    asked = session.settings(path)
    before = st.session_state.setdefault(_OF, space.name)
    st.session_state[_OF] = space.name
    if before != space.name and asked.get("of") not in paths:
        # It was a path of another scenario.
        asked.pop("of", None)
    label = choice(path, "of", list(paths), first)
    if len(paths) > 1:
        key = f"{path}/of"
        show(key, label)
        st.selectbox(
            "Path",
            list(paths),
            key=key,
            on_change=lambda: keep(path, "of", st.session_state[key], first),
        )
    return paths[label]


def _verdict(worked: Worked, path: LatencyPath) -> None:
    labels = {f"{path.name}.{each}": label for each, label in _CARDS.items()}
    cards(of_results(worked.summary, labels))
    for said in worked.summary.decisions:
        if said.of in labels:
            st.text(f"{said.text[:1].upper()}{said.text[1:]}.")


def _steps(space: Workspace, path: LatencyPath, page: str) -> None:
    how = switch(page, "as", "How to show the steps", _SCALES)
    if how == "log":
        _durations(space, path)
    else:
        _in_order(space, path, worst=how == "worst")
    _table(space, path)


def _durations(space: Workspace, path: LatencyPath) -> None:
    lanes = [lane for step in path.steps for lane in _lanes(step)]
    lanes.append(
        Lane("the whole path", 0, 0.0, path.expected, path.worst, _whole(path), ends=False)
    )
    known = [lane.expected for lane in lanes] + [lane.worst for lane in lanes]
    if not any(each > 0 for each in known):
        st.text("No step takes any time.")
        return
    target = None if math.isnan(path.target) else path.target
    low, high = around([*known, target or 0.0], 3, 2)
    said = _in_words(path)
    log_chart(lanes, target, (low, high), f"{space.name}-latency", said)
    marks = marks_between(low, high)
    steps = [step.expected for step in path.steps if step.expected > 0]
    if marks:
        told = "Constants of the library on the same axis, from the shortest: "
        told += ", ".join(f"{mark.name} {mark.shown}" for mark in marks)
        yardstick(marks, steps, (low, high), f"{space.name}-constants", told)
        st.caption("Dashed lines are the steps above; grey bars are how far sources differ.")


def _lanes(step: LatencyStep) -> list[Lane]:
    """Give the row of a step, and one for each way that a cache can go."""
    told = f"{duration(step.expected)} on average, {duration(step.worst)} at worst"
    holds = step.kind in ("sequential", "parallel")
    lanes = [
        Lane(
            _label(step),
            step.depth,
            step.start,
            step.expected,
            step.worst,
            told,
            part=holds,
        )
    ]
    if step.kind == "cache":
        ways = (("hit", step.hit_ratio, step.hit), ("miss", 1 - step.hit_ratio, step.miss))
        for way, part, time in ways:
            label, told = f"{way}, {share(part)}", duration(time)
            lanes.append(
                Lane(label, step.depth + 1, step.start, time, time, told, part=True, ends=False)
            )
    return lanes


def _label(step: LatencyStep) -> str:
    return f"{step.label}, all at once" if step.kind == "parallel" else step.label


def _in_order(space: Workspace, path: LatencyPath, *, worst: bool) -> None:
    lanes = []
    for step in path.steps:
        for lane in _lanes(step):
            start, takes = (step.worst_start, lane.worst) if worst else (step.start, lane.expected)
            lanes.append(lane._replace(start=start, expected=takes, told=duration(takes)))
    title = "since the request began, at worst" if worst else "since the request began, on average"
    target = None if math.isnan(path.target) else path.target
    if not any(lane.expected > 0 for lane in lanes):
        st.text("No step takes any time.")
        return
    line_chart(lanes, target, title, f"{space.name}-order", _in_words(path))


def _whole(path: LatencyPath) -> str:
    return f"{duration(path.expected)} on average, {duration(path.worst)} at worst"


def _in_words(path: LatencyPath) -> str:
    steps = [f"{step.label} {duration(step.expected)}" for step in path.steps]
    target = "" if math.isnan(path.target) else f", target {duration(path.target)}"
    return f"{path.label}: {_whole(path)}{target}. Steps: {', '.join(steps)}."


def _table(space: Workspace, path: LatencyPath) -> None:
    indent = "\N{NO-BREAK SPACE}" * 3
    told = {
        "step": [indent * step.depth + _label(step) for step in path.steps],
        "on average": [duration(step.expected) for step in path.steps],
        "at worst": [duration(step.worst) for step in path.steps],
        "share": [share(step.share) for step in path.steps],
        "over by": [duration(step.end) for step in path.steps],
        "how": [_how(step) for step in path.steps],
        "nearest constant": [like(step.expected) for step in path.steps],
    }
    shown = {head: cells for head, cells in told.items() if any(cells)}
    wide = {
        head: st.column_config.TextColumn(width="medium") for head in ("how", "nearest constant")
    }
    st.dataframe(shown, hide_index=True, column_config=wide, key=f"{space.name}/steps/{path.label}")


def _how(step: LatencyStep) -> str:
    ways = {
        "cache": f"hit {share(step.hit_ratio)} {duration(step.hit)}, else {duration(step.miss)}",
        "wait": "waits for a tick: half the time between two, on average",
        "sequential": "its steps one after the other",
        "parallel": "its steps all at once: the slowest",
    }
    return "; ".join(each for each in (ways.get(step.kind, ""), step.tries) if each)
