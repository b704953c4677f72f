"""Reports as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable

from estimator.report.row import Row
from estimator.report.summary import Summary
from estimator.report.table import Findings


def report(summary: Summary) -> str:
    """Write the values as CSV: a line each, with unit, role, formula and origin."""
    several = (f"value_{convention}" for convention in summary.conventions[1:])
    ends = ("low", "high") if summary.uncertain else ()
    said = ("claimed", "verdict", "reason") if summary.claims else ()
    head = ("name", "value", "unit", *several, *ends, "role", "formula", "origin", *said)
    lines = (_line(row, uncertain=bool(ends)) for row in summary.rows())
    if not said:
        return _written(head, lines)
    return _written(head, ((*line, *_claimed(summary, str(line[0]))) for line in lines))


def _line(row: Row, *, uncertain: bool) -> tuple[str | float, ...]:
    ends = (row.low, row.high) if uncertain else ()
    first, *others = row.values
    return (row.name, first, row.unit, *others, *ends, row.role, row.formula, row.origin)


def _claimed(summary: Summary, name: str) -> tuple[str, str, str]:
    """Give what was claimed of a result, the verdicts and their reasons."""
    of = [claim for claim in summary.claims if claim.name == name]
    said = [f"{claim.text} ({claim.by})" if claim.by else claim.text for claim in of]
    verdicts, reasons = [claim.finding for claim in of], [claim.reason for claim in of]
    return "; ".join(said), "; ".join(verdicts), "; ".join(filter(None, reasons))


def findings(found: Findings) -> str:
    """Write findings as CSV: their sheet, with every number in full."""
    return _written(*found.sheet)


def _written(head: tuple[str, ...], lines: Iterable[tuple[str | float, ...]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(map(_harmless, head))
    for line in lines:
        writer.writerow(_harmless(c) if isinstance(c, str) else _number(c) for c in line)
    return sheet.getvalue().rstrip("\n")


def _number(value: float) -> str:
    """Give a value to its last figure, and nothing where it is lacking."""
    if math.isnan(value):
        return ""
    # NumPy's numbers are floats too, and are written like any other.
    return repr(value if isinstance(value, int) else float(value))


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell that someone wrote as a formula of its own."""
    try:
        float(cell)
    except ValueError:
        return "'" + cell if cell.startswith(("=", "+", "-", "@")) else cell
    return cell
