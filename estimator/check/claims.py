"""What someone said of a scenario's results, judged: the verdict, and the reason for a miss."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.amount.reading import Reading
from estimator.check.diagnose import Judgement, in_figures, judge
from estimator.check.inputs import ways
from estimator.check.verdict import Said, Verdict, said
from estimator.engine.result import Claimed, Values
from estimator.lang.lexer import tokens
from estimator.lang.meaning import time_word
from estimator.units.dimension import Dimension
from estimator.units.display import human
from estimator.units.natural import PERCENT, Powers


class Checked(NamedTuple):
    """Hold what someone said of a result, and how it compares with our value.

    `name` is the result, `text` the claim as it was written, `by` who made it.
    `judgement` has both figures in base units, and what explains the difference.
    `shown` is our value in the unit of the claim, and `expected` the verdict that
    the scenario knows of. `kinds` says which kind the claim is of, and which is
    asked for, where it is the wrong one.
    """

    name: str
    text: str
    by: str
    judgement: Judgement
    shown: str
    expected: Verdict | None = None
    kinds: str = ""

    @property
    def verdict(self) -> Verdict:
        """Give the verdict: exact, rounded, same order, off or wrong kind."""
        return self.judgement.verdict

    @property
    def factor(self) -> float | None:
        """Give the claim over our value, None where no factor lies between them."""
        factor = self.judgement.factor
        comparable = self.verdict is not Verdict.WRONG_KIND and 0 < factor < math.inf
        return factor if comparable else None

    @property
    def slips(self) -> tuple[str, ...]:
        """Give the names of the slips and conventions that explain the difference."""
        return self.judgement.slips

    @property
    def fails(self) -> bool:
        """Tell whether it is wrong, or of another verdict than the scenario knows of."""
        return self.verdict.wrong if self.expected is None else self.verdict != self.expected

    @property
    def finding(self) -> str:
        """Say the verdict, with the factor where it is not right: `off by 2.19 ×`."""
        found: str = self.verdict
        if self.factor is not None and not self.verdict.right:
            by = " by" if self.verdict is Verdict.OFF else ","
            found += f"{by} {in_figures(self.factor)} ×"
        if self.expected is not None and self.fails:
            found += f", not {self.expected} as was known"
        return found

    @property
    def reason(self) -> str:
        """Say what explains the verdict; empty where nothing needs explaining."""
        if self.verdict is Verdict.WRONG_KIND:
            return self.kinds
        if self.judgement.ways or self.verdict.right:
            return self.judgement.reason
        return "no factor lies between them" if self.factor is None else _UNEXPLAINED

    @property
    def says(self) -> str:
        """Say the verdict and its reason in one sentence."""
        return ": ".join(part for part in (self.finding, self.reason) if part)


# A claim's own figures, and one more.
_FIGURES = 4
_UNEXPLAINED = "no known slip explains it"


def checked(values: Values) -> list[Checked]:
    r"""Judge every claim of a scenario, in its order.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> text = "formulas: {load: 3 * 20 request/s}\nclaims: [{of: load, says: 600 request/s}]"
    >>> [claim.says for claim in checked(estimate(Source("x", text)))]
    ['off by 10 ×: a slipped decimal point or exponent (10 × too large)']
    """
    return [_judged(values, claim) for claim in values.claims()]


def hold(values: Values, name: str, text: str) -> Checked:
    """Judge what someone says of one result.

    Raises UnknownNameError where there is no such result, and FormulaError for
    what is no amount.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> values = estimate(Source("x", "formulas: {load: 3 * 20 request/s}"))
    >>> hold(values, "load", "1 TB").says
    'wrong kind: data, where requests per second are asked for'
    """
    return _judged(values, values.claim(name, text))


def _judged(values: Values, claim: Claimed) -> Checked:
    name, read, value = claim.name, claim.read, values.by_name[claim.name]
    expected = Verdict(claim.verdict) if claim.verdict else None
    asked = values.asked(name)
    if read.dimension != asked.dimension:
        judgement = Judgement(Verdict.WRONG_KIND, read.value, value)
        kinds = _kinds(read, asked.dimension, asked.unit)
        shown = values.show(name)
        return Checked(name, claim.text, claim.by, judgement, shown, expected, kinds)
    stated = _stated(claim)
    if _nearly_all(read, value):
        judgement = judge(_missing(stated), 1 - value)
    else:
        judgement = judge(stated, value, ways(values, name, read.unit), pairs_too=False)
    shown = human(value, read.unit, values.table, _FIGURES, steps=False)
    return Checked(name, claim.text, claim.by, judgement, shown, expected)


def _kinds(read: Reading, dimension: Dimension, unit: Powers) -> str:
    """Say which kind is given and which is asked for."""
    given = read.dimension.in_words(time_word(read.unit))
    wanted = dimension.in_words(time_word(unit))
    are = "are" if wanted.partition(" ")[0].endswith("s") else "is"
    return f"{given}, where {wanted} {are} asked for"


def _stated(claim: Claimed) -> Said:
    """Read how far the figures of a claim go, in base units; a range has two ends."""
    read = claim.read
    if read.low != read.high:
        return Said(read.low, _HAIR * max(abs(read.low), abs(read.high)), 1, read.high)
    numeral = next((t.text for t in tokens(claim.text) if t.kind == "number"), "1")
    shown = said(numeral)
    size = abs(read.value / shown.value) if shown.value else 1.0
    return shown.times(size)._replace(value=read.value)


# A value at the end of a range lies in it, whatever the last bit says.
_HAIR = 1e-9


def _nearly_all(read: Reading, value: float) -> bool:
    """Tell whether two shares are judged by what is missing: 99.9 % is not 99.99 %."""
    return read.unit == PERCENT and max(read.high, value) <= 1 and min(read.low, value) >= _MOST


_MOST = 0.9


def _missing(stated: Said) -> Said:
    """Give what a share lacks of the whole, to the same last figure."""
    if stated.top is not None:
        return Said(1 - stated.top, stated.step, 1, 1 - stated.value)
    lacking = 1 - stated.value
    figures = len(str(max(1, round(lacking / stated.step))))
    return Said(lacking, stated.step, figures)
