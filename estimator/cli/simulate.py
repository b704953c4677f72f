"""`estimate simulate`: how sure the results are, by drawing what is uncertain many times."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from estimator import api
from estimator.cli import INTERRUPTED
from estimator.cli.scenario import (
    changed,
    format_option,
    of_option,
    samples_options,
    scenario_argument,
)

# In seconds; what takes less needs no bar.
_PATIENCE = 1.0
_SIGN = re.compile("[<>=≤≥]")


@click.command("simulate")
@scenario_argument
@samples_options(100_000, "How many are drawn, such as 100k.")
@click.option(
    "--method",
    type=click.Choice(["random", "sobol"]),
    default="random",
    show_default=True,
    help="Sobol's points need fewer samples for the same quantiles.",
)
@of_option("A result, else all of them.")
@click.option(
    "--chance",
    "conditions",
    multiple=True,
    metavar="CONDITION",
    help='Tell how likely it is that "storage.total > 100 PB". Can be repeated.',
)
@format_option(*api.FORMATS)
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    scenario: str,
    changes: tuple[str, ...],
    samples: int,
    seed: int,
    method: Any,
    of: tuple[str, ...],
    conditions: tuple[str, ...],
    format_: str,
) -> None:
    """Draw all that is uncertain in SCENARIO many times: low, middle and high results.

    The same seed draws the same samples. Ctrl-C ends it with the samples so far.
    """
    loaded = changed(scenario, changes)
    _hold(loaded, conditions)
    wanted = (*of, *(_SIGN.split(each)[0].strip() for each in conditions)) if of else None
    with _progress(samples) as progress:
        drawn = loaded.simulate(samples, seed, of=wanted, method=method, progress=progress)
    click.echo(drawn.report(format_, *conditions))
    if drawn.samples < drawn.asked:
        click.echo(f"interrupted: these are the first {drawn.samples:,} samples", err=True)
        sys.exit(INTERRUPTED)


def _hold(loaded: api.Scenario, conditions: tuple[str, ...]) -> None:
    """Hold conditions to what can be read, before many samples are drawn for them."""
    if conditions:
        tried = loaded.simulate(1)
        for condition in conditions:
            tried.chance(condition)


@contextmanager
def _progress(samples: int) -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws a bar of how far it is, where somebody looks on and has to wait."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield None
        return
    begun = time.monotonic()
    bar: Any = click.progressbar(length=samples, label="samples", file=sys.stderr)

    def tell(done: int, _: int) -> None:
        if time.monotonic() - begun > _PATIENCE:
            bar.update(done - bar.pos)

    try:
        yield tell
    finally:
        if bar.pos:
            # The bar hides the cursor, and leaves its line, even where Ctrl-C ended it.
            bar.render_finish()
