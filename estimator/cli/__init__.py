"""The command `estimate`: one verb, one file.

Exit codes: 0 fine, 1 the answer is no (an expectation failed, or no value
does), 2 bad input, 130 interrupted; with the message on standard error and never
a traceback.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from typing import Any

import click

VERBS = (
    "run",
    "explain",
    "simulate",
    "sensitivity",
    "sweep",
    "solve",
    "compare",
    "crossovers",
    "check",
    "practice",
    "constants",
    "page",
    "schema",
    "new",
    "list",
)
INTERRUPTED = 130
"""The exit code of what Ctrl-C ended, as shells have it."""


class _Verbs(click.Group):
    """Import a verb's file only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"estimator.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # Click would say 1, which stands for an answer here.
            click.echo("interrupted", err=True)
            sys.exit(INTERRUPTED)


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="capacity-estimator", prog_name="estimate")
def estimate() -> None:
    """Estimate a system's capacity from a few lines of YAML.

    A SCENARIO is a file, a shipped name such as twitter, or - for standard input.
    """


def main() -> None:
    """Run the command, with every error as its message and exit code 2."""
    _start_quickly()
    try:
        _run()
    except OSError as error:
        # Only writing is left to fail here: a full disk, a closed output.
        with contextlib.suppress(OSError):
            click.echo(f"error[unwritable-output]: {error.strerror}", err=True)
        # Python would try to write what is left once more as it ends.
        os._exit(2)


def _run() -> None:
    from estimator.errors import EstimatorError, NoSuchValueError

    for stream in (sys.stdout, sys.stderr):
        # A terminal that has no × shows ? instead of a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        estimate(prog_name="estimate")
    except EstimatorError as error:
        click.echo(str(error), err=True)
        sys.exit(1 if isinstance(error, NoSuchValueError) else 2)


def _start_quickly() -> None:
    """Leave out what costs a short process more than it gives."""
    # A run is over before a collection of garbage would pay.
    gc.disable()
    # Pydantic looks through every installed package for plugins before it
    # builds its first model; none has a say in a scenario.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
