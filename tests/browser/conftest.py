"""The page in a real browser: a server, a Chromium, and a window that tolerates no error."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from chromium import ensure
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, WebSocket

from benchmarks.chromium import SIZE, NoChromium, launched
from benchmarks.serving import HOST, Server, served

_LOCAL = ("data", "blob")
# Opened at a page that is not the first, Streamlit looks for its server below that
# page's path, too, finds none, and goes on with the one at the root.
_LOOKED_FOR = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Serve app.py on a port of its own."""
    with served() as server:
        yield server


# One a module, because an event loop runs as long as Playwright does, and a
# test of another module on the same worker could not start its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium without a window."""
    try:
        ensure()
        with launched() as browser:
            yield browser
    except NoChromium as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Give a window; what goes wrong in it, calls out or breaks the server fails the test."""
    before = len(server.written())
    with browser.new_context(base_url=server.url, viewport=SIZE) as context:
        page = context.new_page()
        wrong = watched(page)
        yield page
    if "Traceback" in (said := server.written()[before:]):
        wrong.append(f"the server broke:\n{said}")
    assert not wrong, "\n".join(wrong)


def watched(page: Page) -> list[str]:
    """Give a list that fills with what goes wrong in a window."""
    wrong: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(_LOOKED_FOR):
            wrong.append(f"console: {message.text}")

    def broken(error: Error) -> None:
        wrong.append(f"script: {error}")

    def asked(what: Request | WebSocket) -> None:
        where = urlsplit(what.url)
        if where.scheme not in _LOCAL and where.hostname != HOST:
            wrong.append(f"called out: {what.url}")

    page.on("console", console)
    page.on("pageerror", broken)
    page.on("request", asked)
    page.on("websocket", asked)
    return wrong
