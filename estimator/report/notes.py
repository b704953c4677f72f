"""Reports as notes to say aloud: what is given, what follows and how, what it means."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.report.row import Row
from estimator.report.summary import Summary, convention_in_words


def report(summary: Summary) -> str:
    """Write a report as short notes, a line for each number that is worth saying."""
    return "\n".join(_lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    yield summary.title or "Estimate"
    yield from (f"({convention_in_words(convention)})" for convention in summary.conventions)
    told = [(group, row) for group, rows in summary.told().items() for row in rows]
    given = [(group, row) for group, row in told if row.role == "input"]
    answers = [(group, row) for group, row in told if row.role in ("answer", "formula")]
    for title, rows in (("Given", given), ("So", answers)):
        if rows:
            yield f"\n{title}"
            yield from (_line(group, row) for group, row in rows)
    if assumed := summary.assumed():
        yield "\nAssumed"
        yield from (f"- {row.name} {row.shown[0]}" for row in assumed)
    if summary.decisions:
        yield "\nTherefore"
        yield from (f"- {said.of}: {said.text}" for said in summary.decisions)


def _line(group: str, row: Row) -> str:
    name = row.label if row.label.startswith(group) else f"{group}.{row.label}"
    shown = " | ".join(row.shown)
    ends = f" ({row.interval})" if row.interval else ""
    how = f" = {row.formula}" if row.role != "input" and row.formula else ""
    return f"- {name}{how} = {shown}{ends}"
