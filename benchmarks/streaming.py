"""Write sweeps of many points to a Parquet file: how fast, and in how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import estimator as est
from benchmarks.memory import CHECKOUT, peak
from benchmarks.table import amount
from benchmarks.timing import Row

_PEAK_FACTORS = 10_000
_USERS = (1_000, 10_000)
_WARM_UP = 10
_RESULTS = ("actions.tweet.peak_rate", "storage.total")


class Written(NamedTuple):
    """Hold what a sweep took: seconds, the file's bytes, and bytes of memory above its start."""

    points: int
    seconds: float
    size: int
    memory: int

    @property
    def row(self) -> Row:
        """Give its seconds, and beside them how fast it was and how large the file is."""
        name = f"sweep of {self.points:,} points to Parquet, {len(_RESULTS)} results"
        speed = f"{self.points / self.seconds / 1e6:.3g} M points/s"
        return Row(name, self.seconds, note=f"{speed}, a file of {amount(self.size, 'B')}")


def to_parquet() -> tuple[Row, ...]:
    """Write ten million points and a hundred million; the memory shall be the same."""
    few, many = (_in_process(users) for users in _USERS)
    memory = Row("– peak memory of this / of the smaller", many.memory, few.memory, unit="B")
    return few.row, many.row, memory


def main(users: int) -> None:
    """Print what a sweep took as JSON, after a small one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sweep.parquet"
        _write(_WARM_UP, path)
        before, start = peak(), perf_counter()
        _write(users, path)
        seconds = perf_counter() - start
        taken = Written(users * _PEAK_FACTORS, seconds, path.stat().st_size, peak() - before)
    print(json.dumps(taken))


def _write(users: int, path: Path) -> None:
    axes = {
        "users.monthly": est.geomspace("1M", "1B", users),
        "actions.tweet.peak_factor": est.linspace(1, 10, _PEAK_FACTORS),
    }
    est.load("twitter").sweep(axes, of=list(_RESULTS)).to_parquet(path)


def _in_process(users: int) -> Written:
    command = [sys.executable, "-m", "benchmarks.streaming", str(users)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return Written(*json.loads(done.stdout))


if __name__ == "__main__":
    main(int(sys.argv[1]))
