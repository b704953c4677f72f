"""`estimate schema`: the JSON Schema that editors complete and check scenarios by."""

from __future__ import annotations

import json

import click

from estimator import api
from estimator.cli.scenario import format_option


@click.command("schema")
@format_option("json", "markdown")
def command(format_: str) -> None:
    """Print the JSON Schema of a scenario file, or its reference as Markdown.

    Point your editor at the schema, for example with a first line of
    `# yaml-language-server: $schema=scenario.schema.json`.
    """
    click.echo(
        api.reference() if format_ == "markdown" else json.dumps(api.json_schema(), indent=2)
    )
