"""Reports as plain data: JSON and CSV, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from estimator.report.derivation import Derivation
from estimator.report.summary import Row, Summary


def as_json(summary: Summary) -> str:
    """Write a report as JSON; every value stands with its unit and its formula."""
    return json.dumps(as_data(summary), ensure_ascii=False, indent=2)


def as_data(summary: Summary) -> dict[str, Any]:
    """Give a report as plain data."""
    return {
        "title": summary.title,
        "about": summary.about,
        "source": summary.source,
        "conventions": list(summary.conventions),
        "results": {row.name: _row(row, summary.conventions) for row in summary.rows()},
        "multipliers": {m.name: m.shown for m in summary.multipliers},
        "assumed": [row.name for row in summary.assumed()],
        "unused": summary.unused,
        "expectations": [
            {"name": e.name, "expected": e.text, "is": e.shown, "met": e.met}
            for e in summary.expectations
        ],
        "claims": [
            {"name": c.name, "says": c.text, "by": c.by, "here": shown}
            for c, shown in summary.claims
        ],
    }


def explanation_as_json(derived: Derivation) -> str:
    """Write a derivation as JSON."""
    data = derived._asdict()
    data["steps"] = [step._asdict() for step in derived.steps]
    data["given"] = [given._asdict() for given in derived.given]
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_csv(summary: Summary) -> str:
    """Write the values as CSV: a line each, with unit, role, formula and origin."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    several = summary.conventions[1:]
    writer.writerow(
        ["name", "value", "unit", *(f"value_{c}" for c in several), "role", "formula", "origin"]
    )
    for row in summary.rows():
        numbers = [repr(value) for value in row.values]
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


def _row(row: Row, conventions: tuple[str, ...]) -> dict[str, Any]:
    several = {
        convention: {"value": value, "shown": shown}
        for convention, value, shown in zip(conventions, row.values, row.shown, strict=True)
    }
    return {
        "value": row.values[0],
        "unit": row.unit,
        "shown": row.shown[0],
        **({"conventions": several} if len(several) > 1 else {}),
        "role": row.role,
        "formula": row.formula,
        "meaning": row.meaning,
        "origin": row.origin,
    }
