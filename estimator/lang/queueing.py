"""Waiting for one of several servers: Erlang C, the mean wait, the knee."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from estimator.lang.function import NoValue

# A whole number that carries the rounding of a few operations is still whole.
_NOISE = 1e-9
_LARGEST = 1e300
_HIGHEST = 600.0
_FEW_SERVERS = 300
_SLICES = 200
# One request in a billion that waits is none: no model of a queue is that good.
_NEVER = 1e-9


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
    lost = _sum(count, load) if count <= _FEW_SERVERS else _bell(count, load)
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


def _bell(count: int, load: float) -> float:
    """Give 1 / Erlang B as the integral of a e^(-a t) (1 + t)^c: one bell, for many servers.

    It is right to about eight figures.
    """
    peak, width = count / load - 1, math.sqrt(count) / load
    height = count * math.log1p(peak) - load * peak
    if height > _HIGHEST:
        return _LARGEST

    def bell(t: float) -> float:
        return math.exp(count * math.log1p(t) - load * t - height)

    low, high = max(0.0, peak - 9 * width), peak + 9 * width
    return load * math.exp(height) * integral(bell, low, high)


def integral(of: Callable[[float], float], low: float, high: float) -> float:
    """Integrate a smooth function by Simpson's rule.

    >>> round(integral(lambda x: x**2, 0, 3), 9)
    9.0
    """
    step = (high - low) / _SLICES
    values = [of(low + at * step) for at in range(_SLICES + 1)]
    inside = 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])
    return (values[0] + inside + values[-1]) * step / 3


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
