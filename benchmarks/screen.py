"""Move a slider of a page and time when the number it moves is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as TookTooLong

from benchmarks.chromium import SIZE, rest

_STEPS_ONE_WAY = 4
_PAUSE = 300
_GIVEN_UP = 10_000


class Stuck(Exception):
    """Say that a number did not follow its slider."""


class Scene(NamedTuple):
    """Say where a page stands, what on it is moved, what follows, and what is pressed first."""

    path: str
    slider: str
    number: str
    pressed: str = ""


ESTIMATE = Scene("/", "role=slider", ".st-key-headline")
WHAT_IF = Scene(
    "/what-if",
    "role=slider",
    ".st-key-headline",
    pressed='role=button[name="Try the main inputs as ranges"]',
)

# From the event of the key to the first frame after the text has changed. An
# event that is still waited for has its time in `moved`.
_WATCH = """
selector => {
  const text = () => document.querySelector(selector)?.textContent
  const watch = window.watch = {moved: null, taken: []}
  let last = text()
  addEventListener("keydown", () => { watch.moved = performance.now() }, true)
  new MutationObserver(() => {
    const now = text(), moved = watch.moved
    if (now === last) return
    last = now
    if (moved === null) return
    watch.moved = null
    requestAnimationFrame(() => watch.taken.push((performance.now() - moved) / 1000))
  }).observe(document.body, {subtree: true, childList: true, characterData: true})
}
"""
_FOLLOWED = "watch.moved === null"
_READY = """
(() => {
  const selector = %r
  const look = () => {
    if (document.querySelector(selector)?.textContent.trim()) window.ready = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()
"""


class Session:
    """Hold one person's window, with a slider in hand."""

    def __init__(self, browser: Browser, server: str, scene: Scene) -> None:
        self._context = browser.new_context(base_url=server, viewport=SIZE)
        self.page = self._context.new_page()
        self.page.goto(scene.path)
        if scene.pressed:
            self.page.locator(scene.pressed).click()
        self.page.locator(scene.number).wait_for()
        rest(self.page)
        self.page.evaluate(_WATCH, scene.number)
        self.page.locator(scene.slider).first.focus()
        self._moves = 0

    def move(self) -> None:
        """Move the slider a step, some to the left and as many back, and wait for nothing."""
        # Of two knobs the first has the other to its right.
        left = self._moves % (2 * _STEPS_ONE_WAY) < _STEPS_ONE_WAY
        self.page.keyboard.press("ArrowLeft" if left else "ArrowRight")
        self._moves += 1

    def followed(self) -> None:
        """Wait until the number has followed the last move."""
        try:
            self.page.wait_for_function(_FOLLOWED, timeout=_GIVEN_UP)
        except TookTooLong as error:
            raise Stuck(f"the number did not follow move {self._moves} of the slider") from error

    def taken(self) -> list[float]:
        """Give the seconds that each move has taken so far."""
        found: list[float] = self.page.evaluate("watch.taken")
        return found

    def close(self) -> None:
        """Close the window."""
        self._context.close()


def moves(session: Session, count: int, pause: float = _PAUSE) -> list[float]:
    """Move a slider so many times, with so many ms after each, and give the seconds of each."""
    before = len(session.taken())
    for _ in range(count):
        session.move()
        session.page.wait_for_timeout(pause)
        session.followed()
    return session.taken()[before:]


def ready(browser: Browser, address: str, shown: str) -> float:
    """Give the seconds from the navigation of a new window to a text on its screen."""
    with browser.new_context(viewport=SIZE) as context:
        page = context.new_page()
        page.add_init_script(_READY % shown)
        page.goto(address)
        page.wait_for_function("window.ready")
        seconds: float = page.evaluate("ready") / 1000
        return seconds


def p95(taken: Sequence[float]) -> float:
    """Give what 95 of 100 are not above: the nearest rank, which was measured itself."""
    return sorted(taken)[-(len(taken) // 20) - 1]
