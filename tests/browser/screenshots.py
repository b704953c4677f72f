"""Write docs/pictures/ anew: every page, as a browser shows it."""

import io
from pathlib import Path
from typing import Literal, NamedTuple

from addresses import PAGES
from chromium import ensure
from PIL import Image
from playwright.sync_api import Browser

from benchmarks.chromium import launched, rest
from benchmarks.serving import CHECKOUT, served

PICTURES = CHECKOUT / "docs" / "pictures"


class Picture(NamedTuple):
    """Say what is shown, and in what kind of window."""

    name: str
    path: str
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 900


ALL = (
    *(Picture(name, path) for name, path in PAGES.items()),
    Picture("estimate-dark", "/", "dark"),
    Picture("estimate-narrow", "/", width=380, height=820),
)


def shown(browser: Browser, picture: Picture, server: str) -> bytes:
    """Give what a window shows once all is there."""
    with browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
    ) as context:
        page = context.new_page()
        page.goto(server + picture.path)
        rest(page)
        return page.screenshot(animations="disabled", caret="hide")


def write(picture: bytes, to: Path) -> None:
    """Write a picture in 256 colours, which is all that a page has but for smoothed edges."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(to, optimize=True)


if __name__ == "__main__":
    ensure()
    PICTURES.mkdir(exist_ok=True)
    with served() as server, launched() as browser:
        for each in ALL:
            write(shown(browser, each, server.url), PICTURES / f"{each.name}.png")
