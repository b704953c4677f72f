"""Time the command from nothing: a new process, its imports, one report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import Row, Work, beside

_ESTIMATE = Path(sys.executable).with_name("estimate")
_PINT = "import pint; pint.UnitRegistry()"
_PAIRS = 25


def run_twitter() -> Row:
    """Run the shipped scenario; pint only makes its registry."""
    ours = _process(str(_ESTIMATE), "run", "twitter")
    pint = _process(sys.executable, "-c", _PINT)
    times = beside(ours, pint, _PAIRS, warm_up=2)
    return Row("`estimate run twitter`, cold / pint's registry, cold", *times, at_most=0.6)


def _process(*command: str) -> Work:
    # A program that is used keeps its .pyc files; without them, compiling is what is timed.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def start(_: int) -> None:
        subprocess.run(command, env=kept, stdout=subprocess.DEVNULL, check=True)

    return start


ROWS = (run_twitter,)
