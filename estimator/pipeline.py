"""The whole way from a text to its values, on one screen.

::

    text ─▶ document ─▶ loaded scenario ─▶ program ─▶ values
    YAML    data+spans  named formulas     checked,   in base units
                        with amounts read  compiled
"""

from __future__ import annotations

from estimator.document import Mapping, parse
from estimator.engine.conditions import hold_checks
from estimator.engine.correlation import mixing
from estimator.engine.program import inputs, program, run
from estimator.engine.result import Values
from estimator.scenario.loader import load_document
from estimator.source import Source


def estimate(source: Source, conventions: str | None = None) -> Values:
    """Work out a scenario's text; `conventions` overrules the scenario's own.

    Raises an EstimatorError with every message of the step that failed.

    >>> values = estimate(Source("x", "formulas: {load: 3 * 20 request/s}"))
    >>> values.show("load")
    '60 request/s'
    """
    return estimate_document(parse(source), conventions)


def estimate_document(document: Mapping, conventions: str | None = None) -> Values:
    """Work out a scenario that is read already; see `estimate`."""
    loaded = load_document(document, conventions)
    ready = program(loaded)
    hold_checks(loaded, ready, inputs(ready, loaded.definitions))
    values = Values(loaded, ready, run(ready, loaded.definitions))
    hold_checks(loaded, ready, values.by_name)
    values.hold_statements()
    mixing(values)
    return values
