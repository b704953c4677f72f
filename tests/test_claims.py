"""Claims on results: their verdicts, the inputs and conventions that explain a miss, exit codes."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator.check.claims import Checked, checked, hold
from estimator.check.verdict import Verdict
from estimator.engine.result import Values
from estimator.pipeline import estimate
from estimator.scenario.head import Claim
from estimator.source import Source

SHIPPED = Path(__file__).parent.parent / "scenarios"
TWITTER = SHIPPED.joinpath("twitter.yaml").read_text("utf-8")
PICTURES = "actions.tweet.stores.picture.total"
RUN = Callable[..., subprocess.CompletedProcess[str]]


def worked_out(text: str, conventions: str | None = None) -> Values:
    """Work a scenario out, as the engine has it."""
    return estimate(Source("scenario.yaml", text), conventions)


@pytest.fixture(scope="module")
def twitter() -> Values:
    """Give the notes' main case."""
    return worked_out(TWITTER)


@pytest.fixture
def run(estimate_command: str, tmp_path: Path) -> RUN:
    """Give a function that runs a scenario in a process of its own."""

    def run(scenario: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [estimate_command, "run", scenario, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1000 request/s", "exact"),
        ("1010 request/s", "exact"),
        ("1011 request/s", "same order, 1.01 ×: no known slip explains it"),
        ("1k request/s", "exact"),
        ("1040 request/s", "same order, 1.04 ×: no known slip explains it"),
        ("3000 request/s", "same order, 3 ×: no known slip explains it"),
        ("3200 request/s", "off by 3.2 ×: no known slip explains it"),
        ("320 request/s", "same order, 1/3.12 ×: no known slip explains it"),
        ("310 request/s", "off by 1/3.23 ×: no known slip explains it"),
        ("900 to 1100 request/s", "rounded"),
        ("0 request/s", "off: no factor lies between them"),
        ("-1k request/s", "off: no factor lies between them"),
        ("1 GB", "wrong kind: data, where requests per second are asked for"),
        ("1000", "wrong kind: a number, where requests per second are asked for"),
        ("1000 query/s", "wrong kind: queries per second, where requests per second are asked for"),
    ],
)
def test_a_verdict_at_its_borders(text: str, says: str) -> None:
    values = worked_out("formulas: {load: 1000 request/s}")
    assert hold(values, "load", text).says == says


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ("1700 to 1800 tweet/s", "rounded"),
        ("1400 to 1600 tweet/s", "rounded"),
        ("2k to 3k tweet/s", "same order"),
        ("100 to 200 tweet/s", "off"),
        ("uniform(1k tweet/s, 2k tweet/s)", "rounded"),
    ],
)
def test_a_range_is_right_if_the_value_lies_in_it(twitter: Values, says: str, verdict: str) -> None:
    assert hold(twitter, "actions.tweet.peak_rate", says).verdict == verdict


def test_a_range_misses_by_its_nearer_end() -> None:
    values = worked_out("formulas: {load: 1000 request/s}")
    assert hold(values, "load", "2k to 3k request/s").factor == pytest.approx(2)
    assert hold(values, "load", "10 to 20 request/s").factor == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("99.9%", "exact"),
        ("99.99%", "off by 1/10 ×: no known slip explains it"),
        ("99%", "off by 10 ×: no known slip explains it"),
        ("50%", "same order, 1/2 ×: no known slip explains it"),
        ("99% to 99.95%", "rounded"),
    ],
)
def test_a_share_near_the_whole_is_judged_by_what_is_missing(text: str, says: str) -> None:
    assert hold(worked_out("formulas: {up: 99.9%}"), "up", text).says == says


def test_the_notes_claims_are_judged(twitter: Values) -> None:
    left_out = (
        "off by 2.19 ×: you would get this if you left out actions.tweet.done_by and "
        "actions.tweet.per_user, with a year of 400 days"
    )
    assert [claim.says for claim in checked(twitter)] == [
        "rounded: a day of 10⁵ seconds",
        left_out,
        left_out,
    ]
    assert [claim.slips for claim in checked(twitter)] == [
        ("day-1e5",),
        ("missing-factor", "year-400"),
        ("missing-factor", "year-400"),
    ]


def test_the_terabyte_range_of_yelp_is_off_and_no_reason_is_made_up() -> None:
    claims = est.load("yelp").estimate().claims
    assert [(c.text, c.says) for c in claims] == [
        ("5000 search/s", "rounded: a day of 10⁵ seconds"),
        ("200 GB", "exact"),
        ("1 TB", "off by 5 ×: no known slip explains it"),
        ("5 GB", "rounded"),
    ]


@pytest.mark.parametrize("name", sorted({*est.scenarios()} - {"twitter"}))
def test_no_slip_is_made_up_for_what_others_said(name: str) -> None:
    slips = [slip for claim in est.load(name).estimate().claims for slip in claim.slips]
    assert set(slips) <= {"day-1e5"}


PICTURE = 4.10625
"""The pictures' petabytes, with every input counted once."""


@pytest.mark.parametrize(
    ("factor", "says"),
    [
        (1 / 3, "left out storage.replicas"),
        (3, "counted storage.replicas twice"),
        (1 / 9, "turned storage.replicas over"),
        (1 / 5, "left out storage.retention"),
        (5, "counted storage.retention twice"),
        (10, "left out actions.tweet.stores.picture.share"),
        (4, "left out actions.tweet.done_by"),
        (16, "turned actions.tweet.done_by over"),
        (1 / 15, "left out storage.retention and storage.replicas"),
        (1 / 3 * 400 / 365, "left out storage.replicas, with a year of 400 days"),
    ],
)
def test_an_input_left_out_or_doubled_or_turned_over_is_named(
    twitter: Values, factor: float, says: str
) -> None:
    found = hold(twitter, PICTURES, f"{PICTURE * factor:.4g} PB")
    assert found.verdict is Verdict.OFF
    assert found.reason.startswith(f"you would get this if you {says}"), found.reason
    assert found.factor == pytest.approx(factor, rel=1e-3)


# Primes, so that no two inputs have the same effect, nor with a shorter day.
CHAIN = {
    "users.daily_share": ("29%", "31%", "37%"),
    "actions.tweet.done_by": ("53%", "59%", "61%"),
    "actions.tweet.per_user": ("7 / day", "11 / day", "13 / day"),
    "actions.tweet.peak_factor": ("17", "19", "23"),
}
LEFT_OUT = dict(zip(CHAIN, ("100%", "100%", "1 / day", "1"), strict=True))
CHAINS = st.fixed_dictionaries({name: st.sampled_from(among) for name, among in CHAIN.items()})


@given(CHAINS, st.sampled_from(sorted(CHAIN)), st.sampled_from(["exact", "rounded"]))
def test_an_input_left_out_is_named(inputs: dict[str, str], name: str, convention: str) -> None:
    scenario = est.load("twitter").set({"users.monthly": "997M"} | inputs)
    said = scenario.set({name: LEFT_OUT[name]}).estimate(convention)["actions.tweet.peak_rate"]
    values = scenario.estimate()._values  # noqa: SLF001 - what a result is made of
    found = hold(values, "actions.tweet.peak_rate", f"{said.magnitude!r} tweet/s")
    first, *conventions = found.judgement.ways
    assert first.says == f"left out {name}"
    assert [way.slip for way in conventions] == ["day-1e5"] * (convention == "rounded")


@pytest.mark.parametrize("name", ["users.daily", "actions.tweet.rate", "traffic.peak_rate"])
def test_an_input_that_does_not_move_a_result_is_not_named(twitter: Values, name: str) -> None:
    value = twitter.in_unit(name) / 3
    unit = {"users.daily": "user", "actions.tweet.rate": "tweet/s"}.get(name, "request/s")
    assert "replicas" not in hold(twitter, name, f"{value!r} {unit}").reason


def test_a_formula_in_a_field_is_an_input_too() -> None:
    text = """
users: {daily: 1M}
actions:
  post: {per_user: 7 / day, peak_factor: "2 * spread"}
formulas: {spread: "5.5"}
"""
    values = worked_out(text)
    said = f"{values.in_unit('actions.post.rate')!r} post/s"
    assert hold(values, "actions.post.peak_rate", said).reason.startswith(
        "you would get this if you left out actions.post.peak_factor"
    )


def test_a_convention_is_told_the_other_way_round_where_a_scenario_has_it() -> None:
    values = worked_out(TWITTER, "rounded")
    found = hold(values, "actions.tweet.peak_rate", "1736 tweet/s")
    assert found.says == "rounded: a day of 86,400 seconds"
    found = hold(values, PICTURES, "4106 TB")
    assert found.says == "rounded: a year of 365 days"


def test_a_convention_is_told_only_where_the_result_takes_it(twitter: Values) -> None:
    found = hold(twitter, "actions.tweet.per_day", "64.8M tweet/day")
    assert found.says == "same order, 1/1.16 ×: no known slip explains it"
    found = hold(twitter, "actions.tweet.peak_rate", "2009 tweet/s")
    assert found.verdict is Verdict.SAME_ORDER


def test_of_a_few_servers_nothing_is_told() -> None:
    values = worked_out("formulas: {load: 15 request/s, pool: ceil(load / (8 request/s/server))}")
    assert hold(values, "pool", "1 server").says == "same order, 1/2 ×: no known slip explains it"


def test_general_slips_are_told_too(twitter: Values) -> None:
    assert hold(twitter, PICTURES, "33 PB").slips == ("bits-bytes",)
    assert hold(twitter, PICTURES, "4.1 TB").slips == ("unit-scale",)


def test_what_is_no_amount_or_of_no_result_is_refused(twitter: Values) -> None:
    with pytest.raises(est.UnknownNameError) as unknown:
        hold(twitter, "actions.tweet.peak_rates", "5 tweet/s")
    assert str(unknown.value) == (
        "error[unknown-name]: there is no result actions.tweet.peak_rates\n"
        "     hint: did you mean actions.tweet.peak_rate?"
    )
    with pytest.raises(est.FormulaError) as unread:
        hold(twitter, "actions.tweet.peak_rate", "5 mbps")
    assert str(unread.value) == (
        "claim:1:3: error[ambiguous-unit]: mbps can be read in two ways\n"
        "      1 │ 5 mbps\n"
        "        │   ────\n"
        "     hint: write Mbit/s or MB/s"
    )


def test_the_verdicts_of_a_scenario_are_those_there_are() -> None:
    known = get_args(get_args(Claim.model_fields["verdict"].annotation)[0])
    assert known == tuple(verdict.value for verdict in Verdict)


LOAD = "formulas: {load: 3 * 20 request/s}\nclaims: [{of: load, says: %s}]\n"


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("60 request/s", 0),
        ("55 to 65 request/s", 0),
        ("100 request/s", 0),
        ("600 request/s", 1),
        ("1 TB", 1),
        ("600 request/s, verdict: off", 0),
        ("1 TB, verdict: wrong kind", 0),
        ("60 request/s, verdict: off", 1),
        ("100 request/s, verdict: same order", 0),
        ("600 request/s, verdict: same order", 1),
    ],
)
def test_a_claim_that_is_off_or_not_as_known_fails_a_run(run: RUN, claim: str, code: int) -> None:
    done = run("-", stdin=LOAD % claim)
    assert (done.returncode, done.stderr) == (code, "")


def test_a_claim_that_is_not_as_known_says_so(run: RUN) -> None:
    done = run("-", stdin=LOAD % "60 request/s, verdict: off")
    assert "  load: 60 request/s; here 60 request/s: exact, not off as was known\n" in done.stdout


@pytest.mark.parametrize("arguments", [("--set", "users.monthly=3M"), ("--conventions", "rounded")])
def test_with_changes_a_claim_is_shown_and_fails_nothing(
    run: RUN, arguments: tuple[str, ...]
) -> None:
    text = TWITTER.replace(", verdict: off", "")
    assert run("-", stdin=text).returncode == 1
    done = run("-", *arguments, stdin=text)
    assert done.returncode == 0
    assert f"{PICTURES}: 9 PB (the notes); here " in done.stdout


def test_under_both_conventions_its_own_is_judged(run: RUN) -> None:
    text = TWITTER.replace(", verdict: off", "")
    assert run("-", "--conventions", "both", stdin=text).returncode == 1
    assert run("twitter", "--conventions", "both").returncode == 0


@pytest.mark.parametrize("name", est.scenarios())
def test_no_shipped_claim_fails(name: str) -> None:
    assert [c.text for c in est.load(name).estimate().claims if c.fails] == []


@pytest.mark.parametrize("format", ["text", "markdown", "html", "csv", "json"])
def test_every_format_has_verdict_and_reason(format: str) -> None:
    written = est.load("twitter").estimate().report(format)
    for said in ("1500 tweet/s", "rounded", "a day of 10⁵ seconds", "a year of 400 days"):
        assert said in written


def test_json_has_all_of_a_claim() -> None:
    kind = LOAD % "1 TB, by: someone"
    (claim,) = json.loads(est.load(kind).estimate().report("json"))["claims"]
    assert claim == {
        "name": "load",
        "says": "1 TB",
        "by": "someone",
        "here": "60 request/s",
        "verdict": "wrong kind",
        "factor": None,
        "slips": [],
        "reason": "data, where requests per second are asked for",
    }


def test_claims_on_one_result_share_its_line_as_csv() -> None:
    text = "formulas: {x: 2 * 5 GB}\nclaims: [{of: x, says: 10 GB}, {of: x, says: 20 GB, by: me}]\n"
    line = est.load(text).estimate().report("csv").splitlines()[1]
    assert line.endswith('10 GB; 20 GB (me),"exact; same order, 2 ×",no known slip explains it')


def test_a_scenario_without_claims_has_no_columns_for_them() -> None:
    written = est.load("formulas: {x: 2 * 5 GB}").estimate().report("csv")
    assert written.splitlines()[0] == "name,value,unit,role,formula,origin"


def test_a_claim_is_public_data() -> None:
    claim: Checked = est.load("twitter").estimate().claims[0]
    assert (claim.name, claim.text, claim.by) == (
        "actions.tweet.peak_rate",
        "1500 tweet/s",
        "the notes",
    )
    assert (claim.verdict, claim.shown, claim.fails) == (Verdict.ROUNDED, "1,736 tweet/s", False)
    assert claim.factor == pytest.approx(0.864)
