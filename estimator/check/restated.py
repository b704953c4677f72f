"""Figures that a worksheet states, and later states otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimator.check.comparison import compare
from estimator.check.evaluate import Mixed, Reading, Unreadable, evaluate
from estimator.check.expression import Carried, Leaf, Power, Product, Scaled, Sum, Tree, leaves
from estimator.check.names import name_of
from estimator.check.notation import tokens
from estimator.check.verdict import nearest, plain
from estimator.check.words import scales

_PER_DAY = ("per", "day")
# Words whose figure is one for the whole system.
_ONE_EACH = frozenset({"dau", "mau"})
_RANGE = re.compile(r"\b(?:in|on|within)\s+(?:the\s+)?([A-Za-z]+?)s?[\s-]+range\b", re.IGNORECASE)
# A range of a unit goes up to the next one.
_NEXT = 1000.0
_LARGE = 1000.0
# A name is meant where so many of its longer words are told.
_SHARED = 2


class Restated:
    """Hold figures by what they count, and the lines that made them."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], Carried] = {}
        self._made: dict[int, tuple[Tree, ...]] = {}
        self._by_word: dict[str, list[tuple[tuple[str, ...], Carried]]] = {}

    def keep(self, name: tuple[str, ...], figure: Carried, trees: tuple[Tree, ...]) -> None:
        """Keep what a line comes to, by its name and by what it counts."""
        self._made[figure.line] = trees
        for words in {name, counts(figure.leaf)}:
            if words:
                self._by_words[words] = figure
        for word in set(name):
            if len(word) > 3:
                self._by_word.setdefault(word, []).append((name, figure))
                del self._by_word[word][:-8]

    def counted(self, words: tuple[str, ...], *, large: bool) -> Carried | None:
        """Give the figure of what is counted, where one figure is for all of it.

        A `large` number of tweets is that of a day, a small one may be of anything.
        """
        if not words:
            return None
        found = self._by_words.get(words) if _telling(words) else None
        if found is None and "per" not in words and words != ("user",) and large:
            found = self._by_words.get((*words, *_PER_DAY))
        return found

    def named(self, name: tuple[str, ...], leaf: Leaf) -> Carried | None:
        """Give the earlier figure of a name where it was another."""
        found = self._by_words.get(name) if _telling(name) and _is_count(leaf) else None
        return found if found is not None and _differ(found.leaf, leaf) else None

    def told(self, words: frozenset[str]) -> Carried | None:
        """Give the figure whose name shares the most words with a sentence."""
        best, most = None, _SHARED - 1
        for word in sorted(words):
            for name, figure in self._by_word.get(word, ()):
                shared = sum(each in words for each in name if len(each) > 3)
                if shared > most:
                    best, most = figure, shared
        return best

    def origin(self, earlier: Carried, leaf: Leaf) -> str:
        """Say which factor of the earlier line the figure lacks, where it lacks one."""
        trees = self._made.get(earlier.line, ())
        if not trees:
            return ""
        try:
            judgement = compare(trees[0], leaf).judgement
        except (Unreadable, Mixed):
            return ""
        return judgement.reason if judgement.ways else ""

    def replaced(self, tree: Tree, leaf: Leaf, earlier: Carried) -> Tree:
        """Give a tree with the earlier figure in the place of another."""
        return _replaced(tree, leaf, earlier.leaf)

    def exact(self, tree: Tree, claim: Tree) -> tuple[float, str]:
        """Give a claim's factor with years of 365 days for those of 400, and what was taken."""
        has = {leaf.ways[0][0] for leaf in leaves(tree)}
        if not has & {400.0, 1e5}:
            return 0.0, ""
        told = [words for number, words in _ROUND.items() if number in has]
        try:
            now = evaluate(tree, Reading())
            then = evaluate(tree, Reading(instead={400.0: 365.0, 1e5: 86400.0}))
        except (Unreadable, Mixed):
            return 0.0, ""
        judgement = compare(tree, claim).judgement
        factor = judgement.factor * now.number / then.number if then.number else 0.0
        return factor, " and ".join(told)


_ROUND = {400.0: "a year of 400 days", 1e5: "a day of 10⁵ seconds"}


def restated(known: Restated, leaf: Leaf) -> Carried | None:
    """Give the earlier figure of what a leaf counts, where it was another."""
    number, scale = leaf.ways[0]
    earlier = known.counted(counts(leaf), large=number * scale.size >= _LARGE)
    return earlier if earlier is not None and _differ(earlier.leaf, leaf) else None


def figures_of(tree: Tree) -> Iterator[Leaf]:
    """Give the figures that are typed in a line with what they count."""
    match tree:
        case Leaf():
            if tree.noun and _is_count(tree):
                yield tree
        case Product():
            for part, _ in tree.parts:
                yield from figures_of(part)
        case _:
            return


def counts(leaf: Leaf) -> tuple[str, ...]:
    """Give the words of what a figure counts, as a name has them.

    >>> from estimator.check.figure import figure
    >>> from estimator.check.notation import tokens
    >>> counts(figure(tokens("75M tweets/day"), 0, lambda *_: False)[0])
    ('tweet', 'per', 'day')
    """
    words: list[str] = []
    for word in leaf.noun:
        words += ["per", word[1:]] if word.startswith("/") else [word]
    return tuple(words)


def in_range(text: str, known: Restated) -> tuple[float, float, Carried, str] | None:
    """Read `the table is in terabyte range`: the ends, the figure it is of, the words."""
    match = _RANGE.search(text)
    if match is None:
        return None
    found = scales(match.group(1)) or scales(match.group(1).lower())
    if not found or not found[0].powers[0]:
        return None
    earlier = known.told(frozenset(name_of(tokens(text[: match.start()]))))
    if earlier is None or not earlier.leaf.ways[0][1].powers[0]:
        return None
    size = found[0].size
    return size, size * _NEXT, earlier, match.group()


def _telling(words: tuple[str, ...]) -> bool:
    daily = words[-2:] == _PER_DAY and len(words) > 2
    return bool(_ONE_EACH.intersection(words)) or daily or "daily" in words


def _is_count(leaf: Leaf) -> bool:
    _, scale = leaf.ways[0]
    return scale.powers[0] == scale.powers[2] == 0


def _differ(one: Leaf, other: Leaf) -> bool:
    """Tell whether two figures are none of each other's roundings, in any reading."""
    typed = Reading(as_typed=True)
    for here in range(len(one.ways)):
        for there in range(len(other.ways)):
            a = evaluate(one, typed._replace(chosen={one.key: here})).number
            b = evaluate(other, typed._replace(chosen={other.key: there})).number
            if not a or not b:
                return False
            left, right = one.stated.times(a / one.stated.value if one.stated.value else 1), b
            back = other.stated.times(b / other.stated.value if other.stated.value else 1)
            if plain(left, right) or plain(back, a) or nearest(left, right):
                return False
    return True


def _replaced(tree: Tree, old: Leaf, new: Leaf) -> Tree:
    match tree:
        case Leaf():
            # Its hours and days are those of the figure it stands for.
            number, scale = new.ways[0]
            own = old.ways[0][1]
            return (
                old._replace(ways=((number * scale.size / own.size, own),)) if tree is old else tree
            )
        case Product() | Sum():
            return type(tree)(tuple((_replaced(part, old, new), sign) for part, sign in tree.parts))
        case Power():
            return Power(_replaced(tree.base, old, new), tree.exponent)
        case Scaled():
            return Scaled(_replaced(tree.inner, old, new), tree.unit)
    return tree
