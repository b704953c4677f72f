"""What becomes another as demand grows, as objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from estimator.api.quantity import quantity_of
from estimator.api.result import render_findings
from estimator.engine.result import Values
from estimator.report.crossed import crossed, sentences
from estimator.report.table import Findings
from estimator.whatif import crossovers

if TYPE_CHECKING:
    import pint


class Crossover(NamedTuple):
    """Hold where a result first becomes another as demand grows.

    That is at `factor` times today's demand, where `one`, the result of today,
    is `other`. `demand_name` is the demand that alone decides it and `demand`
    that one's value there; empty and None where several kinds of demand grow
    together. `limits` names what binds the result before and from there on,
    where that is another, and is None where it is not.
    """

    factor: float
    name: str
    one: pint.Quantity[float]
    other: pint.Quantity[float]
    demand_name: str
    demand: pint.Quantity[float] | None
    limits: tuple[str, str] | None


def run(values: Values, of: str | None, up_to: float) -> Crossovers:
    """Find what becomes another; see `Scenario.crossovers`."""
    named = None if of is None else values.find(of)
    found = crossovers.crossovers(values, of, up_to)
    return Crossovers(values, found, named or "", float(up_to))


class Crossovers:
    """Hold what becomes another as demand grows, the nearest first.

    `print(crossovers)` says it, a sentence each.

    Attributes:
        at_once: the counts that are so many that every two percent of demand, or
            less, takes one more; of those no step is told.
    """

    def __init__(self, values: Values, found: crossovers.Crossovers, of: str, up_to: float) -> None:
        self._values = values
        self._found = found
        self._of = of
        self._up_to = up_to
        self.at_once = found.at_once

    def __iter__(self) -> Iterator[Crossover]:
        return map(self._crossover, self._found.found)

    def __len__(self) -> int:
        return len(self._found.found)

    def findings(self) -> Findings:
        """Give what a report for people says, as data: tables of texts, and sentences."""
        return crossed(self._values, self._found, self._of, self._up_to)

    def report(self, format: str = "text") -> str:
        """Write the table of what becomes another.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
        """
        found = crossed(self._values, self._found, self._of, self._up_to)
        return render_findings(found, format)

    def __str__(self) -> str:
        return "\n".join(sentences(self._values, self._found, self._of, self._up_to))

    def __repr__(self) -> str:
        title = self._values.loaded.title or "a scenario"
        return f"<Crossovers of {title}: {len(self)} up to {self._up_to:g} ×>"

    def _crossover(self, each: crossovers.Crossover) -> Crossover:
        values, lead = self._values, each.demand_name
        one, other = (quantity_of(values, each.name, x) for x in (each.one, each.other))
        demand = quantity_of(values, lead, each.demand) if lead else None
        return Crossover(each.factor, each.name, one, other, lead, demand, each.limits)
