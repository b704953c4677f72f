"""A kernel at work: a straight-line function of arrays, run block by block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from estimator.engine.compiler import function
from estimator.engine.conditions import compared
from estimator.engine.steps import UFUNCS, Room
from estimator.lang.function import numpy
from estimator.lang.functions import FUNCTIONS

# Points of a block: few enough that their arrays fit into a core's own cache, many
# enough that several threads seldom wait to take turns at NumPy's functions.
_BLOCK = 32_768
# However many steps there are, their arrays take no more than this, in bytes.
_DESK = 2**26
_FEWEST = 1024


class Kernel(NamedTuple):
    """Hold a plan over arrays: `takes` names what varies, `gives` the asked results in order.

    `fast` stops at the first number that is none; `careful` leaves that point
    without a value, with all that takes it. Of arrays, `fast` has so many
    `steps`; `lasts` holds for each result the step that gives it, -1 if none does.
    """

    fast: str
    steps: int
    lasts: tuple[int, ...]
    careful: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    known: tuple[float, ...]

    def block(self, most: int = _BLOCK) -> int:
        """Give how many points to work out at a time, at most so many."""
        arrays = max(1, self.steps + len(self.takes))
        return max(min(most, _DESK // (8 * arrays)), min(most, _FEWEST))

    def at(self, varying: Sequence[Any], into: Room | None = None) -> list[Any]:
        """Work out the results for arrays of any shapes that broadcast, in base units.

        A point without a value is NaN: a division by zero, a queue without
        end, a formula in a field outside the field's range.

        Args:
            varying: an array for each name in `takes`.
            into: room that was used before for arrays of the same shapes; the
                results in it are overwritten the next time.
        """
        np = numpy()
        room = Room() if into is None else into
        try:
            with np.errstate(all="raise", under="ignore"):
                found = _plan(self.fast, careful=False)(varying, self.known, room)
        except (ArithmeticError, ValueError):
            with np.errstate(all="ignore"):
                known = tuple(np.float64(value) for value in self.known)
                found = _plan(self.careful, careful=True)(varying, known, None)
        return list(found)

    def write(self, varying: Sequence[Any], into: Sequence[Any], room: Room) -> None:
        """Work out the results as `at` does, each into an array that is there.

        The last step of a result writes it where it is wanted.
        """
        for step, wanted in zip(self.lasts, into, strict=True):
            if step >= 0:
                room[step] = wanted
        for wanted, found in zip(into, self.at(varying, room), strict=True):
            if found is not wanted:
                wanted[...] = found

    def over(self, varying: Callable[[slice], Sequence[Any]], size: int, block: int = 0) -> Any:
        """Work out the results for many points, block by block.

        Args:
            varying: gives, for a stretch of the points, an array for each name in `takes`.
            size: how many points there are.
            block: how many are worked out at a time, 0 for what suits; it changes no result.

        Returns:
            An array of a row for each of `gives` and a column for each point.
        """
        block = block or self.block()
        found, room = numpy().empty((len(self.gives), size)), Room()
        for start in range(0, size, block):
            piece = slice(start, min(start + block, size))
            # The last block is shorter than the arrays that are there.
            room = room if piece.stop - start == block else Room()
            self.write(varying(piece), list(found[:, piece]), room)
        return found


@lru_cache(maxsize=256)
def _plan(text: str, *, careful: bool) -> Any:
    functions: dict[str, Any] = {f"f_{f.name}": f.array for f in FUNCTIONS.values()}
    ufuncs = {f"u_{name}": getattr(numpy(), name) for name in UFUNCS}
    ways = _CAREFUL if careful else _FAST
    return function(text, functions | ufuncs | ways | {"p": _power})


def _power(base: Any, exponent: Any) -> Any:
    """Raise to a power; to NumPy, what is no number is one to the power of zero."""
    np = numpy()
    lacking = np.isnan(base) | np.isnan(exponent)
    return np.where(lacking, np.nan, np.power(base, exponent))


def _within(x: Any, low: float, high: float) -> Any:
    return (x >= low) & (x <= high)


def _all(holds: Any) -> None:
    if not numpy().all(holds):
        raise FloatingPointError


def _bounded(x: Any, low: float, high: float) -> Any:
    _all(_within(x, low, high))
    return x


def _where(x: Any, holds: Any) -> Any:
    return numpy().where(holds, x, numpy().nan)


_FAST = {"b": _bounded, "c": lambda sign, left, right: _all(compared(sign, left, right))}
_CAREFUL = {
    # Nothing that is made of what is no number may look like one.
    "n": lambda x: _where(x, numpy().isfinite(x)),
    "b": lambda x, low, high: _where(x, _within(x, low, high)),
    "c": compared,
    "w": _where,
}
