"""How far the results of an uncertain scenario can lie from the estimate: 90 % intervals."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.lang.nodes import Call, Named, Range
from estimator.units.display import interval, rounded
from estimator.units.display import scientific as as_scientific

INTERVAL = "90 % interval"

Ends = tuple[float, float]
"""The ends of an interval, in base units."""

# Samples are drawn in one chunk, of fewer where there are so many results that
# all together would take more than 128 MB.
_SAMPLES, _NUMBERS = 65_536, 2**24


class Intervals(NamedTuple):
    """Hold the 90 % intervals of what is uncertain, by name.

    `lacking` are the results that have no value in some samples, with the share
    of these. `samples` is how many were drawn: none where no result is uncertain.
    """

    ends: dict[str, Ends]
    lacking: dict[str, float]
    samples: int


def intervals(values: Values, names: Sequence[str]) -> Intervals:
    """Give how far some results can lie from their value at the medians.

    An uncertain input has the interval it was given; what follows from such is
    drawn, from the same seed each time.
    """
    given = _given(values)
    wanted = _following(values, given, names)
    ends = {name: given[name] for name in names if name in given}
    if not wanted:
        # NumPy and all that draws start late: what is certain does without.
        return Intervals(ends, {}, 0)
    from estimator.uncertainty.montecarlo import How, simulate
    from estimator.uncertainty.samples import MIDDLE

    drawn = simulate(values, wanted, How(min(_SAMPLES, _NUMBERS // len(wanted)), 1, "random"))
    drawn.rank(wanted)
    outer = (MIDDLE[0], MIDDLE[-1])
    for name in wanted:
        low, high = drawn.quantiles(name, outer)
        # Where no sample has a value, there are no ends.
        ends |= {name: (low, high)} if low <= high else {}
    lacking = {name: share for name in wanted if (share := drawn.lacking(name))}
    return Intervals(ends, lacking, drawn.size)


def shown_interval(values: Values, name: str, ends: Ends, *, scientific: bool = False) -> str:
    """Show an interval for people, in the step that fits its size: `310 to 2,400 tweet/s`."""
    unit = values.unit(name)
    if scientific:
        return " to ".join(as_scientific(end, unit, values.table, 2) for end in ends)
    return interval(*ends, unit, values.table, steps=not values.typed(name))


def as_typed(values: Values, name: str) -> bool:
    """Tell whether someone wrote the very interval of an input: a range, or `normal(low, high)`."""
    definition = values.definition(name)
    tree = definition.tree
    if definition.role == "input" and isinstance(tree, Call):
        from estimator.distribution.families import FAMILIES

        plain = not any(isinstance(part, Named) for part in tree.arguments)
        return plain and FAMILIES[tree.function].quantiles
    return definition.role == "input" and isinstance(tree, Range)


def lacking_in_words(share: float) -> str:
    """Say in which part of the samples a result has no value.

    >>> lacking_in_words(0.1234)
    'has no value in 12 % of the samples'
    """
    return f"has no value in {rounded(100 * share, 2)} % of the samples"


def _following(values: Values, given: Container[str], names: Sequence[str]) -> list[str]:
    """Give those of some results that follow from uncertain inputs."""
    moved: set[str] = set()
    for name, node in values.program.nodes.items():
        if any(part in given or part in moved for part in node.parts):
            moved.add(name)
    return [name for name in names if name in moved]


def _given(values: Values) -> dict[str, Ends]:
    readings = {name: values.definition(name).reading for name in values.program.inputs}
    return {
        name: (reading.low, reading.high)
        for name, reading in readings.items()
        if reading is not None and reading.drawn is not None
    }
