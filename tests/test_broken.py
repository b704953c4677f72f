"""Broken scenarios, each held to the whole message that a user reads on standard error.

`broken/` has one small scenario a file, its topic first in the name, and
beside it the message, word for word. What is too large for a file of its own,
or no text that one keeps in a repository, is made here.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import estimator as est
from estimator.errors import EstimatorError

BROKEN = Path(__file__).parent / "broken"
NAMES = sorted(path.stem for path in BROKEN.glob("*.yaml"))
TOPICS = (
    "amount",
    "answer",
    "correlation",
    "cycle",
    "dimension",
    "distribution",
    "domain",
    "hostile",
    "name",
    "schema",
    "syntax",
)
COMMAND = Path(sys.executable).with_name("estimate")
PATIENCE = 20

MADE: dict[str, tuple[bytes, str]] = {
    "latin1": (
        b"title: caf\xe9\n",
        """\
error[not-utf8]: latin1.yaml is not UTF-8: byte 11 is no text
     hint: save it as UTF-8
""",
    ),
    "utf16": (
        b"\xff\xfe" + "users: {daily: 5M}\n".encode("utf-16-le"),
        """\
error[not-utf8]: utf16.yaml is not UTF-8: byte 1 is no text
     hint: save it as UTF-8
""",
    ),
    "null": (
        b"title: a\0b\n",
        """\
null.yaml:1:9: error[yaml-syntax]: a control character, which YAML can't hold
      1 │ title: a�b
        │         ─
     hint: delete it
""",
    ),
    "escape": (
        b"\x1b[31mred: 5\n",
        """\
escape.yaml:1:1: error[yaml-syntax]: a control character, which YAML can't hold
      1 │ �[31mred: 5
        │ ─
     hint: delete it
""",
    ),
    "escape-in-key": (
        b'users: {"\\e[31mdaily": 5M}\n',
        """\
escape-in-key.yaml:1:9: error[unknown-key]: users has no field �[31mdaily
      1 │ users: {"\\e[31mdaily": 5M}
        │         ─────────────
     hint: users has monthly, daily, daily_share, concurrent_share
""",
    ),
    "escape-in-formula": (
        b'formulas: {load: "5 \\e[31mGB"}\n',
        """\
escape-in-formula.yaml:1:18: error[bad-character]: '\\x1b' is no part of a formula
      1 │ formulas: {load: "5 \\e[31mGB"}
        │                  ────────────
""",
    ),
    "right-to-left-key": (
        "users:\n  dai\u202ely: 5M\n".encode(),
        """\
right-to-left-key.yaml:2:3: error[unknown-key]: users has no field dai�ly
      2 │   dai�ly: 5M
        │   ──────
     hint: did you mean daily?
""",
    ),
    "right-to-left-formula": (
        "formulas:\n  load: 5 GB \u202e+ 3 GB\n".encode(),
        """\
right-to-left-formula.yaml:2:14: error[bad-character]: '\\u202e' is no part of a formula
      2 │   load: 5 GB �+ 3 GB
        │              ─
""",
    ),
    "no-width": (
        "formulas:\n  load: 5 G\u200bB\n".encode(),
        """\
no-width.yaml:2:12: error[bad-character]: '\\u200b' is no part of a formula
      2 │   load: 5 G�B
        │            ─
""",
    ),
    "byte-order-mark": (
        b"\xef\xbb\xbfusers: {daily: 5 MB}\n",
        """\
byte-order-mark.yaml:1:16: error[wrong-kind]: this is data, where users is asked for
      1 │ users: {daily: 5 MB}
        │                ────
     hint: write it in user
""",
    ),
    "carriage-returns": (
        b"users:\r\n  daily: 5 MB\r\n",
        """\
carriage-returns.yaml:2:10: error[wrong-kind]: this is data, where users is asked for
      2 │   daily: 5 MB
        │          ────
     hint: write it in user
""",
    ),
    "long-formula": (
        b"formulas:\n  load: " + b"1+" * 50_000 + b"1\n",
        f"""\
long-formula.yaml:2:9: error[too-long]: a formula has at most 4,000 characters; this one has 100,001
      2 │   load: {"1+" * 46}
        │         ─
     hint: split it into named formulas
""",
    ),
    "many-brackets": (
        b"formulas:\n  load: " + b"(" * 10_000 + b"1" + b")" * 10_000 + b"\n",
        f"""\
many-brackets.yaml:2:9: error[too-long]: a formula has at most 4,000 characters; this one has 20,001
      2 │   load: {"(" * 92}
        │         ─
     hint: split it into named formulas
""",
    ),
    "deep-list": (
        b"users: " + b"[" * 10_000 + b"]" * 10_000 + b"\n",
        f"""\
deep-list.yaml:1:39: error[too-deep]: nested more than 32 levels deep
      1 │ users: {"[" * 93}
        │{" " * 39}─
""",
    ),
    "deep-dashes": (
        b"- " * 10_000 + b"\n",
        f"""\
deep-dashes.yaml:1:65: error[too-deep]: nested more than 32 levels deep
      1 │ {"- " * 49}-
        │{" " * 51}─
""",
    ),
    "long-line": (
        f"formulas: {{{', '.join(f'a{i}: {i}' for i in range(200))}, load: 3 GB + a7}}\n".encode(),
        """\
long-line.yaml:1:1998: error[dimension-mismatch]: cannot add data to a number
      1 │ a196: 196, a197: 197, a198: 198, a199: 199, load: 3 GB + a7}
        │                                                   ────   ──
        │                                                   GB     1
     hint: give the right side a unit of data, such as byte
""",
    ),
    "too-large": (
        b"#" * 1_000_001,
        """\
error[too-large]: too-large.yaml is larger than 1 MB
     hint: a scenario is a page of YAML; split it, or leave out what is not one
""",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_scenario_gives_its_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    assert _message(name) == _expected(name)


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_gives_its_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, expected = MADE[name]
    Path(f"{name}.yaml").write_bytes(data)
    assert _message(name) == expected


@pytest.mark.parametrize("topic", TOPICS)
def test_the_command_gives_the_same_message(topic: str) -> None:
    names = [name for name in NAMES if name.startswith(topic + "-")]
    _hold_command({name: _expected(name) for name in names}, BROKEN)


def test_the_command_survives_hostile_files(tmp_path: Path) -> None:
    for name, (data, _) in MADE.items():
        (tmp_path / f"{name}.yaml").write_bytes(data)
    _hold_command({name: expected for name, (_, expected) in MADE.items()}, tmp_path)


def test_the_command_does_not_read_a_huge_file(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    hint = "     hint: a scenario is a page of YAML; split it, or leave out what is not one\n"
    _hold_command({"huge": "error[too-large]: huge.yaml is larger than 1 MB\n" + hint}, tmp_path)


def test_every_broken_scenario_has_a_topic_and_a_message() -> None:
    assert {name.partition("-")[0] for name in NAMES} == set(TOPICS)
    assert sorted(path.stem for path in BROKEN.glob("*.txt")) == NAMES


def _expected(name: str) -> str:
    return (BROKEN / f"{name}.txt").read_text("utf-8")


def _message(name: str) -> str:
    """Work a scenario out and give its message, as the command ends it."""
    with pytest.raises(EstimatorError) as caught:
        est.load(Path(f"{name}.yaml")).estimate()
    return f"{caught.value}\n"


def _hold_command(expected: Mapping[str, str], folder: Path) -> None:
    """Hold the command to exit code 2 and nothing but the message."""
    for name, run in zip(expected, _runs(expected, folder), strict=True):
        assert run.stderr == expected[name]
        assert (name, run.returncode, run.stdout) == (name, 2, "")


def _runs(names: Iterable[str], folder: Path) -> list[subprocess.CompletedProcess[str]]:
    """Run the command on scenarios of a folder, a few at a time."""

    def run(name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, "run", f"{name}.yaml"],
            cwd=folder,
            env=os.environ | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(run, names))
