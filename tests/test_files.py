"""Laws of a table's file: it is whole or not there, and no other thing than before."""

import os
import resource
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyarrow import parquet

import estimator as est
from estimator.report.files import write_csv, write_parquet

Write = Callable[[Path, Any], None]
WRITERS = pytest.mark.parametrize(("write", "suffix"), [(write_csv, "csv"), (write_parquet, "pq")])
COLUMNS = {"a": np.array([1.0, 2.0]), "b [byte]": np.array([3.0, np.nan])}
CSV = "a,b [byte]\n1.0,3.0\n2.0,\n"


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing(error: Exception) -> Iterator[dict[str, Any]]:
    """Give a stretch, and then fail as a worker does."""
    yield COLUMNS
    raise error


def rows(path: Path) -> list[tuple[str, ...]]:
    """Read a file of either kind back."""
    if path.suffix == ".csv":
        return [tuple(line.split(",")) for line in path.read_text("utf-8").splitlines()[1:]]
    table = parquet.read_table(path).to_pydict()
    return [
        tuple("" if np.isnan(x) else str(x) for x in row)
        for row in zip(*table.values(), strict=True)
    ]


@WRITERS
def test_a_link_stays_a_link(tmp_path: Path, write: Write, suffix: str) -> None:
    there, link = tmp_path / "data" / f"there.{suffix}", tmp_path / f"link.{suffix}"
    there.parent.mkdir()
    there.write_text("before", "utf-8")
    link.symlink_to(there)
    write(link, [COLUMNS, COLUMNS])
    assert link.readlink() == there
    assert rows(there) == 2 * [("1.0", "3.0"), ("2.0", "")]
    assert [each.name for each in there.parent.iterdir()] == [there.name]


def test_a_link_to_nothing_leads_to_the_table(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("there.csv")
    write_csv(link, [COLUMNS])
    assert link.is_symlink()
    assert (tmp_path / "there.csv").read_text("utf-8") == CSV


def test_a_device_is_written_to() -> None:
    reading, writing = os.openpty()
    device = Path(os.ttyname(writing))
    write_csv(device, [COLUMNS])
    assert os.read(reading, 100).decode().replace("\r", "") == CSV
    assert device.is_char_device()
    os.close(writing)
    os.close(reading)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    write_csv(pipe, [COLUMNS])
    reader.join(10)
    assert read == [CSV]
    assert pipe.is_fifo()


@WRITERS
def test_a_pipe_whose_reader_went_is_told(tmp_path: Path, write: Write, suffix: str) -> None:
    pipe = tmp_path / f"pipe.{suffix}"
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: pipe.open("rb").close())
    reader.start()
    with pytest.raises(est.WorkError) as caught:
        write(pipe, [{"a": np.arange(1e5)}] * 3)
    reader.join(10)
    # Of a pipe nobody can say how much it took.
    assert str(caught.value) == f"error[unwritable-file]: cannot write {pipe}: Broken pipe"
    assert pipe.is_fifo()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
@WRITERS
def test_a_file_keeps_its_rights(tmp_path: Path, write: Write, suffix: str, mode: int) -> None:
    path = tmp_path / f"table.{suffix}"
    path.touch()
    path.chmod(mode)
    write(path, [COLUMNS])
    assert rights(path) == mode


@WRITERS
def test_a_new_file_has_the_rights_of_any_new_file(
    tmp_path: Path, write: Write, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(mask: int) -> int:
        # To ask for the umask is to set it, for all threads.
        raise AssertionError(mask)

    monkeypatch.setattr(os, "umask", asked)
    (tmp_path / "other").touch()
    path = tmp_path / f"table.{suffix}"
    write(path, [COLUMNS])
    assert rights(path) == rights(tmp_path / "other")


@pytest.mark.parametrize("error", [OSError(11, "no more processes"), TimeoutError(), ValueError()])
@WRITERS
def test_a_failing_worker_is_not_told_as_a_failing_disk(
    tmp_path: Path, write: Write, suffix: str, error: Exception
) -> None:
    path = tmp_path / f"table.{suffix}"
    path.write_text("before", "utf-8")
    with pytest.raises(type(error)) as caught:
        write(path, failing(error))
    assert caught.value is error
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [
        (path.name, "before")
    ]


@pytest.fixture
def little_room() -> Iterator[None]:
    """Let no file grow past some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("little_room")
@WRITERS
def test_a_full_disk_is_told_and_nothing_kept(tmp_path: Path, write: Write, suffix: str) -> None:
    path = tmp_path / f"table.{suffix}"
    path.write_text("before", "utf-8")
    with pytest.raises(est.WorkError) as caught:
        write(path, [{"a": np.arange(1e5)}] * 3)
    assert str(caught.value) == (
        f"error[unwritable-file]: cannot write {path}: File too large\n"
        "     hint: nothing of it was kept"
    )
    assert [each.read_text("utf-8") for each in tmp_path.iterdir()] == ["before"]


def loop(folder: Path) -> Path:
    (folder / "loop.csv").symlink_to("loop.csv")
    return folder / "loop.csv"


def below_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "table.csv"


PLACES = {
    "No such file or directory": lambda folder: folder / "no" / "table.csv",
    "Is a directory": lambda folder: folder,
    "Not a directory": below_a_file,
    "Too many levels of symbolic links": loop,
}


@pytest.mark.parametrize("said", PLACES)
@WRITERS
def test_a_place_that_can_not_be_written_is_told(
    tmp_path: Path, write: Write, suffix: str, said: str
) -> None:
    del suffix
    path = PLACES[said](tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(est.WorkError) as caught:
        write(path, [COLUMNS])
    (message, *_) = str(caught.value).splitlines()
    assert message == f"error[unwritable-file]: cannot write {path}: {said}"
    assert sorted(tmp_path.iterdir()) == before
