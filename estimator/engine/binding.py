"""What a result is bound by: the largest of those that its formula takes the largest of."""

from __future__ import annotations

from estimator.engine.result import Values
from estimator.lang.nodes import Call, Name, walk


def contenders(values: Values, name: str) -> tuple[str, ...]:
    """Give the names of what a result could be bound by, in the order of its formula."""
    for part in walk(values.node(name).tree):
        if isinstance(part, Call) and part.function == "max":
            names = [each.text for each in part.arguments if isinstance(each, Name)]
            if len(names) == len(part.arguments) and {*names} <= {*values.by_name}:
                return tuple(names)
    return ()


def binding(values: Values, name: str) -> tuple[str, ...]:
    """Give what a result could be bound by, what binds it first.

    That is the members of the family whose largest its formula takes, each by
    the last part of its name.
    """
    ordered = sorted(contenders(values, name), key=lambda each: -values.by_name[each])
    return tuple(each.rpartition(".")[2] for each in ordered)
