"""Time the page where its reader sees it: in a browser, from a key to the number on screen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from statistics import median

from benchmarks import crowd, resident
from benchmarks.chromium import NoChromium, launched
from benchmarks.screen import ESTIMATE, WHAT_IF, Scene, Session, Stuck, moves, p95, ready
from benchmarks.serving import served
from benchmarks.timing import Row, measured

_MOVES = 60
_WARM_UP = 5
_COLD = 15
_EMPTY = 'import streamlit as st\n\nst.title("x")\n'


def _in_a_browser(name: str) -> Callable[[Callable[[Row], Row]], Callable[[], Row]]:
    """Give a row its name; one that can't be measured says why."""

    def named(measure: Callable[[Row], Row]) -> Callable[[], Row]:
        @wraps(measure)
        def row() -> Row:
            try:
                return measure(Row(name))
            except NoChromium:
                return Row(name, at_most=1, note="there is no Chromium")
            except Stuck as error:
                return Row(name, at_most=1, note=str(error))

        return row

    return named


@_in_a_browser("Estimate page, slider moved to number on screen, p95 / 200 ms")
def slider(row: Row) -> Row:
    """Move the first slider."""
    return _moved(row, ESTIMATE, 0.2)


@_in_a_browser("What-if page, 10,000 samples, the same / 400 ms")
def sampled(row: Row) -> Row:
    """Move the first slider, which draws all samples anew."""
    return _moved(row, WHAT_IF, 0.4)


@_in_a_browser("first page in a new window, number on screen / empty Streamlit page, its title")
def first(row: Row) -> Row:
    """Open the first page, beside one that has a title and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(_EMPTY, "utf-8")
        with served() as ours, served(script) as empty, launched() as browser:
            opened, yardstick = measured(
                lambda _: ready(browser, ours.url + ESTIMATE.path, ESTIMATE.number),
                lambda _: ready(browser, empty.url, "h1"),
                _COLD,
                warm_up=2,
            )
    return row._replace(ours=opened, yardstick=yardstick, at_most=1.5)


@_in_a_browser(f"Estimate page, {crowd.SESSIONS} sessions on two cores, the same / 1 s")
def many(row: Row) -> Row:
    """Move a slider while nineteen others move theirs."""
    found = crowd.taken()
    return row._replace(ours=p95(found.on_screen), yardstick=1, at_most=1, note=crowd.told(found))


@_in_a_browser("server's memory, each further session")
def per_session(row: Row) -> Row:
    """Open sessions and move a slider in each."""
    return row._replace(ours=resident.per_session(), unit="B")


@_in_a_browser("server's memory after 1,000 moves / after 100")
def grown(row: Row) -> Row:
    """Move one slider to and fro."""
    late, early = resident.after(100, 1_000)
    return row._replace(ours=late, yardstick=early, at_most=1.3, unit="B")


def _moved(row: Row, scene: Scene, limit: float) -> Row:
    """Hold the seconds to an absolute limit, which stands as the yardstick."""
    with served() as server, launched() as browser:
        session = Session(browser, server.url, scene)
        moves(session, _WARM_UP)
        taken = moves(session, _MOVES)
    note = f"{len(taken)} moves, median {median(taken) * 1000:.0f} ms"
    return row._replace(ours=p95(taken), yardstick=limit, at_most=1, note=note)


ROWS = (slider, sampled, first, many, per_session, grown)
