"""Reports as JSON, for programs."""

from __future__ import annotations

import json
import math
from typing import Any

from estimator.report.derivation import Derivation
from estimator.report.row import Row
from estimator.report.summary import Summary
from estimator.report.table import Findings


def report(summary: Summary) -> str:
    """Write a report as JSON; every value stands with its unit and its formula."""
    return json.dumps(_data(summary), ensure_ascii=False, indent=2)


def explanation(derived: Derivation) -> str:
    """Write a derivation as JSON."""
    data = derived._asdict()
    if not derived.interval:
        del data["interval"]
    data["steps"] = [step._asdict() for step in derived.steps]
    data["given"] = [given._asdict() for given in derived.given]
    return json.dumps(data, ensure_ascii=False, indent=2)


def findings(found: Findings) -> str:
    """Write findings as JSON: their data, in which null stands for what is lacking."""
    return json.dumps(_sound(found.data), ensure_ascii=False, indent=2)


def _sound(data: Any) -> Any:
    """Give data as JSON has it: it knows neither NaN nor infinity."""
    if isinstance(data, dict):
        return {key: _sound(inner) for key, inner in data.items()}
    if isinstance(data, list | tuple):
        return [_sound(inner) for inner in data]
    return _number(data) if isinstance(data, float) else data


def _data(summary: Summary) -> dict[str, Any]:
    return {
        "title": summary.title,
        "about": summary.about,
        "source": summary.source,
        "conventions": list(summary.conventions),
        **({"samples": summary.samples} if summary.uncertain else {}),
        **({"lacking": summary.lacking} if summary.uncertain else {}),
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
            {
                "name": claim.name,
                "says": claim.text,
                "by": claim.by,
                "here": claim.shown,
                "verdict": claim.verdict,
                "factor": claim.factor,
                "slips": list(claim.slips),
                "reason": claim.reason,
            }
            for claim in summary.claims
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
        **({"low": row.low, "high": row.high} if row.uncertain else {}),
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
    return value if math.isfinite(value) else None
