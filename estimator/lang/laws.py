"""The functions of this field, each a law with its source: scaling, failing, waiting."""

from __future__ import annotations

import math

from estimator.lang.function import (
    ANY_NUMBER,
    ONE,
    THREE,
    TWO,
    Function,
    NoValue,
    number,
    numpy,
    one_by_one,
    ratio,
    scaled,
)
from estimator.lang.queueing import erlang_c, integral, knee, queue_wait

# Past this many copies the terms of a sum are added as logarithms.
_MANY_COPIES = 60
_MOST_COPIES = 100_000


def usl_servers(ideal: float, contention: float, coherence: float) -> float:
    """Give how many servers do the work of so many that do not slow each other down.

    By Gunther's Universal Scalability Law, N of them do the work of
    N / (1 + contention (N - 1) + coherence N (N - 1)).

    Raises NoValue where no number of them is enough.

    >>> round(usl_servers(10, 0.03, 0.0001), 2)
    14.12
    """
    half = 1 + coherence * ideal - contention * ideal
    under = half**2 - 4 * coherence * ideal**2 * (1 - contention)
    if half <= 0 or under < 0:
        message = "no number of servers is enough: they slow each other down too much"
        raise NoValue(message, "less contention and coherence, or split the work")
    return 2 * ideal * (1 - contention) / (half + math.sqrt(under))


def outage(down: float, copies: float, needed: float) -> float:
    """Give the probability that fewer than `needed` of independent copies are up.

    >>> round(1 - outage(0.01, 3, 2), 6)
    0.999702
    """
    total, least = round(copies), round(needed)
    if total > _MOST_COPIES:
        raise NoValue(f"{total:,} copies are more than are added up", "have fewer")
    if least > total:
        raise NoValue(f"{least} of {total} copies can't be up", "need fewer, or have more")
    return math.fsum(_exactly(up, total, down) for up in range(least))


def _exactly(up: int, copies: int, down: float) -> float:
    """Give the probability that exactly so many copies are up (binomial)."""
    if copies <= _MANY_COPIES or down in (0, 1):
        return math.comb(copies, up) * (1 - down) ** up * down ** (copies - up)
    ways = math.lgamma(copies + 1) - math.lgamma(up + 1) - math.lgamma(copies - up + 1)
    return math.exp(ways + up * math.log1p(-down) + (copies - up) * math.log(down))


def one_or_more(*chances: float) -> float:
    """Give the probability that at least one of independent events happens.

    >>> round(one_or_more(0.01, 0.01), 6)
    0.0199
    """
    if any(chance >= 1 for chance in chances):
        return 1.0
    return -math.expm1(math.fsum(math.log1p(-chance) for chance in chances))


def tries(failure: float, retries: float) -> float:
    """Give how often something is tried on average that fails so often and is tried again.

    >>> tries(0.5, 2)
    1.75
    """
    return retries + 1 if failure >= 1 else (1 - failure ** (retries + 1)) / (1 - failure)


def fullest(nodes: float, places: float) -> float:
    """Give how many times the mean share the fullest of nodes has, with places on a ring each.

    A node's share of the ring is a sum of random arcs, Gamma(places). The mean
    of the largest is the integral of 1 - F^n, with F by Wilson and Hilferty's
    cube root of 1931; for one place each it is 1 + 1/2 + ... + 1/n.

    >>> round(fullest(2, 1), 3), round(fullest(100, 100), 2)
    (1.5, 1.27)
    """
    if nodes <= 1:
        return 1.0
    if places <= 1:
        few = nodes <= _MOST_COPIES
        return (
            math.fsum(1 / n for n in range(1, round(nodes) + 1))
            if few
            else math.log(nodes) + _EULER
        )
    middle, width = 1 - 1 / (9 * places), 1 / (3 * math.sqrt(places))
    top = (middle + width * (math.sqrt(2 * math.log(nodes)) + 6)) ** 3

    def beyond(share: float) -> float:
        deviation = (share ** (1 / 3) - middle) / width
        below: float = (0.5 * math.erfc(-deviation / math.sqrt(2))) ** nodes
        return 1 - below

    return integral(beyond, 0.0, top)


_EULER = 0.5772156649015329

LAWS = (
    Function(
        "product",
        "the product of numbers; of a family: product(parts.*.availability)",
        ANY_NUMBER,
        number,
        lambda *x: math.prod(x),
        lambda *x: numpy().prod(numpy().broadcast_arrays(*x), axis=0),
        ("product(50%, 50%)", "25%"),
    ),
    Function(
        "one_or_more",
        "the probability that at least one of independent events happens",
        ANY_NUMBER,
        number,
        one_or_more,
        one_by_one(one_or_more),
        ("one_or_more(1%, 1%)", "1.99%"),
    ),
    Function(
        "outage",
        "the probability that fewer than the needed copies are up: outage(down, copies, needed)",
        THREE,
        number,
        outage,
        one_by_one(outage),
        ("1 - outage(1%, 3, 2)", "99.9702%"),
    ),
    Function(
        "tries",
        "how often something is tried on average: tries(failure, retries)",
        TWO,
        number,
        tries,
        one_by_one(tries),
        ("tries(50%, 2)", "1.75"),
    ),
    Function(
        "erlang_c",
        "the probability of a wait before servers under a load: erlang_c(servers, load)",
        TWO,
        ratio,
        erlang_c,
        one_by_one(erlang_c),
        ("erlang_c(1, 0.5)", "50%"),
    ),
    Function(
        "queue_wait",
        "the mean wait before servers under a load, in service times: queue_wait(servers, load)",
        TWO,
        ratio,
        queue_wait,
        one_by_one(queue_wait),
        ("queue_wait(1, 0.5)", "1"),
    ),
    Function(
        "knee",
        "the utilization beyond which waits grow faster than use: knee(servers)",
        ONE,
        ratio,
        knee,
        one_by_one(knee),
        ("round(knee(1) * 1000)", "500"),
    ),
    Function(
        "fullest",
        "how many times the mean the fullest node on a hash ring has: fullest(nodes, places)",
        TWO,
        number,
        fullest,
        one_by_one(fullest),
        ("fullest(1, 100)", "1"),
    ),
    Function(
        "usl_servers",
        "how many servers do the work of so many that do not slow each other down:"
        " usl_servers(ideal, contention, coherence)",
        THREE,
        scaled,
        usl_servers,
        one_by_one(usl_servers),
        ("usl_servers(10 server, 5%, 0)", "19 server"),
    ),
)
