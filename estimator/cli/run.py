"""`estimate run`: work a scenario out and print its report."""

from __future__ import annotations

import sys

import click

from estimator import api
from estimator.cli.scenario import changed, format_option, scenario_argument, style


@click.command("run")
@scenario_argument
@click.option(
    "--conventions",
    type=click.Choice([*api.CONVENTIONS, "both"]),
    help="Days of 86,400 s and years of 365 days, or 10^5 s and 400 days; else as the file says.",
)
@click.option("--scientific", is_flag=True, help="Show numbers as figures and a power of ten.")
@format_option(*api.REPORT_FORMATS)
def command(
    scenario: str,
    changes: tuple[str, ...],
    conventions: str | None,
    scientific: bool,
    format_: str,
) -> None:
    """Work SCENARIO out: rates, storage, bandwidth and what it expects.

    Exit code 1 means that a result is not what the scenario expects, or that
    a claim is off, of the wrong kind, or not of the verdict it is known to
    have. With --set or other conventions the scenario is another one: its
    expectations are not judged, and a claim fails nothing.
    """
    loaded = changed(scenario, changes)
    own = loaded.conventions
    asked = {None: [own], "both": list(api.CONVENTIONS)}.get(conventions, [conventions])
    judged = not changes and own in asked
    # The scenario's own convention comes first: it is the one that is judged.
    ordered = sorted(asked, key=lambda convention: convention != own)
    first, *beside = [loaded.estimate(None if c == own else c) for c in ordered]
    summary = first.summary(*beside, judged=judged, scientific=scientific)
    notes = format_ == "notes"
    click.echo(first.report("notes") if notes else api.render(summary, format_, style()))
    missed = any(not expectation.met for expectation in summary.expectations)
    if missed or (judged and any(claim.fails for claim in summary.claims)):
        sys.exit(1)
