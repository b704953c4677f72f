"""Samples of a scenario's results, as objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from numbers import Real
from typing import TYPE_CHECKING, Any

from estimator.api.counts import hold_count
from estimator.api.quantity import quantity_of
from estimator.api.result import hold_choice, render_findings
from estimator.diagnostics import Diagnostic
from estimator.engine.result import Values, chosen
from estimator.engine.target import Target, target
from estimator.errors import DomainError, UnknownNameError
from estimator.lang.function import numpy
from estimator.report.frame import column_name, pandas, shown_values
from estimator.report.uncertain import simulated
from estimator.uncertainty.montecarlo import How, Progress, simulate
from estimator.uncertainty.samples import MIDDLE, Samples, hold_shares
from estimator.uncertainty.scores import METHODS

if TYPE_CHECKING:
    import pandas as pd
    import pint


def run(
    values: Values,
    of: str | Sequence[str] | None,
    how: How,
    executor: Executor | None,
    progress: Progress | None,
) -> Simulation:
    """Simulate; see `Scenario.simulate`."""
    hold_choice("method", how.method, METHODS)
    hold_count("samples", how.samples, 1)
    hold_count("seed", how.seed, 0)
    wanted = chosen(values, of)
    drawn = simulate(values, wanted, how, executor, progress)
    if of is not None:
        # What is asked for by name is asked for its quantiles.
        drawn.rank(wanted)
    return Simulation(drawn, how.samples)


def _hold_numbers(shares: Any) -> None:
    """Hold the shares of quantiles to a list of numbers."""
    if isinstance(shares, Real):
        message = f"quantiles are at a list of shares, not at {shares!r}"
        raise DomainError([Diagnostic("out-of-range", message, hint=f"write [{shares!r}]")])
    for share in shares:
        if not isinstance(share, Real):
            message = f"a quantile is at a share from 0 to 1, not at {share!r}"
            raise DomainError([Diagnostic("out-of-range", message)])


class Simulation:
    """Hold samples of some results: their quantiles, means, and the chance of a condition.

    Attributes:
        samples: how many there are; fewer than were asked for where somebody interrupted.
        asked: how many were asked for.
    """

    def __init__(self, drawn: Samples, asked: int) -> None:
        self._drawn = drawn
        self.samples = drawn.size
        self.asked = asked

    def __iter__(self) -> Iterator[str]:
        """Give the names of the results."""
        return iter(self._drawn.names)

    def __getitem__(self, name: str) -> pint.Quantity[Any]:
        """Give all samples of a result, in the order they were drawn, as one quantity.

        Sample by sample, results belong together: each input is drawn once and
        shared by all that takes it. A sample without a value is NaN.
        """
        name = self._name(name)
        return quantity_of(self._drawn.values, name, self._drawn.of(name))

    def quantiles(self, name: str, shares: Sequence[float] = MIDDLE) -> pint.Quantity[Any]:
        """Give the values that some shares of the samples lie below.

        Args:
            name: of the result.
            shares: from 0 to 1; by default the ends of the 90 % interval and the middle.

        Returns:
            One quantity that holds an array, a number for each share; of a count
            of servers, each is whole.

        >>> import estimator as est
        >>> load = est.loads("formulas: {load: 10 to 1000 request/s}").simulate(samples=65_536)
        >>> [float(f"{x:.1g}") for x in load.quantiles("load").to("request/s").magnitude]
        [10.0, 100.0, 1000.0]
        """
        name = self._name(name)
        _hold_numbers(shares)
        hold_shares(shares)
        found = numpy().array(self._drawn.quantiles(name, shares))
        return quantity_of(self._drawn.values, name, found)

    def mean(self, name: str) -> pint.Quantity[float]:
        """Give the mean of a result's samples."""
        name = self._name(name)
        return quantity_of(self._drawn.values, name, self._drawn.mean(name))

    def chance(self, condition: str) -> float:
        """Give the share of samples that meet a condition, such as `storage.total > 100 PB`.

        A sample in which the result has no value does not meet it.

        Raises UnknownNameError or FormulaError for what is no condition on a result.
        """
        wanted = target(condition, self._drawn.values, "chance")
        self._name(wanted.name)
        return self._drawn.chance(wanted)

    def lacking(self, name: str) -> float:
        """Give the share of samples in which a result has no value: a queue without end."""
        return self._drawn.lacking(self._name(name))

    def to_frame(self) -> pd.DataFrame:
        """Give the samples as a data frame: a row for each, a column for each result.

        A column is in the unit that the result is shown in, which stands behind
        its name: `storage.total [byte]`.

        Raises WorkError where pandas is not installed.
        """
        values = self._drawn.values
        columns = {name: shown_values(values, name, self._drawn.of(name)) for name in self}
        named = {column_name(values, name): column for name, column in columns.items()}
        frame: pd.DataFrame = pandas().DataFrame(named)
        return frame

    def report(self, format: str = "text", *conditions: str) -> str:
        """Write the quantiles of all results, and the chance of some conditions.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
            conditions: such as `storage.total > 100 PB`; to these come the
                scenario's own limits, each as the chance that it is passed.
        """
        values = self._drawn.values
        # A limit is read already: one that is a range counts as its upper end.
        passed = [
            Target(limit.name, ">", limit.most, f"{limit.name} > {limit.text}")
            for limit in values.limits()
            if limit.name in self
        ]
        chances = {each.text: self._drawn.chance(each) for each in passed}
        chances |= {condition: self.chance(condition) for condition in conditions}
        return render_findings(simulated(self._drawn, self.asked, chances), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        title = self._drawn.values.loaded.title or "a scenario"
        return f"<Simulation of {title}: {self.samples:,} samples>"

    def _name(self, name: str) -> str:
        """Give the name of a result that was sampled."""
        found = self._drawn.values.find(name)
        if found not in self._drawn.names:
            message = f"{name} was not sampled"
            hint = f"simulate with of=[{name!r}] among the results"
            raise UnknownNameError([Diagnostic("not-sampled", message, hint=hint)])
        return found
