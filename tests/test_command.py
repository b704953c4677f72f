"""The command as a real process: what it prints, where, and its exit code."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import estimator as est

Run = Callable[..., subprocess.CompletedProcess[str]]
FAILING = "formulas: {load: 3 request/s}\nexpect: {load: 4 request/s}\n"


@pytest.fixture
def run(estimate_command: str, tmp_path: Path) -> Run:
    """Give a function that runs the command in an empty folder."""

    def run(
        *arguments: str, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [estimate_command, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | environment,
            check=False,
        )

    return run


def test_the_notes_main_case(run: Run) -> None:
    done = run("run", "twitter")
    assert (done.returncode, done.stderr) == (0, "")
    for shown in ("150 M user", "75 M tweet/day", "868 tweet/s", "1,736 tweet/s", "4.11 PB"):
        assert shown in done.stdout
    assert "411 PB" in done.stdout
    rounded = run("run", "twitter", "--conventions", "rounded")
    for shown in ("1,500 tweet/s", "4.5 PB", "450 PB"):
        assert shown in rounded.stdout


def test_exit_code_1_says_that_an_expectation_failed(run: Run) -> None:
    done = run("run", "-", stdin=FAILING)
    assert done.returncode == 1
    assert "NOT load = 3 request/s, expected 4 request/s" in done.stdout
    assert done.stderr == ""


def test_a_changed_scenario_is_not_held_to_its_expectations(run: Run) -> None:
    done = run("run", "twitter", "--set", "users.monthly=3M")
    assert done.returncode == 0
    assert "expected" not in done.stdout
    assert "17.4 tweet/s" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("run", "twiter"),
            "error[unknown-scenario]: there is no scenario twiter\n"
            "     hint: did you mean twitter?\n",
        ),
        (
            ("run", "missing.yaml"),
            "error[unreadable-file]: cannot read missing.yaml: No such file or directory\n",
        ),
        (("run", "."), "error[unreadable-file]: cannot read .: Is a directory\n"),
        (
            ("explain", "twitter", "storage.totl"),
            "error[unknown-name]: there is no result storage.totl\n"
            "     hint: did you mean storage.total?\n",
        ),
        (
            ("run", "twitter", "--set", "users.monthly"),
            "error[bad-change]: --set users.monthly is no change\n"
            "     hint: write a name, = and an amount, such as --set users.monthly=500M\n",
        ),
        (
            ("run", "twitter", "--set", "users.montly=5M"),
            "error[unknown-input]: there is no input users.montly to change\n"
            "     hint: did you mean users.monthly?\n",
        ),
        (
            ("run", "twitter", "--set", "storage.replicas=half"),
            "set storage.replicas:1:1: error[unknown-name]: there is no name half\n"
            "      1 │ half\n        │ ────\n"
            "     hint: a formula of that name, or a counted thing with units: [half], "
            "is missing\n",
        ),
    ],
)
def test_exit_code_2_says_that_input_is_bad(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == message
    assert "Traceback" not in done.stderr


def test_json_holds_every_value_with_its_unit(run: Run) -> None:
    data = json.loads(run("run", "twitter", "--format", "json").stdout)
    result = est.load("twitter").estimate()
    assert list(data["results"]) == list(result)
    peak = data["results"]["actions.tweet.peak_rate"]
    assert peak["value"] == pytest.approx(result["actions.tweet.peak_rate"].magnitude)
    assert peak["unit"] == "tweet/s"


def test_new_writes_a_scenario_that_runs_and_never_overwrites_one(run: Run, tmp_path: Path) -> None:
    first = run("new", "chat")
    assert (first.returncode, first.stdout) == (0, "chat.yaml is ready: estimate run chat.yaml\n")
    assert run("run", "chat.yaml").returncode == 0
    (tmp_path / "chat.yaml").write_text("mine")
    again = run("new", "chat")
    assert again.returncode == 2
    assert again.stderr.startswith("error[file-exists]: chat.yaml is there already")
    assert (tmp_path / "chat.yaml").read_text() == "mine"


def test_constants_are_found_by_word(run: Run) -> None:
    done = run("constants", "seek")
    assert done.returncode == 0
    assert "notes.disk_seek" in done.stdout
    assert "5 ms" in done.stdout
    assert "main_memory" not in done.stdout
    assert run("constants", "nothing-like-it").stderr.startswith("no constant has")


def test_there_is_no_colour_where_there_is_no_terminal(run: Run) -> None:
    assert "\x1b" not in run("run", "twitter", FORCE_COLOR="1").stdout


def test_a_terminal_that_can_not_show_a_sign_gets_another(run: Run) -> None:
    done = run("run", "twitter", "--set", "users.daily_share=2", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "1 ? 2" in done.stderr


def test_the_shipped_scenarios_are_listed_with_a_line_each(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == est.scenarios()


def test_a_pipe_that_closes_early_is_no_error(estimate_command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{estimate_command} constants | head -n 1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout == "count\n"
