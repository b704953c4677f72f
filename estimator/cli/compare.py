"""`estimate compare`: scenarios, or variants of one, side by side, and why they differ."""

from __future__ import annotations

import re

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, parted, scenario_argument
from estimator.diagnostics import Diagnostic
from estimator.errors import SchemaError

# The word between two changes, not one inside an amount's source.
_AND = re.compile(r"\s+and\s+(?=[\w.]+\s*=)")


@click.command("compare")
@scenario_argument
@click.argument("others", nargs=-1, metavar="[OTHER]...")
@click.option(
    "--with",
    "variants",
    multiple=True,
    metavar="NAME=VALUE",
    help='A variant of SCENARIO, such as "users.monthly=600M and storage.replicas=2".'
    " Can be repeated.",
)
@format_option(*api.FORMATS)
def command(
    scenario: str,
    changes: tuple[str, ...],
    others: tuple[str, ...],
    variants: tuple[str, ...],
    format_: str,
) -> None:
    """Put the results of SCENARIO beside those of others, with what makes the difference.

    Others are scenarios, or variants of the first. What is --set is set in all.
    """
    named = (scenario, *others)
    _hold(named, variants)
    compared = {name: changed(name, changes) for name in named}
    first = compared[scenario]
    compared |= {variant.strip(): first.set(_variant(variant)) for variant in variants}
    click.echo(api.compare(compared).report(format_))


def _variant(text: str) -> dict[str, str]:
    return dict(parted("--with", change, "600M") for change in _AND.split(text))


def _hold(named: tuple[str, ...], variants: tuple[str, ...]) -> None:
    """Hold what is compared to two at least, each once."""
    given = [*named, *(variant.strip() for variant in variants)]
    if len(given) < 2:
        message = f"{given[0]} is compared with nothing"
        hint = "name another scenario, or write --with users.monthly=600M"
        raise SchemaError([Diagnostic("nothing-to-compare", message, hint=hint)])
    for name in given:
        if given.count(name) > 1:
            message = f"{name} is there twice"
            raise SchemaError([Diagnostic("compared-twice", message, hint="name each once")])
