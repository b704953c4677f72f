"""What a report says, before its format: rows in groups, multipliers, what was assumed."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine.result import Claimed, Expectation, Values
from estimator.report.derivation import origin
from estimator.units.dimension import formula
from estimator.units.display import human, whole
from estimator.units.display import scientific as as_scientific
from estimator.units.natural import PERCENT, Powers
from estimator.units.table import unit_table


class Row(NamedTuple):
    """Hold one line of a report.

    `values` are numbers in `unit` and `shown` is each for people, one a
    convention; `whole` is the first to its last figure where it is shown shorter.
    """

    name: str
    role: str
    values: tuple[float, ...]
    unit: str
    shown: tuple[str, ...]
    whole: str
    formula: str
    meaning: str
    origin: str
    quiet: bool

    @property
    def label(self) -> str:
        """Give its name in its group: the last part, of a constant all."""
        return self.name if self.role == "constant" else self.name.rpartition(".")[2]

    @property
    def remark(self) -> str:
        """Give what stands behind the value: where it comes from, and it in full."""
        return "; ".join(part for part in (self.origin, self.whole) if part)


class Multiplier(NamedTuple):
    """Hold a factor that multiplies what is needed."""

    name: str
    shown: str


class Summary(NamedTuple):
    """Hold all that a report says of one scenario, under one convention or several.

    `unused` is given and nothing takes it; `left_out` are the parts that a sum
    does not have, because too little is given of them; `unanswered` is what
    one more input would answer, and which.
    """

    title: str
    about: str
    source: str
    conventions: tuple[str, ...]
    groups: dict[str, list[Row]]
    multipliers: list[Multiplier]
    unused: list[str]
    left_out: dict[str, tuple[str, ...]]
    unanswered: dict[str, str]
    expectations: list[Expectation]
    claims: list[tuple[Claimed, str]]

    def rows(self) -> list[Row]:
        """Give every row, group by group."""
        return [row for rows in self.groups.values() for row in rows]

    def told(self) -> dict[str, list[Row]]:
        """Give the rows that have a line of their own, by group."""
        shown = {
            group: [row for row in rows if row.role != "default" and not row.quiet]
            for group, rows in self.groups.items()
        }
        return {group: rows for group, rows in shown.items() if rows}

    def remarks(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give what a reader should look at twice: titles, and names with what is to say."""
        found = [
            ("multipliers, each once", [(m.name, m.shown) for m in self.multipliers]),
            ("assumed, because not given", [(r.name, r.shown[0]) for r in self.assumed()]),
            ("not worked out", list(self.unanswered.items())),
            (
                "left out of sums, because not given",
                [(name, ", ".join(members)) for name, members in self.left_out.items()],
            ),
            ("given, but nothing takes it", [(name, "") for name in self.unused]),
        ]
        return [(title, rows) for title, rows in found if rows]

    def assumed(self) -> list[Row]:
        """Give what the scenario does not say and a default stands in for."""
        return [row for row in self.rows() if row.role == "default"]


def summarize(
    values: Values, *beside: Values, judged: bool = True, scientific: bool = False
) -> Summary:
    """Gather what a report says; `beside` are the same scenario under other conventions.

    `judged` false leaves out expectations, which hold for a scenario as it is
    written, and not for one whose inputs someone moved. `scientific` shows
    numbers as figures and a power of ten.
    """
    groups: dict[str, list[Row]] = {}
    for name in values.names():
        holder, _, _ = name.rpartition(".")
        role = values.definition(name).role
        group = "formulas" if not holder else "constants" if role == "constant" else holder
        groups.setdefault(group, []).append(_row((values, *beside), name, scientific=scientific))
    return Summary(
        values.loaded.title,
        values.loaded.about,
        values.loaded.source,
        tuple(each.table.convention for each in (values, *beside)),
        groups,
        _multipliers(values),
        _unused(values),
        {
            name: node.definition.leaves_out
            for name, node in values.program.nodes.items()
            if node.definition.leaves_out and name in values.by_name
        },
        dict(values.program.unanswered),
        values.expectations() if judged else [],
        [(claim, values.show(claim.name)) for claim in values.claims()],
    )


def unit_text(unit: Powers) -> str:
    """Write a unit as the language does; a plain number's is empty.

    >>> unit_text((("tweet", 1), ("s", -1)))
    'tweet/s'
    """
    return "%" if unit == PERCENT else formula(unit) if unit else ""


def convention_in_words(convention: str) -> str:
    """Say how long a day, a month and a year are.

    >>> convention_in_words("rounded")
    'rounded: a day has 100,000 s, a month 30 days, a year 400 days'
    """
    units = unit_table(convention).units
    day = units["day"].factor
    month, year = (units[name].factor / day for name in ("month", "year"))
    return f"{convention}: a day has {day:,.0f} s, a month {month:g} days, a year {year:g} days"


def _beside(values: Values, name: str) -> str:
    """Give what stands beside a value: its whole number, or a rate in the field's own unit."""
    unit, wanted = values.unit(name), values.definition(name).wanted
    if not values.typed(name):
        return whole(values.by_name[name], unit, values.table)
    if wanted is None or wanted.unit == unit or ("s", -1) not in wanted.unit:
        return ""
    return f"= {human(values.by_name[name], wanted.unit, values.table)}"


def _shown(values: Values, name: str, *, scientific: bool) -> str:
    if scientific:
        return as_scientific(values.by_name[name], values.unit(name), values.table)
    return values.show(name)


def _row(columns: tuple[Values, ...], name: str, *, scientific: bool) -> Row:
    values = columns[0]
    definition = values.definition(name)
    unit = values.unit(name)
    shown = [_shown(each, name, scientific=scientific) for each in columns]
    return Row(
        name,
        definition.role,
        tuple(each.in_unit(name) for each in columns),
        unit_text(unit),
        tuple(shown),
        "" if len(columns) > 1 else _beside(values, name),
        definition.text,
        definition.meaning,
        origin(values, name),
        definition.quiet,
    )


def _multipliers(values: Values) -> list[Multiplier]:
    found = []
    for name in values.names():
        wanted = values.definition(name).wanted
        if (
            wanted is not None
            and wanted.field.multiplier
            and values.definition(name).role != "default"
        ):
            found.append(Multiplier(name, wanted.field.multiplier.format(values.show(name))))
    return found


def _unused(values: Values) -> list[str]:
    """Give what the scenario says and no answer takes."""
    taken = {part for node in values.program.nodes.values() for part in node.parts}
    stated = {stated.name for stated in (*values.loaded.expects, *values.loaded.claims)}
    return [
        name
        for name in values.names()
        if values.definition(name).role == "input"
        and name not in taken
        and name not in stated
        and values.loaded.definitions[name].wanted
    ]
