"""What an input must be for a condition to be met, as an object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from estimator.api.plain import as_text
from estimator.api.quantity import quantity_of
from estimator.api.result import render_findings
from estimator.diagnostics import Diagnostic
from estimator.engine.result import Values
from estimator.errors import FormulaError
from estimator.report.solved import sentence, solved
from estimator.report.table import Findings
from estimator.whatif import goalseek

if TYPE_CHECKING:
    import pint


def run(values: Values, name: str, until: str, between: Sequence[Any] | None) -> Solution:
    """Solve for an input; see `Scenario.solve`."""
    return Solution(values, goalseek.solve(values, name, until, _ends(between)))


def _ends(between: Sequence[Any] | None) -> tuple[str, str] | None:
    if between is None:
        return None
    if isinstance(between, str) or len(between) != 2:
        message = f"between takes two amounts, not {between!r}"
        hint = 'give both ends, as in between=("1M", "1B")'
        raise FormulaError([Diagnostic("no-range", message, hint=hint)])
    low, high = map(as_text, between)
    return low, high


class Solution:
    """Hold the value of an input, nearest to today's, at which a condition begins to be met.

    `print(solution)` says it in a sentence.

    Attributes:
        name: of the input.
        until: the condition, as it was asked for.
        already: whether it is met today; then `value` is today's.
        direction: the way from today's value, `up` or `down`; empty where it is met already.
    """

    def __init__(self, values: Values, found: goalseek.Solution) -> None:
        self._values = values
        self._found = found
        self.name = found.name
        self.until = found.target.text
        self.already = found.already
        self.direction: Literal["up", "down", ""] = found.direction

    @property
    def value(self) -> pint.Quantity[float]:
        """Give the value of the input; put into the scenario, it meets the condition."""
        return quantity_of(self._values, self.name, self._found.value)

    @property
    def today(self) -> pint.Quantity[float]:
        """Give what the input is in the scenario as it stands."""
        return quantity_of(self._values, self.name, self._found.today)

    @property
    def at(self) -> pint.Quantity[float]:
        """Give what the result is there."""
        return quantity_of(self._values, self._found.target.name, self._found.at)

    @property
    def before(self) -> pint.Quantity[float]:
        """Give what the result is just short of it; NaN where the range begins there."""
        return quantity_of(self._values, self._found.target.name, self._found.before)

    def findings(self) -> Findings:
        """Give what a report for people says, as data: tables of texts, and sentences."""
        return solved(self._values, self._found)

    def report(self, format: str = "text") -> str:
        """Write today and there side by side, and the sentence.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
        """
        return render_findings(solved(self._values, self._found), format)

    def __str__(self) -> str:
        return sentence(self._values, self._found)

    def __repr__(self) -> str:
        return f"<Solution: {self}>"
