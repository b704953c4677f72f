"""A page as a link: which scenario, what was changed in it, and what the page was asked.

A link is short where a shipped scenario had some inputs changed: it names them.
Any other text travels whole, compressed. `sum` is a fingerprint of the numbers that
the link's maker saw, so that a link that now gives other numbers says so.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

LONGEST = 8_000
"""So many letters a link has at most; browsers and proxies take no more for certain."""
_MOST = 1_000_000
_MOST_CHANGES = 200
"""Each is worked out by itself, before it is shown."""
_EDITION = "1"
_SETTING = re.compile(r"[a-z][a-z_]{0,39}")
_OWN = ("scenario", "conventions", "text", "sum")


class LinkError(ValueError):
    """A link that can't be opened as it was made; the message is for its reader."""


class Link(NamedTuple):
    """Hold what a link says.

    `changes` are amounts by the names of inputs, and `text` a whole scenario, empty
    where the shipped one is meant. `settings` are what a page was asked, by its own names.
    """

    scenario: str = ""
    changes: Mapping[str, str] = {}
    text: str = ""
    conventions: str = ""
    seen: str = ""
    settings: Mapping[str, str] = {}


def written(link: Link) -> dict[str, str]:
    """Write a link as the parameters of a URL.

    >>> written(Link("twitter", {"users.monthly": "1M"}, seen="7ab3", settings={"of": "x"}))
    {'scenario': 'twitter', 'users.monthly': '1M', 'of': 'x', 'sum': '7ab3'}
    """
    text = packed(link.text) if link.text else ""
    own = {"scenario": link.scenario, "conventions": link.conventions, "text": text}
    changed = {_path(name): amount for name, amount in link.changes.items()}
    given = own | changed | dict(link.settings) | {"sum": link.seen}
    return {name: value for name, value in given.items() if value}


def read(parameters: Mapping[str, Sequence[str]]) -> Link:
    """Read the parameters of a URL.

    Raises LinkError where they are too long, cut off, or of no link that was ever made.

    >>> read({"scenario": ["twitter"], "users.monthly": ["1M"]}).changes
    {'users.monthly': '1M'}
    """
    length = sum(len(name) + sum(map(len, values)) for name, values in parameters.items())
    if length > 2 * LONGEST:
        message = f"it has {length:,} letters, and a link has at most {2 * LONGEST:,}"
        raise LinkError(message)
    last = {name: values[-1] for name, values in parameters.items() if values}
    changes = {name: value for name, value in last.items() if "." in name}
    if len(changes) > _MOST_CHANGES:
        message = f"it changes {len(changes):,} inputs, and a link changes at most {_MOST_CHANGES}"
        raise LinkError(message)
    return Link(
        last.get("scenario", ""),
        changes,
        unpacked(last["text"]) if last.get("text") else "",
        last.get("conventions", ""),
        last.get("sum", ""),
        {n: v for n, v in last.items() if _SETTING.fullmatch(n) and n not in _OWN},
    )


def fits(parameters: Mapping[str, str]) -> bool:
    """Tell whether parameters are short enough for a link that opens everywhere."""
    return sum(len(name) + len(value) + 2 for name, value in parameters.items()) <= LONGEST


def packed(text: str) -> str:
    """Compress a text into letters that a URL takes as they are.

    >>> unpacked(packed("users: {daily: 5M}"))
    'users: {daily: 5M}'
    """
    squeezed = zlib.compress(text.encode(), 9)
    return _EDITION + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


def unpacked(letters: str) -> str:
    """Give the text that was packed; raises LinkError where it can't be."""
    if not letters.startswith(_EDITION):
        message = "its text is packed in a way that this version does not know"
        raise LinkError(message)
    try:
        padded = letters[1:] + "=" * (-len(letters[1:]) % 4)
        squeezed = base64.b64decode(padded, altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(squeezed, _MOST)
        whole = text.decode()
    except (zlib.error, ValueError) as error:
        message = "its text is garbled; it may have been cut off or changed on its way"
        raise LinkError(message) from error
    if unpacker.unconsumed_tail:
        message = f"its text has more than {_MOST:,} letters"
        raise LinkError(message)
    if not unpacker.eof:
        message = "its text is cut off"
        raise LinkError(message)
    return whole


def fingerprint(numbers: Iterable[tuple[str, float]]) -> str:
    """Give a few letters that are others where the numbers are.

    >>> fingerprint([("a", 1.0)]) == fingerprint([("a", 1.0)]) != fingerprint([("a", 2.0)])
    True
    """
    seen = "\n".join(f"{name}={number:.6g}" for name, number in numbers)
    return hashlib.sha256(seen.encode()).hexdigest()[:6]


def _path(name: str) -> str:
    """Give the path of an input: a formula's bare name could be that of a setting."""
    return name if "." in name else f"formulas.{name}"
