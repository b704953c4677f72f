"""`estimate new`: start a scenario from a commented template."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from estimator import api
from estimator.diagnostics import Diagnostic
from estimator.errors import SchemaError


@click.command("new")
@click.argument("name")
def command(name: str) -> None:
    """Write NAME.yaml, a small scenario that works, with every section explained."""
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    text = api.template(path.stem)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        message = f"{path} is there already"
        hint = "choose another name; nothing was written"
        raise SchemaError([Diagnostic("file-exists", message, hint=hint)]) from None
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}"
        raise SchemaError([Diagnostic("unwritable-file", message)]) from None
    click.echo(f"{path} is ready: estimate run {shlex.quote(str(path))}")
