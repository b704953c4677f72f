"""Reports as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
import math

from estimator.report.summary import Summary


def report(summary: Summary) -> str:
    """Write the values as CSV: a line each, with unit, role, formula and origin."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    several = summary.conventions[1:]
    writer.writerow(
        ["name", "value", "unit", *(f"value_{c}" for c in several), "role", "formula", "origin"]
    )
    for row in summary.rows():
        numbers = ["" if math.isnan(value) else repr(value) for value in row.values]
        cells = [row.name, numbers[0], row.unit, *numbers[1:], row.role, row.formula, row.origin]
        writer.writerow([_harmless(cell) for cell in cells])
    return lines.getvalue().rstrip("\n")


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell that someone wrote as a formula of its own."""
    try:
        float(cell)
    except ValueError:
        return "'" + cell if cell.startswith(("=", "+", "-", "@")) else cell
    return cell
