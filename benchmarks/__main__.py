"""Print the table of `python -m benchmarks`."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import version

from benchmarks import chain, cold, plan, shipped, warm
from benchmarks.timing import Row

_GROUPS = (cold, warm, shipped, plan, chain)
_PEERS = ("pint", "numpy", "pydantic")
_HEAD = ("row: ours / yardstick", "ours", "yardstick", "ratio", "at most", "reached")
_SCALES = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def main() -> None:
    """Measure every row and print it as soon as it is there."""
    print(_versions(), end="\n\n")
    print(_line(_HEAD))
    print(_line("---" if at == 0 else "---:" for at in range(len(_HEAD))))
    rows = []
    for group in _GROUPS:
        for measure in group.ROWS:
            rows.append(measure())
            print(_line(_cells(rows[-1])), flush=True)
    missed = [row.name for row in rows if not row.reached]
    print("\nMissed: " + ("; ".join(missed) or "none"))


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {packages}, {platform.platform()}"


def _cells(row: Row) -> tuple[str, ...]:
    bound, reached = "", ""
    if row.at_most is not None:
        bound, reached = f"{row.at_most:g} ×", "yes" if row.reached else "no"
    return (row.name, _time(row.ours), _time(row.yardstick), f"{row.ratio:.2f} ×", bound, reached)


def _time(seconds: float) -> str:
    scale, unit = next((s for s in _SCALES if seconds >= s[0]), _SCALES[-1])
    return f"{seconds / scale:.3g} {unit}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
