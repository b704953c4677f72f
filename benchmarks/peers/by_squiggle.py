"""Monte Carlo in Squiggle, in a node that is running already."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from benchmarks.uncertain import (
    COPIES,
    DAY,
    MONTHLY_USERS,
    QUANTILES,
    RETENTION_DAYS,
    Answer,
    Interval,
)

# Beside the peers from PyPI, in the virtual environment that runs.
PACKAGE = Path(sys.prefix) / "squiggle" / "node_modules" / "@quri" / "squiggle-lang"
_SCRIPT = Path(__file__).with_name("squiggle.mjs")
_CODE = """\
perDay = {monthly:.0f} * ({share}) * ({done_by}) * ({per_user})
peakRate = perDay * ({peak_factor}) / {day}
media = ({pictures}) * ({picture}) + ({videos}) * ({video})
[peakRate, perDay * media * {days} * {copies} / 1e15]
"""


class Timed(NamedTuple):
    """Hold an answer and the seconds that node took for it."""

    answer: Answer
    seconds: float


class Squiggle:
    """Hold a running node, from `with` to its end."""

    def __enter__(self) -> Self:
        command = [shutil.which("node") or "node", str(_SCRIPT), str(PACKAGE)]
        pipe = subprocess.PIPE
        self._node = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._node.communicate()

    def simulate(self, intervals: Sequence[Interval], samples: int, seed: int) -> Timed:
        """Run the estimate; `low to high` is a lognormal's 90 % interval in Squiggle, too."""
        asked = {"code": _code(intervals), "samples": samples, "seed": seed, "shares": QUANTILES}
        assert self._node.stdin, "it was opened with pipes"
        assert self._node.stdout, "it was opened with pipes"
        print(json.dumps(asked), file=self._node.stdin, flush=True)
        line = self._node.stdout.readline()
        if not line:
            raise RuntimeError("node ended without an answer; what it wrote is above")
        found = json.loads(line)
        return Timed(Answer(*map(tuple, found["quantiles"])), found["seconds"])


def missing() -> str:
    """Say what is not there to run Squiggle, nothing where all is."""
    if not shutil.which("node"):
        return "there is no node"
    return "" if PACKAGE.exists() else f"@quri/squiggle-lang is not in {PACKAGE.parents[2]}"


def version() -> str:
    """Give the package's version."""
    return str(json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"])


def _code(intervals: Sequence[Interval]) -> str:
    ends = (interval.ends for interval in intervals)
    share, done_by, per_user, peak_factor, picture, video, pictures, videos = (
        f"{low!r} to {high!r}" for low, high in ends
    )
    return _CODE.format(
        monthly=MONTHLY_USERS,
        day=DAY,
        days=RETENTION_DAYS,
        copies=COPIES,
        share=share,
        done_by=done_by,
        per_user=per_user,
        peak_factor=peak_factor,
        picture=picture,
        video=video,
        pictures=pictures,
        videos=videos,
    )
