"""`estimate solve`: the value of an input at which a condition begins to be met."""

from __future__ import annotations

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, scenario_argument


@click.command("solve")
@scenario_argument
@click.argument("name")
@click.option(
    "--until",
    required=True,
    metavar="CONDITION",
    help='On a result, such as "database.nodes > 1".',
)
@click.option(
    "--between",
    nargs=2,
    metavar="LOW HIGH",
    help="Where to look, such as 1M 1B; else all that the input can be.",
)
@format_option(*api.FORMATS)
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    scenario: str,
    changes: tuple[str, ...],
    name: str,
    until: str,
    between: tuple[str, str] | None,
    format_: str,
) -> None:
    """Find the value of the input NAME, nearest to today's, that makes a condition true.

    Exit code 1 means that no value does.
    """
    found = changed(scenario, changes).solve(name, until=until, between=between)
    click.echo(found.report(format_))
