"""How busy servers are and how long requests wait for them: the answers of queueing theory."""

from estimator.sections.section import Answer

LITTLE = "Little, A Proof for the Queuing Formula L = λW, 1961"
ERLANG = "Erlang, Solution of Some Problems in the Theory of Probabilities, 1917"
USL = "Gunther, Guerrilla Capacity Planning, 2007"

WAITING = (
    Answer(
        "fleet",
        "server",
        "Servers there are, or that it takes.",
        ("running", "count"),
        quiet=True,
    ),
    Answer(
        "effective",
        "server",
        "Servers' worth of work that they do together.",
        (
            "fleet / slowdown",
            "fleet",
        ),
        law=("Universal Scalability Law: N / (1 + contention (N - 1) + coherence N (N - 1))", ""),
        source=USL,
        quiet=True,
    ),
    Answer(
        "slowdown",
        "",
        "By how much they slow each other down.",
        (
            "1 + contention * others + coherence * others * fleet / 1 server",
            "1 + contention * others",
            "1 + coherence * others * fleet / 1 server",
        ),
        quiet=True,
    ),
    Answer(
        "others",
        "",
        "Servers beside each.",
        ("max(0, fleet / 1 server - 1)",),
        quiet=True,
    ),
    Answer(
        "busy",
        "%",
        "Share of their capacity in use at the peak.",
        (
            "offered / (effective * cores)",
            "load / (effective * capacity)",
            "max(needed.*) * utilization / fleet",
        ),
        law=(
            "utilization = busy cores / cores",
            "utilization = load / capacity",
            "utilization = servers that would be full / servers",
        ),
        may_lack=True,
    ),
    Answer("slots", "core", "Cores in all.", ("fleet * cores",), quiet=True),
    Answer(
        "occupied",
        "core",
        "Cores that are busy, as servers slow each other down.",
        ("offered * slowdown", "offered"),
        quiet=True,
    ),
    Answer(
        "stretched",
        "s",
        "How long a core works on a request, as servers slow each other down.",
        ("service_time * slowdown * 1 request", "service_time * 1 request"),
        quiet=True,
    ),
    Answer(
        "p_wait",
        "%",
        "Share of the requests that wait for a core.",
        ("erlang_c(slots, occupied)",),
        law="Erlang C: one queue before all cores, the least that a balancer can reach",
        source=ERLANG,
    ),
    Answer(
        "wait",
        "s",
        "How long a request waits for a core, on average.",
        ("queue_wait(slots, occupied) * stretched",),
        law="Erlang C: mean wait = P(wait) × service time / (servers - load)",
        source=ERLANG,
        may_lack=True,
    ),
    Answer(
        "response_time",
        "s",
        "Wait and service together.",
        ("wait + stretched",),
        may_lack=True,
    ),
    Answer(
        "concurrency",
        "request",
        "Requests inside at once.",
        ("load * response_time",),
        law="Little's law: L = λ × W",
        source=LITTLE,
        may_lack=True,
    ),
    Answer(
        "knee",
        "%",
        "Utilization beyond which waits grow faster than use.",
        ("knee(slots)",),
        law="the knee: least response time over utilization",
        source="Kleinrock, Power and Deterministic Rules of Thumb, 1979",
    ),
    Answer(
        "most_useful",
        "server",
        "Servers beyond which more of them do less.",
        ("sqrt((1 - contention) / coherence) * 1 server", "sqrt(1 / coherence) * 1 server"),
        law="Universal Scalability Law: N* = sqrt((1 - contention) / coherence)",
        source=USL,
        may_lack=True,
    ),
)
"""The answers of a pool of servers once it is known how many there are."""
