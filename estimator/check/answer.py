"""An answer as people type it: `75M tweets a day`, `~5k`, `1.5 x 10^3 per second`."""

from __future__ import annotations

from itertools import product

from estimator.check.evaluate import Mixed, Reading, Unreadable, evaluate
from estimator.check.expression import leaves
from estimator.check.names import Names
from estimator.check.notation import LONGEST, tokens
from estimator.check.parser import Parser
from estimator.check.words import COUNTED, KINDS, Powers
from estimator.units.dimension import Dimension


def number_of(answer: str, asked: Dimension) -> float | None:
    """Read an answer in base units, for what is asked; None where it can't be read so.

    What is counted is not held against its noun: requests are taken for tweets.
    A bare number is none: its unit is the asker's to know.

    >>> number_of("75M tweets a day", Dimension({"tweet": 1, "time": -1}))
    868.0555555555555
    >>> number_of("5 GB", Dimension({"time": 1})) is None
    True
    """
    if len(answer) > LONGEST:
        return None
    wanted = dict(asked.powers)
    powers: Powers = tuple(int(wanted.get(kind, 0)) for kind in KINDS)  # type: ignore[assignment]
    read = tokens(answer)
    try:
        parser = Parser(read, Names())
        tree = parser.expression()
    except Unreadable:
        return None
    if parser.place < len(read) or (powers == COUNTED and not leaves(tree)):
        return None
    many = {leaf.key: len(leaf.ways) for leaf in leaves(tree) if len(leaf.ways) > 1}
    for picked in product(*map(range, many.values())):
        try:
            value = evaluate(tree, Reading(dict(zip(many, picked, strict=True))))
        except (Unreadable, Mixed):
            continue
        if value.powers == powers:
            return value.number
    return None
