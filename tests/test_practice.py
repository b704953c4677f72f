"""Practice: problems drawn anew, answers graded, hints, the log, and the verb as a real process."""

import contextlib
import json
import math
import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator import pipeline
from estimator.api.problem import Problem
from estimator.api.session import Session, log_path, practised
from estimator.check import session
from estimator.check.grade import score
from estimator.check.practice import drawn, rounds, shares
from estimator.check.problem import outlines, shortened, stories
from estimator.check.session import Entry
from estimator.check.slips import known
from estimator.check.verdict import Verdict
from estimator.cli import INTERRUPTED
from estimator.source import Source

Run = Callable[..., subprocess.CompletedProcess[str]]
SEEDS = st.integers(0, 10**9)
NAMES = sorted(stories())
OWN = """
title: Own
users: {daily: 2M}
actions:
  note: {per_user: 3 / day, peak_factor: 2, stores: {text: {size: 2 KB}}}
storage: {retention: 5 years, replicas: 3}
"""


@pytest.fixture
def run(estimate_command: str, tmp_path: Path) -> Run:
    """Give a function that runs the command with a folder of state of its own."""

    def run(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [estimate_command, *arguments],
            input=given,
            capture_output=True,
            timeout=60,
            cwd=tmp_path,
            env=os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")},
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


def _value(problem: Problem, name: str) -> str:
    """Write the value of a step in full."""
    value = problem.estimate()[name]
    return f"{value.magnitude!r} {value.units}".replace(" ** ", "^")


def _times(problem: Problem, name: str, factor: float) -> str:
    value = problem.estimate()[name] * factor
    return f"{value.magnitude!r} {value.units}".replace(" ** ", "^")


# Problems


@given(SEEDS)
def test_the_same_seed_draws_the_same_problem(seed: int) -> None:
    one, other = est.practice(seed=seed), est.practice(seed=seed)
    assert str(one) == str(other)
    assert (one.scenario, one.steps, one.inputs) == (other.scenario, other.steps, other.inputs)


def test_without_a_seed_the_problem_tells_its_own() -> None:
    problem = est.practice("twitter")
    assert str(est.practice("twitter", seed=problem.seed)) == str(problem)


def test_other_seeds_draw_other_figures_and_all_scenarios() -> None:
    found = [est.practice(seed=seed) for seed in range(200)]
    assert {problem.scenario for problem in found} == set(NAMES)
    assert len({str(problem) for problem in found}) > 190


@pytest.mark.parametrize("name", NAMES)
def test_the_true_values_are_exact(name: str) -> None:
    for seed in range(200):
        problem = est.practice(name, seed=seed)
        assert 3 <= len(problem.steps) <= 5
        for step in problem.steps:
            feedback = problem.answer(step.name, _value(problem, step.name))
            assert feedback.verdict is Verdict.EXACT, (seed, step.name, feedback)
            assert (feedback.score, feedback.slip) == (1.0, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_problem_tells_all_that_its_steps_take(name: str) -> None:
    for seed in range(20):
        problem = est.practice(name, seed=seed)
        result = problem.estimate()
        for step in problem.steps:
            derived = result.derivation(step.name)
            untold = [each for each in derived.given if each.name not in problem.inputs]
            assert all(_changes_nothing(each.value) for each in untold), step.name


def test_every_story_is_of_a_shipped_scenario_and_is_told() -> None:
    assert {*NAMES} <= {*est.scenarios()}
    assert all(stories()[name] in str(est.practice(name, seed=1)) for name in NAMES)
    # A story with the scenario's own figures would belie the drawn ones.
    assert not any(character.isdigit() for story in stories().values() for character in story)


def _changes_nothing(shown: str) -> bool:
    return shown in {"0%", "100%"} or shown.partition(" ")[0] in {"0", "1"}


@given(SEEDS, st.sampled_from(NAMES))
def test_drawn_inputs_have_one_or_two_figures_and_shares_stay_shares(seed: int, name: str) -> None:
    scenario = pipeline.estimate(Source(name, est.load(name).text))
    random = Random(seed)  # noqa: S311 - a problem is no secret
    outline = shortened(scenario, random.choice(outlines(scenario)), random)
    for text in drawn(scenario, outline, random).values():
        (number,) = re.findall(r"[\d.,]+", text)
        figures = number.replace(",", "").replace(".", "").strip("0")
        assert len(figures) <= 2, text
        assert not text.endswith("%") or 0 < float(number) < 100


@given(st.floats(1e-6, 1e15), st.floats(1.5, 10))
def test_round_numbers_are_within_reach(today: float, within: float) -> None:
    found = list(rounds(today, within))
    assert found == sorted(set(found))
    assert all(today / within <= number <= today * within for number in found)
    assert found


@given(st.floats(0.01, 99.9), st.floats(1.1, 10))
def test_drawn_shares_have_odds_within_reach(today: float, within: float) -> None:
    odds = today / (100 - today)
    for share in shares(today, within):
        assert odds / within <= share / (100 - share) <= odds * within


def test_the_steps_are_in_the_order_of_work() -> None:
    order = ["users", "per day", "average rate", "peak rate", "storage"]
    kinds = [step.kind for step in est.practice("twitter", seed=23).steps]
    assert kinds == order


def test_a_scenario_of_ones_own_makes_problems(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    for scenario in (tmp_path / "own.yaml", est.loads(OWN), OWN):
        problem = est.practice(scenario, seed=3)
        assert problem.title == "Own"
        assert problem.answer(1, _value(problem, problem.steps[0].name)).verdict.right


@pytest.mark.parametrize("name", sorted({*est.scenarios()} - {*NAMES}))
def test_any_other_scenario_makes_a_problem_or_says_why_not(name: str) -> None:
    try:
        assert len(est.practice(name, seed=1).steps) >= 3
    except est.SchemaError as error:
        assert [message.code for message in error.messages] == ["no-problem"]  # noqa: PT017 - either is fine


def test_what_makes_no_problem_says_so() -> None:
    with pytest.raises(est.SchemaError) as raised:
        est.practice(est.loads("title: Small\nusers: {daily: 5M}"), seed=1)
    assert str(raised.value) == (
        "error[no-problem]: Small makes no problem of three steps or more\n"
        "     hint: it takes users, and actions with per_user; there are " + ", ".join(stories())
    )


@pytest.mark.parametrize("seed", [-1, 2.5, True, "7"])
def test_a_seed_is_a_whole_number(seed: int) -> None:
    with pytest.raises(est.DomainError) as raised:
        est.practice("twitter", seed=seed)
    message = f"error[out-of-range]: seed must be a whole number of at least 0, not {seed!r}"
    assert str(raised.value) == message


@pytest.mark.parametrize("step", [0, 6, True, "users.monthly"])
def test_a_step_that_is_not_there(step: int | str) -> None:
    problem = est.practice("twitter", seed=23)
    with pytest.raises(est.UnknownNameError, match=f"the problem has no step {step}"):
        problem.hints(step)


# Answers


@given(SEEDS, st.sampled_from(NAMES), st.floats(-5, 5), st.floats(-5, 5))
def test_grading_falls_with_the_factor(seed: int, name: str, one: float, other: float) -> None:
    problem = est.practice(name, seed=seed)
    step = problem.steps[0].name
    near, far = sorted((one, other), key=abs)
    better = problem.answer(step, _times(problem, step, 10**near))
    worse = problem.answer(step, _times(problem, step, 10**far))
    if better.verdict.right or not worse.verdict.right:
        assert better.score >= worse.score - 1e-9
    assert better.factor == pytest.approx(10**near)
    assert 0.1 <= worse.score <= 1


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_the_score_is_as_low_for_too_little_as_for_too_much(by: float, more: float) -> None:
    low, high = sorted((by, more))
    assert score(Verdict.OFF, by) == pytest.approx(score(Verdict.OFF, 1 / by))
    assert score(Verdict.OFF, low) >= score(Verdict.SAME_ORDER, high)


def test_the_score_at_its_ends() -> None:
    assert score(Verdict.EXACT, 1.0) == score(Verdict.ROUNDED, 0.864) == 1
    assert score(Verdict.WRONG_KIND, None) == 0
    assert score(Verdict.OFF, 100) == score(Verdict.OFF, None) == pytest.approx(0.1)
    assert score(Verdict.OFF, math.sqrt(10)) == pytest.approx(0.775)


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("users.daily", "75M"),
        ("users.daily", "75 million users"),
        ("users.daily", "7.5*10^7"),
        ("users.daily", "7.5 x 10^7"),
        ("users.daily", "~75M"),
        ("users.daily", "about 75 million"),
        ("actions.tweet.per_day", "15M"),
        ("actions.tweet.per_day", "15M tweets/day"),
        ("actions.tweet.per_day", "15M per day"),
        ("actions.tweet.per_day", "174/s"),
        ("actions.tweet.rate", "150"),
        ("actions.tweet.rate", "174 tweets/s"),
        ("actions.tweet.peak_rate", "694 / s"),
        ("actions.tweet.stores.video.total", "10 PB"),
        ("actions.tweet.stores.video.total", "≈ 10 PB"),
        ("actions.tweet.stores.video.total", "9 PB to 11 PB"),
    ],
)
def test_right_answers_in_several_notations(step: str, answer: str) -> None:
    feedback = est.practice("twitter", seed=23).answer(step, answer)
    assert feedback.verdict.right, feedback
    assert feedback.score == 1


@pytest.mark.parametrize(
    ("step", "answer", "slip", "told"),
    [
        ("users.daily", "150M", "missing-factor", "you left out users.daily_share"),
        ("actions.tweet.rate", "1740", "missing-factor", "you left out actions.tweet.done_by"),
        ("actions.tweet.peak_rate", "174", "missing-factor", "left out actions.tweet.peak_factor"),
        ("actions.tweet.stores.video.total", "2.05 PB", "missing-factor", "storage.replicas"),
        ("actions.tweet.stores.video.total", "4.1 PB", "missing-factor", "storage.retention"),
    ],
)
def test_an_input_that_was_left_out_is_named(step: str, answer: str, slip: str, told: str) -> None:
    feedback = est.practice("twitter", seed=23).answer(step, answer)
    assert (feedback.verdict, feedback.slip) == (Verdict.OFF, slip)
    assert told in feedback.says


def test_another_kind_is_worth_nothing() -> None:
    feedback = est.practice("twitter", seed=23).answer(3, "5 GB")
    assert (feedback.verdict, feedback.score, feedback.factor) == (Verdict.WRONG_KIND, 0, None)
    assert str(feedback) == (
        "wrong kind: data, where tweets per second are asked for; it is 174 tweet/s"
    )


@pytest.mark.parametrize("answer", ["0", "-174", "0 tweets/s"])
def test_an_answer_not_above_zero_is_of_the_right_kind(answer: str) -> None:
    feedback = est.practice("twitter", seed=23).answer(3, answer)
    assert feedback.score == pytest.approx(0.1)
    assert feedback.factor is None


def test_an_unreadable_answer_says_how_one_is_written() -> None:
    problem = est.practice("twitter", seed=23)
    with pytest.raises(est.FormulaError) as raised:
        problem.answer(3, "lots")
    assert str(raised.value) == (
        "error[unread-answer]: this answer can't be read: there is no unit lots\n"
        "     hint: write it as in 1.5k tweet/s"
    )


@given(st.text(max_size=60) | st.text("0123456789.,^*/()%kMGB ~-", max_size=40))
def test_any_text_is_graded_or_refused(text: str) -> None:
    problem = est.practice("twitter", seed=23)
    for step in problem.steps:
        with contextlib.suppress(est.FormulaError):
            assert 0 <= problem.answer(step.name, text).score <= 1


@pytest.mark.parametrize(
    "text", ["9^9^9^9", "(" * 5000, "1" * 100_000, "1e400", "1/0", "1+" * 9999]
)
def test_hostile_answers_are_refused(text: str) -> None:
    with pytest.raises(est.FormulaError, match="this answer can't be read"):
        est.practice("twitter", seed=23).answer(3, text)


# Hints


def test_hints_follow_the_method_of_the_notes() -> None:
    problem = est.practice("twitter", seed=23)
    rounding, powers, formula = problem.hints("actions.tweet.rate")
    assert rounding == (
        "Round every input to one figure; a day has about 10^5 seconds, a year 400 days:\n"
        "  monthly users ≈ 200 M users\n"
        "  share of them who come on a day ≈ 50%\n"
        "  share of the daily users with any tweets ≈ 10%\n"
        "  tweets by each of these ≈ 2/day"
    )
    assert powers == (
        "Write powers of ten; group these, and the figures:\n"
        "  1.5×10^8 × 5×10^-1 × 10^-1 × 2 ÷ 8.64×10^4\n"
        "  (1.5 × 5 × 2 ÷ 8.64) × 10^(8 - 1 - 1 - 4)"
    )
    assert formula == (
        "In names:\n"
        "  actions.tweet.rate = users.daily × actions.tweet.done_by × actions.tweet.per_user"
    )
    assert "(1.5 × 5 × 2 ÷ 8.64) × 10^(8 - 1 - 1 - 4)" in problem.explain("actions.tweet.rate")


@pytest.mark.parametrize("name", NAMES)
def test_no_hint_tells_the_value(name: str) -> None:
    for seed in range(10):
        problem = est.practice(name, seed=seed)
        for step in problem.steps:
            hints = problem.hints(step.name)
            assert len(hints) == 3
            assert all("\n" in hint for hint in hints)
            last = problem.explain(step.name).splitlines()[0]
            assert last.startswith(f"{step.name} = ")


# The log


ENTRY = Entry("2025-01-01T00:00:00+00:00", "yelp", 1, "x", "storage", "5 GB", "off", 2.0, "", 0.5)


def test_a_session_keeps_its_answers_in_a_log(tmp_path: Path) -> None:
    log = tmp_path / "deep" / "practice.jsonl"
    kept, problem = Session(log), est.practice("twitter", seed=23)
    kept.add(problem, problem.answer(1, "150M"))
    kept.add(problem, problem.answer(2, "15M"))
    kept.add(problem, problem.answer(3, "5 GB"))
    kept.skip(problem, 4)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["verdict"] for line in lines] == ["off", "exact", "wrong kind", "skipped"]
    assert [line["slip"] for line in lines] == ["missing-factor", None, None, None]
    assert lines[0] | {"time": ""} == {
        "time": "",
        "scenario": "twitter",
        "seed": 23,
        "step": "users.daily",
        "kind": "users",
        "answer": "150M",
        "verdict": "off",
        "factor": 2.0,
        "slip": "missing-factor",
        "score": pytest.approx(1 - 0.9 * math.log10(2) / 2),
    }
    assert len(kept) == 4
    told = practised(log)
    assert (told.problems, told.answers, told.slips) == (1, 4, (("missing-factor", 1),))
    assert told.mean == pytest.approx((1 + lines[0]["score"]) / 4)
    assert str(told).splitlines()[1:] == str(practised(log)).splitlines()[1:]
    assert kept.summary().mean == told.mean


def test_the_summary_names_what_recurs_first_and_what_goes_worst() -> None:
    slips = ["bits-bytes", "missing-factor", "missing-factor", ""]
    kinds = ["storage", "storage", "users", "users"]
    found = session.summary(
        ENTRY._replace(slip=slip, kind=kind, score=score)
        for slip, kind, score in zip(slips, kinds, (0.5, 0.6, 0.2, 0.4), strict=True)
    )
    assert found.slips == (("missing-factor", 2), ("bits-bytes", 1))
    assert [tally.name for tally in found.kinds] == ["users", "storage"]


@given(
    st.floats(0, 1),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", *known()]),
    st.integers(0, 10**9),
)
def test_an_entry_is_read_as_it_was_written(
    score: float, factor: float | None, slip: str, seed: int
) -> None:
    entry = ENTRY._replace(score=score, factor=factor, slip=slip, seed=seed)
    assert session.read(session.line(entry)) == entry


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nonsense",
        b"\xff\xfe{}",
        b"[]",
        b"3",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"score": ' + b"9" * 6000 + b"}",
        session.line(ENTRY).replace("0.5", "NaN").encode(),
        session.line(ENTRY).replace("0.5", "1.5").encode(),
        session.line(ENTRY).replace("2.0", "Infinity").encode(),
        session.line(ENTRY).replace('"off"', '"splendid"').encode(),
        session.line(ENTRY).replace('"off"', '["off"]').encode(),
        session.line(ENTRY).replace("null", '"no-such-slip"').encode(),
        session.line(ENTRY).replace("null", "{}").encode(),
        session.line(ENTRY).replace('"yelp"', "5").encode(),
        session.line(ENTRY).replace('"seed": 1', '"seed": true').encode(),
    ],
)
def test_a_broken_line_is_passed_over(text: bytes, tmp_path: Path) -> None:
    assert session.read(text) is None
    log = tmp_path / "log"
    log.write_bytes(session.line(ENTRY).encode() + text + b"\n" + session.line(ENTRY).encode())
    told = practised(log)
    assert (told.answers, told.passed_over) == (2, 1 if text else 0)


@given(st.binary(max_size=300))
def test_any_line_is_read_or_passed_over(text: bytes) -> None:
    assert session.read(text) is None or text


def test_a_hostile_line_is_harmless_in_a_report(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(session.line(ENTRY._replace(kind="a\x1b[31m\nb")) + "{\n", "utf-8")
    assert str(practised(log)).splitlines() == [
        "Practice",
        "1 problem, 1 answer, mean score 50%",
        "",
        "steps",
        "            answers  mean score",
        "  a�[31m b        1         50%",
        "",
        "1 line of the log passed over: no answers, or broken",
    ]


def test_a_line_that_does_not_end_is_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as file:
        file.write(b"x" * 3_000_000 + b"\n" + session.line(ENTRY).encode())
    told = practised(log)
    assert (told.answers, told.passed_over) == (1, 1)


def test_an_unwritable_log_is_told_of_once(tmp_path: Path) -> None:
    problem, kept = est.practice("twitter", seed=23), Session(tmp_path)
    with pytest.raises(est.DocumentError) as raised:
        kept.add(problem, problem.answer(1, "150M"))
    assert str(raised.value) == (
        f"error[unwritable-log]: cannot write {tmp_path}: Is a directory\n"
        "     hint: practice goes on without a log"
    )
    kept.add(problem, problem.answer(2, "15M"))
    assert len(kept) == 2


def test_an_unreadable_log_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(est.DocumentError) as raised:
        practised(tmp_path)
    assert str(raised.value) == (f"error[unreadable-file]: cannot read {tmp_path}: Is a directory")


def test_the_log_stands_in_the_folder_of_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
    assert log_path() == Path("/somewhere/capacity-estimator/practice.jsonl")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/someone")
    state = Path("/home/someone/.local/state")
    assert log_path() == state / "capacity-estimator" / "practice.jsonl"


# The verb


def test_a_dialogue_is_piped(run: Run) -> None:
    done = run("practice", "twitter", "--seed", "23", stdin="150M\n\nlots\n15M\n?\n694\nquit\n")
    assert (done.returncode, done.stderr) == (0, "")
    for shown in (
        "Twitter (seed 23)",
        "1. How many users come on a day? (in users)",
        "86%  off by 2 ×: you would get this if you left out users.daily_share",
        "Round every input to one figure",
        "error[unread-answer]: this answer can't be read: there is no unit lots",
        "100%  exact; it is 15 M tweet/day",
        "100%  exact; it is 694 tweet/s",
        "1 problem, 4 answers, mean score 72%",
    ):
        assert shown in done.stdout
    assert "\x1b[" not in done.stdout
    told = run("practice", "--summary")
    assert "1 problem, 4 answers, mean score 72%" in told.stdout
    data = json.loads(run("practice", "--summary", "--format", "json").stdout)
    assert (data["problems"], data["answers"]) == (1, 4)
    assert data["slips"] == [{"slip": "missing-factor", "times": 1}]


def test_the_end_of_input_ends_with_the_summary(run: Run) -> None:
    for stdin in ("", "75M", "75M\n", "quit\n", "QUIT"):
        done = run("practice", "twitter", "--seed", "23", stdin=stdin)
        assert (done.returncode, done.stderr) == (0, "")
        assert "no answers in this session" in done.stdout or "1 answer," in done.stdout


def test_several_problems_are_asked_each_with_its_seed(run: Run) -> None:
    done = run("practice", "yelp", "--seed", "5", "--problems", "2", stdin="?\n" * 20)
    assert done.returncode == 0
    assert "(seed 5)" in done.stdout
    assert "(seed 6)" in done.stdout
    assert "2 problems" in done.stdout


def test_a_log_of_ones_own(run: Run, tmp_path: Path) -> None:
    run("practice", "twitter", "--seed", "23", "--log", "mine.jsonl", stdin="75M\n")
    assert len((tmp_path / "mine.jsonl").read_text("utf-8").splitlines()) == 1
    assert not (tmp_path / "state").exists()
    told = run("practice", "--summary", "--log", "mine.jsonl")
    assert "1 problem, 1 answer, mean score 100%" in told.stdout
    assert "no answers in none.jsonl" in run("practice", "--summary", "--log", "none.jsonl").stdout


def test_closed_input_ends_it(estimate_command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{estimate_command} practice twitter --seed 23 <&-"],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no answers in this session" in done.stdout


def test_practice_goes_on_without_a_log(run: Run) -> None:
    done = run("practice", "twitter", "--seed", "23", "--log", ".", stdin="75M\n15M\n")
    assert done.returncode == 0
    assert done.stderr == (
        "error[unwritable-log]: cannot write .: Is a directory\n"
        "     hint: practice goes on without a log\n"
    )
    assert "2 answers, mean score 100%" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("twiter",),
            "error[unknown-scenario]: there is no scenario twiter\n"
            "     hint: did you mean twitter?\n",
        ),
        (
            ("twitter", "--seed", "x"),
            "error[bad-count]: x is no whole number\n"
            "     hint: write it as in 100k, 100_000 or 1e5\n",
        ),
        (
            ("twitter", "--seed", "-1"),
            "error[out-of-range]: seed must be a whole number of at least 0, not -1\n",
        ),
        (
            ("-",),
            "error[no-problem]: standard input has the answers\n"
            "     hint: give a file, or a shipped name\n",
        ),
        (
            ("twitter", "--problems", "0"),
            "error[out-of-range]: problems must be a whole number of at least 1, not 0\n",
        ),
    ],
)
def test_bad_input_is_a_message(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run("practice", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_hostile_lines_are_refused_one_by_one(run: Run) -> None:
    stdin = b"\xff\xfe\x00\n" + b"9" * 200_000 + b"\n\x1b[31m\n75M\n"
    done = run("practice", "twitter", "--seed", "23", stdin=stdin)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("error[unread-answer]") == 3
    assert "\x1b" not in done.stdout
    assert "1 problem, 1 answer, mean score 100%" in done.stdout


def test_on_a_terminal_there_is_colour_and_ctrl_c_ends_it(
    estimate_command: str, tmp_path: Path
) -> None:
    parent, child = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [estimate_command, "practice", "twitter", "--seed", "23"],
        stdin=child,
        stdout=child,
        stderr=child,
        env=clean | {"XDG_STATE_HOME": str(tmp_path), "TERM": "xterm"},
        start_new_session=True,
    ) as process:
        os.close(child)
        shown = _until(parent, b"\n> ")
        os.write(parent, b"75M\n")
        shown += _until(parent, b"\r\n> ")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == INTERRUPTED
        os.close(parent)
    assert b"\x1b[" in shown
    assert b"exact; it is 75 M user" in shown
    assert (tmp_path / "capacity-estimator" / "practice.jsonl").exists()


def _until(terminal: int, text: bytes) -> bytes:
    """Read from a terminal until a text is there."""
    shown, end = b"", time.monotonic() + 30
    while text not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4096)
    return shown


def test_the_dialogue_on_the_page_is_what_is_printed(estimate_command: str, tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "practice.md").read_text("utf-8")
    (command, shown) = re.findall(r"^```\n\$ (printf .*)\n((?:.*\n)*?)```$", page, re.MULTILINE)[0]
    folder = str(Path(estimate_command).parent)
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PATH": f"{folder}:/usr/bin:/bin", "XDG_STATE_HOME": str(tmp_path)},
        check=True,
    )
    assert done.stdout.rstrip() == shown.rstrip()
