"""Text with a name, and stretches of it: what every message points at."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Source:
    r"""Hold a text and the name it goes by in messages.

    >>> Source("chat.yaml", "users:\n  daily: 5").position(9)
    (2, 3)
    """

    __slots__ = ("_line_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Give the offset at which each line begins (worked out once)."""
        if self._line_starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> tuple[int, int]:
        """Give the line and column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Give a line, counted from 1, without its end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


class Span(NamedTuple):
    """Mark a stretch of a source: offsets from its start, the end left out."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """Give the marked text itself."""
        return self.source.text[self.start : self.end]
