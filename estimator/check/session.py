"""The log of practice: one line of JSON an answer, and what many of them come to."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from estimator.check.slips import known
from estimator.check.verdict import Verdict
from estimator.diagnostics import Diagnostic, one_line
from estimator.errors import DocumentError

SKIPPED = "skipped"
"""The verdict on a step whose answer was looked up."""
# A longer line is none of ours.
_LONGEST = 20_000
_WORDS = ("time", "scenario", "step", "kind", "answer")


class Entry(NamedTuple):
    """Hold one answer: when, to which step of which problem, and what it was worth.

    `verdict` is one of `Verdict`, or `skipped`. `factor` is that of the answer
    over the value, None where there is none; `slip` is empty where none explains it.
    """

    time: str
    scenario: str
    seed: int
    step: str
    kind: str
    answer: str
    verdict: str
    factor: float | None
    slip: str
    score: float


class Tally(NamedTuple):
    """Hold how many answers there are of something, and their mean score."""

    name: str
    answers: int
    mean: float


class Summary(NamedTuple):
    """Hold what many answers come to.

    `slips` are those that recur, with how often, the most frequent first.
    `kinds` are the steps by kind, the worst first. `passed_over` counts the
    lines of a log that are none of ours.
    """

    problems: int
    answers: int
    mean: float
    slips: tuple[tuple[str, int], ...]
    kinds: tuple[Tally, ...]
    passed_over: int = 0


def line(entry: Entry) -> str:
    """Write an entry as a line of JSON.

    >>> entry = Entry("2025-01-01T00:00:00Z", "yelp", 1, "x", "users", "1", "exact", 1.0, "", 1.0)
    >>> read(line(entry)) == entry
    True
    """
    data = entry._asdict() | {"slip": entry.slip or None}
    if entry.factor is not None and not math.isfinite(entry.factor):
        data["factor"] = None
    return json.dumps(data, ensure_ascii=True, allow_nan=False) + "\n"


def read(text: str | bytes) -> Entry | None:
    """Read a line of a log; None where it is broken, or none of ours."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not _sound(data):
        return None
    words = {key: one_line(data[key]) for key in _WORDS}
    return Entry(
        **words,
        seed=data["seed"],
        verdict=data["verdict"],
        factor=data["factor"],
        slip=data["slip"] or "",
        score=float(data["score"]),
    )


def _sound(data: dict[str, Any]) -> bool:
    """Tell whether every entry of a line is what it should be."""
    seed, factor, score = data.get("seed"), data.get("factor", ""), data.get("score")
    return (
        all(isinstance(data.get(key), str) for key in _WORDS)
        and type(seed) is int
        and data.get("verdict") in (*map(str, Verdict), SKIPPED)
        and (factor is None or _number(factor))
        and data.get("slip", "") in (None, *known())
        and _number(score, 0, 1)
    )


def _number(value: Any, low: float = -math.inf, high: float = math.inf) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and low <= value <= high


def entries(path: Path) -> Iterator[Entry | None]:
    """Give the entries of a log, None for each line that is none.

    Raises DocumentError where there is a log that can't be read.
    """
    try:
        if not path.exists():
            return
        with path.open("rb") as file:
            yield from map(read, _lines(file))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        message = f"cannot read {path}: {said}"
        raise DocumentError([Diagnostic("unreadable-file", message)]) from None


def _lines(file: Any) -> Iterator[bytes]:
    """Give the lines of a file, of an endless one its beginning."""
    while text := file.readline(_LONGEST):
        whole = text
        while len(text) == _LONGEST and not text.endswith(b"\n"):
            text = file.readline(_LONGEST)
        if whole.strip():
            yield whole


def append(path: Path, entry: Entry) -> None:
    """Add an entry to a log, which is made where there is none.

    Raises DocumentError where that can't be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line(entry))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        message, hint = f"cannot write {path}: {said}", "practice goes on without a log"
        raise DocumentError([Diagnostic("unwritable-log", message, hint=hint)]) from None


def summary(found: Iterable[Entry | None]) -> Summary:
    """Tell what many answers come to: how many, how good, and which slips recur."""
    problems: set[tuple[str, int]] = set()
    slips: Counter[str] = Counter()
    scores: dict[str, list[float]] = {}
    passed_over = 0
    for entry in found:
        if entry is None:
            passed_over += 1
            continue
        problems.add((entry.scenario, entry.seed))
        scores.setdefault(entry.kind, []).append(entry.score)
        slips.update([entry.slip] if entry.slip else [])
    kinds = [Tally(kind, len(each), _mean(each)) for kind, each in scores.items()]
    every = [score for each in scores.values() for score in each]
    return Summary(
        len(problems),
        len(every),
        _mean(every),
        tuple(sorted(slips.items(), key=lambda slip: (-slip[1], slip[0]))),
        tuple(sorted(kinds, key=lambda tally: (tally.mean, tally.name))),
        passed_over,
    )


def _mean(scores: list[float]) -> float:
    return sum(scores) / len(scores) if scores else 0.0
