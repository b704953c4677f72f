"""The command `estimate page` as a process, and the page it serves as a browser asks for it."""

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from websockets.sync.client import connect

ENDS_IN = 30
"""So many seconds it has to end."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def got(port: int, path: str) -> tuple[int, str]:
    """Ask for a path; 0 where nobody answers."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        asked.close()


@contextmanager
def served(command: str, folder: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Serve the page from an empty folder, for someone who never did so before."""
    home = folder / "home"
    home.mkdir()
    (folder / "empty").mkdir()
    process = subprocess.Popen(
        [command, "page", "--port", str(port), "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder / "empty",
        env=os.environ | {"HOME": str(home)} | more,
        # A group of its own, to which Ctrl-C is sent as a terminal does.
        start_new_session=True,
    )
    try:
        assert process.stdout
        # It is said when the page is there, and not before.
        said = process.stdout.readline()
        assert said == f"the page is at http://127.0.0.1:{port}/; Ctrl-C ends it\n"
        assert got(port, "/_stcore/health") == (200, "ok")
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=ENDS_IN)


def session(port: int, origin: str = "http://127.0.0.1") -> tuple[NewSession, str]:
    """Open the page as a browser does; give how its session begins, and what is shown."""
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(url, subprotocols=["streamlit"], origin=origin) as browser:
        browser.send(BackMsg(rerun_script={}).SerializeToString())
        begun, shown = NewSession(), ""
        while True:
            message = ForwardMsg.FromString(browser.recv(timeout=60, decode=False))
            if message.HasField("new_session"):
                begun = message.new_session
            shown += str(message.delta)
            if message.HasField("script_finished"):
                return begun, shown
