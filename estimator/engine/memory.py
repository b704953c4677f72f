"""Room for many results: asked for before any work is done, not found lacking after it."""

from __future__ import annotations

import os
from pathlib import Path

from estimator.diagnostics import Diagnostic
from estimator.errors import WorkError

# What is left for everything else.
_USABLE = 0.8
# Less is not worth asking the system for.
_SMALL = 2**26
_LIMITS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)


def hold_room(size: int, what: str) -> None:
    """Hold what is asked for to the memory there is.

    Args:
        size: in bytes.
        what: takes it, for the message.

    Raises WorkError where there is less.
    """
    if size < _SMALL:
        return
    there = available()
    if size > there * _USABLE:
        raise too_little(what, f"{what} take {shown(size)}, and {shown(there)} of memory are free")


def too_little(what: str, message: str = "") -> WorkError:
    """Give the error that memory is too small for something."""
    message = message or f"memory is too small for {what}"
    hint = "ask for fewer results or fewer points, or write a sweep to a Parquet file"
    return WorkError([Diagnostic("too-little-memory", message, hint=hint)])


_BEYOND = 1e21


def available() -> float:
    """Give how many bytes this process may still take, as far as the system says."""
    return min(_machine(), _container(), _process())


def shown(size: float) -> str:
    """Show a size in bytes for people.

    >>> shown(3.2e9)
    '3.2 GB'
    """
    if size >= _BEYOND:
        return "more than there is anywhere"
    for unit, step in (("EB", 1e18), ("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if size >= step:
            return f"{size / step:.3g} {unit}"
    return f"{size / 1e3:.3g} KB"


def _machine() -> float:
    """Give what Linux counts as available; elsewhere what the machine has."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(float(line.split()[1]) * 1024 for line in lines if "MemAvailable" in line)
    except (OSError, StopIteration):
        pass
    try:
        return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return float("inf")


def _container() -> float:
    """Give what is left of a container's limit."""
    for limit, used in _LIMITS:
        try:
            return float(Path(limit).read_text("ascii")) - float(Path(used).read_text("ascii"))
        except (OSError, ValueError):
            continue
    return float("inf")


def _process() -> float:
    """Give what is left of the process's own limit of addresses."""
    try:
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit == resource.RLIM_INFINITY:
            return float("inf")
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        return float(limit - taken * resource.getpagesize())
    except (ImportError, OSError):
        return float("inf")
