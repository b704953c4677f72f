"""How much of the time the system is up, from how much its parts are."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Check, Decision, Section

SRE = "Beyer and others, Site Reliability Engineering, 2016"
SERIES = "parts in series: 1 - the product of their availabilities is lost"


class Part(Section):
    """Say how available one part is: alone, in copies, or made of parts of its own."""

    noun: ClassVar[str] = "part"
    counted: ClassVar[bool] = False
    short: ClassVar[str] = "each"
    line: ClassVar[tuple[str, ...]] = ("availability",)

    each: Amount | None = share("Share of the time that one copy is up.", example="99.9%")
    copies: Amount | None = ask(
        "",
        "Copies that fail independently.",
        default="1",
        neutral=True,
        low=1,
        high=10_000,
        whole=True,
        example="3",
    )
    needed: Amount | None = ask(
        "", "Copies that must be up.", default="1", neutral=True, low=1, whole=True, example="2"
    )
    any_of: dict[str, Part] = Field({}, description="Parts of which one must be up, by name.")
    all_of: dict[str, Part] = Field({}, description="Parts that must all be up, by name.")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "unavailability",
            "%",
            "Share of the time that it is down.",
            (
                "outage(1 - each, copies, needed)",
                "product(any_of.*.unavailability)",
                "one_or_more(all_of.*.unavailability)",
            ),
            law=(
                "k of n: fewer than the needed copies are up (binomial)",
                "parts in parallel: all are down",
                SERIES,
            ),
            source=SRE,
            needed=True,
            one_way=True,
            quiet=True,
            ways="give each, or any_of or all_of",
        ),
        Answer(
            "availability",
            "%",
            "Share of the time that it is up.",
            ("1 - unavailability",),
        ),
    )

    checks: ClassVar[tuple[Check, ...]] = (Check("needed <= copies", "have more, or need fewer"),)


class Availability(Section):
    """Say which parts must be up, all of them, for the system to be up."""

    parts: dict[str, Part] = Field({}, description="The parts, in series, by name.")
    target: Amount | None = share(
        "Share of the time that it should be up.", below=True, example="99.9%"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "unavailability",
            "%",
            "Share of the time that it is down.",
            ("one_or_more(parts.*.unavailability)",),
            law=SERIES,
            source=SRE,
            quiet=True,
        ),
        Answer(
            "overall",
            "%",
            "Share of the time that it is up.",
            ("1 - unavailability",),
            law="parts in series: the product of their availabilities",
            source=SRE,
        ),
        Answer(
            "nines",
            "",
            "How many nines that is.",
            ("-log10(unavailability)",),
            law="nines = -log10(1 - availability)",
            may_lack=True,
        ),
        Answer(
            "downtime_per_day", "s", "How long it is down in a day.", ("unavailability * 1 day",)
        ),
        Answer(
            "downtime_per_month",
            "s",
            "How long it is down in a month.",
            ("unavailability * 1 month",),
        ),
        Answer(
            "downtime_per_year",
            "s",
            "How long it is down in a year.",
            ("unavailability * 1 year",),
            law="downtime = (1 - availability) × time",
        ),
        Answer(
            "error_budget",
            "s",
            "How long the target lets it be down in a year.",
            ("(1 - target) * 1 year",),
            law="error budget = (1 - target) × time",
            source=SRE,
        ),
        Answer(
            "error_budget_left",
            "s",
            "What is left of that; below zero the target is missed.",
            ("error_budget - downtime_per_year",),
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "overall",
                "{overall} misses the target of {target}: {downtime_per_year} down a year, where"
                " it allows {error_budget}[; {parts.*.unavailability!most} is down most]",
                when=("downtime_per_year > error_budget",),
                source=SRE,
            ),
            Decision(
                "overall",
                "{overall} meets the target of {target}: {downtime_per_year} down a year, where"
                " it allows {error_budget}",
                source=SRE,
            ),
            Decision(
                "overall",
                "{overall}: {downtime_per_year} down a year[; {parts.*.unavailability!most} is"
                " down most]",
                when=("unavailability > 0%",),
            ),
        ),
    )

    example: ClassVar[str] = """\
availability:
  target: 99.9%
  parts:
    load_balancer: 99.99%
    web: {each: 99%, copies: 3, needed: 2}
    database: {any_of: {east: 99.9%, west: 99.9%}}
"""
