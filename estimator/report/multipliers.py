"""What multiplies a need, each once, and what may be counted twice."""

from __future__ import annotations

from typing import NamedTuple

from estimator.engine.result import Values


class Multiplier(NamedTuple):
    """Hold a factor that multiplies what is needed."""

    name: str
    shown: str


def multipliers(values: Values) -> list[Multiplier]:
    """Give every multiplier that a scenario states."""
    found = []
    taken = {part for node in values.program.nodes.values() for part in node.parts}
    for name in values.names():
        if name not in taken and values.definition(name).role == "input":
            continue
        wanted = values.definition(name).wanted
        if (
            wanted is not None
            and wanted.field.multiplier
            and values.definition(name).role != "default"
            and not (wanted.field.multiplier == "× {}" and values.by_name[name] == 1)
        ):
            found.append(Multiplier(name, wanted.field.multiplier.format(values.show(name))))
    return found


def doubled(values: Values) -> dict[str, str]:
    """Say of multipliers in two sections that both count the same, such as copies."""
    found: dict[str, list[str]] = {}
    for name in values.names():
        definition = values.definition(name)
        field = definition.wanted.field if definition.wanted else None
        given = definition.role == "input" and values.by_name[name] not in _NEUTRAL
        # What is given as another is not counted beside it.
        given = given and not values.node(name).parts
        if field and field.counts and given:
            found.setdefault(field.counts, []).append(name)
    return {
        " and ".join(names): f"each counts {counts}; where they mean the same, keep one"
        for counts, each in found.items()
        if len(names := list({_holder(name): name for name in each}.values())) > 1
    }


_NEUTRAL = (0.0, 1.0)


def _holder(name: str) -> str:
    """Give the section that a name is of: tweets and likes are both actions."""
    return name.partition(".")[0] if name.count(".") > 1 else name
