"""Measure how much memory the page's server holds: for each session, and after many moves.

The sessions are those of `wire`: what a window shows takes none of the server's memory.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from benchmarks import wire
from benchmarks.crowd import SESSIONS
from benchmarks.serving import Server, served

_MOVES = 10


def per_session() -> float:
    """Give the bytes that a session more takes, as the mean of nineteen."""
    with served() as server:
        sizes = asyncio.run(_by_session(server))
    return (sizes[-1] - sizes[0]) / (len(sizes) - 1)


def after(few: int, many: int) -> tuple[int, int]:
    """Give the bytes held after many moves of one session, and before them after few."""
    with served() as server:
        return asyncio.run(_by_moves(server, few, many))


def held(server: Server) -> int:
    """Give the bytes of memory that the process of a server holds."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found, "every process that runs holds memory"
    return int(found[1]) * 1024


async def _by_session(server: Server) -> list[int]:
    sessions, sizes = [], []
    for _ in range(SESSIONS):
        sessions.append(await wire.opened(server.port))
        await _move(sessions[-1], _MOVES)
        sizes.append(held(server))
    return sizes


async def _by_moves(server: Server, few: int, many: int) -> tuple[int, int]:
    session = await wire.opened(server.port)
    await _move(session, few)
    early = held(server)
    await _move(session, many - few)
    return held(server), early


async def _move(session: wire.Session, count: int) -> None:
    for _ in range(count):
        await session.move()
