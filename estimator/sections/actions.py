"""What the users do, how often, and the traffic that this makes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.section import Answer, Section
from estimator.sections.users import NOTES


class Store(Section):
    """Say what one action leaves behind in storage."""

    noun: ClassVar[str] = "item"

    share: Amount | None = share(
        "Share of the actions that leave one.", default="100%", example="10%"
    )
    count: Amount | None = ask(
        "{item}/{action}", "How many such an action leaves.", default="1", example="4"
    )
    size: Amount | None = ask("byte/{item}", "Size of one.", example="100 KB")
    retention: Amount | None = ask(
        "year", "How long it is kept, where not as long as the rest.", example="30 days"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "per_day",
            "byte/day",
            "New data a day, before copies.",
            ("actions.{action}.rate * share * count * size",),
            law="data a day = actions a day × share × count × size",
            source=NOTES,
            needed=True,
            ways="give its size",
        ),
        Answer(
            "logical",
            "byte",
            "Data kept, before copies.",
            ("per_day * retention", "per_day * storage.retention"),
            ways="give it a retention, or storage.retention for all",
            law="data kept = data a day × retention",
            source=NOTES,
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


class Action(Section):
    """Say what users do, how often, how large it is, and what it leaves behind."""

    noun: ClassVar[str] = "action"

    kind: Literal["read", "write"] | None = Field(
        None, description="Whether it reads or writes; the read:write ratio counts both."
    )
    done_by: Amount | None = share(
        "Share of the daily users who do it on a day.", default="100%", example="25%"
    )
    per_user: Amount | None = ask(
        "{action}/user/day", "How often each user who does it does it.", example="2 / day"
    )
    rate: Amount | None = ask(
        "{action}/s", "How often it is done in all, averaged over the day.", example="40 / s"
    )
    total: Amount | None = ask(
        "{action}", "How often it is done in all, over a time.", example="5 billion"
    )
    over: Amount | None = ask(
        "day", "The time that the total is over.", above=True, example="4 hours"
    )
    peak_factor: Amount | None = factor(
        "How much higher the peak is than the average.", default="1", example="2"
    )
    requests: Amount | None = ask(
        "request/{action}", "Requests that one action makes.", default="1", example="3"
    )
    request_size: Amount | None = ask(
        "byte/request", "Data sent in with a request.", example="1 KB"
    )
    response_size: Amount | None = ask(
        "byte/request", "Data sent back for a request.", example="20 KB"
    )
    fan_out: Amount | None = ask(
        "",
        "To how many receivers the result of one action goes.",
        default="1",
        multiplier="× {}",
        example="200",
    )
    stores: dict[str, Store] = Field({}, description="What each action leaves behind, by name.")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "rate",
            "{action}/s",
            "How often it is done, averaged over the day.",
            ("users.daily * done_by * per_user", "total / over"),
            law=("rate = DAU × share who act × actions per user", "rate = total / time"),
            source=NOTES,
            needed=True,
            ways="give per_user (with users.daily), or total with over, or rate",
        ),
        Answer(
            "peak_rate",
            "{action}/s",
            "How often it is done at the peak.",
            ("rate * peak_factor",),
            law="peak rate = average rate × peak factor",
            source=NOTES,
        ),
        Answer("per_day", "{action}/day", "How often it is done in a day.", ("rate",)),
        Answer(
            "request_rate",
            "request/s",
            "Requests that it makes, averaged over the day.",
            ("rate * requests",),
            quiet=True,
        ),
        Answer(
            "peak_request_rate",
            "request/s",
            "Requests that it makes at the peak.",
            ("request_rate * peak_factor",),
            quiet=True,
        ),
        Answer(
            "read_rate",
            "request/s",
            "Requests that read.",
            ("request_rate",),
            when=(("kind", "read"),),
            quiet=True,
        ),
        Answer(
            "write_rate",
            "request/s",
            "Requests that write.",
            ("request_rate",),
            when=(("kind", "write"),),
            quiet=True,
        ),
        Answer(
            "ingress",
            "byte/s",
            "Data that comes in: the requests, or what is stored of them where that is more.",
            (
                "max(request_rate * request_size, sum(stores.*.per_day))",
                "request_rate * request_size",
                "sum(stores.*.per_day)",
            ),
            law=(
                "data in = request rate × size, or what is stored where that is more",
                "data in = request rate × size",
                "data in = what is stored",
            ),
        ),
        Answer(
            "egress",
            "byte/s",
            "Data that goes out.",
            ("request_rate * response_size * fan_out",),
            law="bandwidth = request rate × size × receivers",
        ),
        Answer(
            "peak_ingress",
            "byte/s",
            "Data that comes in at the peak.",
            ("ingress * peak_factor",),
            quiet=True,
        ),
        Answer(
            "peak_egress",
            "byte/s",
            "Data that goes out at the peak.",
            ("egress * peak_factor",),
            quiet=True,
        ),
    )


class Traffic(Section):
    """Add up the traffic of all actions; there is nothing to give."""

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "rate",
            "request/s",
            "All requests, averaged over the day.",
            ("sum(actions.*.request_rate)",),
        ),
        Answer(
            "peak_rate",
            "request/s",
            "All requests, where every action peaks at the same time.",
            ("sum(actions.*.peak_request_rate)",),
        ),
        Answer("read_rate", "request/s", "Requests that read.", ("sum(actions.*.read_rate)",)),
        Answer("write_rate", "request/s", "Requests that write.", ("sum(actions.*.write_rate)",)),
        Answer(
            "read_write_ratio",
            "",
            "Reads for each write.",
            ("read_rate / write_rate",),
            law="read:write ratio = read requests / write requests",
            may_lack=True,
        ),
        Answer("ingress", "byte/s", "Data that comes in.", ("sum(actions.*.ingress)",)),
        Answer("egress", "byte/s", "Data that goes out.", ("sum(actions.*.egress)",)),
        Answer(
            "peak_ingress",
            "byte/s",
            "Data that comes in at the peak.",
            ("sum(actions.*.peak_ingress)",),
        ),
        Answer(
            "peak_egress",
            "byte/s",
            "Data that goes out at the peak.",
            ("sum(actions.*.peak_egress)",),
        ),
        Answer(
            "bandwidth",
            "byte/s",
            "Data in and out at the peak.",
            ("peak_ingress + peak_egress", "peak_ingress", "peak_egress"),
        ),
    )
