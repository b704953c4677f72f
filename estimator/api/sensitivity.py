"""Which inputs a result depends on, and how much, as objects."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from estimator.api.counts import hold_count
from estimator.api.quantity import quantity_of
from estimator.api.result import render_findings
from estimator.engine.result import Values
from estimator.report.frame import pandas
from estimator.report.sensitivity import influences
from estimator.report.table import Findings
from estimator.uncertainty.sensitivity import Influence, Influences, sensitivity

if TYPE_CHECKING:
    import pandas as pd
    import pint

# Fewer samples tell nothing of a variance.
_LEAST = 64


class InputInfluence(NamedTuple):
    """Hold what one input does to a result.

    `low` and `high` are its 5 % and 95 % quantiles, and `at_low` and `at_high` the
    result there with all others at their medians. `rank_correlation` is from -1
    to 1, `first_order` and `total` are the shares of the result's variance that
    it explains alone and with others. `elasticity` is by how many percent the
    result moves where the input is 1 % more. What there is not is None: all but
    the elasticity of an input that is certain.
    """

    name: str
    low: pint.Quantity[float] | None
    high: pint.Quantity[float] | None
    at_low: pint.Quantity[float] | None
    at_high: pint.Quantity[float] | None
    rank_correlation: float | None
    first_order: float | None
    total: float | None
    elasticity: float | None


def run(values: Values, name: str, samples: int, seed: int) -> Sensitivity:
    """Find what a result depends on; see `Scenario.sensitivity`."""
    hold_count("samples", samples, _LEAST, f"a power of two from {_LEAST} on")
    # What is no power of two is less than the next one.
    power = 1 << (int(samples) - 1).bit_length()
    hold_count("samples", samples, power, f"a power of two, such as {power:,}")
    hold_count("seed", seed, 0)
    return Sensitivity(sensitivity(values, values.find(name), int(samples), int(seed)))


class Sensitivity:
    """Hold what each input does to one result; what the result does not take is left out.

    Attributes:
        name: of the result.
        samples: how many were drawn, 0 where the result is certain.
    """

    def __init__(self, found: Influences) -> None:
        self._found = found
        self.name = found.name
        self.samples = found.samples

    @property
    def rows(self) -> tuple[InputInfluence, ...]:
        """Give a row for each input, the one that moves the result most first.

        Uncertain inputs come by the width of their tornado bars, certain ones
        after them by their elasticity.
        """
        return tuple(map(self._row, self._found.rows))

    def __iter__(self) -> Iterator[InputInfluence]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self._found.rows)

    @property
    def margin(self) -> float:
        """Give by how much the shares of the variance may be off, with 95 % confidence."""
        return self._found.margin

    @property
    def lacking(self) -> float:
        """Give the share of samples in which the result has no value; they are left out."""
        return self._found.lacking

    def to_frame(self) -> pd.DataFrame:
        """Give the rows as a data frame, with columns for the units of the numbers.

        Raises WorkError where pandas is not installed.
        """
        sheet = influences(self._found).sheet
        frame: pd.DataFrame = pandas().DataFrame(list(sheet.lines), columns=list(sheet.head))
        return frame

    def findings(self) -> Findings:
        """Give what a report for people says, as data: tables of texts, and sentences."""
        return influences(self._found)

    def report(self, format: str = "text") -> str:
        """Write the tornado, the shares and the elasticities.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
        """
        return render_findings(influences(self._found), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Sensitivity of {self.name}: {len(self)} inputs>"

    def _row(self, row: Influence) -> InputInfluence:
        bar, share = row.bar, row.share
        return InputInfluence(
            row.name,
            self._quantity(row.name, bar and bar.low),
            self._quantity(row.name, bar and bar.high),
            self._quantity(self.name, bar and bar.at_low),
            self._quantity(self.name, bar and bar.at_high),
            row.rank,
            share and share.first_order,
            share and share.total,
            row.elasticity,
        )

    def _quantity(self, name: str, base: float | None) -> pint.Quantity[float] | None:
        if base is None or math.isnan(base):
            return None
        return quantity_of(self._found.values, name, base)
