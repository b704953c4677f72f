"""`estimate page` as a real process: served, quiet, ended, and refused with a sentence."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from page_server import ENDS_IN, free_port, got, served, session
from websockets.exceptions import InvalidStatus

from estimator.cli import VERBS

# Imported by every Python that begins: it writes down who is called.
CALLS = """
import os, sys

def heard(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        with open(os.environ["CALLS"], "a") as calls:
            print(event, given[1] if event != "socket.getaddrinfo" else given[0], file=calls)

sys.addaudithook(heard)
"""
# A socket that is opened to learn an address of this machine; nothing is sent by it.
SILENT = "socket.connect ('8.8.8.8', 1)"
WITHOUT_THE_EXTRA = "import sys; sys.modules['streamlit'] = None"


def test_it_serves_the_page_from_any_folder_and_calls_nobody(
    estimate_command: str, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(CALLS, "utf-8")
    calls = tmp_path / "calls"
    port = free_port()
    hooked = {"CALLS": str(calls), "PYTHONPATH": str(tmp_path)}
    with served(estimate_command, tmp_path, port, **hooked) as process:
        status, html = got(port, "/")
        assert (status, "<title>Streamlit</title>" in html) == (200, True)
        begun, shown = session(port)
        assert "traffic" in shown
        assert "error" not in shown.lower().replace("error_budget", "")
        # The options that stand beside the script are in force.
        assert not begun.config.gather_usage_stats
        assert begun.custom_theme.base_font_size == 15
        # Streamlit would ask a host of Amazon who it is before it refuses.
        with pytest.raises(InvalidStatus):
            session(port, "http://elsewhere.example")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=ENDS_IN)
        assert process.returncode == 130
        assert said.endswith("\ninterrupted\n")
        assert "Traceback" not in said
    assert got(port, "/") == (0, "")
    outside = [call for call in calls.read_text("utf-8").splitlines() if "127.0.0.1" not in call]
    assert [call for call in outside if call != SILENT] == []
    assert not [*(tmp_path / "home").iterdir(), *(tmp_path / "empty").iterdir()]


def test_ctrl_c_at_once_ends_it_quietly(estimate_command: str, tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [estimate_command, "page", "--port", str(port), "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    # The server's process is there, and has hardly begun.
    while not children.read_text("utf-8"):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=ENDS_IN) == ("", "interrupted\n")
    assert process.returncode == 130
    assert got(port, "/") == (0, "")


def test_ctrl_c_ends_it_quietly(estimate_command: str, tmp_path: Path) -> None:
    port = free_port()
    with served(estimate_command, tmp_path, port) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=ENDS_IN) == ("", "interrupted\n")
        assert process.returncode == 130


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_what_is_ended_leaves_no_server_behind(
    estimate_command: str, tmp_path: Path, ends: signal.Signals
) -> None:
    port = free_port()
    with served(estimate_command, tmp_path, port) as process:
        process.send_signal(ends)
        assert process.communicate(timeout=ENDS_IN) == ("", "")
        assert process.returncode == 128 + ends
        assert got(port, "/") == (0, "")


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(estimate_command: str, tmp_path: Path) -> Run:
    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [estimate_command, "page", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | more,
            check=False,
        )

    return run


def test_a_port_in_use_is_refused_with_a_way_out(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error[port-in-use]: port {port} is in use\n"
        "     hint: give another one with --port, or none: then a free one is found\n"
    )


def test_without_the_extra_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_THE_EXTRA, "utf-8")
    done = run(PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error[not-installed]: streamlit is not installed\n"
        "     hint: pip install 'capacity-estimator[app]'\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--address", "300.1.1.1"),
        ("--address", "203.0.113.7"),
        ("--address", f"{'x' * 70}.invalid", "--port", "0"),
        ("--address", ""),
        ("--port", "80000"),
        ("--port", "-1"),
        ("--port", "http"),
    ],
    ids=" ".join,
)
def test_a_bad_address_or_port_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_it_is_a_verb_with_help(run: Run) -> None:
    assert "page" in VERBS
    assert "127.0.0.1" in run("--help").stdout
