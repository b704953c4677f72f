"""`estimate schema`: the JSON Schema that editors complete and check scenarios by."""

from __future__ import annotations

import json

import click

from estimator.scenario.schema import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a scenario file.

    Point your editor at it, for example with a first line of
    `# yaml-language-server: $schema=scenario.schema.json`.
    """
    click.echo(json.dumps(json_schema(), indent=2))
