"""What a report says, before its format: rows in groups, multipliers, what was assumed."""

from __future__ import annotations

from typing import NamedTuple

from estimator.check.claims import Checked, checked
from estimator.engine.result import Expectation, Values
from estimator.report.decisions import Said, decisions
from estimator.report.intervals import INTERVAL, intervals, lacking_in_words
from estimator.report.multipliers import Multiplier, doubled, multipliers
from estimator.report.point import shown
from estimator.report.row import Row, one_line, row_of
from estimator.units.display import rounded
from estimator.units.table import unit_table
from estimator.whatif.growth import years


class Summary(NamedTuple):
    """Hold all that a report says of one scenario, under one convention or several.

    `lines` are the groups that have one line, with the names of its values.
    `doubled` are multipliers that count the same in two sections, `unused` is
    given and nothing takes it, `left_out` are the parts that a sum does not
    have, because too little is given of them; `unanswered` is what one more
    input would answer, and which. `uncertain` tells whether some row has an
    interval, `samples` how many those of results are drawn from, and `lacking`
    the share of them in which a result has no value.
    """

    title: str
    about: str
    source: str
    conventions: tuple[str, ...]
    groups: dict[str, list[Row]]
    lines: dict[str, tuple[str, ...]]
    multipliers: list[Multiplier]
    doubled: dict[str, str]
    unused: list[str]
    left_out: dict[str, tuple[str, ...]]
    unanswered: dict[str, str]
    expectations: list[Expectation]
    claims: list[Checked]
    decisions: list[Said]
    years: YearTable | None
    uncertain: bool
    samples: int
    lacking: dict[str, float]

    @property
    def sampled(self) -> str:
        """Say what stands beside the values of an uncertain scenario; empty for a certain one."""
        if not self.uncertain:
            return ""
        drawn = f" from {self.samples:,} samples" if self.samples else ""
        under = f", {self.conventions[0]}" if len(self.conventions) > 1 else ""
        return f"{INTERVAL}s{drawn}{under}"

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the heads of the columns: one or several conventions, and the intervals."""
        values = self.conventions if len(self.conventions) > 1 else ("value",)
        return (*values, INTERVAL) if self.uncertain else values

    def cells(self, row: Row) -> tuple[str, ...]:
        """Give what a row shows in each of the columns."""
        return (*row.shown, row.interval) if self.uncertain else row.shown

    def rows(self) -> list[Row]:
        """Give every row, group by group."""
        return [row for rows in self.groups.values() for row in rows]

    def told(self) -> dict[str, list[Row]]:
        """Give the rows that have a line of their own, by group."""
        told: dict[str, list[Row]] = {}
        for group, rows in self.groups.items():
            shown = [row for row in rows if row.role != "default" and not row.quiet]
            holder = group
            if group in self.lines and shown:
                holder = group.rpartition(".")[0]
                shown = [one_line(group, shown, self.lines[group])]
            told.setdefault(holder, []).extend(shown)
        return {group: rows for group, rows in told.items() if rows}

    def remarks(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give what a reader should look at twice: titles, and names with what is to say."""
        found = [
            ("multipliers, each once", [(m.name, m.shown) for m in self.multipliers]),
            ("counted twice?", list(self.doubled.items())),
            ("assumed, because not given", [(r.name, r.shown[0]) for r in self.assumed()]),
            ("not worked out", list(self.unanswered.items())),
            (
                "left out of sums, because not given",
                [(name, ", ".join(members)) for name, members in self.left_out.items()],
            ),
            ("given, but nothing takes it", [(name, "") for name in self.unused]),
            ("not in every sample", _lacking(self.lacking)),
        ]
        return [(title, rows) for title, rows in found if rows]

    def assumed(self) -> list[Row]:
        """Give what the scenario does not say and a default stands in for."""
        return [row for row in self.rows() if row.role == "default" and not row.quiet]


YEARS = "year by year, as if each year's demand had always been"


class YearTable(NamedTuple):
    """Hold how results grow: the heads of the years, and a row of shown values by name."""

    heads: tuple[str, ...]
    rows: dict[str, tuple[str, ...]]


def summarize(
    values: Values, *beside: Values, judged: bool = True, scientific: bool = False
) -> Summary:
    """Gather what a report says; `beside` are the same scenario under other conventions.

    `judged` false leaves out expectations and what verdicts are known, which hold
    for a scenario as it is written, and not for one whose inputs someone moved. `scientific` shows
    numbers as figures and a power of ten.
    """
    groups: dict[str, list[Row]] = {}
    columns = (values, *beside)
    found = intervals(values, [*values.names()])
    for name in dict.fromkeys(name for column in columns for name in column.names()):
        holder, _, _ = name.rpartition(".")
        role = values.definition(name).role
        group = "formulas" if not holder else "constants" if role == "constant" else holder
        row = row_of(columns, name, found.ends.get(name), scientific=scientific)
        groups.setdefault(group, []).append(row)
    return Summary(
        values.loaded.title,
        values.loaded.about,
        values.loaded.source,
        tuple(each.table.convention for each in (values, *beside)),
        groups,
        {i.path: i.section.line for i in values.loaded.instances if i.section.line},
        multipliers(values),
        doubled(values),
        _unused(values),
        {
            name: node.definition.leaves_out
            for name, node in values.program.nodes.items()
            if node.definition.leaves_out and name in values.by_name
        },
        dict(values.program.unanswered),
        values.expectations() if judged else [],
        [claim if judged else claim._replace(expected=None) for claim in checked(values)],
        decisions(values),
        _year_table(values),
        bool(found.ends or found.lacking),
        found.samples,
        found.lacking,
    )


def convention_in_words(convention: str) -> str:
    """Say how long a day, a month and a year are.

    >>> convention_in_words("rounded")
    'rounded: a day has 100,000 s, a month 30 days, a year 400 days'
    """
    units = unit_table(convention).units
    day = units["day"].factor
    month, year = (units[name].factor / day for name in ("month", "year"))
    return f"{convention}: a day has {day:,.0f} s, a month {month:g} days, a year {year:g} days"


def _year_table(values: Values) -> YearTable | None:
    found = years(values)
    if found is None:
        return None
    rows = {
        name: tuple(shown(values, name, value) for value in each)
        for name, each in found.rows.items()
    }
    demand = tuple(f"{rounded(factor)} ×" for factor in found.factors)
    heads = tuple("now" if not year else f"year {year:.3g}" for year in found.years)
    return YearTable(heads, {"demand": demand, **rows})


def _lacking(shares: dict[str, float]) -> list[tuple[str, str]]:
    """Say which results have no value in some samples: those that share their samples at once."""
    alike: dict[float, list[str]] = {}
    for name, share in shares.items():
        alike.setdefault(share, []).append(name)
    said = []
    for share, (first, *rest) in alike.items():
        beside = f", nor have {', '.join(rest)}" if rest else ""
        said.append((first, f"{lacking_in_words(share)}{beside}"))
    return said


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
