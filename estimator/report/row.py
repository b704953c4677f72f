"""The lines of a report: each value with its unit, what stands behind it and beside it."""

from __future__ import annotations

import math
from typing import NamedTuple

from estimator.engine.binding import binding
from estimator.engine.result import Values
from estimator.report.derivation import origin
from estimator.report.intervals import Ends, as_typed, shown_interval
from estimator.units.dimension import formula
from estimator.units.display import human, whole
from estimator.units.display import scientific as as_scientific
from estimator.units.natural import PERCENT, Powers, factor


class Row(NamedTuple):
    """Hold one line of a report.

    `label` is its name in its group. `values` are numbers in `unit` and `shown`
    is each for people, one a convention; `whole` is the first to its last
    figure where it is shown shorter, and what else stands beside it. An
    `integer` can be nothing but a whole number.

    `low` and `high` are the ends of the first value's 90 % interval in `unit`,
    NaN where it is certain. `interval` is for people: empty too where an input
    was typed as that very interval.
    """

    name: str
    label: str
    role: str
    values: tuple[float, ...]
    unit: str
    shown: tuple[str, ...]
    whole: str
    formula: str
    meaning: str
    origin: str
    quiet: bool
    integer: bool
    low: float = math.nan
    high: float = math.nan
    interval: str = ""

    @property
    def uncertain(self) -> bool:
        """Tell whether the value could be another one."""
        return not math.isnan(self.low)

    @property
    def remark(self) -> str:
        """Give what stands behind the value: where it comes from, and it in full."""
        return "; ".join(part for part in (self.origin, self.whole) if part)


def row_of(
    columns: tuple[Values, ...], name: str, ends: Ends | None = None, *, scientific: bool
) -> Row:
    """Give the line of a value.

    Args:
        columns: the scenario under each convention.
        name: of the value.
        ends: of its interval under the first convention, in base units, where it is uncertain.
        scientific: whether numbers are shown as figures and a power of ten.
    """
    values = next(column for column in columns if name in column.by_name)
    definition = values.definition(name)
    unit = values.unit(name)
    # What has no value under one of the conventions is shown as none there.
    there = [name in each.by_name for each in columns]
    shown = [
        _shown(each, name, scientific=scientific) if has else "–"
        for each, has in zip(columns, there, strict=True)
    ]
    row = Row(
        name,
        name if definition.role == "constant" else name.rpartition(".")[2],
        definition.role,
        tuple(
            each.in_unit(name) if has else math.nan
            for each, has in zip(columns, there, strict=True)
        ),
        unit_text(unit),
        tuple(shown),
        "" if len(columns) > 1 else _beside(values, name),
        definition.text,
        definition.meaning,
        origin(values, name),
        _untold(values, name),
        definition.wanted is not None and definition.wanted.field.whole,
    )
    return row if ends is None else _between(row, values, ends, scientific=scientific)


def _between(row: Row, values: Values, ends: Ends, *, scientific: bool) -> Row:
    """Put the interval of an uncertain value into its line."""
    low, high = (end / factor(values.unit(row.name), values.table) for end in ends)
    typed = as_typed(values, row.name)
    shown = "" if typed else shown_interval(values, row.name, ends, scientific=scientific)
    return row._replace(low=low, high=high, interval=shown)


def one_line(group: str, rows: list[Row], names: tuple[str, ...]) -> Row:
    """Put the rows of a group into one: its main value, and the others beside it."""
    by_label = {row.label: row for row in rows}
    main = by_label[next(name for name in names if name in by_label)]
    beside = [by_label[name] for name in names if name in by_label]
    beside += [row for row in rows if row.role == "input" and row.label not in names]
    said = [
        f"{row.label} {row.shown[0]}"
        for row in beside
        if row is not main and row.shown != main.shown
    ]
    notes = dict.fromkeys(row.origin.partition("; ")[2] for row in rows)
    aside = "; ".join(part for part in (", ".join(said), *notes) if part)
    return main._replace(label=group.rpartition(".")[2], role="answer", whole=aside, origin="")


def _untold(values: Values, name: str) -> bool:
    """Tell whether a value has no line of its own: a step on the way, or what only such take."""
    definition = values.definition(name)
    if definition.role == "constant":
        nodes = values.program.nodes.values()
        return all(node.definition.quiet for node in nodes if name in node.parts)
    wanted = definition.wanted
    neutral = definition.role == "default" and wanted is not None and wanted.field.neutral
    return definition.quiet or neutral


def _beside(values: Values, name: str) -> str:
    """Give what stands beside a value: its whole number, or a rate in the field's own unit."""
    unit, wanted = values.unit(name), values.definition(name).wanted
    if not values.typed(name):
        could_bind = binding(values, name)
        if values.definition(name).telling and len(could_bind) > 1 and values.by_name[name] > 1:
            return f"bound by {could_bind[0]}"
        return whole(values.by_name[name], unit, values.table)
    if wanted is None or wanted.unit == unit or ("s", -1) not in wanted.unit:
        return ""
    in_wanted = human(values.by_name[name], wanted.unit, values.table)
    return "" if in_wanted == values.show(name) else f"= {in_wanted}"


def _shown(values: Values, name: str, *, scientific: bool) -> str:
    if scientific:
        return as_scientific(values.by_name[name], values.unit(name), values.table)
    return values.show(name)


def unit_text(unit: Powers) -> str:
    """Write a unit as the language does; a plain number's is empty.

    >>> unit_text((("tweet", 1), ("s", -1)))
    'tweet/s'
    """
    return "%" if unit == PERCENT else formula(unit) if unit else ""
