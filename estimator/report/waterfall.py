"""The paths of a request, step by step: when each step begins, and how long it takes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.sections.latency import Path
from estimator.units.display import human, rounded

_GROUPS = ("sequential", "parallel")


class LatencyStep(NamedTuple):
    """Hold one step of a latency path, its times in seconds.

    `depth` is 0 for a step of the path itself, and one more for each step around
    it. `kind` is `time`, `cache` (a hit or a miss), `wait` (for a tick or a batch),
    `sequential` or `parallel` (of steps of its own). `start` and `worst_start` are when it
    begins, counted from the begin of the path, on average and at worst; within a step that
    is repeated, of its first go. `share` is its part of the path. `hit_ratio`, `hit` and
    `miss` are NaN but for a cache. `tries` says how often it is done, empty where once.
    """

    name: str
    label: str
    depth: int
    kind: str
    start: float
    expected: float
    worst_start: float
    worst: float
    share: float
    hit_ratio: float
    hit: float
    miss: float
    tries: str

    @property
    def end(self) -> float:
        """Give when it is over, on average."""
        return self.start + self.expected

    @property
    def worst_end(self) -> float:
        """Give when it is over, at worst."""
        return self.worst_start + self.worst


class LatencyPath(NamedTuple):
    """Hold one latency path, its times in seconds; what it does not have is NaN.

    The steps stand in the order of the path, the steps of a step behind it.
    """

    name: str
    label: str
    expected: float
    worst: float
    target: float
    steps: tuple[LatencyStep, ...]


def paths(values: Values) -> tuple[LatencyPath, ...]:
    """Give the latency paths of a scenario, in its order."""
    walk = _Walk(values)
    found = [each.path for each in values.loaded.instances if each.section is Path]
    return tuple(
        LatencyPath(
            name,
            name.rpartition(".")[2],
            walk.value(name, "expected"),
            walk.value(name, "worst"),
            walk.value(name, "target"),
            tuple(walk.steps(f"{name}.steps", 0, 0.0, 0.0)),
        )
        for name in found
    )


class _Walk:
    """Go through the steps of a scenario."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.inside: dict[str, list[str]] = {}
        for each in values.loaded.instances:
            self.inside.setdefault(each.path.rpartition(".")[0], []).append(each.path)

    def steps(self, group: str, depth: int, at: float, worst_at: float) -> Iterator[LatencyStep]:
        """Give the steps of a group, and behind each its own."""
        at_once = group.endswith(".parallel")
        for name in self.inside.get(group, ()):
            step = self.step(name, depth, at, worst_at)
            if step is None:
                continue
            yield step
            for kind in _GROUPS:
                yield from self.steps(f"{name}.{kind}", depth + 1, at, worst_at)
            if not at_once:
                at, worst_at = step.end, step.worst_end

    def step(self, name: str, depth: int, at: float, worst_at: float) -> LatencyStep | None:
        """Give one step, None where too little is known of it."""
        times = [self.value(name, each) for each in ("expected", "worst")]
        if any(map(math.isnan, times)):
            return None
        kind = self.kind(name)
        cached = [self.value(name, of) for of in ("hit_ratio", "hit", "miss")]
        hit_ratio, hit, miss = cached if kind == "cache" else (math.nan,) * 3
        return LatencyStep(
            name,
            name.rpartition(".")[2],
            depth,
            kind,
            at,
            times[0],
            worst_at,
            times[1],
            self.value(name, "share"),
            hit_ratio,
            hit,
            miss,
            self.tries(name),
        )

    def value(self, name: str, of: str) -> float:
        """Give a number of a step or a path, NaN where it has none."""
        return self.values.by_name.get(f"{name}.{of}", math.nan)

    def kind(self, name: str) -> str:
        """Tell what makes the time of a step, as its answer is chosen."""
        if not math.isnan(self.value(name, "hit_ratio")):
            return "cache"
        group = next((kind for kind in _GROUPS if f"{name}.{kind}" in self.inside), "")
        return group or ("time" if math.isnan(self.value(name, "every")) else "wait")

    def tries(self, name: str) -> str:
        """Say how often a step is done."""
        repeat, fails = self.value(name, "repeat"), self.value(name, "failure_rate")
        said = [f"{rounded(repeat)} times"] if repeat != 1 else []
        if fails > 0:
            retries, timeout = self.value(name, "retries"), self.value(name, "timeout")
            given_up = "" if math.isnan(timeout) else f", after {duration(self.values, timeout)}"
            again = f", tried again up to {retries:g} ×" if retries else ""
            said.append(f"{rounded(100 * fails)}% of tries fail{given_up}{again}")
        return "; ".join(said)


def duration(values: Values, seconds: float) -> str:
    """Show a duration for people; what there is none of is `–`."""
    return "–" if math.isnan(seconds) else human(seconds, (("s", 1),), values.table)
