"""How many servers carry the load, what binds, and how long a request waits."""

from typing import ClassVar

from estimator.amount.field import Amount, ask, factor, share
from estimator.sections.section import Answer, Check, Decision, Picked, Section, pick
from estimator.sections.users import NOTES
from estimator.sections.waiting import LITTLE, USL, WAITING

PLANNED = "servers = load / (capacity × planned utilization)"


class Servers(Section):
    """Say what one server can do, to learn how many it takes."""

    noun: ClassVar[str] = "pool"
    counted: ClassVar[bool] = False

    handles: Picked = pick("actions", "The actions whose requests they handle.")
    load: Amount | None = ask(
        "request/s",
        "Requests at the peak, where they are no action's.",
        demand=True,
        example="1M / s",
    )
    peak_factor: Amount | None = factor(
        "How much higher the peak is, where the actions do not say.",
        default="1",
        neutral=True,
        counts="the peak",
        example="2",
    )
    capacity: Amount | None = ask(
        "request/s/server", "Requests that one server handles.", above=True, example="10k / s"
    )
    service_time: Amount | None = ask(
        "s/request", "How long a request keeps one core busy.", above=True, example="20 ms"
    )
    cores: Amount | None = ask("core/server", "Cores of one server.", above=True, example="16")
    utilization: Amount | None = share(
        "Share of each limit that is planned to be used.",
        default="100%",
        above=True,
        multiplier="÷ {}",
        example="60%",
    )
    connections: Amount | None = ask(
        "connection", "Connections open at once.", demand=True, example="2M"
    )
    connection_limit: Amount | None = ask(
        "connection/server", "Connections that one server holds.", above=True, example="100k"
    )
    bandwidth: Amount | None = ask(
        "bit/s/server",
        "What the network of one server carries, each way.",
        above=True,
        example="10 Gbit/s",
    )
    working_set: Amount | None = ask(
        "byte", "Data that all servers together keep in memory.", example="1.5 TB"
    )
    memory: Amount | None = ask(
        "byte/server", "Memory of one server.", above=True, example="256 GB"
    )
    contention: Amount | None = share(
        "Share of the work that servers queue for, one after the other (USL).",
        below=True,
        example="3%",
    )
    coherence: Amount | None = share(
        "Share of the work that goes into agreeing with each other server (USL).",
        below=True,
        example="0.01%",
    )
    spare: Amount | None = ask(
        "server",
        "Servers beyond what the load takes.",
        default="0",
        neutral=True,
        whole=True,
        multiplier="+ {}",
        example="1",
    )
    zones: Amount | None = ask(
        "zone",
        "Zones that they are spread over.",
        default="1",
        neutral=True,
        low=1,
        whole=True,
        example="3",
    )
    zones_lost: Amount | None = ask(
        "zone",
        "Zones that may fail while the rest carries the load.",
        default="0",
        neutral=True,
        whole=True,
        example="1",
    )
    running: Amount | None = ask(
        "server", "Servers there are already.", above=True, whole=True, example="9"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "load",
            "request/s",
            "Requests at the peak.",
            ("sum(actions.{handles}.peak_request_rate) * peak_factor",),
            law="load = peak rates of what they handle",
            source=NOTES,
        ),
        Answer(
            "connections",
            "connection",
            "Connections open at once.",
            ("users.concurrent * 1 connection/user",),
            law="one connection for each user who is there",
            quiet=True,
        ),
        Answer(
            "offered",
            "core",
            "Cores that the load keeps busy: erlangs.",
            ("load * service_time * 1 core",),
            law="Little's law: busy cores = rate × service time",
            source=LITTLE,
        ),
        Answer(
            "ideal",
            "server",
            "Servers that do the work, where none slows another down.",
            ("load / (capacity * utilization)", "offered / (cores * utilization)"),
            law=(PLANNED, "servers = busy cores / (cores × planned utilization)"),
            source=NOTES,
            quiet=True,
            one_way=True,
        ),
        Answer(
            "needed.cpu",
            "server",
            "Servers that the work takes.",
            (
                "usl_servers(ideal, contention, coherence)",
                "usl_servers(ideal, contention, 0%)",
                "usl_servers(ideal, 0%, coherence)",
                "ideal",
            ),
            law=(*("Universal Scalability Law, solved for N",) * 3, PLANNED),
            source=USL,
        ),
        Answer(
            "needed.connections",
            "server",
            "Servers that the connections take.",
            ("connections / (connection_limit * utilization)",),
            law="servers = connections / (limit of one × planned utilization)",
        ),
        Answer(
            "traffic_in",
            "bit/s",
            "What comes in at the peak.",
            ("sum(actions.{handles}.peak_ingress) * peak_factor",),
            quiet=True,
        ),
        Answer(
            "traffic_out",
            "bit/s",
            "What goes out at the peak.",
            ("sum(actions.{handles}.peak_egress) * peak_factor",),
            quiet=True,
        ),
        Answer(
            "needed.bandwidth",
            "server",
            "Servers that the traffic takes, for whichever way carries more.",
            (
                "max(traffic_in, traffic_out) / (bandwidth * utilization)",
                "traffic_out / (bandwidth * utilization)",
                "traffic_in / (bandwidth * utilization)",
            ),
            law="servers = the busier way / (bandwidth of one × planned utilization)",
        ),
        Answer(
            "needed.memory",
            "server",
            "Servers that the data in memory takes.",
            ("working_set / (memory * utilization)",),
            law="servers = data / (memory of one × planned utilization)",
        ),
        Answer(
            "carry",
            "server",
            "Servers that carry the load, where none fails.",
            ("ceil(max(needed.*))",),
            quiet=True,
        ),
        Answer(
            "zone_margin",
            "",
            "Servers there are for each that is left when zones have failed.",
            ("zones / (zones - zones_lost)",),
            multiplier="× {}",
            quiet=True,
        ),
        Answer(
            "count",
            "server",
            "Servers in all: rounded up in each zone that is left, and the spare ones.",
            ("zones / 1 zone * ceil(max(needed.*) / ((zones - zones_lost) / 1 zone)) + spare",),
            law="each zone carries its share of the load when others have failed; N + spare",
            ways="give capacity, or service_time and cores, or another limit of one server",
            telling=True,
        ),
        *WAITING,
    )

    checks: ClassVar[tuple[Check, ...]] = (
        Check("zones_lost < zones", "at least one zone is left to carry the load"),
    )

    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (
            Decision(
                "count",
                "{running} can't carry the load[ of {load}]: it takes {count}[, bound by"
                " {carry!binds}]",
                when=("running < count",),
                source=NOTES,
            ),
            Decision(
                "busy",
                "{load} keep {running} {busy} busy; {count} would carry that, each used up to"
                " {utilization}",
                when=("running > count", "count >= 1 server"),
                source=NOTES,
            ),
            Decision(
                "busy",
                "{load} keep {running} {busy} busy: as many as it takes",
                when=("running >= count", "count >= 1 server"),
                source=NOTES,
            ),
            Decision(
                "count",
                "[{load} at {capacity!each} a server: ][{load} at {service_time!each} each: ]a"
                " cluster of about {count} behind a load balancer[, bound by {carry!binds}]",
                when=("carry >= 2 server",),
                source=NOTES,
            ),
            Decision(
                "count",
                "[{load} at {capacity!each} a server: ][{load} at {service_time!each} each: ]one"
                " server does[, until {carry!until}]; {count} in all, in case one fails",
                when=("count >= 2 server",),
                source=NOTES,
            ),
            Decision(
                "count",
                "[{load} at {capacity!each} a server: ][{load} at {service_time!each} each: ]one"
                " server does[, until {carry!until}]; a second one only in case it fails",
                when=("carry >= 1 server",),
                source=NOTES,
            ),
        ),
        (
            Decision(
                "busy",
                "at {busy} they take more than they can: the queue grows without end",
                when=("busy > 100%",),
            ),
            Decision(
                "busy",
                "at {busy} they are past the knee of {knee}: a little more load makes waits much"
                " longer",
                when=("busy > knee",),
            ),
        ),
        (
            Decision(
                "most_useful",
                "{count} are more than the {most_useful} beyond which more servers slow each other"
                " down: split the work",
                when=("count > most_useful",),
                source=USL,
            ),
        ),
    )

    example: ClassVar[str] = """\
actions:
  call: {kind: read, rate: 400k / s, peak_factor: 2.5}
servers:
  web: {handles: [call], capacity: 10k request/s, utilization: 60%, zones: 3, zones_lost: 1}
"""
