"""What the verbs share: the scenario they are given, its changes, and how text is set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from estimator import api
from estimator.api import Style, unstyled
from estimator.diagnostics import Diagnostic
from estimator.errors import SchemaError

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "quiet": {"dim": True},
    "number": {"fg": "cyan"},
    "good": {"fg": "green"},
    "bad": {"fg": "red", "bold": True},
}

_LARGEST = 1_000_000
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def style() -> Style:
    """Give the way to set text: in colour on a terminal, else as it is."""
    if "NO_COLOR" in os.environ or not (sys.stdout and sys.stdout.isatty()):
        return unstyled
    return lambda text, kind: click.style(text, **_STYLES[kind])


def scenario_argument(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb its scenario and the changes made to it."""
    verb = click.option(
        "--set",
        "changes",
        multiple=True,
        metavar="NAME=VALUE",
        help="Change an input, such as users.monthly=500M; NAME= takes it out. Can be repeated.",
    )(verb)
    return click.argument("scenario")(verb)


def format_option(*formats: str) -> Decorator:
    """Give a verb the choice of its output's format."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How the output is written.",
    )


def changed(scenario: str, changes: tuple[str, ...]) -> api.Scenario:
    """Load a scenario and make changes to it."""
    loaded = _standard_input() if scenario == "-" else api.load(scenario)
    wanted = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals or not name.strip():
            message = f"--set {change} is no change"
            hint = "write a name, = and an amount, such as --set users.monthly=500M"
            raise SchemaError([Diagnostic("bad-change", message, hint=hint)])
        wanted[name.strip()] = value.strip()
    return loaded.set(wanted)


def _standard_input() -> api.Scenario:
    if sys.stdin is None:
        raise SchemaError([Diagnostic("unreadable-file", "standard input is closed")])
    # One byte past the limit is enough to be refused.
    return api.loads(sys.stdin.buffer.read(_LARGEST + 1), "standard input")
