"""Reports as JSON, for programs."""

from __future__ import annotations

import json
import math
from typing import Any

from estimator.report.derivation import Derivation
from estimator.report.row import Row
from estimator.report.summary import Summary


def report(summary: Summary) -> str:
    """Write a report as JSON; every value stands with its unit and its formula."""
    return json.dumps(_data(summary), ensure_ascii=False, indent=2)


def explanation(derived: Derivation) -> str:
    """Write a derivation as JSON."""
    data = derived._asdict()
    data["steps"] = [step._asdict() for step in derived.steps]
    data["given"] = [given._asdict() for given in derived.given]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _data(summary: Summary) -> dict[str, Any]:
    return {
        "title": summary.title,
        "about": summary.about,
        "source": summary.source,
        "conventions": list(summary.conventions),
        "results": {row.name: _row(row, summary.conventions) for row in summary.rows()},
        "multipliers": {m.name: m.shown for m in summary.multipliers},
        "doubled": summary.doubled,
        "assumed": [row.name for row in summary.assumed()],
        "unused": summary.unused,
        "unanswered": summary.unanswered,
        "left_out": summary.left_out,
        "expectations": [
            {"name": e.name, "expected": e.text, "is": e.shown, "met": e.met}
            for e in summary.expectations
        ],
        "claims": [
            {"name": c.name, "says": c.text, "by": c.by, "here": shown}
            for c, shown in summary.claims
        ],
        "decisions": [said._asdict() for said in summary.decisions],
        "years": summary.years._asdict() if summary.years else None,
    }


def _row(row: Row, conventions: tuple[str, ...]) -> dict[str, Any]:
    several = {
        convention: {"value": _number(value), "shown": shown}
        for convention, value, shown in zip(conventions, row.values, row.shown, strict=True)
    }
    return {
        "value": _number(row.values[0]),
        "unit": row.unit,
        "shown": row.shown[0],
        **({"conventions": several} if len(several) > 1 else {}),
        "role": row.role,
        "formula": row.formula,
        "meaning": row.meaning,
        "origin": row.origin,
    }


def _number(value: float) -> float | None:
    """Give a value as JSON has it: what is lacking is null."""
    return None if math.isnan(value) else value
