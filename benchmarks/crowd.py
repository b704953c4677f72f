"""Let twenty people move a slider at once: one in a browser, nineteen without.

Twenty windows would measure the browser: they take two cores for themselves
several times over, to draw, where the server takes a quarter of one. So one
window is measured, and the others are sessions that speak to the server as a
browser does, with its messages, and draw nothing.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import monotonic
from typing import NamedTuple

from benchmarks import wire
from benchmarks.chromium import launched
from benchmarks.screen import ESTIMATE, Session
from benchmarks.serving import CHECKOUT, Server, served

SESSIONS = 20
_CORES = 2
_MOVES = 40
_WARM_UP = 3


class Taken(NamedTuple):
    """Hold the seconds of the moves: on screen in the window, sent to the others."""

    on_screen: list[float]
    sent: list[float]


def taken() -> Taken:
    """Move all the sliders, each about every two seconds, and hold the server to no error."""
    with _on_cores(_CORES), served() as server, launched() as browser:
        session = Session(browser, server.url, ESTIMATE)
        with _others(server, (_WARM_UP + _MOVES) * wire.PERIOD) as others:
            _move_about(session, _WARM_UP + _MOVES)
            said, _ = others.communicate()
        # What broke a session has been printed by it, or by the server.
        assert others.returncode == 0, "a session met an error"
        assert "Traceback" not in server.written(), server.written()
        return Taken(session.taken()[_WARM_UP:], json.loads(said))


def told(found: Taken) -> str:
    """Say how it went, beside the figure that counts."""
    on_screen, sent = (f"{len(all_)} moves, median {median(all_) * 1000:.0f} ms" for all_ in found)
    return f"{on_screen}; the others {sent} until all is sent"


def _move_about(session: Session, count: int) -> None:
    chance = random.Random(SESSIONS)  # noqa: S311 - moments, and no secret
    start = monotonic()
    for number in range(count):
        moment = start + (number + chance.random()) * wire.PERIOD
        session.page.wait_for_timeout(max(0.0, moment - monotonic()) * 1000)
        session.move()
        session.followed()


@contextmanager
def _others(server: Server, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Start the others; all their sessions are open."""
    counts = (str(number) for number in (server.port, SESSIONS - 1, seconds))
    command = [sys.executable, "-m", "benchmarks.wire", *counts]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as others:
        try:
            assert others.stdout is not None
            assert others.stdout.readline().strip() == wire.OPENED, "the sessions did not open"
            yield others
        finally:
            others.kill()


@contextmanager
def _on_cores(count: int) -> Iterator[None]:
    """Let what is started meanwhile, browser and server alike, have so many cores."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_of_them)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)
