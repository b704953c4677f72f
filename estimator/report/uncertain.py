"""What samples come to: of each result the low, middle and high value, and its mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from estimator.engine.result import Values
from estimator.report.row import unit_text
from estimator.report.table import Findings, Sheet, Table
from estimator.uncertainty.samples import MIDDLE, Samples
from estimator.units.display import human, rounded
from estimator.units.natural import factor

_HEAD = ("", "p5", "p50", "p95", "mean")


def simulated(drawn: Samples, asked: int, chances: Mapping[str, float]) -> Findings:
    """Say what samples come to; `chances` holds that of each condition asked for.

    Results that are certain are left out of the tables; JSON has them.
    """
    values = drawn.values
    drawn.rank(drawn.names)
    found = {name: (*drawn.quantiles(name), drawn.mean(name)) for name in drawn.names}
    told = {name: each for name, each in found.items() if name in drawn.drawn}
    rows = [(name, *(_shown(values, name, x) for x in each)) for name, each in told.items()]
    lines: list[tuple[str | float, ...]] = []
    for name, each in found.items():
        numbers = (_number(values, name, x) for x in each)
        lines.append((name, *numbers, unit_text(values.unit(name))))
    return Findings(
        values.loaded.title or "Simulation",
        (_how_many(drawn, asked),),
        (Table("", _HEAD, rows),) if rows else (),
        tuple(_notes(drawn, chances)),
        Sheet(("name", "p5", "p50", "p95", "mean", "unit"), lines),
        _data(drawn, asked, found, chances),
    )


def _how_many(drawn: Samples, asked: int) -> str:
    if drawn.size < asked:
        return f"stopped after {drawn.size:,} of {asked:,} samples"
    return f"{drawn.size:,} samples"


def _notes(drawn: Samples, chances: Mapping[str, float]) -> list[str]:
    definition = drawn.values.definition
    results = [name for name in drawn.names if definition(name).role != "input"]
    certain = [name for name in results if name not in drawn.drawn]
    said = [
        f"{condition}: {_percent(chance)} of the samples" for condition, chance in chances.items()
    ]
    said += [
        f"{name} has no value in {_percent(lacking)} of the samples"
        for name in drawn.drawn
        if (lacking := drawn.lacking(name))
    ]
    if not drawn.drawn:
        said.append("nothing here is uncertain: give an input as a range, such as 10% to 25%")
    elif certain:
        said.append(f"certain: {', '.join(certain)}")
    return said


def _percent(share: float) -> str:
    return f"{rounded(100 * share)} %"


def _shown(values: Values, name: str, base: float) -> str:
    return "–" if math.isnan(base) else human(base, values.unit(name), values.table)


def _number(values: Values, name: str, base: float) -> float:
    """Give a value as a number of the unit it is shown in."""
    return base / factor(values.unit(name), values.table)


def _data(
    drawn: Samples,
    asked: int,
    found: Mapping[str, tuple[float, ...]],
    chances: Mapping[str, float],
) -> dict[str, Any]:
    values = drawn.values
    keys = [*(f"p{share * 100:g}" for share in MIDDLE), "mean"]
    results = {}
    for name, each in found.items():
        numbers = {key: _number(values, name, x) for key, x in zip(keys, each, strict=True)}
        results[name] = numbers | {
            "unit": unit_text(values.unit(name)),
            "lacking": drawn.lacking(name),
        }
    return {
        "title": values.loaded.title,
        "samples": drawn.size,
        "asked": asked,
        "results": results,
        "chances": dict(chances),
    }
