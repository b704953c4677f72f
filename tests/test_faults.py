"""What goes wrong on the way (lost workers, full disks, no memory) ends in a message, or whole."""

import logging
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

import estimator as est
from estimator.uncertainty.scores import CHUNK

FORMULAS = "formulas: {a: 1 to 9, b: 2, c: a * b}"
WIDE = {"a": est.linspace(1, 9, 2000), "b": est.linspace(1, 9, 1500)}
NARROW = {"a": est.linspace(1, 9, 1000), "b": est.linspace(1, 9, 600)}
LOST = "error[worker-lost]: a worker was lost, or failed at its work: {}"
KEPT = "\n     hint: nothing was kept; start it once more, with workers that stay"
ROOM = "\n     hint: ask for fewer results or fewer points, or write a sweep to a Parquet file"
TOO_LITTLE = "error[too-little-memory]: "
PATIENCE = 30


class Watched(Executor):
    """Hand work on to another executor, and do something as the given piece is handed on."""

    def __init__(self, inner: Executor, piece: int, fault: Callable[[], None]) -> None:
        self.inner = inner
        self.left = piece
        self.fault = fault

    def submit(self, *work: Any, **named: Any) -> Future[Any]:
        future = self.inner.submit(*work, **named)
        self.left -= 1
        if not self.left:
            self.fault()
        return future


class Failing(Executor):
    """Fail at every piece with an error of its own."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def submit(self, *_work: Any, **_named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


def interrupt(*_progress: Any) -> None:
    """Do what Ctrl-C does."""
    raise KeyboardInterrupt


def message(work: Callable[[], Any]) -> str:
    with pytest.raises(est.WorkError) as caught:
        work()
    return str(caught.value)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def pool_to_break() -> Iterator[ProcessPoolExecutor]:
    """Give two processes of which one may be killed.

    Where the pipe to them is full then, Python before 3.11.5 waits for ever at the
    end (its issue gh-94777), unless somebody reads what is left in it.
    """
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    reader = pool._call_queue._reader  # noqa: SLF001 - what is left is in there
    ended = threading.Event()

    def drain() -> None:
        with suppress(OSError, EOFError):
            while not ended.is_set():
                if reader.poll(0.05):
                    reader.recv_bytes()

    try:
        yield pool
    finally:
        threading.Thread(target=drain, daemon=True).start()
        pool.shutdown()
        ended.set()


@pytest.mark.parametrize("there_before", [b"", b"an older table"])
def test_a_killed_process_leaves_no_file(tmp_path: Path, there_before: bytes) -> None:
    path = tmp_path / "sweep.parquet"
    if there_before:
        path.write_bytes(there_before)
    with pool_to_break() as pool:

        def kill() -> None:
            os.kill(next(iter(pool._processes)), signal.SIGKILL)  # noqa: SLF001 - whom to kill

        assert list(pool.map(abs, range(-8, 0))) == [*range(8, 0, -1)]
        # Of twelve stretches the last is handed on while the first are worked out.
        sweep = est.loads(FORMULAS).sweep(WIDE, executor=Watched(pool, 12, kill))
        said = message(lambda: sweep.to_parquet(path))
        abruptly = "A process in the process pool was terminated abruptly"
        assert said == LOST.format(f"{abruptly} while the future was running or pending.") + KEPT
        pool_is_gone = "A child process terminated abruptly, the process pool is not usable anymore"
        said = message(lambda: est.loads(FORMULAS).simulate(executor=pool))
        assert said == LOST.format(pool_is_gone) + KEPT
    assert names(tmp_path) == ["sweep.parquet"] * bool(there_before)
    assert not there_before or path.read_bytes() == there_before


@pytest.fixture
def dask() -> Iterator[Client]:
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_a_cluster_does_the_work_of_a_killed_worker_again(dask: Client, tmp_path: Path) -> None:
    processes = dask.run(os.getpid)

    def kill() -> None:
        os.kill(min(processes.values()), signal.SIGKILL)

    scenario = est.loads(FORMULAS)
    watched = Watched(dask.get_executor(), 12, kill)
    scenario.sweep(WIDE, executor=watched).to_parquet(tmp_path / "there.parquet")
    assert watched.left == 0
    scenario.sweep(WIDE).to_parquet(tmp_path / "here.parquet")
    here = (tmp_path / "here.parquet").read_bytes()
    assert (tmp_path / "there.parquet").read_bytes() == here
    assert names(tmp_path) == ["here.parquet", "there.parquet"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("no such\n  thing"), LOST.format("no such thing") + KEPT),
        (ConnectionResetError(), LOST.format("ConnectionResetError") + KEPT),
        (
            MemoryError(),
            TOO_LITTLE + "memory is too small for 300,000 samples of 2 results" + ROOM,
        ),
    ],
)
def test_a_failing_worker_is_told(error: Exception, said: str) -> None:
    scenario = est.loads(FORMULAS)
    assert message(lambda: scenario.simulate(300_000, executor=Failing(error))) == said
    swept = scenario.sweep(NARROW, executor=Failing(error))
    said = said.replace("300,000 samples of 2 results", "1 result at 600,000 points")
    assert message(swept.arrays) == said


def test_an_executor_that_was_shut_down_is_told() -> None:
    with ThreadPoolExecutor(1) as pool:
        pass
    said = LOST.format("cannot schedule new futures after shutdown") + KEPT
    assert message(lambda: est.loads(FORMULAS).simulate(executor=pool)) == said
    assert message(lambda: est.loads(FORMULAS).sweep(NARROW, executor=pool).arrays()) == said


def test_what_is_not_begun_is_given_up_with_the_rest() -> None:
    held = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(held.wait, PATIENCE)
        watched = Watched(pool, 2, interrupt)
        with pytest.raises(KeyboardInterrupt):
            est.loads(FORMULAS).simulate(10 * CHUNK, executor=watched)
        assert watched.left == 0
        held.set()


WRITE = """
import os, sys
import estimator as est

path, limit = sys.argv[1], int(sys.argv[2])
sweep = est.loads("formulas: {a: 1, b: 2, c: a * b}").sweep(
    {"a": est.linspace(1, 9, 1000), "b": est.linspace(1, 9, 600)}
)
if limit:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for write in (sweep.to_parquet, sweep.to_csv):
    try:
        write(path)
    except est.WorkError as error:
        print(error)
"""


def _in_child(script: str, *arguments: str, before: tuple[str, ...] = ()) -> str:
    run = subprocess.run(
        [*before, sys.executable, "-W", "error", "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def _unwritable(path: str, why: str) -> str:
    message = f"error[unwritable-file]: cannot write {path}: {why}"
    return f"{message}\n     hint: nothing of it was kept\n"


@pytest.mark.parametrize("there_before", [b"", b"an older table"])
def test_a_file_that_gets_too_large_is_not_kept(tmp_path: Path, there_before: bytes) -> None:
    path = tmp_path / "sweep"
    if there_before:
        path.write_bytes(there_before)
    said = _in_child(WRITE, str(path), "1000000")
    assert said == 2 * _unwritable(str(path), "File too large")
    assert names(tmp_path) == ["sweep"] * bool(there_before)
    assert not there_before or path.read_bytes() == there_before


# A disk of a megabyte, which no other process sees and which goes with this one.
ON_A_SMALL_DISK = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size=1m tmpfs "$0" && "$@"')
LIST = "\nprint(os.listdir(os.path.dirname(path)))"


def _small_disks() -> list[str]:
    """Give where a small disk can be made, nowhere if we may not."""
    if not shutil.which("unshare"):
        return []
    made = subprocess.run([*ON_A_SMALL_DISK, "/mnt", "true"], capture_output=True, check=False)
    return ["tmpfs"] * (made.returncode == 0)


@pytest.mark.parametrize("disk", _small_disks())
def test_on_a_full_disk_nothing_is_left(disk: str, tmp_path: Path) -> None:
    path = tmp_path / disk
    before = (*ON_A_SMALL_DISK, str(tmp_path))
    said = _in_child(WRITE + LIST, str(path), "0", before=before)
    assert said == 2 * _unwritable(str(path), "No space left on device") + "[]\n"


def test_where_no_file_can_be_nothing_is_left(tmp_path: Path) -> None:
    sweep = est.loads(FORMULAS).sweep({"a": ["1", "2"]})
    (tmp_path / "folder").mkdir()
    for write in (sweep.to_parquet, sweep.to_csv):
        nowhere, folder = tmp_path / "no" / "table", tmp_path / "folder"
        assert message(lambda: write(nowhere)) + "\n" == _unwritable(  # noqa: B023 - called here
            str(nowhere), "No such file or directory"
        )
        # What stands there is no file, and stays.
        said = f"error[unwritable-file]: cannot write {folder}: Is a directory"
        assert message(lambda: write(folder)) == said  # noqa: B023 - called here
    assert names(tmp_path) == ["folder"]


@pytest.mark.parametrize("kind", ["to_parquet", "to_csv"])
def test_an_interrupted_table_is_not_kept(tmp_path: Path, kind: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        sweep = est.loads(FORMULAS).sweep(NARROW, executor=Watched(pool, 3, interrupt))
        with pytest.raises(KeyboardInterrupt):
            getattr(sweep, kind)(tmp_path / "table")
    assert names(tmp_path) == []


FREE = r"\d+(\.\d+)? [TGM]B of memory are free"


def test_more_samples_than_memory_are_refused_at_once() -> None:
    scenario = est.loads(FORMULAS)
    said = message(lambda: scenario.simulate(10**13))
    expected = "10,000,000,000,000 samples of 2 results take 160 TB, and "
    assert re.fullmatch(re.escape(TOO_LITTLE + expected) + FREE + re.escape(ROOM), said)
    said = message(lambda: scenario.simulate(10**13, of="c"))
    expected = "10,000,000,000,000 samples of 1 result take 80 TB, and "
    assert re.fullmatch(re.escape(TOO_LITTLE + expected) + FREE + re.escape(ROOM), said)


def test_more_points_than_memory_are_refused_at_once() -> None:
    axes = {name: est.linspace(1, 9, 1_000_000) for name in "ab"}
    sweep = est.loads(FORMULAS).sweep(axes, of="c")
    said = message(sweep.arrays)
    expected = TOO_LITTLE + "1 result at 1,000,000,000,000 points take 8 TB, and "
    assert re.fullmatch(re.escape(expected) + FREE + re.escape(ROOM), said)
    said = message(sweep.to_frame)
    expected = TOO_LITTLE + "a frame of 1,000,000,000,000 rows take 48 TB, and "
    assert re.fullmatch(re.escape(expected) + FREE + re.escape(ROOM), said)


LITTLE = """
import pathlib, resource
import estimator as est

scenario = est.loads("formulas: {a: 1 to 9, b: 2 * a}")
scenario.simulate(1000)
taken = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = taken + 300_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for many in (40_000_000, 20_000_000, 1_000_000):
    try:
        print(scenario.simulate(many, of="b").samples)
    except est.WorkError as error:
        print(error)
"""


def test_of_little_memory_no_more_is_taken() -> None:
    said = _in_child(LITTLE)
    drawn = TOO_LITTLE + "40,000,000 samples of 1 result take 320 MB, and "
    sorted_ = TOO_LITTLE + "20,000,000 samples of 1 result in order take 160 MB, and "
    refused = re.escape(drawn) + FREE + re.escape(f"{ROOM}\n{sorted_}") + FREE
    assert re.fullmatch(refused + re.escape(f"{ROOM}\n1000000\n"), said), said


@pytest.mark.parametrize("many", [1, 3])
def test_ctrl_c_keeps_the_samples_so_far(many: int) -> None:
    def progress(done: int, of: int) -> None:
        assert of == 5 * CHUNK
        if done == many * CHUNK:
            interrupt()

    scenario = est.loads(FORMULAS)
    stopped = scenario.simulate(5 * CHUNK, progress=progress)
    assert (stopped.samples, stopped.asked) == (many * CHUNK, 5 * CHUNK)
    whole = scenario.simulate(5 * CHUNK)
    assert (whole.samples, whole.asked) == (5 * CHUNK, 5 * CHUNK)
    for name in whole:
        samples = stopped[name].magnitude
        assert len(samples) == many * CHUNK
        assert samples.tobytes() == whole[name].magnitude[: many * CHUNK].tobytes()
    assert stopped.chance("c > 6") == pytest.approx(whole.chance("c > 6"), abs=0.01)


def test_before_the_first_samples_ctrl_c_is_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt):
        est.loads(FORMULAS).simulate(CHUNK, executor=Failing(KeyboardInterrupt()))
