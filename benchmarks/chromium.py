"""Open pages in an installed Chromium, and tell when Streamlit has come to rest in one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

MISSING = (
    "There is no Chromium here: run `playwright install --with-deps chromium`, or install the "
    "system's own (on Debian `apt-get install chromium`), or name one in the variable CHROMIUM."
)
_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
# Nothing of its own that calls out or takes the processor while something is measured.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
SIZE = {"width": 1280, "height": 900}

# The script may not have begun yet when it is asked for: at rest is what has
# been so for a while. What is loaded late, such as charts, has a skeleton first.
_AT_REST = """
async ([quiet, limit]) => {
  const start = performance.now()
  for (let since = start, now = start; now - since < quiet; now = performance.now()) {
    if (now - start > limit) throw new Error(`the page did not come to rest in ${limit} ms`)
    const app = document.querySelector('[data-testid="stApp"]')?.dataset
    const rests = app?.testScriptState === "notRunning"
      && app?.testConnectionState === "CONNECTED"
      && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')
    await new Promise(requestAnimationFrame)
    if (!rests) since = performance.now()
  }
}
"""


class NoChromium(Exception):
    """Say that there is no Chromium, and where one comes from."""


def find() -> str | None:
    """Give the path of an installed Chromium: the one in CHROMIUM, or one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, _COMMANDS)), None)


def found(playwright: Playwright) -> str:
    """Give the path of an installed Chromium, which may be one that Playwright has fetched."""
    own = playwright.chromium.executable_path
    path = find() or (own if Path(own).exists() else None)
    if path is None:
        raise NoChromium(MISSING)
    return path


@contextmanager
def launched() -> Iterator[Browser]:
    """Start a Chromium without a window, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(playwright), args=[*_FLAGS])
        try:
            yield browser
        finally:
            browser.close()


def rest(page: Page, quiet: float = 300, limit: float = 30_000) -> None:
    """Wait until Streamlit has shown everything and nothing runs; the times are in ms."""
    page.evaluate(_AT_REST, [quiet, limit])
