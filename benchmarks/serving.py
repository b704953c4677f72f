"""Serve a Streamlit script on this machine, in a process of its own."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parent.parent
HOST = "127.0.0.1"
_STARTS_IN = 60
_ENDS_IN = 10


class Server(NamedTuple):
    """Hold where a server is reached, its process, and what it has written."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Give the address of the first page, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def written(self) -> str:
        """Give what the server has written so far, its errors included."""
        return self.log.read_text("utf-8", "replace")


@contextmanager
def served(script: Path = CHECKOUT / "app.py") -> Iterator[Server]:
    """Serve a script from the checkout, with the checkout's own options, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        port = _free_port()
        with log.open("wb") as writes:
            process = subprocess.Popen(
                _command(script, port), cwd=CHECKOUT, stdout=writes, stderr=subprocess.STDOUT
            )
        server = Server(port, process, log)
        try:
            _wait(server)
            yield server
        finally:
            _end(process)


def _command(script: Path, port: int) -> list[str]:
    options = {
        "server.port": str(port),
        "server.address": HOST,
        "server.headless": "true",
        # Who works on the page meanwhile must not start its script again.
        "server.fileWatcherType": "none",
        # A traceback is read by whoever reads a failed test, without frames and colours.
        "logger.enableRich": "false",
    }
    named = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(script), *named]


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _wait(server: Server) -> None:
    end = time.monotonic() + _STARTS_IN
    while not _healthy(server.port):
        if server.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the server did not start:\n{server.written()}")
        time.sleep(0.05)


def _healthy(port: int) -> bool:
    asked = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        asked.request("GET", "/_stcore/health")
        return asked.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        asked.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_ENDS_IN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
