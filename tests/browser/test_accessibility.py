"""Every page can be used by everybody: axe finds nothing serious, in light and in dark."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from addresses import PAGES
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.chromium import rest

# What is wide on a telephone scrolls, in either scheme; contrast is the same at either width.
LOOKS = (("light", 1280), ("dark", 1280), ("light", 380))
WHOLE = "[innerWidth, document.querySelector('[data-testid=stMain]').scrollHeight]"
GRAVE = ("serious", "critical")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_serious(
    page: Page, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    rest(page)
    assert not page.get_by_text("Page not found").count()
    found = [f"{shown}: {each}" for shown in views(page) for each in violations(page)]
    assert not found, f"{path} in {scheme}, {width} wide:\n" + "\n".join(dict.fromkeys(found))


def views(page: Page) -> Iterator[str]:
    """Show all there is on a page, one tab after the other, and name what is shown."""
    reveal(page)
    yield "at first"
    for tab in page.get_by_role("tab").all():
        if tab.get_attribute("aria-selected") == "true":
            continue
        tab.click()
        rest(page)
        reveal(page)
        yield f"with {tab.inner_text()!r}"


def reveal(page: Page) -> None:
    """Open what is folded, and make the window as high as the page.

    Of what has to be scrolled to, the contrast is not looked at.
    """
    # One after the other: what is folded is sent when it is opened, and moves the rest.
    closed = page.locator("details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
        rest(page)
    width, height = page.evaluate(WHOLE)
    page.set_viewport_size({"width": width, "height": height})
    rest(page)


def violations(page: Page) -> Iterator[str]:
    """Give what axe finds: rule, selector and what is amiss."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    for rule in found:
        if rule["impact"] in GRAVE:
            for node in rule["nodes"]:
                where = " ".join(map(str, node["target"]))
                why = " ".join(node["failureSummary"].split())
                yield f"{rule['id']} ({rule['impact']}) at {where}\n    {why}"
