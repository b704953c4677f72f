"""How a distribution is read: `lognormal(10 to 100 KB)`, `normal(mean=5 ms, sd=1 ms, min=0 ms)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from estimator.amount.value import finite
from estimator.distribution.distribution import Distribution
from estimator.distribution.families import FAMILIES, Given
from estimator.lang.fault import Fault
from estimator.lang.function import Unfit
from estimator.lang.meaning import Meaning, Meanings, dimension_of, unit_of
from estimator.lang.nodes import Call, Named, Range, Tree, Weighted, Where
from estimator.lang.ranges import shared_unit
from estimator.units.dimension import DIMENSIONLESS, Dimension


class _Part(NamedTuple):
    """Hold one argument: the name it goes by, its value, the chance of it."""

    name: str
    value: Tree
    chance: Tree | None
    where: Where


def meaning_of(tree: Call, meanings: Meanings) -> Meaning:
    """Give the kind of thing that a distribution is of, and the unit that it is written in.

    Raises Fault where its arguments are of two kinds.
    """
    kind = _kind(tree, meanings)
    plain = FAMILIES[tree.function].plain
    return Meaning(kind, () if plain else unit_of(_parts(tree)[0].value, meanings))


def made(
    tree: Call, sizes: Mapping[str, float], hold: Callable[[Tree, float], None]
) -> Distribution:
    """Make a distribution of base units; `hold` raises Fault for a value that can't be.

    Raises Fault at the argument that makes it impossible.
    """
    family = FAMILIES[tree.function]
    parts = _parts(tree)
    values = [finite(part.value, sizes) for part in parts]
    for part, value in zip(parts, values, strict=True):
        if part.name != "sd" and not family.plain:
            hold(part.value, value)
    given = Given(
        tuple(v for part, v in zip(parts, values, strict=True) if not part.name),
        {part.name: v for part, v in zip(parts, values, strict=True) if part.name},
        tuple(finite(part.chance, sizes) for part in parts if part.chance is not None),
    )
    try:
        return family.make(given)
    except Unfit as unfit:
        where = _blamed(unfit.argument, parts) or tree.where
        hint = unfit.hint or f"write {family.usage}"
        raise Fault("impossible-distribution", unfit.message, where, hint=hint) from None


def _kind(tree: Call, meanings: Meanings) -> Dimension:
    family = FAMILIES[tree.function]
    parts = _parts(tree)
    for part in parts:
        if part.chance is not None and dimension_of(part.chance, meanings):
            raise Fault("wrong-kind", "a chance is a share", part.chance.where)
    kinds = [dimension_of(part.value, meanings) for part in parts]
    wanted = DIMENSIONLESS if family.plain else kinds[0]
    for part, kind in zip(parts, kinds, strict=True):
        if kind != wanted:
            one = "numbers" if family.plain else "one kind of thing"
            other = (
                kind.in_words() if family.plain else f"{wanted.in_words()} and {kind.in_words()}"
            )
            message = f"{family.name} takes {one}, not {other}"
            raise Fault("dimension-mismatch", message, part.where)
    if tree.function == "poisson" and not wanted.counted:
        # Of bytes it would be drawn as bytes, of 3 / day as so many a second.
        message = f"poisson counts things, and this is {wanted.in_words()}"
        hint = "give a count of its own a name under formulas: and multiply it by the unit"
        raise Fault("wrong-kind", message, parts[0].where, hint=hint)
    return wanted


def _parts(tree: Call) -> list[_Part]:
    found: list[_Part] = []
    for argument in tree.arguments:
        match argument:
            case Named(name, value, where):
                found.append(_Part(name, value, None, where))
            case Weighted(value, chance, where):
                found.append(_Part("", value, chance, where))
            case Range(low, high):
                found += [_Part("", end, None, end.where) for end in (low, high)]
            case _:
                found.append(_Part("", argument, None, argument.where))
    if not found:
        raise Fault("wrong-arguments", f"write {FAMILIES[tree.function].usage}", tree.where)
    _hold_once(found)
    return _with_units(found)


def _hold_once(parts: list[_Part]) -> None:
    """Hold every name to be there once, and chances at every value or none."""
    names = [part.name for part in parts if part.name]
    for part in parts:
        if names.count(part.name) > 1:
            raise Fault("given-twice", f"{part.name} is given twice", part.where)
    if any(part.chance is not None for part in parts):
        for part in parts:
            if part.chance is None and not part.name:
                hint = "write each as value = chance, such as 1 = 30%"
                raise Fault("wrong-arguments", "this value has no chance", part.where, hint=hint)


def _with_units(parts: list[_Part]) -> list[_Part]:
    """Give values without a unit that of the last: `uniform(1, 4 ms)`."""
    last = next((part for part in reversed(parts) if not part.name), None)
    return [
        part
        if part.name or last is None or part is last
        else part._replace(value=shared_unit(part.value, last.value))
        for part in parts
    ]


def _blamed(argument: int | str, parts: list[_Part]) -> Where | None:
    """Give the place of the argument that can't be, None where it is no single one."""
    if isinstance(argument, str):
        return next((part.where for part in parts if part.name == argument), None)
    positional = [part.where for part in parts if not part.name]
    return positional[argument] if argument < len(positional) else None
