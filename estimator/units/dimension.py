"""Kinds of thing and their powers: what may be added to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

# All other kinds are counted things (users, tweets, servers): a bare number
# can stand for so many of them, but never for so many bytes or seconds.
MEASURED = frozenset({"information", "time", "money", "energy"})
_WORDS = {"information": "data"}

Power = int | Fraction


class Dimension:
    """Hold the powers of kinds that a value has, such as data per day.

    Equal dimensions compare equal; the dimension of a plain number is empty.

    >>> Dimension({"information": 1}) / Dimension({"time": 1})
    Dimension(information/time)
    >>> Dimension({"user": 1}) == Dimension({"tweet": 1})
    False
    """

    __slots__ = ("_hash", "powers")

    def __init__(self, powers: Mapping[str, Power] | Iterable[tuple[str, Power]] = ()) -> None:
        items = powers.items() if isinstance(powers, Mapping) else powers
        self.powers = tuple(sorted((kind, power) for kind, power in items if power))
        self._hash = hash(self.powers)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dimension) and self.powers == other.powers

    def __bool__(self) -> bool:
        return bool(self.powers)

    def __mul__(self, other: Dimension) -> Dimension:
        return _product(self, other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return _product(self, other, -1)

    def __pow__(self, exponent: Power) -> Dimension:
        return Dimension((kind, _simple(power * exponent)) for kind, power in self.powers)

    def __repr__(self) -> str:
        return f"Dimension({formula(self.powers)})"

    @property
    def counted(self) -> bool:
        """Tell whether nothing but counted things is in it (or nothing at all)."""
        return not any(kind in MEASURED for kind, _ in self.powers)

    def missing(self, given: Dimension) -> Dimension | None:
        """Give the counted things that `given` leaves unsaid, None where it can't be meant.

        `2 / day` can be meant as tweets per user and day; `100 KB` as data per
        picture; but `100` not as data, and `2 user/day` not as tweets per day.

        >>> per_user = Dimension({"tweet": 1, "user": -1, "time": -1})
        >>> per_user.missing(Dimension({"time": -1}))
        Dimension(tweet/user)
        >>> per_user.missing(Dimension()) is None
        True
        """
        unsaid = self / given
        said = {kind for kind, _ in given.powers}
        if unsaid.counted and not any(kind in said for kind, _ in unsaid.powers):
            return unsaid
        return None

    def in_words(self, time: str = "time") -> str:
        """Say the dimension as a person would: `data per day`, `tweets`, `a number`.

        `time` is the unit of time to name below the line.

        >>> Dimension({"information": 1, "time": -1}).in_words("day")
        'data per day'
        """
        above = [_word(kind, power) for kind, power in self.powers if power > 0]
        below = [
            _word(time if kind == "time" else kind, -power, many=False)
            for kind, power in self.powers
            if power < 0
        ]
        return " per ".join([" × ".join(above) or "a number", *below])


DIMENSIONLESS = Dimension()


def formula(powers: Iterable[tuple[str, Power]]) -> str:
    """Write names and their powers as the language does: `byte/user/s^2`.

    >>> formula([("byte", 1), ("s", -2)])
    'byte/s^2'
    """
    powers = list(powers)
    above = "*".join(name + _exponent(power) for name, power in powers if power > 0)
    below = "".join("/" + name + _exponent(-power) for name, power in powers if power < 0)
    return (above or "1") + below


def plural(noun: str) -> str:
    """Give the regular plural of an English noun.

    >>> [plural(n) for n in ("tweet", "query", "business", "search", "day")]
    ['tweets', 'queries', 'businesses', 'searches', 'days']
    """
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _word(kind: str, power: Power, *, many: bool = True) -> str:
    counted = many and kind not in MEASURED
    word = _WORDS.get(kind) or (plural(kind) if counted else kind)
    return word + _exponent(power)


def _exponent(power: Power) -> str:
    if power == 1:
        return ""
    return f"^{power}" if isinstance(power, int) else f"^({power})"


def _simple(power: Power) -> Power:
    return int(power) if power == int(power) else power


@lru_cache(maxsize=4096)
def _product(left: Dimension, right: Dimension, sign: int) -> Dimension:
    powers = dict(left.powers)
    for kind, power in right.powers:
        powers[kind] = _simple(powers.get(kind, 0) + sign * power)
    return Dimension(powers)
