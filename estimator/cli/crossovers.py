"""`estimate crossovers`: at how many times today's demand what changes."""

from __future__ import annotations

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, scenario_argument


@click.command("crossovers")
@scenario_argument
@click.option("--of", metavar="NAME", help="An input that grows alone; else all demand does.")
@click.option(
    "--up-to",
    type=float,
    default=100,
    show_default=True,
    help="At how many times today's demand to stop.",
)
@format_option(*api.FORMATS)
def command(
    scenario: str, changes: tuple[str, ...], of: str | None, up_to: float, format_: str
) -> None:
    """Tell what SCENARIO needs more of as its demand grows, and when something else binds."""
    found = changed(scenario, changes).crossovers(of=of, up_to=up_to)
    click.echo(found.report(format_))
