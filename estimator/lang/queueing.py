"""Waiting for one of several servers: Erlang C, the mean wait, the knee."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from estimator.lang.function import NoValue, distinct, in_rows, numpy
from estimator.lang.integral import integral

# A whole number that carries the rounding of a few operations is still whole.
_NOISE = 1e-9
_LARGEST = 1e300
_HIGHEST = 600.0
_FEW_SERVERS = 300
_GOLDEN = (math.sqrt(5) - 1) / 2
# One request in a billion that waits is none: no model of a queue is that good.
_NEVER = 1e-9
# From this logarithm of a bell's height on, fewer than that wait.
_SURE = 25.0
# So many large pools are searched one by one; more are searched at once.
_FEW_KNEES = 50
_MOST_KNEES = 100_000
# Nearer than this two shares near 1 can't be told apart, and a search would never end.
_CLOSEST = 1e-15


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
    area: float = integral(bell, low, high)
    return load * math.exp(height) * area


@in_rows
def erlang_c_each(servers: Any, load: Any) -> Any:
    """Give `erlang_c` of arrays."""
    np = numpy()
    count = np.floor(servers * (1 + _NOISE))
    found = np.where((load > 0) & (load >= count), 1.0, 0.0)
    stable = (load > 0) & (load < count)
    few = count <= _FEW_SERVERS
    for these, lost in ((stable & few, _sums), (stable & ~few, _bells)):
        if these.any():
            of, under = count[these], load[these]
            busy = under / of
            waits = 1 / (lost(of, under) * (1 - busy) + busy)
            found[these] = np.where(waits > _NEVER, waits, 0.0)
    return found


def _sums(count: Any, load: Any) -> Any:
    """Give 1 / Erlang B of arrays by its recursion: one server more is 1 + k / a times it."""
    np = numpy()
    # With most servers first, those that have a k-th are always the first ones.
    order = np.argsort(-count.astype("int16"), kind="stable")
    with_more = np.cumsum(np.bincount(count.astype(int))[::-1])[::-1]
    each, lost = 1 / load[order], np.ones_like(load)
    for k, there in enumerate(with_more.tolist()):
        if k:
            some = lost[:there]
            some *= each[:there]
            some *= k
            some += 1
    found = np.empty_like(lost)
    found[order] = lost
    return found


def _bells(count: Any, load: Any) -> Any:
    """Give 1 / Erlang B of arrays by its integral, and infinity where nobody waits for sure."""
    np = numpy()
    peak = count / load - 1
    height = count * np.log1p(peak) - load * peak
    found = np.full(count.shape, math.inf)
    seen = height < _SURE
    found[seen] = _bell_areas(count[seen], load[seen], peak[seen], height[seen])
    return found


def _bell_areas(count: Any, load: Any, peak: Any, height: Any) -> Any:
    np = numpy()
    width = np.sqrt(count) / load

    def bell(t: Any) -> Any:
        return np.exp(count * np.log1p(t) - load * t - height)

    low, high = np.maximum(0.0, peak - 9 * width), peak + 9 * width
    return load * np.exp(height) * integral(bell, low, high)


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


@in_rows
def queue_wait_each(servers: Any, load: Any) -> Any:
    """Give `queue_wait` of arrays, NaN where the load is more than the servers take."""
    np = numpy()
    count = np.floor(servers * (1 + _NOISE))
    found = np.where(load < count, erlang_c_each(count, load) / (count - load), math.nan)
    return np.where(load <= 0, 0.0, found)


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
    close = max(apart * (1e-10 if count <= _FEW_SERVERS else 1e-4), _CLOSEST)
    while high - low > close:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        low, high = (low, right) if cost(left) < cost(right) else (left, high)
    return (low + high) / 2


@in_rows
def knee_each(servers: Any) -> Any:
    """Give `knee` of arrays."""
    np = numpy()
    (count,), at = distinct(np.maximum(np.floor(servers * (1 + _NOISE)), 1.0))
    # One block of samples has the same pools as the next.
    found = np.array([_kept.get(each, math.nan) for each in count.tolist()])
    new = np.isnan(found)
    if new.any():
        found[new] = _searched(count[new])
        if len(_kept) > _MOST_KNEES:
            _kept.clear()
        _kept.update(zip(count[new].tolist(), found[new].tolist(), strict=True))
    return found[at]


_kept: dict[float, float] = {}


def _searched(count: Any) -> Any:
    np = numpy()
    many = count > _FEW_SERVERS
    if np.count_nonzero(many) <= _FEW_KNEES:
        return np.array([knee(each) for each in count.tolist()])
    found = np.empty_like(count)
    found[~many] = [knee(each) for each in count[~many].tolist()]
    found[many] = _knees(count[many])
    return found


def _knees(count: Any) -> Any:
    """Give `knee` of many servers, by the same search for all at once."""
    np = numpy()
    apart = 1 / np.sqrt(count)
    low, high = 1 - 1.2 * apart, 1 - 0.3 * apart

    def cost(busy: Any) -> Any:
        return (1 + queue_wait_each(count, busy * count)) / busy

    close = np.maximum(apart * 1e-4, _CLOSEST)
    while (high - low > close).any():
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        lower = cost(left) < cost(right)
        low, high = np.where(lower, low, left), np.where(lower, right, high)
    return (low + high) / 2
