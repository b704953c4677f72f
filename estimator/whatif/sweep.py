"""Results over a grid of input values: every combination, worked out in blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import product
from math import prod
from typing import Any, NamedTuple

from estimator.engine.blocks import Kernel
from estimator.engine.kernel import dependencies, kernel, original
from estimator.engine.memory import hold_room, too_little
from estimator.engine.result import Values
from estimator.engine.steps import Room
from estimator.engine.workers import cores, in_order, side_by_side
from estimator.lang.function import numpy

ROWS = 2**18
"""How many points of a long sweep are worked out, and written, at a time: at most so many.

A stretch of them has two million numbers, or 16 MiB, however many columns
there are. With threads, twice as many stretches as cores are under way,
elsewhere 32: a sweep of a billion points takes some 100 MB on two cores and
some 600 MB before a cluster, as does one of a million.
"""

_NUMBERS = 2**21
_FEWEST_ROWS = 2**12

Box = tuple[slice, ...]
"""A part of a grid: a stretch of each axis."""


class Grid(NamedTuple):
    """Hold what is swept: the inputs, the values of each, and the results asked for."""

    values: Values
    axes: Mapping[str, Any]
    wanted: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Give how many values each input has."""
        return tuple(len(axis) for axis in self.axes.values())

    @property
    def size(self) -> int:
        """Give how many points there are."""
        return prod(self.shape)

    def kernel(self, wanted: Sequence[str]) -> Kernel:
        """Give the kernel of some results over this grid."""
        return kernel(self.values, tuple(self.axes), wanted, refused=True)

    def open(self) -> dict[str, Any]:
        """Give each axis as an array that broadcasts with the others."""
        return dict(zip(self.axes, numpy().ix_(*self.axes.values()), strict=True))


def arrays(grid: Grid, executor: Executor | None = None) -> dict[str, Any]:
    """Work out the results at every point of a grid.

    Args:
        grid: what is swept.
        executor: that works the parts out; threads on all cores if None.

    Returns:
        An array of base units for each result, NaN where it has no value. Along
        the axes that a result does not depend on, its array has one value.
        Results that are the same by formula share one.

    Raises WorkError where memory is too small, or a worker was lost.
    """
    found: dict[str, Any] = {}
    groups: dict[tuple[int, ...], list[str]] = {}
    taken = dependencies(grid.values, tuple(grid.axes))
    of = {name: original(grid.values.program, name) for name in grid.wanted}
    for name in dict.fromkeys(of.values()):
        shape = tuple(len(x) if n in taken[name] else 1 for n, x in grid.axes.items())
        groups.setdefault(shape, []).append(name)
    hold_room(sum(8 * prod(shape) * len(names) for shape, names in groups.items()), _told(grid))
    for shape, names in groups.items():
        found |= _group(grid, shape, names, executor)
    return {name: found[first] for name, first in of.items()}


def _told(grid: Grid) -> str:
    many = len(grid.wanted)
    return f"{many} {'result' if many == 1 else 'results'} at {grid.size:,} points"


def _group(
    grid: Grid, shape: tuple[int, ...], names: list[str], executor: Executor | None
) -> dict[str, Any]:
    """Work out the results that depend on the same axes."""
    work = grid.kernel(names)
    by_name = grid.values.by_name
    certain = [name for name in names if name not in work.gives]
    known = {n: numpy().full(shape, by_name.get(n, numpy().nan)) for n in certain}
    if not work.gives:
        return known
    opened = grid.open()
    axes = [opened[name] for name in work.takes]
    try:
        found = {name: numpy().empty(shape) for name in work.gives}
        boxes = list(_boxes(shape, _in_one_go(shape, len(names), executor)))
        if executor is None:
            side_by_side(partial(_fill, work, axes, list(found.values())), boxes)
            return known | found
        for box, part in zip(
            boxes, in_order(partial(_part, work, axes), boxes, executor), strict=True
        ):
            for name, values in zip(work.gives, part, strict=True):
                found[name][box] = values
    except MemoryError:
        raise too_little(_told(grid)) from None
    return known | found


# Points of a block: enough that to take turns at NumPy's functions costs little.
_POINTS = 2**19
# Less than so many results are there sooner than other threads are.
_FEW = 2**20


def _in_one_go(shape: tuple[int, ...], results: int, executor: Executor | None) -> int:
    """Give how many points of a grid a worker is handed: here each core's share, or all."""
    size = prod(shape)
    if executor is not None:
        return _POINTS
    return size if size * results < _FEW else max(_POINTS, -(-size // cores()))


def _boxes(shape: tuple[int, ...], points: int) -> Iterator[Box]:
    """Split a grid into parts of about so many points, whole along the last axes."""
    steps = []
    left = points
    for size in reversed(shape):
        steps.append(max(1, min(size, left)))
        left //= steps[-1]
    stretches = (
        [slice(at, min(at + step, size)) for at in range(0, size, step)]
        for size, step in zip(shape, reversed(steps), strict=True)
    )
    return product(*stretches)


def _fill(work: Kernel, axes: list[Any], into: list[Any], box: Box) -> None:
    """Work a part out, block by block, into arrays that are there."""
    views = [whole[box] for whole in into]
    parts = _within(axes, box)
    rooms: dict[tuple[int, ...], Room] = {}
    for block in _boxes(views[0].shape, work.block(_POINTS)):
        room = rooms.setdefault(views[0][block].shape, Room())
        work.write(_within(parts, block), [view[block] for view in views], room)


def _part(work: Kernel, axes: list[Any], box: Box) -> list[Any]:
    """Work a part out, perhaps in another process."""
    shape = tuple(piece.stop - piece.start for piece in box)
    into = [numpy().empty(shape) for _ in work.gives]
    _fill(work, _within(axes, box), into, tuple(slice(0, size) for size in shape))
    return into


def _within(axes: list[Any], box: Box) -> list[Any]:
    """Give the part of each open axis that lies within a box."""
    return [
        axis[tuple(b if size > 1 else slice(None) for b, size in zip(box, axis.shape, strict=True))]
        for axis in axes
    ]


def fitting(grid: Grid) -> int:
    """Give how many points of a grid a stretch has, so that it takes little memory."""
    columns = len(grid.axes) + len(grid.wanted)
    return max(_FEWEST_ROWS, min(ROWS, _NUMBERS // columns))


def stretches(
    grid: Grid, executor: Executor | None = None, rows: int = ROWS
) -> Iterator[dict[str, Any]]:
    """Give a grid as a table, stretch by stretch: a column for each axis and result.

    The last axis moves quickest. However many points there are, only a bounded
    number of stretches, of so many `rows`, is in memory.

    Raises WorkError where a worker was lost.
    """
    work = grid.kernel(grid.wanted)
    by_name = grid.values.by_name
    certain = {n: by_name.get(n, float("nan")) for n in grid.wanted if n not in work.gives}
    job = _Table(work, tuple(grid.axes), tuple(grid.axes.values()), certain)
    pieces = ((at, min(at + rows, grid.size)) for at in range(0, grid.size, rows))
    for columns in in_order(partial(_stretch, job), pieces, executor):
        yield {name: columns[name] for name in (*grid.axes, *grid.wanted)}


class _Table(NamedTuple):
    """Hold what a worker needs for any stretch; it can be sent to another process."""

    kernel: Kernel
    names: tuple[str, ...]
    axes: tuple[Any, ...]
    certain: dict[str, float]


def _stretch(job: _Table, piece: tuple[int, int]) -> dict[str, Any]:
    """Work some rows of the table out, perhaps in another process."""
    np = numpy()
    start, stop = piece
    places = np.unravel_index(np.arange(start, stop), tuple(map(len, job.axes)))
    columns = {n: x[at] for n, x, at in zip(job.names, job.axes, places, strict=True)}
    columns |= {n: np.full(stop - start, value) for n, value in job.certain.items()}
    taken = [columns[name] for name in job.kernel.takes]
    rows = job.kernel.over(lambda piece: [column[piece] for column in taken], stop - start)
    return columns | dict(zip(job.kernel.gives, rows, strict=True))
