"""A slider that is moved faster than the page can answer ends where it was put."""

from random import Random

from playwright.sync_api import Page, expect

from benchmarks.chromium import rest
from benchmarks.screen import ESTIMATE

# In ms: some come before the answer to the one before, some while it arrives.
PAUSES = (20, 60, 90, 120, 180, 250)
KEYS = ("ArrowRight",) * 3 + ("ArrowLeft",) * 3


def test_fast_moves_are_all_taken(page: Page) -> None:
    page.goto(ESTIMATE.path)
    rest(page)
    slider = page.locator(ESTIMATE.slider).first
    box = page.get_by_role("textbox").first
    number = page.locator(ESTIMATE.number)
    chance = Random(3)  # noqa: S311 - pauses, and no secret
    expect(box).to_have_value("300M")
    before = number.inner_text()
    for _ in range(4):
        slider.focus()
        for key in KEYS:
            page.keyboard.press(key)
            page.wait_for_timeout(chance.choice(PAUSES))
        rest(page, quiet=800)
        expect(slider).to_have_attribute("aria-valuetext", "300M")
        expect(box).to_have_value("300M")
        assert number.inner_text() == before
