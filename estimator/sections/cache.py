"""What a cache holds, what it takes off the origin, and what that makes of latency."""

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Decision, Picked, Section, pick

PARETO = "the 80-20 rule: a fifth of the items draws four fifths of the requests"
BLOOM = "Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors, 1970"


class BloomFilter(Section):
    """Say how many items a Bloom filter remembers, and how often it may be wrong."""

    items: Amount | None = ask("item", "Items that it remembers.", example="1 billion")
    false_positives: Amount | None = share(
        "Share of the items never seen that it takes for seen.",
        default="1%",
        above=True,
        below=True,
        example="1%",
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "bits_per_item",
            "bit/item",
            "Bits for each item.",
            ("-ln(false_positives) / ln(2)^2 * 1 bit/item",),
            law="bits per item = -ln p / (ln 2)^2",
            source=BLOOM,
        ),
        Answer(
            "size",
            "bit",
            "Memory of the filter.",
            ("items * bits_per_item",),
            law="bits = items × -ln p / (ln 2)^2",
            source=BLOOM,
            needed=True,
            ways="give items",
        ),
        Answer("memory", "byte", "The same in bytes.", ("size",)),
        Answer(
            "optimal_hashes",
            "",
            "Hash functions at which it errs least.",
            ("bits_per_item / (1 bit/item) * ln(2)",),
            law="hash functions = bits per item × ln 2",
            source=BLOOM,
        ),
        Answer("hashes", "", "Hash functions to take.", ("max(1, round(optimal_hashes))",)),
    )


class Cache(Section):
    """Say what is cached, and how much of it is asked for again and again."""

    of: Picked = pick("actions", "The actions whose results are cached.")
    hot_share: Amount | None = share(
        "Share of the data that is worth caching.", default="20%", example="20%"
    )
    hit_ratio: Amount | None = share(
        "Share of the reads that the cache answers.", default="80%", example="80%"
    )
    data: Amount | None = ask(
        "byte", "Data that could be cached, where it is not what is read.", example="500 GB"
    )
    window: Amount | None = ask(
        "day", "The time whose reads are to be cached.", default="1 day", example="1 day"
    )
    one_hit_wonders: Amount | None = share(
        "Share of the data that is asked for once, and so not cached.",
        default="0%",
        neutral=True,
        multiplier="× (1 - {})",
        example="75%",
    )
    node_memory: Amount | None = ask(
        "byte/node", "Memory of one cache node.", above=True, example="64 GB"
    )
    hit_latency: Amount | None = ask(
        "s", "How long a hit takes.", default="notes.cache_get", example="1 ms"
    )
    miss_latency: Amount | None = ask(
        "s", "How long a miss takes, the look into the cache included.", example="20 ms"
    )
    bloom_filter: BloomFilter | None = Field(
        None, description="A Bloom filter that keeps what is asked for once out of the cache."
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "data",
            "byte",
            "Data that could be cached: what is read in the window.",
            ("sum(read.{of})",),
            law="data = reads × size × window, as if none was read twice",
            ways="give the data, or to the actions response_size and kind: read",
        ),
        Answer(
            "reading.{each}",
            "byte/s",
            "What is read of it, averaged over the day.",
            ("actions.{each}.read_rate * actions.{each}.response_size",),
            each="of",
            quiet=True,
        ),
        Answer(
            "read.{each}",
            "byte",
            "What is read of it in the window.",
            ("reading.{each} * min(window, actions.{each}.lasts)", "reading.{each} * window"),
            each="of",
            quiet=True,
        ),
        Answer(
            "memory",
            "byte",
            "Memory for what is asked for again and again.",
            ("data * hot_share * (1 - one_hit_wonders)",),
            law="working set = data × hot share, less what is asked for once",
            source=PARETO,
            telling=True,
        ),
        Answer(
            "nodes",
            "node",
            "Cache nodes that hold it.",
            ("ceil(memory / node_memory)",),
            law="nodes = memory / memory of one, rounded up",
            telling=True,
        ),
        Answer(
            "hit.{each}",
            "request/s",
            "Reads that the cache answers at the peak.",
            ("actions.{each}.peak_read_rate * hit_ratio",),
            each="of",
            quiet=True,
        ),
        Answer(
            "hits",
            "request/s",
            "Reads that the cache answers at the peak.",
            ("sum(hit.{of})",),
            law="hits = reads × hit ratio",
        ),
        Answer(
            "misses",
            "request/s",
            "Reads that reach the origin at the peak.",
            ("sum(actions.{of}.peak_read_rate) - hits",),
            law="misses = reads × (1 - hit ratio)",
            telling=True,
        ),
        Answer(
            "effective_latency",
            "s",
            "How long a read takes on average.",
            ("hit_ratio * hit_latency + (1 - hit_ratio) * miss_latency",),
            law="effective time = hit ratio × hit + (1 - hit ratio) × miss",
            source="Hennessy and Patterson, Computer Architecture: average memory access time",
        ),
        Answer(
            "server_share",
            "",
            "Memory over that of one large server.",
            ("memory / (measured.server_memory * 1 server)",),
            quiet=True,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "misses",
                "the cache takes {hits} of reads at the peak, and leaves {misses} to the origin",
                when=("hits > 0 request/s",),
            ),
        ),
        (
            Decision(
                "memory",
                "{memory} of hot data: {nodes} of {node_memory!each}",
                when=("nodes > 1 node",),
                source=PARETO,
            ),
            Decision(
                "memory",
                "{memory} of hot data: one cache node holds it",
                when=("nodes > 0 node",),
                source=PARETO,
            ),
            Decision(
                "memory",
                "{memory} of hot data: the memory of one server holds it",
                when=("server_share <= 1",),
                source=PARETO,
            ),
            Decision(
                "memory",
                "{memory} of hot data: a cluster of caches",
                source=PARETO,
            ),
        ),
    )

    example: ClassVar[str] = """\
actions:
  view: {kind: read, rate: 20k / s, response_size: 500 byte}
cache:
  of: [view]
  hot_share: 20%
  hit_ratio: 80%
  node_memory: 64 GB
  miss_latency: 20 ms
  bloom_filter: {items: 1 billion, false_positives: 1%}
"""
