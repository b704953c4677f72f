"""A worksheet, line by line: what is read, judged, passed over, and what is restated."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from estimator.check.comparison import Held, compare
from estimator.check.diagnose import Judgement
from estimator.check.evaluate import Mixed, Reading, Unreadable, evaluate
from estimator.check.expression import Carried, Leaf, Tree, leaves, worked
from estimator.check.finding import Finding, mended, span, text_of, value_of
from estimator.check.line import Clause, body, clauses
from estimator.check.names import Names, name_of
from estimator.check.notation import LONGEST, tokens
from estimator.check.restated import Restated, figures_of, in_range, restated
from estimator.check.side import defines, running, worked_out
from estimator.check.slips import Stated, way
from estimator.check.stated import is_claim
from estimator.check.verdict import Verdict
from estimator.check.words import COUNTED

MOST = 1_000_000
"""How many letters a worksheet has at most."""


class Line(NamedTuple):
    """Hold a line of a worksheet and what came of it.

    `number` counts from 1. `status` is `checked`, `stated` for one that gives a
    figure and claims nothing, `unread` for what looks like math and can't be read,
    with `why`, or `passed` for prose.
    """

    number: int
    text: str
    status: str
    findings: tuple[Finding, ...] = ()
    why: str = ""

    @property
    def worst(self) -> tuple[Finding, ...]:
        """Give its claims, the worst first."""
        return tuple(sorted(self.findings, key=lambda each: -_ORDER.index(each.verdict)))


# Verdicts are listed from right to wrong.
_ORDER = [*Verdict]
# So many figures around a line are asked whether they slipped into it.
_AROUND = 12


class Worksheet:
    """Read a worksheet, with the names and figures of earlier lines."""

    def __init__(self) -> None:
        self.names = Names()
        self.restated = Restated()
        self._around: list[Stated] = []

    def line(self, number: int, text: str) -> Line:
        """Read and judge the next line."""
        if len(text) > LONGEST:
            why = f"it is longer than {LONGEST:,} letters"
            return Line(number, text, "unread", why=why) if _looks(text) else _passed(number, text)
        found: list[Finding] = []
        why, stated = "", False
        read = tokens(body(text))
        for clause in clauses(read, self.names):
            if clause.why:
                why = why or clause.why
                continue
            try:
                found += self._judged(clause, number, text)
                stated = True
            except (Unreadable, Mixed) as problem:
                why = why or str(problem)
            except ArithmeticError:
                why = why or "it has no finite value"
        if not found and (ranged := self._in_range(text)) is not None:
            found.append(ranged)
        if found:
            worst = max(found, key=lambda each: _ORDER.index(each.verdict)).verdict
            # What could not be read beside a claim that is right is not right with it.
            status = "unread" if why and worst.right else "checked"
            return Line(number, text, status, tuple(found), why)
        if why:
            return Line(number, text, "unread", why=why)
        if stated:
            return Line(number, text, "stated")
        if text.startswith("# "):
            # Another design has figures of its own.
            self.restated = Restated()
        return _passed(number, text)

    def _judged(self, clause: Clause, number: int, text: str) -> Iterator[Finding]:
        """Judge each side of a clause by the one before it, and keep what it comes to."""
        trees = clause.trees
        if len(trees) > 1 and defines(trees[0], trees[1]):
            clause = Clause(tuple(tokens(text_of(trees[0], text))), trees[1:])
            trees = clause.trees
        first = trees[0]
        again = self._again(clause, number)
        for before, claim in pairwise(trees):
            held, meant = self._held(before, claim)
            yield self._finding(held, meant, text)
        if again is not None:
            yield self._said_again(again, trees, text)
        last = trees[-1]
        for leaf in leaves(first):
            self._mention(leaf)
        self._keep(clause, last, number)

    def _held(self, before: Tree, claim: Tree) -> tuple[Held, Tree]:
        """Hold a side to the one before it; where the line runs on, to its first figure."""
        stated = self._stated(before)
        held = compare(before, claim, stated)
        if not held.judgement.verdict.right and (first := running(claim)) is not None:
            again = compare(before, first, stated)
            if again.judgement.verdict.right:
                return again, first
        return held, claim

    def _again(self, clause: Clause, number: int) -> tuple[Leaf, Carried] | None:
        """Give a figure that an earlier line has otherwise, and that one."""
        trees = clause.trees
        for leaf in figures_of(trees[0]) if worked(trees[0]) else ():
            earlier = restated(self.restated, leaf)
            if earlier is not None:
                return leaf, earlier
        name = name_of(clause.name)
        if len(trees) == 1 and isinstance(trees[0], Leaf):
            earlier = self.restated.named(name, trees[0])
            if earlier is not None and earlier.line != number:
                return trees[0], earlier
        return None

    def _said_again(
        self, again: tuple[Leaf, Carried], trees: tuple[Tree, ...], text: str
    ) -> Finding:
        """Say what a figure is that stands otherwise in an earlier line, and what follows."""
        leaf, earlier = again
        typed = Reading(as_typed=True)
        now, then = (evaluate(each, typed).number for each in (leaf, earlier.leaf))
        reason = f"it takes {leaf.text}; line {earlier.line} made it {earlier.leaf.text}"
        factor = now / then if then else math.inf
        last = trees[-1]
        more = self.restated.origin(earlier, leaf)
        reason += f" ({more})" if more else ""
        value = earlier.leaf.text
        if len(trees) > 1 and is_claim(last):
            corrected = self.restated.replaced(trees[0], leaf, earlier)
            held = compare(corrected, last, ())
            factor = held.judgement.factor if held.judgement.value else factor
            exact, conventions = self.restated.exact(corrected, last)
            factor = exact or factor
            reason += f", with {conventions}" if conventions else ""
            value = value_of(last, held._replace(judgement=_of(held.judgement, factor)))
        made = way("restated", factor, reason)
        start, end = leaf.where
        says, rest = leaf.text, text[end:]
        if value != earlier.leaf.text:
            says = text_of(last, text)
            rest = f"{text[end : span(trees[0])[1]]} = {value}"
        fixed = (text[:start] + earlier.leaf.text + rest).strip()
        return Finding(Verdict.OFF, says, value, factor, (made.slip,), made.says, "", fixed)

    def _finding(self, held: Held, claim: Tree, text: str) -> Finding:
        judgement = held.judgement
        says = text_of(claim, text)
        if judgement.verdict is Verdict.WRONG_KIND:
            one, other = held.kinds
            reason = f"the line comes to {one}, not to {other}" if other else one
            return Finding(judgement.verdict, says, "", math.nan, (), reason, held.reading, "")
        value = value_of(claim, held)
        right = judgement.verdict is Verdict.EXACT or (
            judgement.verdict.right and not judgement.ways
        )
        corrected = "" if right else mended(claim, held, text)
        return Finding(
            judgement.verdict,
            says,
            value,
            judgement.factor,
            judgement.slips,
            judgement.reason,
            held.reading,
            corrected,
        )

    def _keep(self, clause: Clause, last: Tree, number: int) -> None:
        """Keep what a line comes to, for later ones: as it says, right or not."""
        name = name_of(clause.name)
        leaf = last if isinstance(last, Leaf) else worked_out(clause.trees)
        if leaf is None:
            return
        shown = " ".join(token.text for token in clause.name)
        figure = Carried(shown or leaf.text, leaf, number)
        self.names.add(name, figure)
        self.restated.keep(name, figure, clause.trees)
        self._mention(leaf, name, "" if leaf.noun else shown)

    def _mention(self, leaf: Leaf, name: tuple[str, ...] = (), shown: str = "") -> None:
        number, scale = leaf.ways[0]
        words = frozenset((*name, *(word for word in leaf.noun if word[0] != "/")))
        if words and scale.powers in (COUNTED, (0, 1, 0, 0)) and 0 < number < 1e6:
            self._around = [
                *self._around[-_AROUND:],
                Stated(f"{shown} {leaf.text}".strip(), words, number * scale.size),
            ]

    def _stated(self, tree: Tree) -> tuple[Stated, ...]:
        """Give the figures around a line that do not stand in it."""
        inside = {leaf.text for leaf in leaves(tree)}
        return tuple(
            each
            for each in self._around
            if each.text.rpartition(" ")[2] not in inside and each.text not in inside
        )

    def _in_range(self, text: str) -> Finding | None:
        found = in_range(text, self.restated)
        if found is None:
            return None
        low, high, earlier, words = found
        value = evaluate(earlier.leaf, Reading()).number
        if low <= value < high:
            return Finding(Verdict.ROUNDED, words, earlier.leaf.text, 1.0, (), "", "", "")
        factor = low / value if value < low else high / value
        far = max(factor, 1 / factor) > math.sqrt(10)
        verdict = Verdict.OFF if far else Verdict.SAME_ORDER
        reason = f"line {earlier.line} made it {earlier.leaf.text}"
        return Finding(verdict, words, earlier.leaf.text, factor, (), reason, "", "")


def read(text: str) -> list[Line]:
    r"""Read and judge every line of a worksheet, in a time that its length decides.

    >>> [line.status for line in read("Twitter\n150M * 2 / 86400 = 3472/s")]
    ['passed', 'checked']
    """
    sheet = Worksheet()
    return [sheet.line(number, line) for number, line in enumerate(_LINES.split(text), 1)]


_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def _passed(number: int, text: str) -> Line:
    return Line(number, text, "passed")


def _looks(text: str) -> bool:
    """Tell whether a line too long to read has figures and something done to them."""
    return bool(re.search(r"\d", text)) and any(sign in text for sign in "=*/+^×≈")


def _of(judgement: Judgement, factor: float) -> Judgement:
    return judgement._replace(value=judgement.said / factor if factor else judgement.value)
