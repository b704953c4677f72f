"""Notes to say aloud or to paste: what is given, what follows and how, what it means."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.engine.result import Values
from estimator.report.derivation import with_numbers
from estimator.report.row import Row
from estimator.report.summary import Summary, convention_in_words


def notes(values: Values, summary: Summary) -> str:
    """Write short notes of a result: a line for each number, worked out as on paper."""
    return "\n".join(_lines(values, summary))


def _lines(values: Values, summary: Summary) -> Iterator[str]:
    yield summary.title or "Estimate"
    yield f"({convention_in_words(summary.conventions[0])})"
    rows = [row for rows in summary.told().values() for row in rows]
    known = {row.name for row in rows if row.role == "input" or _amount(values, row)}
    given = [_given(row) for row in rows if row.name in known]
    follow = [
        _answer(values, row) for row in rows if row.name not in known and row.role != "constant"
    ]
    assumed = [_given(row) for row in summary.assumed()]
    said = [f"{said.of}: {said.text}" for said in summary.decisions]
    parts = {"Given": given, "Assumed": assumed, "So": follow, "Therefore": said}
    for title, lines in parts.items():
        if lines:
            yield f"\n{title}"
            yield from (f"- {line}" for line in lines)


def _amount(values: Values, row: Row) -> bool:
    """Tell whether a formula is but an amount."""
    return row.role == "formula" and values.definition(row.name).reading is not None


def _given(row: Row) -> str:
    return f"{row.name}: {row.shown[0]}"


def _answer(values: Values, row: Row) -> str:
    numbers = with_numbers(values, row.name)
    how = "" if numbers == row.shown[0] else f"{numbers} = "
    ends = f" ({row.interval})" if row.interval else ""
    return f"{row.name}: {how}{row.shown[0]}{ends}"
