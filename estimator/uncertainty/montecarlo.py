"""Many samples of a scenario: each draws every uncertain input once, and works the rest out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from threading import local
from typing import Any, NamedTuple

from estimator.diagnostics import Diagnostic
from estimator.distribution.together import Together, together
from estimator.engine.blocks import Kernel
from estimator.engine.correlation import Mixing, mixing
from estimator.engine.kernel import kernel
from estimator.engine.memory import hold_room, too_little
from estimator.engine.result import Values
from estimator.engine.steps import Room
from estimator.engine.workers import in_order
from estimator.errors import DomainError
from estimator.lang.function import numpy
from estimator.uncertainty.samples import Samples, told
from estimator.uncertainty.scores import CHUNK, PIECE, Drawing, Method

Progress = Callable[[int, int], None]
"""Called with how many samples are done, and of how many."""


# As many take years.
_MOST = 10**15


class How(NamedTuple):
    """Say how samples are drawn: how many, from which seed, by which method."""

    samples: int
    seed: int
    method: Method


class _Job(NamedTuple):
    """Hold what a worker needs for any chunk; it can be sent to another process.

    `drawn` are the distributions of what the kernel takes, and `places` says
    which row of their values each of these has.
    """

    drawing: Drawing
    drawn: Together
    places: tuple[int, ...]
    kernel: Kernel
    samples: int

    def pieces(self) -> range:
        """Give the numbers of the chunks."""
        return range(-(-self.samples // CHUNK))

    def size(self, number: int) -> int:
        """Give how many samples a chunk has; the last can have less."""
        return min(CHUNK, self.samples - number * CHUNK)


def simulate(
    values: Values,
    wanted: Sequence[str],
    how: How,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Samples:
    """Draw samples of some results.

    Args:
        values: the scenario, worked out at the medians.
        wanted: names of the results.
        how: many samples are drawn.
        executor: that works the chunks out; threads on all cores if None.
        progress: called as chunks are done.

    Returns:
        The samples; those so far where the user interrupts.

    Raises:
        DomainError: more samples than anyone waits for.
        WorkError: too little memory for so many, or a worker was lost.
        KeyboardInterrupt: before the first chunk was done.
    """
    how = How(int(how.samples), int(how.seed), how.method)
    if how.samples > _MOST:
        message = f"there are at most {_MOST:,} samples"
        raise DomainError([Diagnostic("out-of-range", message)])
    job = _job(values, wanted, how)
    if not job.kernel.gives:
        return Samples(values, tuple(wanted), {}, how.samples)
    rows = _room(job)
    done = 0
    try:
        for number, found in enumerate(
            in_order(_work(job, rows, executor), job.pieces(), executor)
        ):
            start, done = done, done + job.size(number)
            if found is not None:
                rows[:, start:done] = found
            if progress is not None:
                progress(done, how.samples)
    except KeyboardInterrupt:
        if not done:
            raise
    except MemoryError:
        raise too_little(_told(job)) from None
    by_name = dict(zip(job.kernel.gives, rows[:, :done], strict=True))
    return Samples(values, tuple(wanted), by_name, done)


def _work(job: _Job, rows: Any, executor: Executor | None) -> Callable[[int], Any]:
    """Give the work on one chunk: threads of our own write where the results are wanted."""
    return partial(_chunk, job, rows if executor is None else None)


def _room(job: _Job) -> Any:
    """Give room for all samples, or say that there is none."""
    shape = len(job.kernel.gives), job.samples
    hold_room(8 * shape[0] * shape[1], _told(job))
    return numpy().empty(shape)


def _told(job: _Job) -> str:
    return told(job.samples, len(job.kernel.gives))


def _chunk(job: _Job, rows: Any, number: int) -> Any:
    """Work one chunk out, into its place in `rows`; give its results where there are none."""
    start, size = number * CHUNK, job.size(number)
    shape = len(job.kernel.gives), size
    found = numpy().empty(shape) if rows is None else rows[:, start : start + size]
    block, done = job.kernel.block(PIECE), 0
    for scores in job.drawing.pieces(number, size):
        for at in range(0, len(scores[0]), block):
            piece = [row[at : at + block] for row in scores]
            end = done + len(piece[0])
            desk = _desk(job, block).narrow(len(piece[0]))
            job.drawn.values(piece, desk.inputs, desk.single)
            inputs = [desk.inputs[place] for place in job.places]
            job.kernel.write(inputs, list(found[:, done:end]), Room(enumerate(desk.steps)))
            done = end
    return found if rows is None else None


class _Desk(NamedTuple):
    """Hold arrays for the samples at work: of single numbers, of the inputs, of each step."""

    single: Any
    inputs: Any
    steps: Any

    def narrow(self, size: int) -> _Desk:
        """Give as much of it as so many samples need."""
        return _Desk(*(rows[:, :size] for rows in self))


_here = local()


def _desk(job: _Job, block: int) -> _Desk:
    """Give a desk; a thread keeps its own, for new pages of memory are slow to come by."""
    many, steps = len(job.places), job.kernel.steps
    if getattr(_here, "shape", None) != (many, steps, block):
        np = numpy()
        rows = np.empty((many + steps, block))
        _here.desk = _Desk(np.empty((many, block), np.float32), rows[:many], rows[many:])
        _here.shape = many, steps, block
    desk: _Desk = _here.desk
    return desk


def _job(values: Values, wanted: Sequence[str], how: How) -> _Job:
    work = kernel(values, values.uncertain(), wanted)
    mixed = mixing(values)
    if set(mixed.names).isdisjoint(work.takes):
        mixed = Mixing()
    # Sobol's points are of all inputs, so that what is asked changes no draw.
    taken = values.uncertain() if how.method == "sobol" else work.takes
    names = tuple(dict.fromkeys((*taken, *mixed.names)))
    found = ((names.index(name), values.distribution(name)) for name in work.takes)
    drawn = ((at, distribution) for at, distribution in found if distribution is not None)
    drawing = Drawing(names, how.method, how.seed, mixed)
    return _Job(drawing, *together(drawn), work, how.samples)
