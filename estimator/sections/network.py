"""What crosses the network, and how many links carry it."""

from typing import ClassVar

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Decision, Section


class Network(Section):
    """Say what a CDN takes off the origin, and what one link carries."""

    cdn_share: Amount | None = share(
        "Share of what goes out that a CDN serves.", default="0%", example="90%"
    )
    link_capacity: Amount | None = ask(
        "bit/s/link", "What one link carries, each way.", above=True, example="10 Gbit/s"
    )
    utilization: Amount | None = share(
        "Share of a link that is planned to be used.",
        default="100%",
        above=True,
        multiplier="÷ {}",
        example="70%",
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer("ingress", "bit/s", "What comes in at the peak.", ("traffic.peak_ingress",)),
        Answer("egress", "bit/s", "What goes out at the peak.", ("traffic.peak_egress",)),
        Answer(
            "cdn_egress",
            "bit/s",
            "What the CDN serves at the peak.",
            ("egress * cdn_share",),
        ),
        Answer(
            "origin_egress",
            "bit/s",
            "What the origin sends at the peak.",
            ("egress * (1 - cdn_share)",),
            law="origin = egress × (1 - CDN share)",
            telling=True,
        ),
        Answer(
            "links",
            "link",
            "Links of the origin, for whichever way carries more.",
            (
                "ceil(max(ingress, origin_egress) / (link_capacity * utilization))",
                "ceil(origin_egress / (link_capacity * utilization))",
                "ceil(ingress / (link_capacity * utilization))",
            ),
            law="links = the busier way / what a link carries, rounded up",
            telling=True,
        ),
        Answer(
            "egress_per_month",
            "byte",
            "What goes out in a month.",
            ("sum(actions.*.egress_in_month)",),
        ),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "origin_egress",
                "{egress} go out at the peak, and the CDN leaves {origin_egress} to the origin",
                when=("cdn_share > 0%", "cdn_share < 100%"),
            ),
        ),
        (
            Decision(
                "links",
                "{links} of {link_capacity!each} carry the traffic",
                when=("links > 1 link",),
            ),
            Decision(
                "links",
                "one link of {link_capacity!each} carries the traffic",
                when=("links >= 1 link",),
            ),
        ),
    )

    example: ClassVar[str] = """\
actions:
  view: {rate: 10k / s, response_size: 1 MB, peak_factor: 2}
network: {cdn_share: 90%, link_capacity: 10 Gbit/s, utilization: 70%}
"""
