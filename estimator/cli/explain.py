"""`estimate explain`: how a result comes about."""

from __future__ import annotations

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, scenario_argument, style


@click.command("explain")
@scenario_argument
@click.argument("name")
@click.option("--conventions", type=click.Choice(api.CONVENTIONS), help="As in run.")
@format_option("text", "json", "markdown", "html")
def command(
    scenario: str,
    changes: tuple[str, ...],
    name: str,
    conventions: str | None,
    format_: str,
) -> None:
    """Derive the result NAME of SCENARIO: formula, numbers put in, powers of ten, value."""
    derived = changed(scenario, changes).estimate(conventions).derivation(name)
    click.echo(api.explain(derived, format_, style()))
