"""`estimate explain`: how a result comes about."""

from __future__ import annotations

import click

from estimator.cli.scenario import changed, format_option, scenario_argument, style
from estimator.report import text


@click.command("explain")
@scenario_argument
@click.argument("name")
@click.option("--conventions", type=click.Choice(["exact", "rounded"]), help="As in run.")
@format_option("text", "json", "markdown", "html")
def command(
    scenario: str,
    changes: tuple[str, ...],
    name: str,
    conventions: str | None,
    format_: str,
) -> None:
    """Derive the result NAME of SCENARIO: formula, numbers put in, powers of ten, value."""
    result = changed(scenario, changes).estimate(conventions)
    if format_ == "text":
        click.echo(text.explanation(result.derivation(name), style()))
    else:
        click.echo(result.explain(name, format_))
