"""`estimate page`: the page, served from this machine and opened in the browser."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import click

from estimator.diagnostics import Diagnostic
from estimator.errors import WorkError

_PACKAGE = Path(__file__).parent.parent
_FIRST, _LAST = 8501, 8600
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked for by name, never by default
_ENDS = {"SIGINT", "SIGTERM", "SIGHUP"}
_PATIENCE = 0.1
# A port of this machine at which nobody listens.
_NOWHERE = "http://127.0.0.1:9"


@click.command("page")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    help=f"Where it is served; else the first port from {_FIRST} on that is free. 0 takes any.",
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Who can reach it: this machine alone, or everyone with 0.0.0.0.",
)
@click.option("--open/--no-open", "opens", default=True, help="Open it in the browser, or not.")
def command(port: int | None, address: str, *, opens: bool) -> None:
    """Serve the page until Ctrl-C, and open it in the browser.

    It is the page of `make run`, and needs the extra `app`. Nothing is sent anywhere.
    """
    if find_spec("streamlit") is None:
        hint = "pip install 'capacity-estimator[app]'"
        raise WorkError([Diagnostic("not-installed", "streamlit is not installed", hint=hint)])
    port = _port(address, port)
    host = "127.0.0.1" if address in _EVERYWHERE else address
    server = _Server(address, host, port)
    if server.is_ready():
        url = _url(host, port)
        click.echo(f"the page is at {url}; Ctrl-C ends it")
        if opens and _has_display():
            webbrowser.open(url)
    sys.exit(server.wait())


class _Server:
    """Serve the page in a process of its own, which ends with this one.

    Signals are noted and passed on. None is raised in the middle of a line, so that
    no server is left behind.
    """

    def __init__(self, address: str, host: str, port: int) -> None:
        self._health = (host, port)
        self._process: subprocess.Popen[bytes] | None = None
        self._ended: list[int] = []
        for name in _ENDS & {each.name for each in signal.Signals}:
            signal.signal(signal.Signals[name], self._end)
        script = _script()
        # A file of the folder one is in must not pass for a module, nor for an option.
        run = [sys.executable, "-P", "-m", "streamlit", "run", str(script)]
        self._process = subprocess.Popen(  # noqa: S603 - of this Python, with options of our own
            [*run, *_options(address, port)],
            env=_environment(host),
            cwd=script.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            # Ctrl-C is for this process, which ends the other without a traceback.
            start_new_session=True,
        )
        if self._ended:
            self._process.terminate()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """End the server, and at once where it was told so before."""
        self._ended.append(number)
        if self._process:
            self._process.kill() if len(self._ended) > 1 else self._process.terminate()

    def is_ready(self) -> bool:
        """Wait until the page is served; tell whether it is, and the server has not ended."""
        while self._process and self._process.poll() is None:
            asked = http.client.HTTPConnection(*self._health, timeout=1)
            try:
                asked.request("GET", f"{_base()}_stcore/health")
                if asked.getresponse().status == HTTPStatus.OK:
                    return True
            except OSError:
                time.sleep(_PATIENCE)
            finally:
                asked.close()
        return False

    def wait(self) -> int:
        """Wait until the server ends, and give the exit code that says how."""
        failed = self._process and self._process.wait()
        if not self._ended:
            return 2 if failed else 0
        if self._ended[0] == signal.SIGINT:
            raise KeyboardInterrupt
        # As shells have it.
        return 128 + self._ended[0]


def _script() -> Path:
    """Give the page's script: in the package, or at the top of a checkout."""
    inside = _PACKAGE / "web" / "main" / "app.py"
    return inside if inside.is_file() else _PACKAGE.parent / "app.py"


def _url(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{_base()}"


def _base() -> str:
    """Give the path that the page is served under, which is known to Streamlit alone."""
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"/{base}/" if base else "/"


def _port(address: str, port: int | None) -> int:
    """Give the port to serve on, held to be free; raises WorkError where it is not."""
    if port is not None:
        return _held(address, port)
    for each in range(_FIRST, _LAST):
        try:
            return _held(address, each)
        except WorkError as error:
            if error.messages[0].code != "port-in-use":
                raise
    return _held(address, _LAST)


def _held(address: str, port: int) -> int:
    if not address.strip():
        # To a socket that would be everyone.
        raise WorkError([Diagnostic("bad-address", "the address is empty")])
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.create_server((address, port), family=family) as free:
            found: int = free.getsockname()[1]
            return found
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} is in use"
            hint = "give another one with --port, or none: then a free one is found"
            raise WorkError([Diagnostic("port-in-use", message, hint=hint)]) from None
        # Python adds the address in its own notation.
        why = str(error.strerror).partition(" (while")[0]
        message = f"nothing can be served at {address}, port {port}: {why}"
        raise WorkError([Diagnostic("bad-address", message)]) from None
    except UnicodeError:
        raise WorkError([Diagnostic("bad-address", f"{address} is no address")]) from None


def _options(address: str, port: int) -> list[str]:
    """Give what this run differs in from the options that stand beside the script."""
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "true",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]


def _environment(host: str) -> dict[str, str]:
    """Give the server an environment from which no request gets out.

    Asked for the page by a site that it does not know, Streamlit would ask a host of
    Amazon for this machine's address before it refuses. The page itself asks nobody.
    """
    names = ("http_proxy", "https_proxy", "all_proxy")
    nowhere = dict.fromkeys((*names, *map(str.upper, names)), _NOWHERE)
    everywhere = {"no_proxy": "", "NO_PROXY": ""}
    return {"STREAMLIT_BROWSER_SERVER_ADDRESS": host, **os.environ, **nowhere, **everywhere}


def _has_display() -> bool:
    """Tell whether there is a screen; without one, a browser would take over the terminal."""
    return sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())
