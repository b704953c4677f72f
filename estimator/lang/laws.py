"""The functions of this field, each a law with its source: waiting, scaling, failing."""

from __future__ import annotations

import math
from functools import lru_cache

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

# A whole number that carries the rounding of a few operations is still whole.
_NOISE = 1e-9
_LARGEST = 1e300
_HIGHEST = 600.0
_FEW_SERVERS = 300
_SLICES = 200
# One request in a billion that waits is none: no model of a queue is that good.
_NEVER = 1e-9
# Past this many copies the terms of a sum are added as logarithms.
_MANY_COPIES = 60
_MOST_COPIES = 100_000


def _whole(x: float) -> int:
    return math.floor(x * (1 + _NOISE))


def erlang_c(servers: float, load: float) -> float:
    """Give the probability that a request waits, in a queue before so many servers.

    Arrivals and service times are taken as random (M/M/c); `load` is in
    erlangs: busy servers. From A. K. Erlang's formula of 1917.

    >>> round(erlang_c(10, 8), 5), round(erlang_c(100, 90), 5)
    (0.40918, 0.21694)
    """
    count = _whole(servers)
    if load <= 0:
        return 0.0
    if load >= count:
        return 1.0
    lost = _sum(count, load) if count <= _FEW_SERVERS else _integral(count, load)
    busy = load / count
    found = 1 / (lost * (1 - busy) + busy)
    return found if found > _NEVER else 0.0


def _sum(count: int, load: float) -> float:
    """Give 1 / Erlang B as the sum of c! / (c - k)! / a^k."""
    term = total = 1.0
    for left in range(count, 0, -1):
        term *= left / load
        total += term
        if total > _LARGEST:
            break
    return total


def _integral(count: int, load: float) -> float:
    """Give 1 / Erlang B as the integral of a e^(-a t) (1 + t)^c: one bell, for many servers.

    By Simpson's rule over the bell, to about eight figures.
    """
    peak, width = count / load - 1, math.sqrt(count) / load
    height = count * math.log1p(peak) - load * peak
    if height > _HIGHEST:
        return _LARGEST
    low, high = max(0.0, peak - 9 * width), peak + 9 * width
    step = (high - low) / _SLICES

    def bell(at: int) -> float:
        t = low + at * step
        return math.exp(count * math.log1p(t) - load * t - height)

    between = 4 * sum(map(bell, range(1, _SLICES, 2))) + 2 * sum(map(bell, range(2, _SLICES, 2)))
    return load * math.exp(height) * (bell(0) + between + bell(_SLICES)) * step / 3


def queue_wait(servers: float, load: float) -> float:
    """Give the mean wait in service times: P(wait) / (servers - load).

    Raises NoValue where the load is more than the servers take.

    >>> round(20 * queue_wait(10, 8), 2)
    4.09
    """
    count = _whole(servers)
    if load <= 0:
        return 0.0
    if load >= count:
        message = f"a load of {load:.3g} on {count} servers makes a queue that grows without end"
        raise NoValue(message, "more servers, or less load")
    return erlang_c(count, load) / (count - load)


@lru_cache(maxsize=1024)
def knee(servers: float) -> float:
    """Give the utilization at which response time over utilization is least.

    Beyond it, waits grow faster than the use that is made of the servers
    (Kleinrock's power, 1979): 50 % for one server, 1/sqrt(3) for two.

    >>> [round(knee(servers), 3) for servers in (1, 2, 8)]
    [0.5, 0.577, 0.745]
    """
    count = max(_whole(servers), 1)

    def cost(busy: float) -> float:
        return (1 + queue_wait(count, busy * count)) / busy

    # It lies at about 1 - 0.8 / sqrt(c), however many there are.
    apart = 1 / math.sqrt(count)
    low, high = max(1e-6, 1 - 1.2 * apart), 1 - 0.3 * apart
    close = apart * (1e-10 if count <= _FEW_SERVERS else 1e-4)
    while high - low > close:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        low, high = (low, right) if cost(left) < cost(right) else (left, high)
    return (low + high) / 2


_GOLDEN = (math.sqrt(5) - 1) / 2


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

    A node's share of the ring is a sum of random arcs, Gamma(places); the largest
    of many lies about where one in nodes / 0.56 is larger, which Wilson and
    Hilferty's cube root of 1931 gives to a few percent.

    >>> round(fullest(100, 1), 1), round(fullest(100, 100), 2)
    (5.2, 1.27)
    """
    # Imported here: it starts slowly, and few ask for it.
    from statistics import NormalDist

    if nodes <= 1:
        return 1.0
    deviation = NormalDist().inv_cdf(1 - math.exp(-_EULER) / nodes)
    return (1 - 1 / (9 * places) + deviation / (3 * math.sqrt(places))) ** 3


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
