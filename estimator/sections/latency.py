"""How long a request takes on its way, step by step, and how long at worst."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Decision, Section

TAIL = "Dean and Barroso, The Tail at Scale, 2013"


class Step(Section):
    """Say how long one step takes: a time, a hit or a miss, or steps of its own."""

    noun: ClassVar[str] = "step"
    counted: ClassVar[bool] = False
    short: ClassVar[str] = "time"
    line: ClassVar[tuple[str, ...]] = ("expected", "share", "worst")

    time: Amount | None = ask("s", "How long it takes.", example="5 ms")
    hit_ratio: Amount | None = share("Share of the requests that hit.", example="90%")
    hit: Amount | None = ask("s", "How long a hit takes.", example="1 ms")
    miss: Amount | None = ask(
        "s", "How long a miss takes, from its begin to its end.", example="20 ms"
    )
    every: Amount | None = ask(
        "s", "How long it is between ticks, or batches, that a request waits for.", example="2 s"
    )
    sequential: dict[str, Step] = Field({}, description="Steps of its own, one after the other.")
    parallel: dict[str, Step] = Field({}, description="Steps of its own, all at once.")
    repeat: Amount | None = ask(
        "",
        "How often it is done, one time after the other.",
        default="1",
        neutral=True,
        example="3",
    )
    failure_rate: Amount | None = share(
        "Share of the tries that fail.", default="0%", neutral=True, example="1%"
    )
    retries: Amount | None = ask(
        "", "How often it is tried again.", default="0", neutral=True, whole=True, example="2"
    )
    timeout: Amount | None = ask(
        "s", "How long a try that fails takes, where not as long as another.", example="100 ms"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "once",
            "s",
            "How long one try takes on average.",
            (
                "hit_ratio * hit + (1 - hit_ratio) * miss",
                "sum(sequential.*.expected)",
                "max(parallel.*.expected)",
                "every / 2",
                "time",
            ),
            law=(
                "hit ratio × hit + (1 - hit ratio) × miss",
                "one after the other: the sum",
                "all at once: the slowest",
                "half the time between ticks, on average",
                "",
            ),
            needed=True,
            one_way=True,
            quiet=True,
            ways="give time, or hit_ratio with hit and miss, or every, or parallel or sequential",
        ),
        Answer(
            "once_at_worst",
            "s",
            "How long one try takes at worst.",
            (
                "max(hit, miss)",
                "sum(sequential.*.worst)",
                "max(parallel.*.worst)",
                "every",
                "time",
            ),
            quiet=True,
        ),
        Answer(
            "times",
            "",
            "How often it is done for one request.",
            ("{holder}.times * in_full * repeat",),
            quiet=True,
        ),
        Answer(
            "in_full",
            "",
            "Tries that take their whole time, and no timeout.",
            ("1 - gives_up",),
            given=("timeout",),
            quiet=True,
        ),
        Answer("in_full", "", "Tries: each takes its whole time.", ("attempts",), quiet=True),
        Answer(
            "gives_up",
            "%",
            "Share of the requests that fail every try.",
            ("failure_rate^(retries + 1)",),
            quiet=True,
        ),
        Answer(
            "attempts",
            "",
            "Tries of each request, on average.",
            ("tries(failure_rate, retries)",),
            quiet=True,
        ),
        Answer(
            "expected",
            "s",
            "How long it takes on average.",
            (
                "((1 - gives_up) * once + failure_rate * attempts * timeout) * repeat",
                "once * attempts * repeat",
            ),
            law=(
                "P(a try succeeds) × time + tries that fail × timeout",
                "time × tries: 1 + p + p^2 … for each retry",
            ),
        ),
        Answer(
            "worst",
            "s",
            "How long it takes at worst: a miss, and every retry.",
            (
                "(max(once_at_worst, timeout) + retries * timeout) * repeat",
                "once_at_worst * (1 + retries) * repeat",
            ),
        ),
        Answer(
            "share",
            "%",
            "Its part of the whole path.",
            ("expected * {holder}.times / latency.{path}.expected",),
            law="share = its time, as often as it is done, over that of the path",
            may_lack=True,
        ),
    )


class Path(Section):
    """Say through which steps a request goes, and how long it may take."""

    noun: ClassVar[str] = "path"
    counted: ClassVar[bool] = False

    steps: dict[str, Step] = Field({}, description="The steps, one after the other, by name.")
    target: Amount | None = ask("s", "How long it may take.", above=True, example="200 ms")
    fan_out: Amount | None = ask("", "Servers that one request waits for.", low=1, example="100")
    slow_share: Amount | None = share(
        "Share of the answers of one server that are slow: 1 % is beyond its p99.",
        default="1%",
        example="1%",
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer("times", "", "How often the path is gone for one request.", ("1",), quiet=True),
        Answer(
            "expected",
            "s",
            "How long it takes on average.",
            ("sum(steps.*.expected)",),
            law="one after the other: the sum",
        ),
        Answer(
            "worst",
            "s",
            "How long it takes at worst: misses, and every retry.",
            ("sum(steps.*.worst)",),
        ),
        Answer(
            "margin",
            "s",
            "What the target leaves; below zero it is missed.",
            ("target - expected",),
        ),
        Answer(
            "tail",
            "%",
            "Share of the requests that wait for at least one slow answer.",
            ("1 - (1 - slow_share)^fan_out",),
            law="P(any of n is slow) = 1 - (1 - p)^n",
            source=TAIL,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "expected",
                "{expected} on average is beyond the target of {target}[: {steps.*.expected!most}"
                " takes most of it]",
                when=("expected > target",),
            ),
            Decision(
                "worst",
                "{expected} on average is within the target of {target}; at worst, with every miss"
                " and retry, {worst} is not",
                when=("worst > target",),
            ),
            Decision("worst", "within the target of {target}, even at worst: {worst}"),
            Decision("expected", "{expected} on average[, most of it in {steps.*.expected!most}]"),
        ),
        (
            Decision(
                "tail",
                "of requests that wait for {fan_out} servers, {tail} meet an answer slower than"
                " all but {slow_share}",
                when=("fan_out > 1",),
                source=TAIL,
            ),
        ),
    )

    example: ClassVar[str] = """\
latency:
  page:
    target: 200 ms
    fan_out: 100
    steps:
      connect: us_east_west_round_trip
      profile: {hit_ratio: 90%, hit: cache_get, miss: 20 ms}
      posts: {parallel: {text: 10 ms, photos: 30 ms}}
      rank: {time: 20 ms, failure_rate: 1%, retries: 2, timeout: 100 ms}
"""
