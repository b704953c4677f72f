"""Print the table of `python -m benchmarks`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from benchmarks import (
    browser,
    chain,
    check,
    cold,
    machine,
    memory,
    montecarlo,
    page,
    plan,
    shipped,
    streaming,
    sweep,
    table,
    warm,
)
from benchmarks.timing import Row

_GROUPS = {
    module.__name__.rpartition(".")[2]: module
    for module in (cold, warm, shipped, check, plan, chain, montecarlo, memory, sweep, browser)
}


def main() -> None:
    """Measure every row and print it as soon as it is there."""
    asked = _asked()
    print(machine.software(), machine.hardware(), sep="\n", end="\n\n")
    print(table.head())
    rows = []
    for row in _rows(asked.groups or list(_GROUPS), long=asked.long):
        rows.append(row)
        print(table.line(row), flush=True)
    print("\n" + table.missed(rows))
    if asked.write:
        page.write(rows)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="group", help=f"some of {', '.join(_GROUPS)}")
    parser.add_argument("--long", action="store_true", help="write a hundred million points, too")
    parser.add_argument("--write", action="store_true", help=f"write {page.PAGE} anew")
    asked = parser.parse_args()
    if unknown := set(asked.groups) - _GROUPS.keys():
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    if asked.write and asked.groups:
        parser.error("the page is written of all groups")
    return asked


def _rows(groups: Sequence[str], *, long: bool) -> Iterator[Row]:
    for name in groups:
        for measure in _GROUPS[name].ROWS:
            yield measure()
    if long:
        yield from streaming.to_parquet()


if __name__ == "__main__":
    main()
