"""Write docs/benchmarks.md: what is measured, how, and what came out."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import machine, table
from benchmarks.memory import CHECKOUT
from benchmarks.timing import Row

PAGE = "docs/benchmarks.md"

_TEXT = """\
# Benchmarks

Speed is measured beside a yardstick in the same run, and told as a ratio: a slow
moment of the machine hits both. `make bench` installs the peers, measures every row
and writes this page. It reports and does not judge.

## What came out

{table}

{missed}

Measured on {hardware}, with {software}.

## How

- Ours and the yardstick take turns, A B A B, after a round that does not count; the
  numbers are medians. Each round has new numbers or a new seed, so that nothing is
  known from the round before but what is compiled.
- Every peer's answer is checked before it is timed: of the Monte Carlo within 1.5 %
  of the answer known (the peak rate's in closed form, a product of lognormals), of
  all others to nine figures or more.
- **Cold** is a new process with all its imports. **Warm** is from a text to its
  results in a process that has run before. **Plan** is the compiled scenario alone.
- **Monte Carlo** is the Twitter estimate with eight lognormal inputs, each by its
  90 % interval, and its peak rate and total media. Ours begins at the text. By hand
  in NumPy: full arrays from `default_rng`, then `np.percentile`. squigglepy: as its
  manual begins, by distributions that are computed with and sampled for each result;
  and by arrays of its draws, where NumPy does the computing. Squiggle: `low to high`
  and 10⁶ samples, in a node that runs already and takes the time itself; each result
  is sorted once. mcerp: 10⁶ samples in place of its 10,000.
- **One input moved**: one of the eight intervals is another each time, the seed is
  the same. By hand, that is a new run.
- **Peak memory** is the highest resident memory of a new process (`VmHWM`) above
  what it was after ten samples.
- **Sweep** is the shipped Twitter scenario over 1,000 numbers of users and 1,000 peak
  factors. Each result has the shape it comes in, (1000, 1), (1, 1000) or (1000, 1000),
  here and in NumPy and pint, which are given arrays that broadcast. pint is spared
  what the scenario's decisions take on the way.
- **To Parquet** is a sweep that is written as it is worked out: its peak memory, as
  above, is the same for ten times the points.
- **The page** is measured in a Chromium without a window, from the key's event to the
  first frame after the number's text has changed: 60 moves, 300 ms apart, and the
  yardstick is the most that their 95th percentile may be. A first page is opened in a
  new window, with nothing kept from the one before, in turn with an empty page of
  Streamlit's. Of the twenty sessions one is a window and nineteen speak to the server
  as browsers do, because twenty windows take two cores for themselves. Memory is what
  is resident in the server's process, with sessions of the latter kind.
- Rows without a bound are there for information.

## Run it again

```
make bench                                # all, and this page
python -m benchmarks montecarlo sweep     # some groups, no page
python -m benchmarks --long               # to Parquet, too: 1.1 GB for a moment
```

Squiggle needs node and npm; without them, or without a peer, its row says so.
"""


def write(rows: Sequence[Row]) -> None:
    """Write the page into the checkout."""
    (CHECKOUT / PAGE).write_text(text(rows), "utf-8")


def text(rows: Sequence[Row]) -> str:
    """Give the page's text."""
    return _TEXT.format(
        table="\n".join([table.head(), *map(table.line, rows)]),
        missed=table.missed(rows),
        hardware=machine.hardware(),
        software=machine.software(),
    )
