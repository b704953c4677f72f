"""Scenarios beside each other, as objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from estimator.api.quantity import quantity_of
from estimator.api.result import hold_choice, render_findings
from estimator.report.beside import SideBySide
from estimator.report.compared import compared, in_full
from estimator.report.frame import pandas
from estimator.report.point import times
from estimator.report.table import Findings

if TYPE_CHECKING:
    import pandas as pd
    import pint


class Reason(NamedTuple):
    """Hold an input that differs, its share of the difference, and its value on either side.

    What differs beside inputs that both have is one reason, `all else`, or
    `conventions`; its two values are those of the result, by either scenario's formulas.
    """

    name: str
    share: float
    one: pint.Quantity[float]
    other: pint.Quantity[float]


class Why(NamedTuple):
    """Hold why a result differs: its ratio to the first, and the reasons, largest share first.

    The shares, with `left_out`, the sum of those under a twentieth of a percent,
    add up to 1; where the result is the same there are none. `str` says it in a line.
    """

    ratio: float
    reasons: tuple[Reason, ...]
    left_out: float
    text: str

    def __str__(self) -> str:
        return self.text


class Comparison:
    """Hold scenarios beside each other, each against the first.

    `comparison["storage.total"]` gives a result's values by scenario, `why` the
    reasons for which they differ; `print(comparison)` is the report.

    Attributes:
        scenarios: the names that they go by.
    """

    def __init__(self, all_of: SideBySide) -> None:
        self._all = all_of
        self.scenarios = tuple(all_of.sides)

    def __iter__(self) -> Iterator[str]:
        """Give the names of the results that the first and some other scenario have."""
        return (line.name for line in self._all.lines)

    def __len__(self) -> int:
        return len(self._all.lines)

    def __getitem__(self, name: str) -> dict[str, pint.Quantity[float]]:
        """Give the values of a result, or an input, by scenario; those that have none are left out.

        Raises UnknownNameError where no scenario has it.
        """
        sides = self._all.sides
        known = {side: found for side, values in sides.items() if (found := values.known(name))}
        if not known:
            self._all.one.find(name)
        return {
            side: quantity_of(sides[side], found, sides[side].by_name[found])
            for side, found in known.items()
        }

    def why(self, name: str, other: str | None = None) -> Why:
        """Say for which inputs a result differs, and how much for each.

        Args:
            name: of the result.
            other: the scenario to hold against the first; the second if None.

        Raises UnknownNameError where there is no such scenario, or one of the
        two has no such result.
        """
        others = tuple(self._all.others)
        other = others[0] if other is None else other
        hold_choice("scenario", other, others)
        name = self._all.one.find(name)
        found = self._all.why(name, other)
        ratio = self._all.ratio(name, other)
        reasons = tuple(
            Reason(
                self._all.reason(each.name, other),
                each.share,
                quantity_of(self._all.one, each.name or name, each.one),
                quantity_of(self._all.others[other], each.name or name, each.other),
            )
            for each in found.reasons
        )
        text = ": ".join(filter(None, (times(ratio), ", ".join(self._all.in_words(name, other)))))
        return Why(ratio, reasons, found.left_out, text)

    def to_frame(self) -> pd.DataFrame:
        """Give a data frame: a row for each result, with its unit, values, ratios and reasons.

        Raises WorkError where pandas is not installed.
        """
        sheet = in_full(self._all).sheet
        frame: pd.DataFrame = pandas().DataFrame(list(sheet.lines), columns=list(sheet.head))
        return frame

    def findings(self) -> Findings:
        """Give what a report for people says, as data: tables of texts, and sentences."""
        return compared(self._all)

    def report(self, format: str = "text") -> str:
        """Write what differs, what it comes to, and why.

        Text, Markdown and HTML have the results worth telling, CSV and JSON all.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
        """
        found = in_full if format in ("csv", "json") else compared
        return render_findings(found(self._all), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.scenarios)}: {len(self)} results>"
