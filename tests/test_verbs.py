"""The verbs that ask what if, as real processes: output, messages, exit codes, Ctrl-C, the bar."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import estimator as est
from estimator.api import FORMATS
from estimator.cli.scenario import count
from estimator.errors import SchemaError

Run = Callable[..., subprocess.CompletedProcess[str]]

CHAT = """
title: Chat
users: {monthly: 40M to 60M, daily_share: 40%}
actions:
  message:
    per_user: 30 to 50 / day
    peak_factor: 3
    stores:
      photo: {share: 2% to 8%, size: 200 KB}
storage: {retention: 5 years, replicas: 3}
servers: {web: {capacity: 10k request/s}}
"""
# Sixty inputs are drawn for every sample, and one number of it is kept.
SLOW = "title: Slow\nformulas:\n  total: {}\n{}".format(
    " + ".join(f"part_{i}" for i in range(60)),
    "".join(f"  part_{i}: 1 to {i + 2} GB\n" for i in range(60)),
)
# Far more than are drawn before a test interrupts.
LONG = "60M"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder in which two scenarios are."""
    (tmp_path / "chat.yaml").write_text(CHAT, "utf-8")
    (tmp_path / "slow.yaml").write_text(SLOW, "utf-8")
    return tmp_path


@pytest.fixture
def run(estimate_command: str, folder: Path) -> Run:
    """Give a function that runs the command in that folder."""
    return partial(_run, estimate_command, folder)


def _run(command: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
        check=False,
    )


def _simulate(chat: est.Scenario) -> Any:
    return chat.simulate(4096, of=["storage.total", "servers.web.count"])


def _sweep(chat: est.Scenario) -> Any:
    axes = {"users.monthly": est.geomspace("1M", "1B", 4), "storage.replicas": ["1", "2", "3"]}
    return chat.sweep(axes, of=["storage.total"])


def _compare(chat: est.Scenario) -> Any:
    more = {"users.monthly": "600M", "storage.replicas": "2"}
    named = "users.monthly=600M and storage.replicas=2"
    return est.compare({"chat.yaml": chat, "twitter": est.load("twitter"), named: chat.set(more)})


ASKED = {
    "simulate": (
        "simulate chat.yaml --samples 4_096 --of storage.total --of servers.web.count",
        _simulate,
    ),
    "sensitivity": (
        "sensitivity chat.yaml storage.total --samples 1024 --seed 7",
        lambda chat: chat.sensitivity("storage.total", samples=1024, seed=7),
    ),
    "sweep": (
        "sweep chat.yaml --of storage.total --vary users.monthly=geomspace(1M,1B,4)"
        " --vary storage.replicas=1,2,3",
        _sweep,
    ),
    "solve": (
        "solve chat.yaml users.monthly --until servers.web.count>9 --between 1M 1B",
        lambda chat: chat.solve("users.monthly", "servers.web.count>9", ("1M", "1B")),
    ),
    "compare": ("compare chat.yaml twitter --with", _compare),
    "crossovers": (
        "crossovers chat.yaml --of users.monthly --up-to 12.5",
        lambda chat: chat.crossovers("users.monthly", 12.5),
    ),
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("verb", ASKED)
def test_a_verb_prints_what_python_reports(run: Run, folder: Path, verb: str, format: str) -> None:
    command, ask = ASKED[verb]
    arguments = command.split()
    if arguments[-1] == "--with":
        arguments.append("users.monthly=600M and storage.replicas=2")
    done = run(*arguments, "--format", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip("\n") == ask(est.load(folder / "chat.yaml")).report(format).rstrip()
    if format == "json":
        json.loads(done.stdout)
    if format == "csv":
        head, *lines = csv.reader(io.StringIO(done.stdout))
        assert lines
        assert {len(line) for line in lines} == {len(head)}


def test_a_change_holds_for_every_verb(run: Run, folder: Path) -> None:
    changed = ("chat.yaml", "--set", "storage.replicas=1", "--set", "users.monthly=50M")
    chat = est.load(folder / "chat.yaml").set({"storage.replicas": "1", "users.monthly": "50M"})
    more = chat.set({"users.monthly": "70M"})
    for arguments, found in (
        (("simulate", *changed, "--samples", "1k"), chat.simulate(1000)),
        (("crossovers", *changed), chat.crossovers()),
        (
            ("solve", *changed, "storage.replicas", "--until", "storage.total > 50 PB"),
            chat.solve("storage.replicas", until="storage.total > 50 PB"),
        ),
        (
            ("compare", *changed, "--with", "users.monthly=70M"),
            est.compare({"chat.yaml": chat, "users.monthly=70M": more}),
        ),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == found.report() + "\n"


def test_the_same_question_gets_the_same_bytes(run: Run) -> None:
    asked = ("simulate", "chat.yaml", "--samples", "300k", "--format", "json")
    assert run(*asked).stdout == run(*asked).stdout != run(*asked, "--seed", "2").stdout
    sobol = (*asked, "--method", "sobol")
    assert run(*sobol).stdout == run(*sobol).stdout


def test_a_chance_is_told_with_the_results_asked_for(run: Run, folder: Path) -> None:
    condition = "servers.web.count > 2 server"
    done = run(
        "simulate", "chat.yaml", "--of", "storage.total", "--chance", condition, "--format", "json"
    )
    data = json.loads(done.stdout)
    assert list(data["results"]) == ["storage.total", "servers.web.count"]
    chance = est.load(folder / "chat.yaml").simulate().chance(condition)
    assert data["chances"] == {condition: chance}
    assert 0.01 < chance < 0.99


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_sweep_goes_to_a_file(run: Run, folder: Path, suffix: str) -> None:
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[suffix]
    name = f"grid.{suffix}"
    axis = "users.monthly=linspace(1M, 2M, 300k)"
    done = run("sweep", "chat.yaml", "--vary", axis, "--of", "storage.total", "--out", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{name} holds 300,000 points\n"
    frame = read(folder / name)
    swept = est.load(folder / "chat.yaml").sweep(
        {"users.monthly": est.linspace("1M", "2M", 300_000)}, of="storage.total"
    )
    assert frame.equals(swept.to_frame())


def test_no_value_is_an_answer_with_exit_code_1(run: Run) -> None:
    done = run("solve", "chat.yaml", "storage.replicas", "--until", "servers.web.count > 9")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "error[no-influence]: servers.web.count does not depend on storage.replicas\n"
    )
    done = run(
        "solve", "chat.yaml", "users.monthly", "--until", "servers.web.count > 9",
        "--between", "1M", "2M",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[no-such-value]: no users.monthly between 1 M user and")


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "samples": (
        ("simulate", "chat.yaml", "--samples", "many"),
        "error[bad-count]: many is no whole number\n"
        "     hint: write it as in 100k, 100_000 or 1e5\n",
    ),
    "no samples": (
        ("simulate", "chat.yaml", "--samples", "0"),
        "error[out-of-range]: samples must be a whole number of at least 1, not 0\n",
    ),
    "a result to sample": (
        ("simulate", "chat.yaml", "--of", "storage.totl"),
        "error[unknown-name]: there is no result storage.totl\n"
        "     hint: did you mean storage.total?\n",
    ),
    "a condition, before samples are drawn": (
        ("simulate", "slow.yaml", "--samples", LONG, "--chance", "totl > 1 GB"),
        "chance:1:1: error[unknown-name]: there is no result totl\n"
        "      1 │ totl > 1 GB\n        │ ────\n"
        "     hint: did you mean total?\n",
    ),
    "samples of a sensitivity": (
        ("sensitivity", "chat.yaml", "storage.total", "--samples", "1000"),
        "error[out-of-range]: samples must be a power of two, such as 1,024, not 1000\n",
    ),
    "no values": (
        ("sweep", "chat.yaml", "--vary", "users.monthly"),
        "error[bad-change]: --vary users.monthly is no change\n"
        '     hint: write a name, = and an amount, such as --vary users.monthly="1M, 2M"\n',
    ),
    "a thousand or two values": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=1,000,000, 2M"),
        "error[bad-axis]: --vary users.monthly: 1,000,000 can be read as one value or as more\n"
        "     hint: write 1_000_000, or 1, 000, 000\n",
    ),
    "arguments of linspace": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=linspace(1M, 2M)"),
        "error[bad-axis]: --vary users.monthly: linspace takes three arguments, not 2\n"
        "     hint: write the first value, the last and how many: linspace(1M, 1B, 7)\n",
    ),
    "how many of linspace": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=linspace(1M, 2M, few)"),
        "error[bad-count]: few is no whole number\n"
        "     hint: write it as in 100k, 100_000 or 1e5\n",
    ),
    "one axis twice": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=1M", "--vary", "users.monthly=2M"),
        "error[bad-axis]: --vary users.monthly is there twice\n"
        "     hint: give all its values at once\n",
    ),
    "a range to sweep": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=1M to 2M"),
        "error[no-axis]: sweep users.monthly: 1M to 2M is uncertain, "
        "and a sweep takes single values\n"
        "     hint: list values, or write linspace or geomspace\n",
    ),
    "more points than a report holds": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=linspace(1M, 2M, 900k)", "--format", "csv"),
        "error[too-many-points]: a report holds at most 262,144 points; this sweep has 900,000\n"
        "     hint: write it to a file: --out FILE.csv, or Sweep.to_csv\n",
    ),
    "one input by two names": (
        ("sweep", "slow.yaml", "--vary", "part_1=1 GB", "--vary", "formulas.part_1=2 GB"),
        "error[swept-twice]: part_1 and formulas.part_1 are one input\n"
        "     hint: give all its values at once\n",
    ),
    "a file's kind": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=1M", "--out", "grid.xlsx"),
        "error[unknown-file-type]: --out grid.xlsx is neither CSV nor Parquet\n"
        "     hint: write grid.csv or grid.parquet\n",
    ),
    "a file's folder": (
        ("sweep", "chat.yaml", "--vary", "users.monthly=1M", "--out", "no/grid.csv"),
        "error[unwritable-file]: cannot write no/grid.csv: No such file or directory\n"
        "     hint: nothing of it was kept\n",
    ),
    "a condition to solve": (
        ("solve", "chat.yaml", "users.monthly", "--until", "servers.web.count"),
        "until:1:1: error[no-condition]: this compares a result with nothing\n"
        "      1 │ servers.web.count\n        │ ─────────────────\n"
        "     hint: write it as in database.nodes > 1\n",
    ),
    "nothing to compare with": (
        ("compare", "chat.yaml"),
        "error[nothing-to-compare]: chat.yaml is compared with nothing\n"
        "     hint: name another scenario, or write --with users.monthly=600M\n",
    ),
    "the same twice": (
        ("compare", "chat.yaml", "twitter", "twitter"),
        "error[compared-twice]: twitter is there twice\n     hint: name each once\n",
    ),
    "a variant": (
        ("compare", "chat.yaml", "--with", "users.monthly"),
        "error[bad-change]: --with users.monthly is no change\n"
        "     hint: write a name, = and an amount, such as --with users.monthly=600M\n",
    ),
    "a demand": (
        ("crossovers", "chat.yaml", "--up-to", "1"),
        "error[out-of-range]: up_to must be a number above 1, not 1\n"
        "     hint: it is at how many times today's demand to stop\n",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_exit_code_2_and_a_message(run: Run, case: str) -> None:
    arguments, message = BAD[case]
    done = run(*arguments)
    assert (done.stdout, done.stderr) == ("", message)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("text", "many"),
    [("100k", 100_000), ("100_000", 100_000), ("1e6", 10**6), ("2.3M", 2_300_000), (" 7 ", 7)],
)
def test_how_many_can_be_written_in_many_ways(text: str, many: int) -> None:
    assert count(text) == many


@pytest.mark.parametrize("text", ["", "k", "1.5", "nan", "inf", "1e400", "0.0001k", "1e3k", "٣x"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(SchemaError, match="no whole number"):
        count(text)


class _Long:
    """Run a simulation that takes long, with a terminal or a pipe for what it says."""

    def __init__(self, command: str, folder: Path, *, terminal: bool) -> None:
        self.reading, writing = pty.openpty() if terminal else os.pipe()
        self.process = subprocess.Popen(
            [command, "simulate", "slow.yaml", "--of", "total", "--samples", LONG],
            stdout=subprocess.PIPE,
            stderr=writing,
            text=True,
            cwd=folder,
        )
        os.close(writing)

    def read(self) -> str:
        """Read what it says next; nothing at its end."""
        try:
            return os.read(self.reading, 4096).decode("utf-8", "replace")
        except OSError:
            # So a terminal says that nobody writes to it any more.
            return ""

    def interrupted(self) -> tuple[str, str, float]:
        """Interrupt it, and give what it printed and said from then on, and how long it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        printed, _ = self.process.communicate(timeout=60)
        took = time.monotonic() - begun
        said = "".join(iter(self.read, ""))
        os.close(self.reading)
        return printed, said, took


def _stopped_after(printed: str) -> str:
    """Give how many samples there were, of which there is a report."""
    title, many, *rest = printed.splitlines()
    assert title == "Slow"
    assert many.startswith("stopped after ")
    assert many.endswith(" of 60,000,000 samples")
    assert any(line.startswith("  total ") for line in rest)
    return many.split()[2]


def test_ctrl_c_ends_a_simulation_with_the_samples_so_far(
    estimate_command: str, folder: Path
) -> None:
    long = _Long(estimate_command, folder, terminal=False)
    time.sleep(4)
    printed, said, took = long.interrupted()
    assert took < 2
    assert long.process.returncode == 130
    # Whatever is no terminal gets no bar, however long it takes.
    assert said == f"interrupted: these are the first {_stopped_after(printed)} samples\n"


def test_ctrl_c_leaves_no_part_of_a_file(estimate_command: str, folder: Path) -> None:
    many = "users.monthly=linspace(1M, 1B, 10M)"
    asked = ("sweep", "chat.yaml", "--vary", many, "--of", "storage.total", "--out", "grid.csv")
    process = subprocess.Popen(
        [estimate_command, *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    begun = time.monotonic()
    while not [*folder.glob(".grid*")] and time.monotonic() - begun < 60:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "interrupted\n")
    assert process.returncode == 130
    assert sorted(path.name for path in folder.iterdir()) == ["chat.yaml", "slow.yaml"]


def test_a_terminal_shows_how_far_a_long_simulation_is(estimate_command: str, folder: Path) -> None:
    long = _Long(estimate_command, folder, terminal=True)
    shown = ""
    while "%" not in shown and (more := long.read()):
        shown += more
    assert "samples" in shown
    assert "[" in shown
    printed, said, took = long.interrupted()
    assert took < 2
    assert long.process.returncode == 130
    # The bar has its own line; what is said comes below it.
    assert said.endswith(
        f"\r\ninterrupted: these are the first {_stopped_after(printed)} samples\r\n"
    )


def test_a_short_simulation_needs_no_bar(estimate_command: str, folder: Path) -> None:
    reading, writing = pty.openpty()
    command = [estimate_command, "simulate", "chat.yaml", "--samples", "1k"]
    subprocess.run(
        command, stdout=subprocess.PIPE, stderr=writing, cwd=folder, timeout=60, check=True
    )
    os.set_blocking(reading, False)
    with pytest.raises(BlockingIOError):
        os.read(reading, 1)
    os.close(writing)
    os.close(reading)


@pytest.mark.parametrize("verb", ["simulate", "sweep", "crossovers"])
def test_a_pipe_that_closes_early_is_no_error(
    estimate_command: str, folder: Path, verb: str
) -> None:
    asked = ASKED[verb][0].replace("(", r"\(").replace(")", r"\)")
    done = subprocess.run(
        ["bash", "-c", f"{estimate_command} {asked} | head -n 1"],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=folder,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout == "Chat\n"


def test_a_run_imports_none_of_what_these_verbs_need() -> None:
    program = (
        "import sys; sys.argv = ['estimate', 'run', 'twitter']\n"
        "from estimator.cli import estimate; estimate(standalone_mode=False)\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = done.stderr.split()
    verbs = {name for name in loaded if name.startswith("estimator.cli.")}
    assert verbs == {"estimator.cli.run", "estimator.cli.scenario"}
    late = ("numpy", "scipy", "pint", "pandas", "pyarrow", "estimator.uncertainty")
    assert not [name for name in loaded if name.partition(".")[0] in late or name in late]
