"""The one check of units: each formula's dimension, once, before anything is computed."""

from __future__ import annotations

from estimator.amount.checks import hold_kind
from estimator.amount.reading import known_unit
from estimator.diagnostics import Diagnostic
from estimator.engine.graph import Node
from estimator.errors import FormulaError
from estimator.lang.fault import Fault
from estimator.lang.meaning import Meaning, dimension_of, unit_of
from estimator.lang.nodes import Convert, names
from estimator.units.natural import tidy
from estimator.units.table import UnitTable


def checked(nodes: dict[str, Node], table: UnitTable) -> dict[str, Meaning]:
    """Give every name's dimension and the unit to show it in, units included.

    Raises FormulaError with both sides of every mismatch; what takes a wrong
    formula is not blamed for it.
    """
    meanings: dict[str, Meaning] = {}
    problems: list[Diagnostic] = []
    for name, node in nodes.items():
        reading = node.definition.reading
        if reading is not None:
            meanings[name] = Meaning(reading.dimension, reading.unit)
        elif all(part in meanings for part in node.parts):
            try:
                meanings[name] = _meaning(node, meanings, table)
            except Fault as fault:
                problems.append(node.definition.diagnostic(fault))
    if problems:
        raise FormulaError(problems)
    return meanings


def _meaning(node: Node, meanings: dict[str, Meaning], table: UnitTable) -> Meaning:
    for name in names(node.tree):
        if name.text not in meanings:
            unit = known_unit(name, table)
            meanings[name.text] = Meaning(unit.dimension, unit.parts)
    dimension = dimension_of(node.tree, meanings)
    wanted = node.definition.wanted
    if isinstance(node.tree, Convert):
        return Meaning(dimension, unit_of(node.tree, meanings))
    if wanted is None:
        return Meaning(dimension, tidy(unit_of(node.tree, meanings), dimension, table))
    hold_kind(node.definition.tree, dimension, wanted.dimension, wanted.unit)
    return Meaning(wanted.dimension, wanted.unit)
