"""The search among constants: by name, meaning, source and note, in any order of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from estimator.api import Constant

_WORD = re.compile(r"[^\W_]+")
# An amount is looked for as 8kb, too.
_GAP = re.compile(r"(?<=\d)[ _](?=[^\W\d_])")
# Words of a question that say nothing of what it is about.
_ASKING = {
    *_WORD.findall("a an and are can do does for how in is it long many much of the to what")
}
# What people say for what the constants call otherwise.
_SAME = {
    "gpu": "accelerator",
    "hdd": "disk",
    "nvme": "ssd",
    "ping": "round",
    "qps": "requests",
    "ram": "memory",
    "rps": "requests",
    "rtt": "round",
}


class Found(NamedTuple):
    """Hold the names that were found, the likeliest first; `whole` where all words fit each."""

    names: tuple[str, ...]
    whole: bool


def search(constants: Iterable[Constant], asked: str) -> Found:
    """Find the names that hold every word asked for, else those that hold the most of them.

    A word fits where one begins with it, so that a search narrows as it is typed. The
    notes' and the newer constant of one name are found together.

    >>> import estimator as est
    >>> search(est.constants("notes").values(), "how long is an SSD read").names
    ('ssd_read_8_kb', 'ssd_read_1_gb', 'ssd_write_8_kb')
    """
    said: dict[str, tuple[set[str], set[str]]] = {}
    for each in constants:
        first, all_of_it = said.setdefault(each.name, (set(), set()))
        first |= _words(f"{each.name} {each.title}")
        all_of_it |= first | _words(f"{each.topic} {each.table} {each.source} {each.note}")
    words = _words(asked) - _ASKING
    fits = {name: _fitting(words, all_of_it) for name, (_, all_of_it) in said.items()}
    most = max(fits.values(), default=0)
    if words and not most:
        return Found((), whole=True)
    names = [name for name, many in fits.items() if many == most]
    names.sort(key=lambda name: -_fitting(words, said[name][0]))
    return Found(tuple(names), whole=most == len(words))


def _words(text: str) -> set[str]:
    text = text.lower()
    return {*_WORD.findall(text), *_WORD.findall(_GAP.sub("", text))}


def _fitting(words: set[str], among: set[str]) -> int:
    """Tell how many words begin one of those that are there."""
    return sum(any(other.startswith(_meant(word)) for other in among) for word in words)


def _meant(word: str) -> tuple[str, ...]:
    return (word, _SAME[word]) if word in _SAME else (word,)
