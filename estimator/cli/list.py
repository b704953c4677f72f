"""`estimate list`: the scenarios that come with the package."""

from __future__ import annotations

import click

from estimator import api


@click.command("list")
def command() -> None:
    """List the shipped scenarios, one line each."""
    names = api.scenarios()
    width = max(len(name) for name in names)
    for name in names:
        click.echo(f"{name:<{width}}  {api.load(name).about}")
