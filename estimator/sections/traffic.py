"""What all actions together make of requests and bandwidth."""

from typing import ClassVar

from estimator.sections.section import Answer, Decision, Section
from estimator.sections.users import NOTES


class Traffic(Section):
    """Add up the traffic of all actions; there is nothing to give."""

    implied: ClassVar[bool] = True

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
            telling=True,
        ),
        Answer(
            "web_servers",
            "server",
            "Web servers for the peak, at the notes' figure for one.",
            ("ceil(peak_rate / notes.web_server_capacity)",),
            law="servers = peak rate / capacity of one, rounded up",
            source=NOTES,
            quiet=True,
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

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "web_servers",
                "{peak_rate} at the peak, at {notes.web_server_capacity!each} a server: one web"
                " server does, until {web_servers!until}; a second one only in case it fails",
                when=("web_servers < 2 server",),
                unless=("servers.*.load", "cache.hits", "network.cdn_egress"),
                source=NOTES,
            ),
            Decision(
                "web_servers",
                "{peak_rate} at the peak, at {notes.web_server_capacity!each} a server: a cluster"
                " of about {web_servers} behind a load balancer",
                unless=("servers.*.load", "cache.hits", "network.cdn_egress"),
                source=NOTES,
            ),
        ),
    )
