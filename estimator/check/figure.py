"""A figure and the words behind it: `150M tweets a day`, `$0.023/GB/month`, `5 nines`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

from estimator.check.evaluate import FUNCTIONS, Unreadable
from estimator.check.expression import Leaf
from estimator.check.notation import Token, exponent
from estimator.check.verdict import Said, said
from estimator.check.words import NOTHING, Scale, notation, scales, singular

_PER = frozenset({"per", "/", "each", "every"})
_ARTICLES = frozenset({"a", "an"})
_MULTIPLES = frozenset({"x", "X", "times", "fold"})
# More readings of one figure than these are no help to anyone.
_MOST_WAYS = 8

Known = Callable[[Sequence[Token], int], bool]


class Phrase:
    """Read the words behind a figure, from a place on: its scale, what it counts, where it ends."""

    def __init__(self, tokens: Sequence[Token], place: int, known: Known) -> None:
        self.tokens = tokens
        self.place = place
        self.known = known
        self.ways: tuple[Scale, ...] = (NOTHING,)
        self.noun: list[str] = []
        self.over: list[str] = []
        self.key: list[str] = []
        self._read()

    def _read(self) -> None:
        tokens = self.tokens
        while self.place < len(tokens):
            token = tokens[self.place]
            low = token.text.lower()
            if token.kind == "/" or (token.kind == "word" and low in _PER):
                if not self._below():
                    return
            elif token.kind == "(":
                end = _remark(tokens, self.place)
                if end is None:
                    return
                self.place = end
            elif token.kind != "word" or low == "of":
                return
            elif low in _ARTICLES:
                if self._names_time(self.place + 1):
                    self._below()
                else:
                    self.place += 1
            elif low in _asides():
                self._aside()
            elif not self._word(token):
                return

    def _word(self, token: Token) -> bool:
        text, behind = token.text, self.place + 1
        if text in FUNCTIONS and behind < len(self.tokens) and self.tokens[behind].kind == "(":
            return False
        adverb = notation()["per"].get(text.lower())
        if adverb and not (behind < len(self.tokens) and self.tokens[behind].kind == "word"):
            self._divide(scales(adverb), adverb)
        elif text in _MULTIPLES:
            pass
        elif (found := scales(text)) and not self.noun:
            self._join(found, 1, text)
            rate = found[0].powers[1] < 0 and found[0].powers[0] == 0
            if rate:
                self.noun.append(singular(text))
        else:
            self.noun.append(singular(text))
        self.place = behind
        self._count()
        return True

    def _count(self) -> None:
        """Take `10K rps` and `5M photos` as counts: what has a noun is no KB."""
        counts = tuple(way for way in self.ways if not way.powers[0])
        if self.noun and counts and not {"B", "b"} & {key[0] for key in self.key}:
            self.ways = counts
            self.key = self.key if len(counts) > 1 else []

    def _below(self) -> bool:
        """Read `/ day`, `per user`; False where it is a division by something else."""
        behind = self.place + 1
        if behind < len(self.tokens) and self.tokens[behind].text.lower() in _ARTICLES:
            behind += 1
        if self._every(behind):
            return True
        if behind >= len(self.tokens) or self.tokens[behind].kind != "word":
            return False
        word = self.tokens[behind].text
        if word in FUNCTIONS:
            return False
        found = scales(word)
        # A figure of that name is divided by; a unit of that name is one of it.
        divides = self.tokens[self.place].kind == "/" and self.known(self.tokens, behind)
        if divides and not (found and found[0].powers[1]):
            return False
        self._divide(found or (NOTHING,), word)
        self.place = behind + 1
        return True

    def _every(self, behind: int) -> bool:
        """Read `per 3 s`."""
        if self.tokens[self.place].kind == "/" or not self._names_time(behind + 1):
            return False
        if self.tokens[behind].kind != "number":
            return False
        (number, *_), _ = _numbers(self.tokens[behind])
        if not 0 < number < math.inf:
            raise Unreadable("it has no finite value")
        self._divide(scales(self.tokens[behind + 1].text), self.tokens[behind + 1].text)
        self.ways = tuple(way._replace(time=way.time / number) for way in self.ways)
        self.place = behind + 2
        return True

    def _divide(self, found: tuple[Scale, ...], word: str) -> None:
        self.over.append(singular(word))
        times = tuple(scale for scale in found if scale.powers[1])
        self._join(times or found, -1, word)

    def _join(self, found: tuple[Scale, ...], sign: int, word: str) -> None:
        self.ways = tuple(a.joined(b, sign) for a, b in product(self.ways, found))[:_MOST_WAYS]
        if len(found) > 1:
            # A billion and a byte stand in one line; other suffixes are used in one way.
            place = self.tokens[self.place].start if word in "Bb" else ""
            self.key.append(f"{word}{place}")

    def _names_time(self, place: int) -> bool:
        if place >= len(self.tokens) or self.tokens[place].kind != "word":
            return False
        return any(scale.powers == (0, 1, 0, 0) for scale in scales(self.tokens[place].text))

    def _aside(self) -> None:
        """Pass over a remark, up to what is done next."""
        while self.place < len(self.tokens) and self.tokens[self.place].kind not in "*/+^-=),(":
            self.place += 1


@cache
def _asides() -> frozenset[str]:
    return frozenset(notation()["aside"])


def _remark(tokens: Sequence[Token], place: int) -> int | None:
    """Give where a bracket behind a figure ends that is a remark, None where it is a factor."""
    depth, end = 0, place
    for end in range(place, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[end].kind, 0)
        if depth == 0:
            break
    else:
        return None
    inside = tokens[place + 1 : end]
    figures = any(token.kind in ("number", "ratio") for token in inside)
    touching = place > 0 and tokens[place].touches(tokens[place - 1])
    sums = any(token.kind in "+-" for token in inside)
    worded = any(token.kind in ("word", "=") for token in inside)
    if figures and (touching or (sums and not worded)) and tokens[place - 1].kind != "word":
        return None
    return end + 1


def figure(tokens: Sequence[Token], place: int, known: Known) -> tuple[Leaf, int]:
    """Read the figure that begins at a token, and give the token behind it."""
    start, money = place, tokens[place].kind == "$"
    place += money
    token = tokens[place]
    numbers, stated = _numbers(token)
    key = [token.text] if len(numbers) > 1 else []
    place += 1
    top, place = _top(tokens, place, stated)
    if top is not None:
        stated = stated._replace(top=top)
        numbers = (_middle(stated.value, top),)
    if place < len(tokens) and tokens[place].kind == "raised" and tokens[place].touches(token):
        power = exponent(tokens[place].text)
        numbers = tuple(_raised(number, power) for number in numbers)
        stated = Said(numbers[0], numbers[0] / 10, 1)
        place += 1
    if place < len(tokens) and tokens[place].text.lower() in ("nines", "9s"):
        share = 1 - 10.0 ** -min(stated.value, 15)
        numbers, key = (share, stated.value), ["nines"]
        stated = Said(share, 1 - share, int(min(stated.value, 15)))
        place += 1
    # `10-year` and `10 years` are the same.
    hyphen = place + 1 < len(tokens) and tokens[place].kind == "-"
    if hyphen and tokens[place].touches(tokens[place - 1]) and tokens[place + 1].kind == "word":
        place += tokens[place + 1].touches(tokens[place])
    phrase = Phrase(tokens, place, known)
    scales_ = phrase.ways
    if money:
        dollars = Scale(powers=(0, 0, 1, 0))
        scales_ = tuple(scale.joined(dollars) for scale in scales_)
    ways = tuple(product(numbers, scales_))[:_MOST_WAYS]
    last = tokens[phrase.place - 1]
    noun = (*phrase.noun, *(f"/{word}" for word in phrase.over))
    text = "".join(_spaced(tokens[start : phrase.place]))
    keys = " ".join([*key, *phrase.key])
    return Leaf(ways, stated, text, noun, keys, (tokens[start].start, last.end)), phrase.place


def unit(tokens: Sequence[Token], place: int, known: Known) -> tuple[Leaf | None, int]:
    """Read the unit behind a bracket, and give the token behind it."""
    phrase = Phrase(tokens, place, known)
    if phrase.place == place:
        return None, place
    noun = (*phrase.noun, *(f"/{word}" for word in phrase.over))
    ways = tuple((1.0, scale) for scale in phrase.ways)
    text = "".join(_spaced(tokens[place : phrase.place]))
    where = (tokens[place].start, tokens[phrase.place - 1].end)
    return Leaf(ways, said("1"), text, noun, " ".join(phrase.key), where), phrase.place


def _numbers(token: Token) -> tuple[tuple[float, ...], Said]:
    """Give what a numeral can stand for, the likeliest first, and how far it goes."""
    text = token.text
    if token.kind == "share":
        part = float("".join(filter(str.isdigit, text[-2:])))
        return (part / 100, 1 - part / 100), Said(part / 100, 0.1, 1)
    if token.kind == "ratio":
        one, other = (float(side.strip().replace(",", "")) for side in text.split(":"))
        value = one / other if other else one
        return (value,), said(f"{value:.6g}")
    bare = text.replace("_", "").replace(" ", "").replace("\u00a0", "")
    bare = bare.replace("\u2009", "").replace("\u202f", "").replace(",", "")
    whole, point, rest = bare.partition(".")
    if "." in rest:
        together = bare.replace(".", "")
        return (float(together),), said(together)
    ways = [float(bare)]
    # A point between thousands: 86.400 seconds.
    if point and len(rest) == 3 and rest.isdigit() and 0 < len(whole) <= 3 and whole != "0":
        ways.append(float(whole + rest))
    return tuple(ways), said(bare)


def _top(tokens: Sequence[Token], place: int, stated: Said) -> tuple[float | None, int]:
    """Read the upper end of `2-3 TB` or `2 to 3 TB`."""
    if place + 1 >= len(tokens) or tokens[place + 1].kind != "number":
        return None, place
    sign = tokens[place]
    joined = sign.kind == "-" and sign.touches(tokens[place - 1])
    joined = joined and tokens[place + 1].touches(sign)
    if joined or sign.text.lower() == "to":
        numbers, _ = _numbers(tokens[place + 1])
        if numbers[0] > stated.value > 0:
            return numbers[0], place + 2
    return None, place


def _middle(low: float, high: float) -> float:
    return float((low * high) ** 0.5)


def _raised(number: float, power: int) -> float:
    try:
        return float(number**power)
    except (OverflowError, ZeroDivisionError):
        return float("inf")


def _spaced(tokens: Sequence[Token]) -> list[str]:
    parts: list[str] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        gap = before is not None and not token.touches(before)
        parts += [" "] * gap + [token.text]
    return parts
