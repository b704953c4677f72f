"""What samples come to: of each result the low, middle and high value, and its mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from estimator.diagnostics import one_line
from estimator.report.intervals import lacking_in_words
from estimator.report.point import number, shown
from estimator.report.row import unit_text
from estimator.report.table import WIDE, Findings, Sheet, Table, listed, width
from estimator.uncertainty.samples import MIDDLE, Samples
from estimator.units.display import rounded

_KEYS = (*(f"p{share * 100:g}" for share in MIDDLE), "mean")


def simulated(drawn: Samples, asked: int, chances: Mapping[str, float]) -> Findings:
    """Say what samples come to; `chances` holds that of each condition asked for.

    Results that are certain are left out of the tables; CSV and JSON have them.
    """
    values = drawn.values
    drawn.rank(drawn.names)
    found = {name: (*drawn.quantiles(name), drawn.mean(name)) for name in drawn.names}
    numbers = {n: tuple(number(values, n, x) for x in each) for n, each in found.items()}
    table = _table(drawn, found)
    return Findings(
        values.loaded.title or "Simulation",
        (_how_many(drawn, asked),),
        (table,) if table.rows else (),
        tuple(_notes(drawn, chances, means="mean" in table.head)),
        Sheet(
            ("name", *_KEYS, "unit"),
            [(name, *each, unit_text(values.unit(name))) for name, each in numbers.items()],
        ),
        _data(drawn, asked, numbers, chances),
    )


def _table(drawn: Samples, found: Mapping[str, tuple[float, ...]]) -> Table:
    """Give the table of what is uncertain; of means where a line has room for them."""
    rows = [
        (name, *(shown(drawn.values, name, x) for x in each))
        for name, each in found.items()
        if name in drawn.drawn
    ]
    columns = [*zip(("", *_KEYS), *rows, strict=True)]
    if width(columns) > WIDE:
        columns.pop()
    head, *rows = zip(*columns, strict=True)
    return Table("", head, rows)


def _how_many(drawn: Samples, asked: int) -> str:
    if drawn.size < asked:
        return f"stopped after {drawn.size:,} of {asked:,} samples"
    return f"{drawn.size:,} samples"


def _notes(drawn: Samples, chances: Mapping[str, float], *, means: bool) -> Iterator[str]:
    definition = drawn.values.definition
    results = [name for name in drawn.names if definition(name).role != "input"]
    certain = [name for name in results if name not in drawn.drawn]
    for condition, chance in chances.items():
        yield f"{one_line(condition)}: {rounded(100 * chance)} % of the samples"
    for name in drawn.drawn:
        if lacking := drawn.lacking(name):
            yield f"{name} {lacking_in_words(lacking)}"
    if not drawn.drawn:
        yield "nothing here is uncertain: give an input as a range, such as 10% to 25%"
    elif certain:
        yield listed("certain", certain)
    if not means:
        yield "CSV and JSON have the means"


def _data(
    drawn: Samples,
    asked: int,
    numbers: Mapping[str, tuple[float, ...]],
    chances: Mapping[str, float],
) -> dict[str, Any]:
    values = drawn.values
    return {
        "title": values.loaded.title,
        "samples": drawn.size,
        "asked": asked,
        "results": {
            name: dict(zip(_KEYS, each, strict=True))
            | {"unit": unit_text(values.unit(name)), "lacking": drawn.lacking(name)}
            for name, each in numbers.items()
        },
        "chances": dict(chances),
    }
