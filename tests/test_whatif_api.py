"""Solutions, crossovers and comparisons as a person gets them: quantities, sentences, reports."""

import csv
import io
import json
import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.api import Scenario
from estimator.report.point import times

TWITTER = est.load("twitter")
CHAT = est.load("chat")
DISCORD = est.load("discord")
REDDIT = est.load("reddit")


# Solutions


def test_a_solution_has_quantities() -> None:
    found = TWITTER.solve("users.monthly", until="traffic.web_servers > 1")
    assert (found.name, found.until) == ("users.monthly", "traffic.web_servers > 1")
    assert (found.already, found.direction) == (False, "up")
    assert found.value.to("user").magnitude == pytest.approx(1.728e9)
    assert found.today.to("user").magnitude == 300e6
    assert [x.to("server").magnitude for x in (found.before, found.at)] == [1, 2]


def test_a_share_is_a_part_of_one() -> None:
    found = est.load("zerodha_reports").solve(
        "servers.results.utilization", until="servers.results.count > 1"
    )
    assert found.today.magnitude == 0.7
    assert found.value.magnitude == pytest.approx(0.2025, rel=1e-3)


SAID = {
    ("twitter", "users.monthly", "traffic.web_servers > 1"): """\
users.monthly of 1.73 billion users makes traffic.web_servers > 1: 2 servers there, 1 server just \
below; that is 5.76 × today's 300 M users""",
    ("twitter", "storage.retention", "storage.total < 100 PB"): """\
storage.retention of 1.2 years makes storage.total < 100 PB; that is 0.241 × today's 5 years""",
    ("reddit", "users.daily", "database.nodes > 1"): """\
database.nodes > 1 holds today: database.nodes is 11 nodes, where users.daily is 91 M users""",
    ("zerodha_reports", "servers.results.utilization", "servers.results.count > 1"): """\
servers.results.utilization of 20.2% makes servers.results.count > 1: 2 servers there, 1 server \
just above; that is 0.289 × today's 70%""",
    ("chat", "database.replicas", "database.nodes > 600"): """\
database.replicas of 4 makes database.nodes > 600: 732 nodes there, 549 nodes just below; that is \
1.33 × today's 3""",
}


@pytest.mark.parametrize("case", SAID, ids=" ".join)
def test_a_solution_is_a_sentence(case: tuple[str, str, str]) -> None:
    name, *question = case
    assert str(est.load(name).solve(*question)) == SAID[case]


def test_where_today_is_nothing_the_sentence_has_no_ratio() -> None:
    shop = TWITTER.set({"storage.headroom": "0%"})
    found = shop.solve("storage.headroom", until="storage.total > 500 PB")
    assert str(found) == ("storage.headroom of 17.1% makes storage.total > 500 PB; today it is 0%")


def test_the_range_can_be_numbers_and_begin_beyond_the_answer() -> None:
    found = TWITTER.solve("users.monthly", "storage.total > 1 EB", between=("1B", 2e9))
    assert found.value.magnitude == 1e9
    assert math.isnan(found.before.magnitude)
    assert "1.38 EB there, where the range begins; that is 3.33 ×" in str(found)


@pytest.mark.parametrize("between", ["1M", ("1M",), ("1M", "2M", "3M")])
def test_a_range_has_two_ends(between: Any) -> None:
    with pytest.raises(est.FormulaError, match="between takes two amounts"):
        TWITTER.solve("users.monthly", "storage.total > 1 EB", between=between)


conditions = st.one_of(
    st.integers(2, 10_000).map(lambda n: f"database.nodes > {n}"),
    st.integers(1, 500).map(lambda n: f"servers.gateway.count <= {n}"),
    st.floats(1, 1000).map(lambda x: f"storage.total >= {x:.5g} PB"),
)
moved = st.sampled_from(
    ["users.daily", "storage.retention", "database.replicas", "servers.gateway.connection_limit"]
)


@settings(max_examples=60)
@given(moved, conditions)
def test_the_value_in_the_sentence_meets_the_condition_when_it_is_copied(
    name: str, until: str
) -> None:
    try:
        found = CHAT.solve(name, until=until)
    except est.NoSuchValueError:
        return
    if found.already:
        return
    copied = json.loads(found.report("json"))["says"].partition(" of ")[2].partition(" makes ")[0]
    plain = re.sub(r"(user|year|day|hour|connection)s\b", r"\1", copied)
    assert CHAT.set({name: plain}).solve(name, until=until).already


def test_a_solution_is_a_table_too() -> None:
    found = TWITTER.solve("users.monthly", until="traffic.web_servers > 1")
    assert found.report().splitlines() == [
        "Twitter",
        "",
        "                            today  just below              there",
        "  users.monthly        300 M user              1.73 billion user",
        "  traffic.web_servers    1 server    1 server           2 server",
        "",
        "users.monthly of 1.73 billion users makes traffic.web_servers > 1: 2 servers there, "
        "1 server just below",
        "that is 5.76 × today's 300 M users",
    ]
    already = REDDIT.solve("users.daily", until="database.nodes > 1").report()
    assert "                    today\n  users.daily     91 M user\n" in already


def test_a_condition_on_the_input_itself_is_told_once() -> None:
    found = TWITTER.solve("users.monthly", until="users.monthly > 500M")
    assert str(found) == (
        "users.monthly of 501 M users makes users.monthly > 500M; "
        "that is 1.67 × today's 300 M users"
    )
    assert found.report().splitlines()[2:4] == [
        "                      today       there",
        "  users.monthly  300 M user  501 M user",
    ]
    (line,) = csv.DictReader(io.StringIO(found.report("csv")))
    assert float(line["there"]) == found.value.magnitude
    data = json.loads(found.report("json"))
    assert data["result"]["at"] == data["value"] == found.value.magnitude
    already = TWITTER.solve("users.monthly", until="users.monthly < 500M")
    assert str(already) == "users.monthly < 500M holds today: users.monthly is 300 M users"
    more = CHAT.solve("database.replicas", until="database.replicas > 3").report()
    assert more.splitlines()[2:4] == [
        "                     today  just below  there",
        "  database.replicas      3           3      4",
    ]


@pytest.mark.parametrize(
    ("limit", "said"),
    [("10.02M", "1.002 ×"), ("10.000002M", "1.0000002 ×"), ("9.98M", "0.998 ×"), ("12M", "1.2 ×")],
)
def test_what_is_not_today_is_not_once_today(limit: str, said: str) -> None:
    twice = est.load({"users": {"daily": "5M"}, "formulas": {"twice": "users.daily * 2"}})
    found = twice.solve("users.daily", until=f"twice = {limit}")
    assert str(found).endswith(f"; that is {said} today's 5 M users")


@pytest.mark.parametrize(("today", "limit"), [("1e-300", "1e300"), ("1e300", "1e-300")])
def test_a_ratio_that_is_no_number_is_not_told(today: str, limit: str) -> None:
    found = est.load({"formulas": {"a": today, "b": "a * 1"}}).solve(
        "a", until=f"b = {limit}", between=("1e-305", "1e305")
    )
    assert "today it is" in str(found)
    assert json.loads(found.report("json"))["ratio"] is None


def test_a_solution_has_its_numbers_in_full() -> None:
    found = TWITTER.solve("users.monthly", until="storage.total > 1 EB")
    value = found.value.magnitude
    data = json.loads(found.report("json"))
    assert (data["input"], data["unit"], data["value"]) == ("users.monthly", "user", value)
    assert data["ratio"] == value / 300e6
    assert data["result"]["name"] == "storage.total"
    assert data["result"]["at"] == pytest.approx(1e18, rel=1e-8)
    head, first, second = csv.reader(io.StringIO(found.report("csv")))
    assert head == ["name", "today", "before", "there", "unit"]
    assert first == ["users.monthly", "300000000.0", "", repr(value), "user"]
    assert second[0] == "storage.total"
    already = json.loads(REDDIT.solve("users.daily", until="database.nodes > 1").report("json"))
    assert (already["already"], already["result"]["before"]) == (True, None)


def test_what_no_value_makes_true_is_an_error_of_its_own() -> None:
    with pytest.raises(est.NoSuchValueError) as caught:
        TWITTER.solve("users.daily_share", until="storage.total > 1 EB")
    assert str(caught.value) == (
        "error[no-such-value]: no users.daily_share between 0% and 100% makes"
        " storage.total > 1 EB\n"
        "     hint: the most is 829 PB, where users.daily_share is 100%"
    )


# Crossovers


def test_crossovers_have_quantities_in_order() -> None:
    found = DISCORD.crossovers()
    first, second, third, last = found
    assert len(found) == 4
    assert [each.factor for each in found] == sorted(each.factor for each in found)
    assert first.name == "traffic.web_servers"
    assert [x.to("server").magnitude for x in (first.one, first.other)] == [19, 20]
    assert first.demand is not None
    assert first.demand.to("send/day").magnitude == pytest.approx(4e9 * first.factor)
    assert second.limits == ("copies", "reads")
    assert third.limits == ("storage", "writes")
    assert last.limits is None


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("url_shortener", "actions.shorten.total"),
        ("reddit", "users.daily"),
        ("twitter", "users.monthly"),
        ("uber", "actions.ride.total"),
    ],
)
def test_the_design_of_today_does_until_just_short_of_a_crossover(name: str, of: str) -> None:
    scenario = est.load(name)
    found = [*scenario.crossovers(of=of)]
    assert found
    for each in found:
        assert each.demand is not None
        short, there = (
            scenario.set({of: each.demand * part}).estimate()[each.name]
            for part in (1 - 1e-6, 1 + 1e-6)
        )
        assert (short, there) == (each.one, each.other)


def test_crossovers_are_sentences() -> None:
    assert str(DISCORD.crossovers()).splitlines() == [
        "at 1.03 × today's actions.send.rate (4.1 billion sends/day) traffic.web_servers goes "
        "from 19 to 20 servers",
        "at 8.75 × today's actions.send.rate (35 billion sends/day) database.nodes goes from 81 to "
        "82 nodes, bound by reads, no longer by copies",
        "at 37.8 × today's actions.send.rate (151 billion sends/day) database.shards is bound by "
        "writes, no longer by storage (27 shards there)",
        "at 38.9 × today's actions.send.rate (156 billion sends/day) database.shards goes from 27 "
        "to 28 shards",
    ]
    assert str(REDDIT.crossovers()).splitlines()[1:] == [
        "at 1.04 × today's demand, in year 1, database.nodes goes from 11 to 12 nodes",
        "at 6.46 × today's actions.post.total (2.78 billion posts), beyond the horizon, "
        "database.shards goes from 1 to 2 shards",
    ]


def test_counts_that_step_at_once_are_named_beside() -> None:
    found = CHAT.crossovers()
    assert [*found] == []
    assert found.at_once == ("servers.gateway.count", "database.shards", "database.nodes")
    assert str(found) == (
        "as all demand grows together, up to 100 × today's: nothing else becomes another\n"
        "within 2 % more already, being so many: "
        "servers.gateway.count, database.shards, database.nodes"
    )


def test_one_input_can_grow_alone_as_far_as_its_field_goes() -> None:
    found = TWITTER.crossovers(of="users.daily_share")
    assert str(found) == (
        "as users.daily_share grows alone, up to 2 × today's 50%: nothing becomes another"
    )
    (step,) = TWITTER.crossovers(of="users.monthly")
    assert step.demand_name == "users.monthly"
    assert [*TWITTER.crossovers(of="users.monthly", up_to=5)] == []


def test_one_input_grows_as_far_as_the_scenario_takes_it() -> None:
    found = est.load("upi_payments").crossovers(of="servers.switch.zones_lost")
    assert [*found] == []
    assert str(found).splitlines() == [
        "as servers.switch.zones_lost grows alone, up to 1 × today's 1 zone: nothing becomes "
        "another",
        "more than that the scenario refuses: servers.switch.zones_lost, 2 zone, must be below "
        "servers.switch.zones, 2 zone",
    ]
    assert "more than that the scenario refuses" in found.report()
    data = json.loads(found.report("json"))
    assert (data["up_to"], data["reached"]) == (100, 1)
    assert data["refused"].startswith("servers.switch.zones_lost, 2 zone")
    hits = est.load({"formulas": {"hit": "50%", "n": "ceil(3 - hit)"}}).crossovers(of="hit")
    assert hits.report().splitlines()[1] == "as hit grows alone, up to 2 × today's 50%"


def test_a_step_that_is_near_is_not_once_today() -> None:
    near = est.load(
        {"users": {"daily": "1M"}, "formulas": {"n": "ceil(users.daily / 500.4k user)"}}
    )
    found = near.crossovers()
    assert str(found).startswith("at 1.001 × today's users.daily (1 M users) n goes from 2 to 3")
    assert "  1.001 ×  " in found.report()


@pytest.mark.parametrize("up_to", [np.float64(10), np.int64(10)])
def test_how_far_can_be_a_number_of_numpy(up_to: Any) -> None:
    found = TWITTER.crossovers(up_to=up_to)
    assert found.report() == TWITTER.crossovers(up_to=10).report()
    assert json.loads(found.report("json"))["up_to"] == 10


def test_crossovers_are_a_table_too() -> None:
    assert REDDIT.crossovers().report().splitlines() == [
        "Reddit",
        "as all demand grows together, up to 100 × today's",
        "",
        "      at  demand there                          result                   today      there"
        "  when",
        "  1.04 ×  all of it                             traffic.web_servers  11 server  12 server"
        "  in year 1",
        "  1.04 ×  all of it                             database.nodes         11 node    12 node"
        "  in year 1",
        "  6.46 ×  actions.post.total 2.78 billion post  database.shards        1 shard    2 shard"
        "  later",
    ]
    turned = DISCORD.crossovers().report().splitlines()
    assert turned[3].split() == [
        "at",
        "actions.send.rate",
        "result",
        "today",
        "there",
        "bound",
        "by",
    ]
    assert turned[5].endswith("reads, not copies")
    many = est.load("facebook_tao").crossovers().report()
    assert "6,945 server  6,946 server" in many
    assert "a step within 2 % more already, being so many" in many


def test_crossovers_have_their_numbers_in_full() -> None:
    found = DISCORD.crossovers()
    lines = [*csv.DictReader(io.StringIO(found.report("csv")))]
    assert [float(line["factor"]) for line in lines] == [each.factor for each in found]
    assert [line["bound_by"] for line in lines] == ["", "reads", "writes", ""]
    data = json.loads(found.report("json"))
    assert [each["factor"] for each in data["crossovers"]] == [each.factor for each in found]
    assert [each["says"] for each in data["crossovers"]] == str(found).splitlines()
    assert (data["of"], data["up_to"], data["at_once"]) == (None, 100, [])


@pytest.mark.parametrize("up_to", [1, 0, -5, math.nan, math.inf, 10**400])
def test_demand_grows_to_more_than_there_is(up_to: float) -> None:
    with pytest.raises(est.DomainError, match="up_to must be a number above 1"):
        TWITTER.crossovers(up_to=up_to)


# Comparisons

BIGGER = TWITTER.set({"users.monthly": "600M", "actions.tweet.peak_factor": 3})


def test_a_comparison_has_values_by_scenario_and_reasons() -> None:
    both = est.compare(TWITTER, REDDIT)
    assert both.scenarios == ("Twitter", "Reddit")
    found = both["storage.total"]
    assert [x.to("TB").magnitude for x in found.values()] == pytest.approx([414731.25, 21.8], 0.01)
    assert [*both["database.nodes"]] == ["Reddit"]
    assert [*both["users.monthly"]] == ["Twitter"]
    assert "storage.total" in [*both]
    assert len(both) == len([*both])
    why = est.compare(TWITTER, BIGGER).why("traffic.peak_rate")
    assert str(why) == "3 ×: users.monthly 63 %, actions.tweet.peak_factor 37 %"
    first, second = why.reasons
    assert (first.name, first.share) == ("users.monthly", pytest.approx(math.log(2) / math.log(3)))
    assert [x.to("user").magnitude for x in (first.one, first.other)] == [300e6, 600e6]
    assert second.other.magnitude == 3


@pytest.mark.parametrize("pair", [("twitter", "reddit"), ("chat", "discord"), ("uber", "chat")])
def test_ratios_are_those_of_the_values_and_shares_add_up(pair: tuple[str, str]) -> None:
    both = est.compare(*pair)
    for name in both:
        one, other = both[name].values()
        why = both.why(name)
        if one.magnitude:
            assert why.ratio == pytest.approx((other / one).to("").magnitude)
        if why.reasons:
            shares = [each.share for each in why.reasons]
            assert math.fsum([*shares, why.left_out]) == pytest.approx(1)


def test_variants_go_by_what_they_set() -> None:
    double = TWITTER.set({"users.monthly": "600M"})
    assert est.compare(TWITTER, double).scenarios == ("Twitter", "users.monthly=600M")
    assert est.compare(TWITTER, TWITTER, double, double).scenarios == (
        "Twitter",
        "Twitter 2",
        "users.monthly=600M",
        "users.monthly=600M 2",
    )
    named = est.compare({"now": TWITTER, "later": double}, REDDIT)
    assert named.scenarios == ("now", "later", "Reddit")
    assert named.why("users.daily", "later").ratio == 2
    assert est.compare({"a\nb": TWITTER, "c": double}).scenarios[0].splitlines() == ["a b"]


REPORT = """\
Twitter
variant 1: users.monthly=600M, actions.tweet.peak_factor=3
exact: a day has 86,400 s, a month 30 days, a year 365 days

what differs
                                Twitter   variant 1
  users.monthly              300 M user  600 M user
  actions.tweet.peak_factor           2           3

what it comes to
                              Twitter         variant 1  ratio  why
  users.daily              150 M user        300 M user    2 ×  users.monthly
  traffic.peak_rate  1.74 k request/s  5.21 k request/s    3 ×  users.monthly 63 %,
                                                                actions.tweet.peak_factor 37 %
  storage.total                415 PB            829 PB    2 ×  users.monthly

17 more results differ, 1 result is equal: CSV and JSON have them"""

OTHERS = """\
Twitter and Reddit
exact: a day has 86,400 s, a month 30 days, a year 365 days

what differs
                        Twitter     Reddit
  users.daily        150 M user  91 M user
  storage.retention      5 year  7.63 year
  storage.replicas            3          1

what it comes to
                              Twitter           Reddit       ratio  why
  traffic.peak_rate  1.74 k request/s  105 k request/s      60.7 ×  all else 112 %,
                                                                    users.daily -12 %
  storage.total                415 PB          21.8 TB  1/19,000 ×  all else 93 %,
                                                                    storage.replicas 11 %,
                                                                    storage.retention -4 %

7 more results differ: CSV and JSON have them
only in Twitter: actions.tweet.rate, actions.tweet.peak_rate and 9 more
only in Reddit: database.reads, database.writes and 44 more
all else: sections, formulas and inputs that are in one scenario alone
a share below 0 %: that alone would move the result the other way"""


@pytest.mark.parametrize(("other", "report"), [(BIGGER, REPORT), (REDDIT, OTHERS)])
def test_a_comparison_reads_well(other: Scenario, report: str) -> None:
    assert str(est.compare(TWITTER, other)) == report
    assert max(map(len, report.splitlines())) <= 100


def test_of_three_each_is_held_against_the_first() -> None:
    found = str(est.compare({"now": TWITTER, "twice": BIGGER, "reddit": REDDIT}))
    blocks = found.split("\n\n")
    assert blocks[2].splitlines()[1].split() == ["now", "twice", "reddit"]
    assert [block.splitlines()[0] for block in blocks[3:5]] == [
        "twice against now",
        "reddit against now",
    ]
    assert "only in reddit, beside now: database.reads, database.writes and 44 more" in found


def test_conventions_can_differ() -> None:
    rounded = est.loads(TWITTER.text.replace("conventions: exact", "conventions: rounded"))
    both = est.compare({"exact": TWITTER, "rounded": rounded})
    assert str(both.why("traffic.peak_rate")) == "0.864 ×: conventions"
    assert str(both.why("actions.tweet.per_day")).startswith("1 ×")
    report = str(both)
    assert "rounded is rounded: a day has 100,000 s" in report
    assert "storage.total                415 PB           455 PB    1.1 ×  conventions" in report
    assert "what differs" not in report


def test_what_is_equal_is_left_out_and_counted() -> None:
    assert str(est.compare(TWITTER, TWITTER)).endswith("\n\nall 21 results are equal")
    nothing = est.compare("formulas: {a: 1}", "formulas: {b: 2}")
    assert str(nothing).endswith("\n\nno result is in both")


def test_an_input_given_in_one_variant_alone_is_shown() -> None:
    wider = TWITTER.set({"users.daily_share": "40% to 60%"})
    added = est.loads("title: x\nformulas: {a: 1, c: 2 * a}")
    less = est.loads("title: x\nformulas: {a: 1, b: 3, c: 2 * a}")
    assert "\n  b  –  3\n" in str(est.compare({"x": added, "y": less}))
    report = str(est.compare({"now": TWITTER, "wider": wider}))
    assert "users.daily_share  50%  40% to 60%" in report
    assert "what is uncertain is taken at its median" in report


def test_a_comparison_has_its_numbers_in_full() -> None:
    both = est.compare(TWITTER, BIGGER, REDDIT)
    _, variant, reddit = both.scenarios
    data = json.loads(both.report("json"))
    line = data["results"]["traffic.peak_rate"]
    assert line["values"]["Twitter"] == TWITTER.estimate()["traffic.peak_rate"].magnitude
    assert line["against"][variant]["ratio"] == pytest.approx(3)
    assert line["against"][variant]["why"]["of"] == "ratio"
    shares = line["against"][variant]["why"]["shares"]
    assert math.fsum(shares.values()) == pytest.approx(1)
    assert data["differ"]["users.monthly"]["values"] == {"Twitter": 300e6, variant: 600e6}
    assert "database.nodes" in data["only"][reddit][reddit]
    rows = [*csv.DictReader(io.StringIO(both.report("csv")))]
    row = next(row for row in rows if row["name"] == "actions.tweet.peak_rate")
    assert (row["Reddit"], row["ratio of Reddit"], row["why of Reddit"]) == ("", "", "")
    assert float(row[f"ratio of {variant}"]) == pytest.approx(3)


def test_a_comparison_is_a_data_frame() -> None:
    frame = est.compare(TWITTER, BIGGER).to_frame().set_index("name")
    assert frame.loc["storage.total", "ratio"] == pytest.approx(2)
    assert frame.loc["storage.total", "why"] == "users.monthly"
    assert frame.loc["storage.total", "unit"] == "byte"


def test_bad_questions_are_told() -> None:
    both = est.compare(TWITTER, REDDIT)
    with pytest.raises(est.SchemaError, match="there are not two scenarios"):
        est.compare(TWITTER)
    with pytest.raises(est.UnknownNameError, match=r"there is no scenario Redit"):
        both.why("storage.total", "Redit")
    with pytest.raises(est.UnknownNameError, match=r"no result database\.nodes"):
        both.why("database.nodes")
    with pytest.raises(est.UnknownNameError, match=r"did you mean storage\.total"):
        both["storage.totl"]


@given(st.floats(1e-9, 1e9))
def test_a_ratio_is_shown_near_what_it_is(ratio: float) -> None:
    text = times(ratio).removesuffix(" ×").replace(",", "")
    over, _, under = text.partition("/")
    assert float(over) / float(under or 1) == pytest.approx(ratio, rel=6e-3)


# What is no question

LOAD = est.loads("formulas: {load: 1 to 9, twice: 2 * load}")
NO_COUNT = "error[out-of-range]: count must be a whole number of at least 2, not "

REFUSED: dict[str, tuple[Any, type[Exception], str]] = {
    "no axes": (
        lambda: LOAD.sweep({}),
        est.SchemaError,
        "error[nothing-to-sweep]: there is no input to sweep\n"
        '     hint: give an input and its values, such as {"users.monthly": ["1M", "2M"]}',
    ),
    "two axes of one input": (
        lambda: LOAD.sweep({"load": [1, 2], "formulas.load": [3]}),
        est.SchemaError,
        "error[swept-twice]: load and formulas.load are one input\n"
        "     hint: give all its values at once",
    ),
    "part of a value": (lambda: est.linspace(1, 9, 2.5), est.DomainError, f"{NO_COUNT}2.5"),
    "a count in words": (lambda: est.geomspace(1, 9, "3"), est.DomainError, f"{NO_COUNT}'3'"),
    "a count that is yes": (
        lambda: est.linspace(1, 9, count=True),
        est.DomainError,
        f"{NO_COUNT}True",
    ),
    "a float as a count": (lambda: est.geomspace(1, 9, 3.0), est.DomainError, f"{NO_COUNT}3.0"),
    "less than nothing": (lambda: est.geomspace(1, 9, -3), est.DomainError, f"{NO_COUNT}-3"),
    "a share in words": (
        lambda: LOAD.simulate(8).quantiles("load", ["a"]),
        est.DomainError,
        "error[out-of-range]: a quantile is at a share from 0 to 1, not at 'a'",
    ),
    "a share that is no list": (
        lambda: LOAD.simulate(8).quantiles("load", 0.5),
        est.DomainError,
        "error[out-of-range]: quantiles are at a list of shares, not at 0.5\n"
        "     hint: write [0.5]",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_question_is_refused(case: str) -> None:
    ask, kind, message = REFUSED[case]
    with pytest.raises(kind) as caught:
        ask()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("values", "found"),
    [(4, [4]), ("4", [4]), (LOAD.estimate()["load"], [3]), (np.array([1, 2]), [1, 2])],
)
def test_an_axis_is_a_list_or_one_amount(values: Any, found: list[float]) -> None:
    assert LOAD.sweep({"load": values})["load"].magnitude.tolist() == pytest.approx(found)


def test_a_count_can_be_one_of_numpy() -> None:
    axis = est.linspace(1, 3, np.int64(3))
    assert LOAD.sweep({"load": axis})["twice"].magnitude.tolist() == [2, 4, 6]
    assert LOAD.simulate(np.int32(8)).samples == 8
    assert LOAD.sensitivity("twice", np.int64(64)).samples == 64
