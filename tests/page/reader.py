"""How a test finds a widget of a page, as its reader does: by what it is for."""

import re
from collections.abc import Iterable
from typing import Any


def widget(of_a_kind: Iterable[Any], key: str) -> Any:
    """Give the widget of a key, whichever of its turns it is in."""
    turn = re.compile(re.escape(key) + r"(/\d+)?")
    return next(each for each in of_a_kind if turn.fullmatch(each.key or ""))
