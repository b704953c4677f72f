"""Many samples of a scenario: each draws every uncertain input once, and works the rest out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from threading import local
from typing import Any, NamedTuple

from estimator.distribution.distribution import Distribution
from estimator.engine.correlation import Mixing, mixing
from estimator.engine.kernel import Kernel, kernel
from estimator.engine.memory import hold_room, too_little
from estimator.engine.result import Values
from estimator.engine.steps import Room
from estimator.engine.workers import in_order
from estimator.lang.function import numpy
from estimator.uncertainty.samples import Samples, told
from estimator.uncertainty.scores import CHUNK, PIECE, Drawing, Method

Progress = Callable[[int, int], None]
"""Called with how many samples are done, and of how many."""


class How(NamedTuple):
    """Say how samples are drawn: how many, from which seed, by which method."""

    samples: int
    seed: int
    method: Method


class _Job(NamedTuple):
    """Hold what a worker needs for any chunk; it can be sent to another process.

    `drawn` holds, for each that the kernel takes, its row of the scores and its distribution.
    """

    drawing: Drawing
    drawn: tuple[tuple[int, Distribution], ...]
    kernel: Kernel
    samples: int

    def pieces(self) -> range:
        """Give the numbers of the chunks."""
        return range(-(-self.samples // CHUNK))

    def size(self, number: int) -> int:
        """Give how many samples a chunk has; the last can have less."""
        return min(CHUNK, self.samples - number * CHUNK)


def uncertain(values: Values) -> tuple[str, ...]:
    """Give the names of the inputs that are ranges or distributions."""
    return tuple(name for name in values.program.inputs if _distribution(values, name) is not None)


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
        WorkError: too little memory for so many, or a worker was lost.
        KeyboardInterrupt: before the first chunk was done.
    """
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
    hold_room(8.0 * shape[0] * shape[1], _told(job))
    return numpy().empty(shape)


def _told(job: _Job) -> str:
    return told(job.samples, len(job.kernel.gives))


def _chunk(job: _Job, rows: Any, number: int) -> Any:
    """Work one chunk out, into its place in `rows`; give its results where there are none."""
    start, size = number * CHUNK, job.size(number)
    shape = len(job.kernel.gives), size
    found = numpy().empty(shape) if rows is None else rows[:, start : start + size]
    done = 0
    for scores in job.drawing.pieces(number, size):
        inputs, room = _desk(job, len(scores[0]))
        for (at, distribution), values in zip(job.drawn, inputs, strict=True):
            distribution.array(scores[at], values)
        end = done + len(scores[0])
        job.kernel.write(inputs, list(found[:, done:end]), room)
        done = end
    return found if rows is None else None


_here = local()


def _desk(job: _Job, size: int) -> tuple[list[Any], Room]:
    """Give arrays for so many samples at work: of each input, and for each step of the kernel.

    A thread has its own from one chunk to the next: new pages are slow to come by.
    """
    many = len(job.drawn)
    shape = many + job.kernel.steps, PIECE
    if getattr(_here, "desk", None) is None or _here.desk.shape != shape:
        _here.desk = numpy().empty(shape)
    rows = _here.desk[:, :size]
    return list(rows[:many]), Room(enumerate(rows[many:]))


def _distribution(values: Values, name: str) -> Distribution | None:
    reading = values.definition(name).reading
    return reading.distribution if reading is not None else None


def _job(values: Values, wanted: Sequence[str], how: How) -> _Job:
    work = kernel(values, uncertain(values), wanted)
    mixed = mixing(values)
    if set(mixed.names).isdisjoint(work.takes):
        mixed = Mixing()
    # Sobol's points are of all inputs, so that what is asked changes no draw.
    taken = uncertain(values) if how.method == "sobol" else work.takes
    names = tuple(dict.fromkeys((*taken, *mixed.names)))
    found = ((names.index(name), _distribution(values, name)) for name in work.takes)
    drawn = tuple((at, distribution) for at, distribution in found if distribution is not None)
    return _Job(Drawing(names, how.method, how.seed, mixed), drawn, work, how.samples)
