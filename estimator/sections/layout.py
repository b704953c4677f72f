"""How stored data is laid out: erasure coding, tiers, trees that compact, rings that spread."""

from typing import ClassVar, Literal

from pydantic import Field

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Decision, Section

LSM = "Dayan, Athanassoulis and Idreos, Monkey: Optimal Navigable Key-Value Store, 2017"


class Erasure(Section):
    """Say into how many blocks data is cut, and how many more guard against losses."""

    data_blocks: Amount | None = ask(
        "", "Blocks that data is cut into.", low=1, whole=True, example="10"
    )
    parity_blocks: Amount | None = ask(
        "", "Blocks added, of which as many may be lost.", whole=True, counts="copies", example="4"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "factor",
            "",
            "Data stored for each byte kept.",
            ("(data_blocks + parity_blocks) / data_blocks",),
            law="Reed-Solomon: (data + parity blocks) / data blocks",
            multiplier="× {}",
            source="Reed and Solomon, Polynomial Codes over Certain Finite Fields, 1960",
            needed=True,
            ways="give data_blocks and parity_blocks",
        ),
        Answer(
            "copies_as_safe",
            "",
            "Whole copies that would survive as many losses.",
            ("parity_blocks + 1",),
            quiet=True,
        ),
        Answer(
            "saved",
            "",
            "How many times less that is than such copies.",
            ("copies_as_safe / factor",),
            quiet=True,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "factor",
                "erasure coding keeps {factor} bytes for one and survives the loss of"
                " {parity_blocks} blocks; {copies_as_safe} whole copies would take"
                " {saved} times as much",
                when=("parity_blocks > 0",),
            ),
        ),
    )


class Tier(Section):
    """Say how much of the data lies on one kind of storage, and what that costs."""

    noun: ClassVar[str] = "tier"
    counted: ClassVar[bool] = False
    line: ClassVar[tuple[str, ...]] = ("size", "monthly")

    share: Amount | None = share("Share of all data that lies there.", example="10%")
    replicas: Amount | None = ask(
        "",
        "Copies there, where not as many as elsewhere: 1 where the price has them in it.",
        low=1,
        multiplier="× {}",
        example="1",
    )
    price: Amount | None = ask(
        "dollar/GB/month", "What storing costs there.", example="prices.s3_standard"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "size",
            "byte",
            "Data that lies there, with every copy.",
            ("storage.logical * storage.around * share * replicas", "storage.total * share"),
            needed=True,
            ways="give it a share, and storage a retention or datasets",
        ),
        Answer(
            "monthly",
            "dollar/month",
            "What it costs a month.",
            ("size * price", "size * cost.storage"),
            law="cost = data × price",
        ),
    )


class Lsm(Section):
    """Say how a log-structured merge tree compacts, to learn how often it writes data again."""

    memtable: Amount | None = ask(
        "byte",
        "Data in memory before it is written out.",
        default="64 MB",
        above=True,
        example="64 MB",
    )
    level_ratio: Amount | None = ask(
        "",
        "How much larger each level is than the one above.",
        default="10",
        low=1,
        above=True,
        example="10",
    )
    compaction: Literal["leveled", "tiered"] = Field(
        "leveled", description="How levels are merged: leveled reads quicker, tiered writes less."
    )
    size: Amount | None = ask("byte", "Data in one tree.", above=True, example="1 TB")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "size",
            "byte",
            "Data in one tree.",
            (
                "storage.total * (1 - storage.headroom) / storage.nodes * 1 node",
                "storage.one_copy",
            ),
            quiet=True,
            may_lack=True,
        ),
        Answer(
            "levels",
            "",
            "Levels on disk.",
            ("max(1, ceil(log(size / memtable * (1 - 1 / level_ratio), level_ratio)))",),
            law="levels = log_T(data / memtable × (T - 1) / T), rounded up; T: the level ratio",
            source=LSM,
            may_lack=True,
        ),
        Answer(
            "write_amplification",
            "",
            "How often each byte is written to disk, the log included.",
            ("1 + level_ratio * levels",),
            law="leveled: once to the log, then as often as the ratio in each level (at worst)",
            source=LSM,
            when=(("compaction", "leveled"),),
            may_lack=True,
        ),
        Answer(
            "write_amplification",
            "",
            "How often each byte is written to disk, the log included.",
            ("1 + levels",),
            law="tiered: once to the log, then once in each level",
            source=LSM,
            when=(("compaction", "tiered"),),
            may_lack=True,
        ),
        Answer(
            "disk_writes",
            "byte/s",
            "Data written to all disks, averaged over the day.",
            ("storage.written * write_amplification",),
            may_lack=True,
        ),
    )


class Hashing(Section):
    """Say how data is spread over nodes by consistent hashing, to learn how evenly."""

    nodes: Amount | None = ask("node", "Nodes on the ring.", low=1, whole=True, example="10")
    virtual_nodes: Amount | None = ask(
        "", "Places on the ring of each node.", default="1", low=1, whole=True, example="100"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "nodes",
            "node",
            "Nodes on the ring.",
            ("database.shards * 1 node/shard", "storage.nodes"),
            quiet=True,
            may_lack=True,
        ),
        Answer(
            "spread",
            "%",
            "Standard deviation of a node's share of the keys, over the mean share.",
            ("sqrt((nodes / 1 node - 1) / (nodes / 1 node * virtual_nodes + 1))",),
            law="shares of random arcs: Beta(v, (n - 1) v), about 1/sqrt(v)",
            source="Karger and others, Consistent Hashing and Random Trees, 1997",
            may_lack=True,
        ),
        Answer(
            "busiest",
            "",
            "About how much more than the mean the fullest node has.",
            ("fullest(nodes / 1 node, virtual_nodes)",),
            law="the largest of n random shares of v arcs each, Gamma(v)",
            source="Wilson and Hilferty, The Distribution of Chi-Square, 1931",
            may_lack=True,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "busiest",
                "placed {virtual_nodes} times each on the ring, the fullest of {nodes} has about"
                " {busiest} times the mean: plan each node for that",
                when=("nodes > 1 node",),
            ),
        ),
    )
