"""Every report of an uncertain scenario says low, middle and high, and of a certain one nothing."""

import csv
import io
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.amount.reading import read_amount
from estimator.api import FORMATS, Row, Summary, render
from estimator.units.display import interval
from estimator.units.natural import PERCENT, Powers
from estimator.units.table import unit_table

PICTURES = """
users: {daily: 10M}
actions:
  post:
    done_by: 10% to 25%
    per_user: 1 to 4 / day
    stores:
      picture: {size: "lognormal(p50=100 KB, p99=1 MB)"}
      thumb: {size: lognormal(5 to 20 KB)}
      frame: {size: uniform(1 to 2 KB)}
storage: {retention: 5 years, replicas: 3}
formulas:
  bonus: 3 to 5
  twice: 2 * bonus
"""
QUEUE = """
actions: {ask: {rate: 500 to 1500 ask/s}}
servers: {web: {handles: [ask], service_time: 5 to 20 ms, cores: 1, running: 15}}
"""
CERTAIN = "{users: {daily: 10M}, actions: {post: {per_user: 2 / day}}}"


def summary(text: str, conventions: str | None = None) -> Summary:
    return est.loads(text).estimate(conventions).summary()


def rows(text: str) -> dict[str, Row]:
    return {row.name: row for row in summary(text).rows()}


def test_a_product_of_lognormals_has_the_interval_of_its_law() -> None:
    # The logarithms add up, and with them the squares of their deviations.
    row = rows("formulas: {users: 100 to 400 user, each: 1 to 9 KB/user, all: users * each}")["all"]
    half = math.hypot(math.log(4), math.log(9)) / 2
    assert row.values[0] == pytest.approx(200 * 3)
    assert row.low == pytest.approx(600 * math.exp(-half), rel=0.01)
    assert row.high == pytest.approx(600 * math.exp(half), rel=0.01)


def test_the_middle_stays_the_estimate_at_the_medians() -> None:
    found = rows(PICTURES)
    estimated = est.loads(PICTURES).estimate()
    for name, row in found.items():
        assert row.shown[0] == estimated.show(name)
        if row.uncertain:
            assert row.low <= row.values[0] <= row.high


def test_what_follows_from_certain_inputs_alone_is_certain() -> None:
    found = rows(PICTURES)
    assert not found["users.daily"].uncertain
    assert not found["storage.multiplier"].uncertain
    assert found["actions.post.rate"].uncertain
    assert found["storage.total"].uncertain


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("actions.post.done_by", ""),
        ("actions.post.stores.thumb.size", ""),
        ("actions.post.stores.picture.size", "20 to 510 KB/picture"),
        ("actions.post.stores.frame.size", "1.1 to 2 KB/frame"),
        ("bonus", "3 to 5"),
        ("twice", "6 to 10"),
    ],
)
def test_an_input_shows_its_interval_where_it_was_not_typed(name: str, shown: str) -> None:
    row = rows(PICTURES)[name]
    assert row.uncertain
    assert row.interval == shown


def test_ends_that_are_the_same_are_one_amount() -> None:
    found = rows("formulas: {load: 10 to 20 request/s, needed: ceil(load / (1000 request/s))}")
    assert found["needed"].interval == "1"
    assert found["needed"].low == found["needed"].high == 1


def test_a_report_is_the_same_at_each_run() -> None:
    assert summary(PICTURES) == summary(PICTURES)


def test_of_several_conventions_the_first_has_the_interval() -> None:
    scenario = est.loads(PICTURES)
    exact, rounded = scenario.estimate("exact"), scenario.estimate("rounded")
    both = exact.summary(rounded)
    assert both.sampled == "90 % intervals from 65,536 samples, exact"
    assert both.heads == ("exact", "rounded", "90 % interval")
    for row, alone in zip(both.rows(), exact.summary().rows(), strict=True):
        assert row.interval == alone.interval


def test_a_result_without_a_value_in_some_samples_is_named() -> None:
    found = summary(QUEUE)
    (said,) = [said for title, said in found.remarks() if title == "not in every sample"]
    assert said == [
        (
            "servers.web.wait",
            "has no value in 15 % of the samples, "
            "nor have servers.web.response_time, servers.web.concurrency",
        )
    ]
    data = json.loads(render(found, "json"))
    assert data["lacking"]["servers.web.wait"] == pytest.approx(0.15, abs=0.01)


def test_every_report_says_alike_what_has_no_value_in_some_samples() -> None:
    scenario = est.loads(QUEUE)
    simulation = scenario.simulate(65_536, of="servers.web.wait")
    said = "servers.web.wait has no value in 15 % of the samples"
    assert said in simulation.report().splitlines()
    told = str(scenario.sensitivity("servers.web.wait")).splitlines()
    (line,) = [line for line in told if " no value " in line]
    assert re.sub(r"\d\d %.*", "15 % of the samples", line) == said


@pytest.mark.parametrize("most", ["20 GB", "5 GB to 20 GB", "1 GB to 20 GB"])
def test_a_limit_is_passed_as_likely_as_its_upper_end(most: str) -> None:
    scenario = est.loads(f"formulas: {{load: 4 to 100 GB}}\nlimits: {{load: {most}}}")
    simulation = scenario.simulate(4096)
    chances = json.loads(simulation.report("json", "load > 20 GB"))["chances"]
    assert [*chances] == [*dict.fromkeys([f"load > {most}", "load > 20 GB"])]
    assert {*chances.values()} == {simulation.chance("load > 20 GB")}
    assert f"load > {most}: 49.8 % of the samples" in simulation.report()


def test_many_results_are_drawn_less_often() -> None:
    chain = "".join(f"  x{n + 1}: x{n} + 1\n" for n in range(600))
    found = summary(f"formulas:\n  x0: 1 to 3\n{chain}")
    assert 600 * found.samples <= 2**24
    assert found.samples > 20_000


def test_text_sets_the_interval_in_a_column_behind_the_value() -> None:
    scenario = "formulas: {load: 10 to 1000 request/s, twice: 2 * load, other: 3}"
    assert est.loads(scenario).estimate().report().splitlines()[1:] == [
        "90 % intervals from 65,536 samples",
        "                 value          90 % interval",
        "",
        "formulas",
        "  load   100 request/s  10 to 1,000 request/s",
        "  twice  200 request/s  20 to 2,000 request/s",
        "  other              3",
    ]


@pytest.mark.parametrize("format_", ["markdown", "html", "text"])
def test_every_format_shows_the_interval(format_: str) -> None:
    found = summary(PICTURES)
    written = render(found, format_).replace("\\", "")
    assert found.sampled in written
    for row in found.rows():
        assert row.quiet or row.interval in written


def test_csv_and_json_hold_the_ends_in_the_unit_of_the_value() -> None:
    found = summary(PICTURES)
    table = list(csv.reader(io.StringIO(render(found, "csv"))))
    assert table[0] == ["name", "value", "unit", "low", "high", "role", "formula", "origin"]
    lines = {line[0]: line for line in table[1:]}
    results = json.loads(render(found, "json"))["results"]
    for row in found.rows():
        ends = [float(cell) for cell in lines[row.name][3:5] if cell]
        assert ends == ([row.low, row.high] if row.uncertain else [])
        assert [results[row.name][key] for key in ("low", "high") if key in results[row.name]] == (
            ends
        )


def test_scientific_reports_have_scientific_ends() -> None:
    result = est.loads("formulas: {load: 10 to 1000 request/s, twice: 2 * load}").estimate()
    (load, _) = result.summary(scientific=True).rows()
    assert load.interval == "1 * 10^1 request/s to 1 * 10^3 request/s"


@pytest.mark.parametrize("format_", FORMATS)
def test_a_certain_report_says_nothing_of_intervals(format_: str) -> None:
    found = summary(CERTAIN)
    assert found.sampled == ""
    written = render(found, format_)
    assert "interval" not in written
    assert "low" not in written.splitlines()[0]


def test_an_input_that_nothing_takes_is_not_sampled() -> None:
    found = summary("formulas: {spare: 1 to 3, other: 2}")
    assert found.sampled == "90 % intervals"
    assert [row.interval for row in found.rows()] == ["1 to 3", ""]


def test_a_derivation_says_the_interval_in_its_head() -> None:
    result = est.loads(PICTURES).estimate()
    head = result.explain("twice").splitlines()[0]
    assert head == "twice = 7.75  (90 % interval: 6 to 10)"
    assert "90 % interval: 6 to 10" in result.explain("twice", "markdown")
    assert "90 % interval: 6 to 10" in result.explain("twice", "html")
    assert json.loads(result.explain("twice", "json"))["interval"] == "6 to 10"
    assert "interval" not in json.loads(result.explain("users.daily", "json"))


def test_a_derivation_and_a_report_say_the_same_interval() -> None:
    result = est.loads(PICTURES).estimate()
    for row in result.summary().rows():
        if row.role == "answer":
            assert result.derivation(row.name).interval == row.interval


def test_a_certain_result_is_explained_without_numpy() -> None:
    program = (
        f"import sys, estimator as est; est.loads({PICTURES!r}).estimate().explain('users.daily'); "
        "sys.exit('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
    assert done.returncode == 0


def test_the_page_shows_the_interval_below_each_value() -> None:
    app = Path(__file__).parents[1] / "app.py"
    page = AppTest.from_file(str(app), default_timeout=30).run()
    page.text_input(key="twitter/box/actions.tweet.done_by").set_value("10% to 25%").run()
    uncertain = page.session_state["spaces"]["twitter"].text
    assert not page.exception
    shown = rows(uncertain)["actions.tweet.peak_rate"].interval
    assert shown.endswith("tweet/s")
    assert any(f":small[{shown}]" in card.label for card in page.button)
    assert "Below each value: 90 % intervals from 65,536 samples" in [
        caption.value for caption in page.caption
    ]


TABLE = unit_table("exact", ("tweet",))
UNITS: list[Powers] = [
    (),
    PERCENT,
    (("tweet", 1),),
    (("tweet", 1), ("day", -1)),
    (("s", -1),),
    (("byte", 1),),
    (("KB", 1), ("tweet", -1)),
    (("KiB", 1),),
    (("GB", 1), ("day", -1)),
    (("s", 1),),
    (("USD", 1), ("month", -1)),
]
magnitudes = st.floats(-7, 14).map(lambda x: float(f"{10**x:.6g}"))
amounts = st.one_of(magnitudes, magnitudes.map(lambda x: -x), st.just(0.0))


@given(st.sampled_from(UNITS), amounts, amounts, st.booleans())
def test_an_interval_is_read_back(unit: Powers, one: float, other: float, steps: bool) -> None:
    low, high = sorted((one, other))
    assume(high - low > 1e-3 * max(abs(low), abs(high)))
    read = read_amount(interval(low, high, unit, TABLE, steps=steps), TABLE)
    # Half of a step of a quarter of the distance.
    blur = (high - low) / 8 * (1 + 1e-9)
    assert read.low == pytest.approx(low, abs=blur, rel=0)
    assert read.high == pytest.approx(high, abs=blur, rel=0)


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        (35e15, 8e17, (("byte", 1),), "35 to 800 PB"),
        (3e15, 8e17, (("byte", 1),), "3 to 800 PB"),
        (311.4, 2384, (("tweet", 1), ("s", -1)), "310 to 2,400 tweet/s"),
        (9.16e6, 2.1e7, (("tweet", 1),), "9.2 M to 21 M tweet"),
        (8e5, 2.1e7, (("tweet", 1),), "800 k to 21 M tweet"),
        (80, 2.1e7, (("tweet", 1),), "80 tweet to 21 M tweet"),
        (80, 2.1e7, (), "80 to 21,000,000"),
        (298.2, 305.4, (("tweet", 1),), "298 to 305 tweet"),
        (0.1, 0.25, PERCENT, "10% to 25%"),
        (0.99954, 0.99987, PERCENT, "99.954% to 99.987%"),
        (0, 35e15, (("byte", 1),), "0 to 35 PB"),
        (-2, 3, (("s", 1),), "-2 to 3 s"),
        (3, 3, (("tweet", 1),), "3 tweet"),
    ],
)
def test_an_interval_shares_what_its_ends_share(
    low: float, high: float, unit: Powers, shown: str
) -> None:
    assert interval(low, high, unit, TABLE) == shown
