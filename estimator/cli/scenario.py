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
_STEPS = {"k": "e3", "m": "e6", "b": "e9"}
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def count(given: str | int) -> int:
    """Read how many of something, as the type of an option: 100k, 100_000 and 1e5 are the same.

    Raises SchemaError for what is no whole number.

    >>> count("100k"), count("2.5e6"), count("1_000")
    (100000, 2500000, 1000)
    """
    text = str(given).strip().lower().replace("_", "")
    if text.isdecimal():
        return int(text)
    try:
        number = float(text[:-1] + _STEPS.get(text[-1:], text[-1:]))
    except ValueError:
        number = float("nan")
    if not number.is_integer():
        hint = "write it as in 100k, 100_000 or 1e5"
        raise SchemaError([Diagnostic("bad-count", f"{given} is no whole number", hint=hint)])
    return int(number)


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


def of_option(meaning: str) -> Decorator:
    """Give a verb the results that it is asked for, by name."""
    return click.option("--of", multiple=True, metavar="NAME", help=f"{meaning} Can be repeated.")


def samples_options(samples: int, meaning: str) -> Decorator:
    """Give a verb how many samples it draws, and their seed."""

    def give(verb: Callable[..., Any]) -> Callable[..., Any]:
        verb = click.option(
            "--seed",
            type=count,
            default=1,
            show_default=True,
            help="Another seed draws other samples.",
        )(verb)
        return click.option(
            "--samples", type=count, default=samples, show_default=True, help=meaning
        )(verb)

    return give


def changed(scenario: str, changes: tuple[str, ...]) -> api.Scenario:
    """Load a scenario and make changes to it."""
    loaded = _standard_input() if scenario == "-" else api.load(scenario)
    return loaded.set(dict(parted("--set", change, "500M") for change in changes))


def parted(option: str, text: str, example: str) -> tuple[str, str]:
    """Part what an option is given, NAME=VALUE, at its first `=`.

    Raises SchemaError where there is none, with an example of a value.
    """
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        message = f"{option} {text} is no change"
        hint = f"write a name, = and an amount, such as {option} users.monthly={example}"
        raise SchemaError([Diagnostic("bad-change", message, hint=hint)])
    return name.strip(), value.strip()


def _standard_input() -> api.Scenario:
    if sys.stdin is None:
        raise SchemaError([Diagnostic("unreadable-file", "standard input is closed")])
    # One byte past the limit is enough to be refused.
    return api.loads(sys.stdin.buffer.read(_LARGEST + 1), "standard input")
