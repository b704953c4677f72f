"""The value at which a condition begins to be met: it meets it, and what is just short does not."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.engine.result import Values
from estimator.engine.target import target
from estimator.errors import DomainError, EstimatorError, NoSuchValueError
from estimator.pipeline import estimate
from estimator.source import Source
from estimator.whatif.goalseek import Solution, solve

SYSTEM = """
users: {daily: 10M}
actions:
  call: {kind: read, per_user: 20 / day, peak_factor: 2.5, response_size: 10 KB}
  post: {kind: write, per_user: 2 / day, peak_factor: 2.5, stores: {text: {size: 1 KB}}}
storage: {retention: 5 years, replicas: 3}
servers:
  web: {handles: [call], capacity: 1k / s, utilization: 60%, zones: 3, zones_lost: 1, spare: 2}
  app: {handles: [call], service_time: 20 ms, cores: 16}
database: {handles: [call, post], replicas: 3, node_capacity: 1 TB}
growth: {rate: -10%}
formulas:
  hump: users.daily / 1M user * (100 - users.daily / 1M user)
  tooth: servers.app.offered / 16 core / (servers.app.count / 1 server)
  below: -5
  thrice: 3 * below
  fixed: 2 * 3 GB
"""


def of(text: str) -> Values:
    return estimate(Source("scenario", text))


@pytest.fixture(scope="module")
def system() -> Values:
    return of(SYSTEM)


def shipped(name: str) -> Values:
    return of(est.load(name).text)


BASE = {
    "users.daily": "user",
    "servers.web.capacity": "request/s/server",
    "servers.web.utilization": "",
    "servers.web.spare": "server",
    "servers.web.zones": "zone",
    "servers.web.zones_lost": "zone",
    "servers.app.service_time": "s/request",
    "servers.app.utilization": "",
    "actions.call.peak_factor": "",
    "actions.post.stores.text.size": "byte/text",
    "storage.retention": "s",
    "storage.headroom": "",
    "storage.compression": "",
    "database.replicas": "",
    "database.utilization": "",
    "below": "",
}


def put_back(found: Solution, value: float) -> Values:
    """Work the scenario out again, with a value written into it."""
    changed = est.loads(SYSTEM).set({found.name: f"{value!r} {BASE[found.name]}"})
    return of(changed.text)


results = {
    "servers.web.count": st.integers(3, 500).map(str),
    "servers.app.count": st.integers(1, 300).map(str),
    "database.nodes": st.integers(2, 1000).map(str),
    "database.shards": st.integers(1, 500).map(str),
    "storage.total": st.floats(1, 1e4).map(lambda x: f"{x:.4g} TB"),
    "servers.app.busy": st.floats(1, 99.9).map(lambda x: f"{x:.4g}%"),
    "traffic.peak_rate": st.floats(1, 1e6).map(lambda x: f"{x:.4g} / s"),
    "hump": st.floats(-1e4, 2499).map(repr),
    "tooth": st.floats(0.5, 0.999).map(repr),
    "thrice": st.floats(-1e3, 1e3).map(repr),
}


@st.composite
def conditions(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from([*results]))
    sign = draw(st.sampled_from(["<", "<=", ">", ">=", "="]))
    return f"{name} {sign} {draw(results[name])}"


@settings(max_examples=100)
@given(st.sampled_from([*BASE]), conditions())
def test_an_answer_put_back_into_the_scenario_meets_the_condition(name: str, until: str) -> None:
    values = of(SYSTEM)
    try:
        found = solve(values, name, until)
    except NoSuchValueError:
        sought = target(until, values)
        assert not sought.met(values.by_name[sought.name])
        return
    after = put_back(found, found.value).by_name[found.target.name]
    assert found.target.met(after)
    assert after == pytest.approx(found.at, rel=1e-9, abs=1e-9)
    assert found.already == target(until, values).met(values.by_name[found.target.name])
    assert (found.value == found.today) == found.already
    assert {"up": found.value > found.today, "down": found.value < found.today}.get(
        found.direction, found.already
    )


@settings(max_examples=60)
@given(st.sampled_from([*BASE]), conditions())
def test_just_short_of_an_answer_the_condition_is_not_met(name: str, until: str) -> None:
    try:
        found = solve(of(SYSTEM), name, until)
    except NoSuchValueError:
        return
    if found.already:
        return
    if found.target.met(found.before):
        # What moves without steps is near enough to a value before it is there.
        assert found.target.sign == "="
        assert found.before == pytest.approx(found.at, rel=1e-9)
        return
    step = 1.0 if name.endswith(("spare", "zones", "zones_lost", "replicas")) else 0.0
    short = found.value - max(step, abs(found.value) * 1e-9) * (
        1 if found.direction == "up" else -1
    )
    if short == found.today:
        return
    try:
        after = put_back(found, short).by_name.get(found.target.name, math.nan)
    except DomainError:
        return
    assert not found.target.met(after)


@settings(max_examples=50)
@given(st.floats(1, 1e6), st.sampled_from(["up", "down"]))
def test_of_a_product_the_answer_is_the_quotient(times: float, way: str) -> None:
    values = of("formulas: {side: 5, area: 3 * side^2}")
    limit = 75 * times if way == "up" else 75 / times
    if times < 1 + 1e-6:
        return
    found = solve(values, "side", f"area = {limit!r}")
    assert found.value == pytest.approx(math.sqrt(limit / 3), rel=1e-10)
    assert found.direction == way


def test_the_first_answer_on_the_way_up_is_taken(system: Values) -> None:
    # The hump is 900 today, at 10 M users; it is 1,600 at 20 M and at 80 M.
    assert solve(system, "users.daily", "hump > 1600").value == pytest.approx(20e6)
    assert solve(system, "users.daily", "hump < 500").value == pytest.approx(94.72e6, rel=1e-4)


def test_the_way_down_is_taken_where_the_way_up_has_none(system: Values) -> None:
    found = solve(system, "users.daily", "storage.total < 11 TB")
    assert (found.direction, found.value) == ("down", pytest.approx(1e7 * 11 / 109.5, rel=1e-6))


def test_shipped_scenarios_say_when() -> None:
    found = solve(shipped("twitter"), "users.monthly", "traffic.web_servers > 1")
    assert found.value == pytest.approx(1.728e9)
    assert (found.before, found.at, found.already) == (1, 2, False)
    again = solve(shipped("pastebin"), "actions.paste.total", "database.nodes > 2")
    assert (again.before, again.at) == (2, 4)
    there = solve(shipped("reddit"), "users.daily", "database.nodes > 1")
    assert (there.already, there.value) == (True, there.today)
    assert math.isnan(there.before)


@pytest.mark.parametrize(
    ("until", "value"), [("servers.web.count = 35", 7e6), ("servers.web.count > 100", 1e8)]
)
def test_a_range_between_two_amounts_is_kept_to(system: Values, until: str, value: float) -> None:
    low, high = f"{value / 2!r}", f"{value * 4!r}"
    found = solve(system, "users.daily", until, between=(low, high))
    assert value / 2 <= found.value <= value * 4
    assert found.target.met(found.at)


def test_a_range_that_begins_beyond_the_answer_gives_its_end(system: Values) -> None:
    found = solve(system, "users.daily", "servers.web.count > 30", between=("50M", "1B"))
    assert (found.value, found.direction) == (50e6, "up")
    assert math.isnan(found.before)
    less = solve(system, "users.daily", "servers.web.count < 60", between=("1", "1M"))
    assert (less.value, less.direction) == (1e6, "down")


def test_a_range_across_zero_is_looked_through(system: Values) -> None:
    found = solve(system, "below", "thrice > 30", between=("-10", "100"))
    assert found.value == pytest.approx(10)
    assert solve(system, "growth.rate", "growth.factor > 2").value == pytest.approx(2**0.2 - 1)


def test_what_comes_in_wholes_is_whole(system: Values) -> None:
    found = solve(system, "servers.web.spare", "servers.web.count > 20")
    assert (found.value, found.before, found.at) == (6, 20, 21)
    zones = solve(system, "servers.web.zones_lost", "servers.web.count > 20")
    assert (zones.value, zones.at) == (2, 32)
    many = solve(system, "servers.web.spare", "servers.web.count > 123456789")
    assert many.value == 123456775


def test_a_peak_between_two_tries_is_found(system: Values) -> None:
    # Use goes up to all of it, and falls when a server is added.
    found = solve(system, "users.daily", "tooth > 99.9999%", between=("1M", "1B"))
    assert found.at == pytest.approx(0.999999, rel=1e-8)
    assert found.value == pytest.approx(11059200 * 0.999999, rel=1e-8)
    top = solve(system, "users.daily", "hump > 2499.9999")
    assert top.value == pytest.approx(49.99e6, rel=1e-5)


NONE: dict[tuple[str, ...], str] = {
    ("users.daily", "servers.app.count < 1"): """\
error[no-such-value]: no users.daily between 0.01 user and 1e+16 user makes servers.app.count < 1
     hint: the least is 1 server, where users.daily is 1.37 M user""",
    ("users.daily", "servers.app.count > 9", "1M", "11M"): """\
error[no-such-value]: no users.daily between 1 M user and 11 M user makes servers.app.count > 9
     hint: the most is 8 server, where users.daily is 10 M user""",
    ("users.daily", "servers.app.count > 9", "1M", "1.1M"): """\
error[no-such-value]: no users.daily between 1 M user and 1.1 M user makes servers.app.count > 9
     hint: it is 1 server all the way""",
    ("servers.web.utilization", "servers.web.count = 33"): """\
error[no-such-value]: no servers.web.utilization between 1e-09% and 100% makes \
servers.web.count = 33
     hint: it steps from 32 server to 35 server where servers.web.utilization is 28.9%""",
    ("servers.web.zones_lost", "servers.web.count = 99"): """\
error[no-such-value]: no servers.web.zones_lost between 0 zone and 1 billion zone makes \
servers.web.count = 99
     hint: what the scenario itself refuses is left out: servers.web.zones_lost, 4 zone, must be \
below servers.web.zones, 3 zone""",
    ("servers.web.capacity", "storage.total > 1 EB"): """\
error[no-influence]: storage.total does not depend on servers.web.capacity
     hint: it depends on users.daily, actions.post.per_user, actions.post.stores.text.size, \
storage.retention, storage.replicas, actions.post.done_by, …""",
    ("users.daily", "hump > 2501"): """\
error[no-such-value]: no users.daily between 0.01 user and 1e+16 user makes hump > 2501
     hint: the most is 2.5 k, where users.daily is 50 M user""",
    ("servers.web.count", "storage.total > 1 EB"): """\
error[no-input]: servers.web.count is worked out, and no input
     hint: it follows from users.daily, actions.call.per_user, actions.call.peak_factor, \
servers.web.capacity, servers.web.utilization, servers.web.spare, …""",
    ("database.read_capacity", "database.nodes > 1000"): """\
error[no-input]: database.read_capacity is the formula 1 query/node / notes.ssd_read_8_kb
     hint: give it an amount first, such as 10 k query/s/node""",
    ("thrice", "hump > 5"): """\
error[no-input]: thrice is the formula 3 * below
     hint: give it an amount first, such as -15, or move what it follows from: below""",
    ("notes.ssd_read_8_kb", "database.nodes > 1000"): """\
error[no-input]: notes.ssd_read_8_kb is a constant, and no input
     hint: give database.read_capacity an amount, and move that""",
    ("users.dayly", "hump > 5"): """\
error[unknown-name]: there is no result users.dayly
     hint: did you mean users.daily?""",
    ("users.daily", "hump > 1000", "1M", "10 GB"): """\
between:1:1: error[wrong-kind]: this is data, where users is asked for
      1 │ 10 GB
        │ ─────
     hint: write it in user""",
    ("users.daily", "hump > 1000", "2M", "1M"): """\
error[range-reversed]: the range runs from 2M down to 1M
     hint: give 1M first, then 2M""",
    ("servers.web.utilization", "servers.web.count > 1000", "0%", "50%"): """\
between:1:1: error[out-of-range]: this must be above 0
      1 │ 0%
        │ ──""",
}


@pytest.mark.parametrize("case", NONE, ids=" ".join)
def test_where_no_value_does_it_is_said_what_there_is_instead(
    case: tuple[str, ...], system: Values
) -> None:
    name, until, *ends = case
    between: Any = tuple(ends) or None
    with pytest.raises(EstimatorError) as caught:
        solve(system, name, until, between)
    assert str(caught.value) == NONE[case]


def test_where_the_result_has_no_value_that_is_said() -> None:
    values = of('{users: {daily: 10M}, formulas: {load: 0.5, wait: "queue_wait(1, load) * 10 ms"}}')
    for sign in ("<", ">", "="):
        with pytest.raises(NoSuchValueError, match="hint: wait has no value there"):
            solve(values, "load", f"wait {sign} 50 ms", ("1.1", "2"))


HUGE = [
    ("1e-300", "1e300"),
    ("1e-308", "1B"),
    ("4.94e-324", "1.79e308"),
    ("0", "1.7e308"),
    ("-1.7e308", "1.7e308"),
]


@pytest.mark.parametrize("between", HUGE, ids=" to ".join)
@pytest.mark.parametrize(("until", "value"), [("twice > 1e5", 5e4), ("half = 20", 40)])
def test_a_range_can_be_as_wide_as_numbers_go(
    between: tuple[str, str], until: str, value: float
) -> None:
    found = solve(of("formulas: {a: 5, twice: 2 * a, half: a / 2}"), "a", until, between)
    assert found.value == pytest.approx(value, rel=1e-8)
    assert found.target.met(found.at)


@pytest.mark.parametrize("between", [("0", "1e-320"), ("0", "4.94e-324"), ("1e-320", "1e-310")])
def test_a_range_can_be_next_to_nothing(between: tuple[str, str]) -> None:
    values = of("formulas: {a: 5, half: a / 2}")
    with pytest.raises(NoSuchValueError, match=r"the most is \S+, where a is|it is 0 all the way"):
        solve(values, "a", "half > 1", between)
    assert solve(values, "a", "half < 1", between).value == float(between[1])


def test_an_answer_among_the_largest_numbers_is_found_to_the_last_figure() -> None:
    values = of("formulas: {a: 1e300, half: a / 2}")
    found = solve(values, "a", "half > 8.5e307", ("1e300", "1.79e308"))
    assert found.value == pytest.approx(1.7e308, rel=1e-8)
    assert found.before == pytest.approx(found.at, rel=1e-8)


def test_an_answer_can_be_too_large_for_the_unit_that_it_is_shown_in() -> None:
    values = of("formulas: {a: 5 ms, b: a * 1}")
    found = solve(values, "a", "b > 1e306 s", ("1 ms", "1e307 s"))
    assert found.value == pytest.approx(1e306, rel=1e-8)


def test_a_formula_that_holds_a_share_is_moved_up_to_all() -> None:
    values = of("formulas: {hit: 50%, cost: 100 * hit}")
    assert solve(values, "hit", "cost >= 99.9").value == pytest.approx(0.999, rel=1e-8)
    with pytest.raises(NoSuchValueError, match="no hit between 0% and 100% makes cost > 150"):
        solve(values, "hit", "cost > 150")
    assert solve(values, "hit", "cost > 150", ("0%", "200%")).value == pytest.approx(1.5, rel=1e-8)


@pytest.mark.parametrize("until", ["users.daily > 50M", "users.daily = 50M", "users.daily < 1M"])
def test_a_condition_can_be_on_the_input_itself(until: str, system: Values) -> None:
    found = solve(system, "users.daily", until)
    assert found.value == found.at == pytest.approx(found.target.limit, rel=1e-8)


def test_an_input_that_nothing_takes_is_said_to_be_one() -> None:
    values = of("users: {daily: 5M}\nservers: {web: {load: 5k / s}}")
    with pytest.raises(NoSuchValueError, match="nothing in this scenario depends on"):
        solve(values, "servers.web.spare", "users.daily > 5M")


def test_a_value_that_the_scenario_refuses_is_no_answer() -> None:
    values = of("formulas: {a: 2, b: 3 * a, c: ln(9 - a)}")
    assert solve(values, "a", "b = 21").value == pytest.approx(7)
    with pytest.raises(NoSuchValueError, match=r"refuses is left out: c has no value"):
        solve(values, "a", "b > 60")
