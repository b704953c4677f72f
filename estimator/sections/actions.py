"""What the users do, how often, and what that sends and leaves behind."""

from typing import ClassVar, Literal

from pydantic import Field

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.section import Answer, Check, Decision, Section
from estimator.sections.store import Store
from estimator.sections.users import NOTES


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
        "{action}/s",
        "How often it is done in all, averaged over the day.",
        demand=True,
        example="40 / s",
    )
    total: Amount | None = ask(
        "{action}",
        "How often it is done in all, over a time.",
        demand=True,
        example="5 billion",
    )
    over: Amount | None = ask(
        "day", "The time that the total is over.", above=True, example="4 hours"
    )
    lasts: Amount | None = ask(
        "day", "How long that rate goes on, where it ends.", above=True, example="4 hours"
    )
    peak_factor: Amount | None = factor(
        "How much higher the peak is than the average.", default="1", counts="the peak", example="2"
    )
    requests: Amount | None = ask(
        "request/{action}", "Requests that one action makes.", default="1", example="3"
    )
    queries: Amount | None = ask(
        "query/request",
        "Queries that a request makes of the database, where not as many as others.",
        example="3",
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
            one_way=True,
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
        Answer(
            "per_day",
            "{action}/day",
            "How often it is done in a day.",
            ("rate * min(1 day, lasts) / 1 day", "rate"),
        ),
        Answer(
            "deliveries",
            "{action}/s",
            "Results that go out at the peak, one to each receiver.",
            ("peak_rate * fan_out",),
            law="deliveries = peak rate × receivers",
        ),
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
            "peak_read_rate",
            "request/s",
            "Requests that read, at the peak.",
            ("peak_request_rate",),
            when=(("kind", "read"),),
            quiet=True,
        ),
        Answer(
            "peak_write_rate",
            "request/s",
            "Requests that write, at the peak.",
            ("peak_request_rate",),
            when=(("kind", "write"),),
            quiet=True,
        ),
        Answer(
            "ingress",
            "byte/s",
            "Data that comes in: the requests, or what is stored of them where that is more.",
            (
                "max(request_rate * request_size, sum(stores.*.flow))",
                "request_rate * request_size",
                "sum(stores.*.flow)",
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
            "Data that goes out, to every receiver.",
            ("request_rate * response_size * fan_out",),
            law="bandwidth = request rate × size × receivers",
            given=("fan_out",),
            ways="give response_size: what each receiver is sent",
        ),
        Answer(
            "egress",
            "byte/s",
            "Data that goes out.",
            ("request_rate * response_size",),
            law="bandwidth = request rate × size",
        ),
        Answer(
            "egress_in_month",
            "byte",
            "Data that goes out in a month.",
            ("egress * min(1 month, lasts)", "egress * 1 month"),
            quiet=True,
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

    checks: ClassVar[tuple[Check, ...]] = (
        Check("lasts >= over", "the total is what is done while it lasts, or in a part of that"),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "per_day",
                "{total} over {over} is taken for what goes on all day and night; where it ends,"
                " give lasts, too",
                when=("over < 1 day", "over >= 1 hour"),
                unless=("lasts",),
            ),
        ),
    )

    example: ClassVar[str] = """\
users: {daily: 10M}
actions:
  post:
    kind: write
    done_by: 20%
    per_user: 2 / day
    peak_factor: 3
    stores:
      text: {size: 300 byte, retention: 5 years}
  view: {kind: read, per_user: 30 / day, peak_factor: 3, response_size: 20 KB}
"""
