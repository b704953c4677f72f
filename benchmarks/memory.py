"""Measure how much memory the Monte Carlo takes at its peak, each in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.timing import Measure, Row, measured
from benchmarks.uncertain import INTERVALS, SAMPLES, hold_answer

CHECKOUT = Path(__file__).parent.parent
# `ru_maxrss` will not do: a new process takes over that of the one that started it.
_STATUS = Path("/proc/self/status")
_WARM_UP = 10


def montecarlo() -> Row:
    """Compare with NumPy's full arrays."""
    row = Row("Monte Carlo, 10⁶ samples, peak memory / NumPy by hand", at_most=0.5, unit="B")
    if not _STATUS.exists():
        return row._replace(note="peaks are read from /proc, which Linux has")
    ours, numpy = measured(_process("ours"), _process("peers.by_numpy"), rounds=3, warm_up=0)
    return row._replace(ours=ours, yardstick=numpy)


def peak() -> int:
    """Give the most memory that this process has had so far, in bytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text("ascii"))
    assert found, "every process has a peak"
    return int(found[1]) * 1024


def main(module: str) -> None:
    """Print how far the peak rises above that of ten samples."""
    simulate = import_module(f"benchmarks.{module}").simulate
    simulate(INTERVALS, _WARM_UP, 1)
    before = peak()
    answer = simulate(INTERVALS, SAMPLES, 2)
    print(peak() - before)
    hold_answer(module, answer)


def _process(module: str) -> Measure:
    command = [sys.executable, "-m", "benchmarks.memory", module]

    def grown(_: int) -> float:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
        return float(done.stdout)

    return grown


ROWS = (montecarlo,)

if __name__ == "__main__":
    main(sys.argv[1])
