"""`estimate schema`: what a scenario may say, for editors and for people."""

from __future__ import annotations

import json

import click

from estimator import api
from estimator.cli.scenario import format_option


@click.command("schema")
@click.argument("section", required=False, type=click.Choice(api.sections()))
@format_option("json", "markdown")
def command(section: str | None, format_: str) -> None:
    """Print the JSON Schema of a scenario file, or the fields and answers of a SECTION.

    Point your editor at the schema, for example with a first line of
    `# yaml-language-server: $schema=scenario.schema.json`.
    """
    if section or format_ == "markdown":
        click.echo(api.reference(section or ""))
    else:
        click.echo(json.dumps(api.json_schema(), indent=2))
