"""What is kept, for how long, in how many copies."""

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.layout import Erasure, Hashing, Lsm, Tier
from estimator.sections.section import Answer, Check, Decision, Section
from estimator.sections.users import NOTES


class Dataset(Section):
    """Say how large a set of data is that does not grow with the traffic."""

    noun: ClassVar[str] = "item"

    replicas: Amount | None = ask(
        "",
        "Whole copies of it, where not kept as the rest is.",
        low=1,
        multiplier="× {}",
        example="1",
    )
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
            ("logical * replicas * storage.around", "logical * storage.multiplier"),
            law="data stored = data kept × copies",
            source=NOTES,
        ),
        Answer(
            "server_share",
            "",
            "Data over the memory of one large server.",
            ("logical / (measured.server_memory * 1 server)",),
            quiet=True,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "logical",
                "{logical} is small enough to stay in the memory of one server",
                when=("server_share <= 1",),
                unless=("database.data",),
                source='notes, "Design a location Based System - Yelp"',
            ),
        ),
    )


class Storage(Section):
    """Say how long data is kept, in how many copies, with how much around it."""

    implied: ClassVar[bool] = True

    retention: Amount | None = ask("year", "How long data is kept.", example="5 years")
    replicas: Amount | None = factor(
        "Copies of all data, the first included.", default="1", counts="copies", example="3"
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
    erasure: Erasure | None = Field(None, description="Erasure coding, in place of whole copies.")
    tiers: dict[str, Tier] = Field({}, description="Kinds of storage that share the data, by name.")
    lsm: Lsm | None = Field(None, description="A log-structured merge tree that keeps the data.")
    hashing: Hashing | None = Field(None, description="Consistent hashing that spreads the data.")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "around",
            "",
            "Overheads and savings of one copy.",
            ("overhead / compression / (1 - headroom)",),
            quiet=True,
        ),
        Answer(
            "packed",
            "",
            "Overheads and savings of what is written.",
            ("overhead / compression",),
            quiet=True,
        ),
        Answer(
            "written",
            "byte/day",
            "Data that new data makes, with copies and compressed.",
            ("sum(actions.*.stores.*.written)",),
            quiet=True,
        ),
        Answer(
            "multiplier",
            "",
            "All copies, overheads and savings, once.",
            (
                "replicas * erasure.factor * overhead / compression / (1 - headroom)",
                "replicas * overhead / compression / (1 - headroom)",
            ),
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
            "one_copy",
            "byte",
            "One copy of all data kept, with indexes and compressed.",
            ("logical * overhead / compression",),
            quiet=True,
        ),
        Answer(
            "total",
            "byte",
            "All data kept, with every copy.",
            (
                "sum(actions.*.stores.*.total) + sum(datasets.*.total)",
                "sum(actions.*.stores.*.total)",
                "sum(datasets.*.total)",
            ),
            law="data stored = data kept × copies, of all that is kept",
            source=NOTES,
            telling=True,
        ),
        Answer(
            "disk",
            "byte",
            "What one large disk holds.",
            ("measured.hdd_capacity",),
            quiet=True,
        ),
        Answer("disks", "", "Disks that hold it.", ("ceil(total / disk)",), quiet=True),
        Answer(
            "tiers_share",
            "%",
            "What all tiers have, of the data.",
            ("sum(tiers.*.share)",),
            quiet=True,
        ),
        Answer(
            "nodes",
            "node",
            "Storage nodes that hold it.",
            ("ceil(total / node_capacity)",),
            law="nodes = data stored / capacity, rounded up",
            telling=True,
        ),
    )

    checks: ClassVar[tuple[Check, ...]] = (
        Check("tiers_share <= 100%", "the tiers share all data between them"),
        Check("tiers_share >= 99%", "the tiers share all data between them: give one the rest"),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "total",
                "{total} of data: {nodes} of {node_capacity!each}",
                when=("nodes > 1 node",),
            ),
            Decision(
                "total",
                "{total} of data: one node of {node_capacity!each} holds it all",
                when=("total > 0 byte",),
            ),
            Decision(
                "total",
                "{total} of data: about {disks} disks of {disk}, spread over many machines",
                when=("disks > 100",),
                unless=("database.shards_by.storage",),
            ),
            Decision(
                "total",
                "{total} of data: a few machines with {disks} disks of {disk}",
                when=("disks > 1",),
                unless=("database.shards_by.storage",),
            ),
            Decision(
                "total",
                "{total} of data: less than one disk of {disk} holds",
                when=("total > 0 byte",),
                unless=("database.shards_by.storage",),
            ),
        ),
    )

    example: ClassVar[str] = """\
storage:
  retention: 5 years
  replicas: 3
  overhead: 1.3
  datasets:
    business: {items: 200M, size: 1 KB}
  tiers:
    hot: {share: 10%, price: prices.s3_standard}
    cold: {share: 90%}
"""
