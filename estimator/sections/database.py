"""How many database nodes it takes, and which limit asks for them."""

from typing import ClassVar, Literal

from pydantic import Field

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.section import Answer, Decision, Picked, Section, pick
from estimator.sections.users import NOTES


class Database(Section):
    """Say what one database node can do, to learn how many it takes and for what."""

    handles: Picked = pick("actions", "The actions that ask the database.")
    queries: Amount | None = ask(
        "query/request", "Queries that a request makes.", default="1", example="3"
    )
    reads: Amount | None = ask(
        "query/s", "Reads at the peak, where they are no action's.", demand=True, example="10k / s"
    )
    writes: Amount | None = ask(
        "query/s", "Writes at the peak, where they are no action's.", demand=True, example="1k / s"
    )
    data: Amount | None = ask(
        "byte", "One copy of its data, where it is not what storage keeps.", example="2 TB"
    )
    read_capacity: Amount | None = ask(
        "query/s/node",
        "Reads that one node serves, beside its writes.",
        default="1 query/node / notes.ssd_read_8_kb",
        above=True,
        example="10k / s",
    )
    write_capacity: Amount | None = ask(
        "query/s/node",
        "Writes that one node takes, beside its reads.",
        default="1 query/node / notes.ssd_write_8_kb",
        above=True,
        example="1k / s",
    )
    node_capacity: Amount | None = ask(
        "byte/node",
        "Data that one node holds.",
        default="measured.ssd_capacity / 1 node",
        above=True,
        example="2 TB",
    )
    utilization: Amount | None = share(
        "Share of each limit that is planned to be used.",
        default="100%",
        above=True,
        multiplier="÷ {}",
        example="70%",
    )
    replicas: Amount | None = factor(
        "Copies of each shard, the first included, to survive a loss.",
        default="storage.replicas",
        whole=True,
        counts="copies",
        example="3",
    )
    reads_from: Literal["replicas", "primary"] = Field(
        "replicas", description="Whether every copy serves reads, or the first alone."
    )
    replication: Literal["asynchronous", "synchronous"] | None = Field(
        None, description="Whether a write waits for the other copies."
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "read.{each}",
            "query/s",
            "Reads of one action at the peak that reach it.",
            (
                "(actions.{each}.peak_read_rate - cache.hit.{each}) * actions.{each}.queries",
                "actions.{each}.peak_read_rate * actions.{each}.queries",
                "(actions.{each}.peak_read_rate - cache.hit.{each}) * queries",
                "actions.{each}.peak_read_rate * queries",
            ),
            law=(
                "reads = (read requests - what the cache takes) × queries of each",
                "reads = read requests × queries of each",
            )
            * 2,
            each="handles",
            quiet=True,
        ),
        Answer(
            "write.{each}",
            "query/s",
            "Writes of one action at the peak.",
            (
                "actions.{each}.peak_write_rate * actions.{each}.queries",
                "actions.{each}.peak_write_rate * queries",
            ),
            law="writes = write requests × queries of each",
            each="handles",
            quiet=True,
        ),
        Answer(
            "reads",
            "query/s",
            "Reads at the peak that reach it.",
            ("sum(read.{handles})",),
            telling=True,
        ),
        Answer(
            "writes",
            "query/s",
            "Writes at the peak.",
            ("sum(write.{handles})",),
            telling=True,
        ),
        Answer("data", "byte", "One copy of its data.", ("storage.one_copy",)),
        Answer(
            "shards_by.storage",
            "shard",
            "Shards that its data takes.",
            ("data / (node_capacity * utilization) * 1 shard/node",),
            law="shards = data / what a node holds",
        ),
        Answer(
            "shards_by.writes",
            "shard",
            "Shards that its writes take: every copy takes all writes of its shard.",
            ("writes / (write_capacity * utilization) * 1 shard/node",),
            law="shards = writes / what a node takes",
        ),
        Answer(
            "shards_by.reads",
            "shard",
            "Shards that its reads take, where only the first copy serves them.",
            ("reads / (read_capacity * utilization) * 1 shard/node",),
            law="shards = reads / what a node serves",
            when=(("reads_from", "primary"),),
        ),
        Answer(
            "shards",
            "shard",
            "Parts that the data is split into.",
            ("max(1 shard, ceil(max(shards_by.*)))", "1 shard"),
            law="shards = the most that a limit asks for, rounded up",
            telling=True,
        ),
        Answer(
            "nodes_for.copies",
            "node",
            "Nodes that hold the copies of every shard.",
            ("shards * ceil(replicas) * 1 node/shard",),
            law="nodes = shards × copies",
        ),
        Answer(
            "nodes_for.reads",
            "node",
            "Nodes that serve the reads, where every copy does.",
            ("reads / (read_capacity * utilization)",),
            law="nodes = reads / what a node serves",
            when=(("reads_from", "replicas"),),
        ),
        Answer(
            "nodes",
            "node",
            "Database nodes in all.",
            ("ceil(max(nodes_for.*))",),
            law="as many as the copies, or the reads, take",
            telling=True,
            ways="give the actions a kind, or reads and writes, or data and node_capacity",
        ),
        Answer(
            "copies",
            "node/shard",
            "Copies of each shard, on average.",
            ("nodes / shards",),
        ),
        Answer(
            "read_replicas",
            "node",
            "Nodes that are no first copy.",
            ("nodes - shards * 1 node/shard",),
        ),
        Answer(
            "load",
            "query/s",
            "Queries at the peak.",
            ("reads + writes", "reads", "writes"),
            quiet=True,
            ways="give the actions a kind, read or write, or reads and writes",
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "nodes",
                "{load} at the peak: one database server, no cache or shards yet[, until"
                " {nodes!until}]",
                when=("nodes <= 1 node",),
                unless=("cache.hits",),
                source=NOTES,
            ),
            Decision(
                "nodes",
                "{load} at the peak: one database server, no shards yet[, until {nodes!until}]",
                when=("nodes <= 1 node",),
                source=NOTES,
            ),
            Decision(
                "shards",
                "one shard does[, until {shards!until}]; its {nodes} are copies, for reads and for"
                " a loss",
                when=("shards <= 1 shard", "nodes > 1 node"),
                source=NOTES,
            ),
            Decision(
                "shards",
                "{shards}[, bound by {shards!binds}], and {nodes} in all",
                when=("shards > 1 shard",),
                source=NOTES,
            ),
        ),
        (
            Decision(
                "copies",
                "the copies follow asynchronously: a read of one may miss the last writes",
                when=("copies > 1 node/shard",),
                chosen=("replication", "asynchronous"),
            ),
            Decision(
                "copies",
                "the copies follow synchronously: each write waits for another node",
                when=("copies > 1 node/shard",),
                chosen=("replication", "synchronous"),
            ),
        ),
    )

    example: ClassVar[str] = """\
actions:
  view: {kind: read, rate: 20k / s, peak_factor: 2}
  post: {kind: write, rate: 800 / s, peak_factor: 2, stores: {text: {size: 1 KB}}}
storage: {retention: 5 years}
database: {handles: [view, post], node_capacity: 4 TB, replicas: 3, replication: asynchronous}
"""
