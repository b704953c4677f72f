"""Work in pieces on every core, or on any executor, with the results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import TypeVar

from estimator.diagnostics import Diagnostic
from estimator.errors import EstimatorError, WorkError

Piece = TypeVar("Piece")
Done = TypeVar("Done")

# Pieces under way for each core here, and in all for an executor whose workers are not known:
# enough that none waits, few enough that what is done and not yet taken stays small.
_AHEAD = 2
_AHEAD_ELSEWHERE = 32


def cores() -> int:
    """Give how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Piece], Done], pieces: Iterable[Piece], executor: Executor | None = None
) -> Iterator[Done]:
    """Give what `work` makes of each piece, in the order of the pieces.

    A bounded number is under way at a time, so that there may be any number of
    pieces. What is not begun is given up when the caller stops asking.

    Args:
        work: a function that another process can import, if the executor has other processes.
        pieces: what it is called with, one at a time.
        executor: of `concurrent.futures`, or alike; threads on all cores if None.

    Raises:
        WorkError: a worker was lost or failed, and with it its piece.

    >>> list(in_order(abs, [-1, 2, -3]))
    [1, 2, 3]
    """
    if executor is not None:
        yield from _elsewhere(work, pieces, executor)
        return
    many = cores()
    pieces = iter(pieces)
    first = list(islice(pieces, 2))
    if many == 1 or len(first) < 2:
        # A pool for one piece takes longer than the piece.
        yield from map(work, first)
        yield from map(work, pieces)
        return
    with ThreadPoolExecutor(many, "estimator") as threads:
        yield from _in_order(work, chain(first, pieces), threads, _AHEAD * many)


def side_by_side(work: Callable[[Piece], object], pieces: Sequence[Piece]) -> None:
    """Do a few pieces of work at the same time: the first one here, each other in a thread."""
    here, *others = pieces
    if not others:
        work(here)
        return
    with ThreadPoolExecutor(len(others), "estimator") as threads:
        waiting = [threads.submit(work, piece) for piece in others]
        work(here)
        for future in waiting:
            future.result()


def _in_order(
    work: Callable[[Piece], Done], pieces: Iterable[Piece], executor: Executor, ahead: int
) -> Iterator[Done]:
    waiting: deque[Future[Done]] = deque()
    left = iter(pieces)
    try:
        waiting.extend(executor.submit(work, piece) for piece in islice(left, ahead))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(executor.submit(work, piece) for piece in islice(left, 1))
            yield done
    finally:
        for future in waiting:
            future.cancel()


def _elsewhere(
    work: Callable[[Piece], Done], pieces: Iterable[Piece], executor: Executor
) -> Iterator[Done]:
    """Give the results of someone's executor; whatever is wrong with it is told as that."""
    found = _in_order(work, pieces, executor, _AHEAD_ELSEWHERE)
    while True:
        try:
            done = next(found)
        except StopIteration:
            return
        except (EstimatorError, MemoryError):
            raise
        except Exception as error:
            raise _lost(error) from error
        yield done


def _lost(error: Exception) -> WorkError:
    said = " ".join(str(error).split()) or type(error).__name__
    message = f"a worker was lost, or failed at its work: {said}"
    hint = "nothing was kept; start it once more, with workers that stay"
    return WorkError([Diagnostic("worker-lost", message, hint=hint)])
