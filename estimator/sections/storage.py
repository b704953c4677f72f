"""What is kept, for how long, in how many copies."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.section import Answer, Section
from estimator.sections.users import NOTES


class Dataset(Section):
    """Say how large a set of data is that does not grow with the traffic."""

    noun: ClassVar[str] = "item"

    items: Amount | None = ask("{item}", "How many items it has.", any_thing=True, example="200M")
    size: Amount | None = ask("byte/{items}", "Size of one item.", example="1 KB")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "logical",
            "byte",
            "Data kept, before copies.",
            ("items * size",),
            law="data kept = items × size",
            source='notes, "Design a location Based System - Yelp"',
            needed=True,
            ways="give items and size",
        ),
        Answer(
            "total",
            "byte",
            "Data kept, with every copy.",
            ("logical * storage.multiplier",),
            law="data stored = data kept × copies",
            source=NOTES,
        ),
    )


class Storage(Section):
    """Say how long data is kept, in how many copies, with how much around it."""

    retention: Amount | None = ask("year", "How long data is kept.", example="5 years")
    replicas: Amount | None = factor(
        "Copies of all data, the first included.", default="1", example="3"
    )
    overhead: Amount | None = factor(
        "Indexes and metadata: data with them, over data without.",
        default="1",
        example="1.3",
        hint="20% on top is a factor of 1.2",
    )
    compression: Amount | None = factor(
        "How much smaller data is when compressed: 2 halves it.",
        default="1",
        example="2",
        multiplier="÷ {}",
        hint="it is a factor: 2 halves the data, 4 leaves a quarter",
    )
    headroom: Amount | None = share(
        "Share of the disks that stays free.",
        default="0%",
        multiplier="÷ (1 - {})",
        below=True,
        example="20%",
    )
    node_capacity: Amount | None = ask(
        "byte/node", "Data that one storage node holds.", above=True, example="4 TB"
    )
    datasets: dict[str, Dataset] = Field({}, description="Sets of data that do not grow, by name.")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "multiplier",
            "",
            "All copies, overheads and savings, once.",
            ("replicas * overhead / compression / (1 - headroom)",),
            quiet=True,
        ),
        Answer(
            "per_day",
            "byte/day",
            "New data a day, before copies.",
            ("sum(actions.*.stores.*.per_day)",),
        ),
        Answer(
            "logical",
            "byte",
            "All data kept, before copies.",
            (
                "sum(actions.*.stores.*.logical) + sum(datasets.*.logical)",
                "sum(actions.*.stores.*.logical)",
                "sum(datasets.*.logical)",
            ),
            whole=True,
        ),
        Answer(
            "total",
            "byte",
            "All data kept, with every copy.",
            ("logical * multiplier",),
            law="data stored = data kept × copies",
            source=NOTES,
        ),
        Answer(
            "nodes",
            "node",
            "Storage nodes that hold it.",
            ("ceil(total / node_capacity)",),
            law="nodes = data stored / capacity, rounded up",
        ),
    )
