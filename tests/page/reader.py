"""How a test opens a page and reads it: a widget is found by what it is for."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from streamlit.testing.v1 import AppTest


def alone(name: str, asked: Mapping[str, str]) -> AppTest:
    """Open one page by itself, with some parameters in its URL."""
    script = f"from estimator.web import app, {name} as shown\napp.show(shown)"
    page = AppTest.from_string(script, default_timeout=60)
    for parameter, value in asked.items():
        page.query_params[parameter] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    """Run a page again; nothing in it may break."""
    page.run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    """Give all that is said on a page, without the signs that keep it from being markup."""
    told = [*page.text, *page.markdown, *page.caption, *page.warning, *page.code]
    return "\n".join(each.value for each in told).replace("\\", "")


def table(page: AppTest) -> dict[str, list[str]]:
    """Give the columns of a page's table."""
    return page.dataframe[0].value.to_dict("list")


def cards(page: AppTest) -> dict[str, str]:
    """Give the numbers that stand side by side, by name."""
    return {card.label: card.value for card in page.metric}


def press(page: AppTest, section: str) -> AppTest:
    """Add a section to the scenario, by its button."""
    (button,) = (each for each in page.button if (each.key or "").endswith(f"/add/{section}"))
    button.click()
    return run(page)


def widget(of_a_kind: Iterable[Any], key: str) -> Any:
    """Give the widget of a key, whichever of its turns it is in."""
    turn = re.compile(re.escape(key) + r"(/\d+)?")
    return next(each for each in of_a_kind if turn.fullmatch(each.key or ""))
