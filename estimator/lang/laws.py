"""The functions of this field, each a law with its source: scaling, failing, waiting."""

from __future__ import annotations

import math
from functools import reduce

from estimator.lang.failing import (
    one_or_more,
    one_or_more_each,
    outage,
    outage_each,
    tries,
    tries_each,
)
from estimator.lang.function import (
    ANY_NUMBER,
    ONE,
    THREE,
    TWO,
    Function,
    number,
    numpy,
    ratio,
    scaled,
)
from estimator.lang.queueing import (
    erlang_c,
    erlang_c_each,
    knee,
    knee_each,
    queue_wait,
    queue_wait_each,
)
from estimator.lang.ring import fullest, fullest_each
from estimator.lang.scaling import usl_servers, usl_servers_each

LAWS = (
    Function(
        "product",
        "the product of numbers; of a family: product(parts.*.availability)",
        ANY_NUMBER,
        number,
        lambda *x: math.prod(x),
        lambda *x: reduce(numpy().multiply, x),
        ("product(50%, 50%)", "25%"),
    ),
    Function(
        "one_or_more",
        "the probability that at least one of independent events happens",
        ANY_NUMBER,
        number,
        one_or_more,
        one_or_more_each,
        ("one_or_more(1%, 1%)", "1.99%"),
    ),
    Function(
        "outage",
        "the probability that fewer than the needed copies are up: outage(down, copies, needed)",
        THREE,
        number,
        outage,
        outage_each,
        ("1 - outage(1%, 3, 2)", "99.9702%"),
    ),
    Function(
        "tries",
        "how often something is tried on average: tries(failure, retries)",
        TWO,
        number,
        tries,
        tries_each,
        ("tries(50%, 2)", "1.75"),
    ),
    Function(
        "erlang_c",
        "the probability of a wait before servers under a load: erlang_c(servers, load)",
        TWO,
        ratio,
        erlang_c,
        erlang_c_each,
        ("erlang_c(1, 0.5)", "50%"),
    ),
    Function(
        "queue_wait",
        "the mean wait before servers under a load, in service times: queue_wait(servers, load)",
        TWO,
        ratio,
        queue_wait,
        queue_wait_each,
        ("queue_wait(1, 0.5)", "1"),
    ),
    Function(
        "knee",
        "the utilization beyond which waits grow faster than use: knee(servers)",
        ONE,
        ratio,
        knee,
        knee_each,
        ("round(knee(1) * 1000)", "500"),
    ),
    Function(
        "fullest",
        "how many times the mean the fullest node on a hash ring has: fullest(nodes, places)",
        TWO,
        number,
        fullest,
        fullest_each,
        ("fullest(1, 100)", "1"),
    ),
    Function(
        "usl_servers",
        "how many servers do the work of so many that do not slow each other down:"
        " usl_servers(ideal, contention, coherence)",
        THREE,
        scaled,
        usl_servers,
        usl_servers_each,
        ("usl_servers(10 server, 5%, 0)", "19 server"),
    ),
)
