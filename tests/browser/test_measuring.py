"""The benchmarks' sliders move, in a window and without one; nothing is timed here."""

import json
import subprocess
import sys

from playwright.sync_api import Browser

from benchmarks import resident, wire
from benchmarks.screen import ESTIMATE, Session, moves, ready
from benchmarks.serving import CHECKOUT, Server


def test_a_move_is_timed_until_its_number_is_on_screen(browser: Browser, server: Server) -> None:
    session = Session(browser, server.url, ESTIMATE)
    taken = moves(session, 3)
    session.close()
    assert len(taken) == 3
    assert all(0 < each < 10 for each in taken)


def test_a_new_window_is_timed_until_its_number_is_on_screen(
    browser: Browser, server: Server
) -> None:
    assert 0 < ready(browser, server.url, ESTIMATE.number) < 30


def test_sessions_without_a_window_are_answered(server: Server) -> None:
    command = [sys.executable, "-m", "benchmarks.wire", str(server.port), "2", "6"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    opened, taken = done.stdout.splitlines()
    assert opened == wire.OPENED
    assert len(json.loads(taken)) >= 2


def test_the_servers_memory_is_read(server: Server) -> None:
    assert resident.held(server) > 10e6
