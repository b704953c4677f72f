"""`estimate sensitivity`: what a result depends on, and how much."""

from __future__ import annotations

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, samples_options, scenario_argument


@click.command("sensitivity")
@scenario_argument
@click.argument("name")
@samples_options(4096, "How many are drawn, a power of two.")
@format_option(*api.FORMATS)
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    scenario: str, changes: tuple[str, ...], name: str, samples: int, seed: int, format_: str
) -> None:
    """Tell which inputs of SCENARIO move the result NAME, the one that does most first.

    For each uncertain input: the result at its low and high end, its rank
    correlation, and its share of the variance; for each number: by how many
    percent the result moves where it is 1 % more.
    """
    found = changed(scenario, changes).sensitivity(name, samples=samples, seed=seed)
    click.echo(found.report(format_))
