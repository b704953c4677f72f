"""What it costs a month, by line, and a year, and for each user."""

from typing import ClassVar

from pydantic import Field

from estimator.amount.field import Amount, ask
from estimator.sections.section import Answer, Decision, Section


class Charge(Section):
    """Say what something else costs a month."""

    noun: ClassVar[str] = "charge"
    counted: ClassVar[bool] = False
    short: ClassVar[str] = "price"
    line: ClassVar[tuple[str, ...]] = ("price",)

    price: Amount | None = ask("dollar/month", "What it costs.", example="2000 dollar/month")


class Cost(Section):
    """Say what things cost; each price is a constant of a date, or your own."""

    server: Amount | None = ask(
        "dollar/server/hour", "One server of any pool.", example="prices.server_xlarge"
    )
    database_node: Amount | None = ask(
        "dollar/node/hour", "One database node.", example="prices.database_node"
    )
    cache_node: Amount | None = ask(
        "dollar/node/hour", "One cache node.", example="prices.cache_node"
    )
    storage: Amount | None = ask(
        "dollar/GB/month",
        "Keeping data, with every copy that storage says.",
        example="prices.s3_standard",
    )
    egress: Amount | None = ask("dollar/GB", "Sending data out.", example="prices.egress_internet")
    cdn_egress: Amount | None = ask(
        "dollar/GB", "What the CDN sends out, of its share.", example="prices.cdn_egress"
    )
    power: Amount | None = ask(
        "W/server", "Power that one server draws.", example="prices.server_power"
    )
    pue: Amount | None = ask(
        "",
        "Power of the whole building over that of its servers (PUE).",
        default="1",
        low=1,
        multiplier="× {}",
        example="prices.pue_typical",
    )
    energy: Amount | None = ask("dollar/kWh", "Energy.", example="prices.electricity")
    other: dict[str, Charge] = Field({}, description="What else is paid for a month, by name.")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer("servers", "server", "Servers of all pools.", ("sum(servers.*.fleet)",), quiet=True),
        Answer(
            "lines.servers",
            "dollar/month",
            "The servers.",
            ("servers * server",),
            law="cost = how many × price",
            ways="give server, the price of one",
            partly="servers",
        ),
        Answer(
            "lines.database",
            "dollar/month",
            "The database nodes.",
            ("database.nodes * database_node",),
            law="cost = how many × price",
            ways="give database_node, the price of one",
            partly="database.nodes",
        ),
        Answer(
            "lines.cache",
            "dollar/month",
            "The cache nodes.",
            ("cache.nodes * cache_node",),
            law="cost = how many × price",
            ways="give cache_node, the price of one",
            partly="cache.nodes",
        ),
        Answer(
            "lines.storage",
            "dollar/month",
            "Keeping the data.",
            ("sum(storage.tiers.*.monthly)", "storage.total * storage"),
            law="cost = data × price, of each tier where it has one",
            ways="give storage, the price of keeping data",
            partly="storage.total",
        ),
        Answer(
            "lines.egress",
            "dollar/month",
            "Sending data out: all of it, or what a CDN with a price of its own leaves.",
            ("sent * (1 - network.cdn_share) * egress",),
            law="cost = data a month × price",
            given=("cdn_egress",),
        ),
        Answer(
            "lines.egress",
            "dollar/month",
            "Sending data out.",
            ("sent * egress",),
            law="cost = data a month × price",
            ways="give egress, the price of sending data out",
            partly="sent",
        ),
        Answer(
            "lines.cdn",
            "dollar/month",
            "What the CDN sends out.",
            ("sent * network.cdn_share * cdn_egress",),
            law="cost = data a month × price",
        ),
        Answer(
            "sent",
            "byte/month",
            "Data sent out.",
            ("sum(actions.*.egress_in_month) / 1 month",),
            quiet=True,
        ),
        Answer(
            "total_power",
            "W",
            "Power of all servers, and of the building around them.",
            ("servers * power * pue",),
            law="power = servers × power of one × PUE",
        ),
        Answer(
            "lines.energy",
            "dollar/month",
            "The energy.",
            ("total_power * energy",),
            law="cost = power × price of energy",
        ),
        Answer("lines.other", "dollar/month", "All else.", ("sum(other.*.price)",)),
        Answer(
            "per_month",
            "dollar/month",
            "All lines together, a month.",
            ("sum(lines.*)",),
            law="the sum of the lines",
            telling=True,
            ways="give a price for what the scenario has: server, storage, egress …",
        ),
        Answer(
            "per_year",
            "dollar/year",
            "The same a year: twelve months.",
            ("per_month * 12 month / 1 year",),
            law="a year has twelve bills",
        ),
        Answer(
            "users",
            "user",
            "Users who come in a month, or else on a day.",
            ("users.monthly", "users.daily"),
            quiet=True,
        ),
        Answer(
            "per_user",
            "dollar/user/month",
            "For each user, a month.",
            ("per_month / users",),
            may_lack=True,
        ),
        Answer(
            "per_thousand_users",
            "dollar/month",
            "For a thousand users, a month.",
            ("per_user * 1000 user",),
            may_lack=True,
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "per_month",
                "it costs {per_month}[, most of it for {lines.*!most}]",
            ),
        ),
    )

    example: ClassVar[str] = """\
users: {monthly: 10M, daily_share: 20%}
actions:
  view: {kind: read, per_user: 30 / day, response_size: 100 KB, peak_factor: 2}
servers:
  web: {capacity: 1k / s}
cost: {server: 0.2 dollar/hour, egress: 0.05 dollar/GB, other: {support: 2000 dollar/month}}
"""
