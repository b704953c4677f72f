"""Figures of earlier lines, by their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from estimator.check.expression import Carried
from estimator.check.notation import Token
from estimator.check.words import notation, singular

# No name that is looked for is longer: a line is read in a time that its length decides.
_LONGEST = 7


class Names:
    """Hold figures by the words of their names, in which `a`, `the` and plurals count nothing."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], Carried] = {}

    def add(self, words: tuple[str, ...], figure: Carried) -> None:
        """Keep a figure; a later one of the same name takes its place."""
        if 0 < len(words) <= _LONGEST:
            self._by_words[words] = figure

    def find(self, words: tuple[str, ...]) -> Carried | None:
        """Give the figure of a name, None where there is none."""
        return self._by_words.get(words)

    def at(self, tokens: Sequence[Token], start: int) -> tuple[Carried | None, int]:
        """Give the figure with the longest name that begins at a token, and the token behind it."""
        words: list[str] = []
        best: tuple[Carried | None, int] = (None, start)
        for place in range(start, min(len(tokens), start + 2 * _LONGEST)):
            word = _part(tokens[place])
            if word is None or len(words) > _LONGEST:
                break
            if word:
                words.append(word)
                found = self._by_words.get(tuple(words))
                if found is not None:
                    best = (found, place + 1)
        return best


def name_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Give the words by which a name is known.

    >>> from estimator.check.notation import tokens
    >>> name_of(tokens("So the total Tweets/day"))
    ('total', 'tweet', 'per', 'day')
    """
    return tuple(word for token in tokens if (word := _part(token)))


def _part(token: Token) -> str | None:
    """Give a token as a word of a name; empty for one that does not count, None for no word."""
    if token.kind == "/":
        return "per"
    return _known(token.text) if token.kind == "word" else None


@cache
def _silent() -> frozenset[str]:
    return frozenset(notation()["silent"])


def _known(word: str) -> str:
    return "" if word.lower() in _silent() else singular(word)
