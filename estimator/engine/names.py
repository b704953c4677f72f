"""The names of a scenario as a tree of their parts, so that a family costs what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_WHOLE = ""
"""The key, no part of any name, under which a name ends."""


class Names:
    """Hold names in the order they came, and find families of them.

    >>> names = Names(["actions.tweet.rate", "actions.tweet.stores.photo.size"])
    >>> "actions.tweet.rate" in names, list(names.family("actions.*.rate"))
    (True, ['actions.tweet.rate'])
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._parts: dict[str, Any] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name."""
        self._known.add(name)
        branch = self._parts
        for part in name.split("."):
            branch = branch.setdefault(part, {})
        branch[_WHOLE] = name

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def family(self, pattern: str) -> Iterator[str]:
        """Give the names that a pattern stands for: each `*` is one part of a path."""
        branches = [self._parts]
        for part in pattern.split("."):
            if part == "*":
                branches = [b for branch in branches for key, b in branch.items() if key != _WHOLE]
            else:
                branches = [branch[part] for branch in branches if part in branch]
        return (branch[_WHOLE] for branch in branches if _WHOLE in branch)
