"""The page of what-if questions, as its reader meets it."""

import pytest
from reader import alone, run
from streamlit.testing.v1 import AppTest

import estimator as est

RANGES = {"scenario": "twitter", "actions.tweet.done_by": "10% to 25%"}
PARTS = ("sure", "matters", "sweep", "limits", "goal", "compare")
MONTHLY = "twitter/{}/users.monthly"


def opened(**asked: str) -> AppTest:
    return alone("what_if", asked)


def numbers(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def texts(page: AppTest) -> str:
    return "\n".join(text.value for text in page.text)


def messages(page: AppTest) -> str:
    return "\n".join(block.value for block in page.code if "error[" in block.value)


def notices(page: AppTest) -> str:
    return "\n".join(warning.value for warning in page.warning)


def charts(page: AppTest) -> list[str]:
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def cells(page: AppTest) -> list[list[str]]:
    return [list(row) for frame in page.dataframe for row in frame.value.to_numpy().tolist()]


def asked(page: AppTest, name: str) -> str:
    return page.session_state["settings"]["what-if"].get(name, "")


@pytest.mark.parametrize("name", [*est.scenarios(), "blank"])
def test_every_part_works_for_every_scenario(name: str) -> None:
    page = opened(scenario=name)
    page.button(key=f"what-if/{name}/try").click()
    run(page)
    assert "Middle (p50)" in numbers(page)
    for part in PARTS:
        page.session_state["settings"]["what-if"]["part"] = part
        run(page)
        assert not messages(page)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "text",
    [
        "users: {daily: 1M}",
        "formulas: {load: 30 request/s, all: 3 * load}",
        "formulas: {load: 10 to 1000 request/s, all: 3 * load}",
        "formulas: {load: 0 request/s, all: 3 * load}",
        "formulas: {a: 1, b: 2}",
    ],
)
def test_small_scenarios_are_asked_too(text: str, part: str) -> None:
    page = opened(scenario="blank", part=part)
    page.session_state["spaces"]["blank"].take(text)
    assert not messages(run(page))


def test_a_range_gives_an_interval_and_a_chart() -> None:
    page = opened(**RANGES)
    assert numbers(page)["Low (p5)"] == "698 tweet/s"
    assert numbers(page)["Middle (p50)"] == "1.12 k tweet/s"
    assert numbers(page)["High (p95)"] == "1.72 k tweet/s"
    assert "Nine times out of ten actions.tweet.peak_rate is from 698 tweet/s" in charts(page)[0]


def test_a_chart_is_of_bars_and_not_of_samples() -> None:
    chart = opened(**RANGES).get("vega_lite_chart")[0].proto
    assert len(chart.spec) < 20_000


def test_the_chance_of_passing_a_limit_is_told() -> None:
    page = opened(**RANGES)
    assert numbers(page)["Chance to be over the limit"] == "–"
    page.text_input(key="what-if/twitter/limit").set_value("1.5 k tweet/s")
    run(page)
    assert numbers(page)["Chance to be over the limit"] == "13 %"
    page.selectbox(key="what-if/twitter/side").select("under")
    run(page)
    assert numbers(page)["Chance to be under the limit"] == "87 %"


def test_a_limit_of_another_kind_stays_typed_with_its_message() -> None:
    page = opened(**RANGES, limit="3 KB")
    assert page.text_input(key="what-if/twitter/limit").value == "3 KB"
    assert "error[wrong-kind]" in messages(page)
    assert numbers(page)["Chance to be over the limit"] == "–"
    assert numbers(page)["Middle (p50)"] == "1.12 k tweet/s"


def test_the_limits_of_the_scenario_are_offered() -> None:
    page = opened(scenario="blank")
    text = "formulas: {load: 10 to 1000 request/s, all: 3 * load}\nlimits: {all: 300 request/s}"
    page.session_state["spaces"]["blank"].take(text)
    run(page)
    assert page.text_input(key="what-if/blank/limit").value == "300 request/s"
    assert numbers(page)["Chance to be over the limit"] == "50 %"
    assert any("over 300 request/s  50 %" in block.value for block in page.code)


def test_a_moved_end_of_a_range_is_simulated() -> None:
    page = opened(scenario="twitter", **{"users.monthly": "100M to 500M"})
    before = numbers(page)["Middle (p50)"]
    page.select_slider(key=MONTHLY.format("range")).set_range("200M", "500M")
    run(page)
    assert numbers(page)["Middle (p50)"] != before
    assert "monthly: 200M to 500M" in page.session_state["spaces"]["twitter"].text


def test_where_all_is_certain_ranges_can_be_tried_and_kept() -> None:
    page = opened(scenario="twitter")
    text = page.session_state["spaces"]["twitter"].text
    assert numbers(page) == {"actions.tweet.peak_rate": "1.74 k tweet/s"}
    page.button(key="what-if/twitter/try").click()
    run(page)
    assert asked(page, "ranges").startswith("users.monthly,")
    assert page.session_state["spaces"]["twitter"].text == text
    assert numbers(page)["Low (p5)"] == "646 tweet/s"
    page.select_slider(key=MONTHLY.format("slider")).set_value("500M")
    run(page)
    page.button(key="what-if/twitter/keep").click()
    run(page)
    assert "monthly: 250M to 1000M" in page.session_state["spaces"]["twitter"].text
    assert not asked(page, "ranges")


def test_a_share_is_tried_by_its_odds_and_stays_below_all() -> None:
    page = opened(scenario="twitter", ranges="users.daily_share", by="10")
    page.button(key="what-if/twitter/keep").click()
    run(page)
    assert "daily_share: 9.09% to 90.91%" in page.session_state["spaces"]["twitter"].text


def test_no_range_that_reaches_an_answer_is_said() -> None:
    page = opened(scenario="twitter", of="storage.per_day", **{"storage.retention": "3 to 9 years"})
    assert "It is this for certain" in texts(page)


def test_a_tornado_has_a_bar_for_each_range() -> None:
    page = opened(**RANGES, part="matters", of="storage.total")
    assert "actions.tweet.done_by moves storage.total most: 166 PB to 415 PB" in charts(page)[0]
    assert "actions.tweet.done_by explains 100 % of the variance alone" in texts(page)


def test_what_is_certain_has_elasticities() -> None:
    page = opened(scenario="twitter", part="matters")
    assert "where an input is 1 % more: +1 % for users.monthly" in charts(page)[0]


def test_a_sweep_shows_answers_in_their_units_or_as_ratios() -> None:
    page = opened(scenario="twitter", part="sweep", also="storage.total")
    assert [said.split(" goes")[0] for said in charts(page)] == [
        "actions.tweet.peak_rate",
        "storage.total",
    ]
    assert "from 30 M user to 3 billion user" in charts(page)[0]
    page.segmented_control(key="what-if/view").set_value("ratio")
    run(page)
    assert len(charts(page)) == 1


def test_the_range_of_a_sweep_is_typed_and_is_that_of_its_input() -> None:
    page = opened(scenario="twitter", part="sweep", low="1M", high="2 KB")
    assert "error[wrong-kind]" in messages(page)
    assert page.text_input(key="what-if/twitter/high").value == "2 KB"
    page.selectbox(key="what-if/twitter/vary").select("storage.retention")
    run(page)
    assert page.text_input(key="what-if/twitter/high").value == "50 year"
    assert not messages(page)


@pytest.mark.parametrize(
    ("low", "high"),
    [("1B", "1M"), ("5M", "5M"), ("0", "1B"), ("-1", "1M"), ("x", ""), ("1%", "2%")],
)
def test_odd_ends_of_a_sweep_are_drawn_or_told(low: str, high: str) -> None:
    page = opened(scenario="twitter", part="sweep", low=low, high=high)
    assert charts(page) or messages(page) or "in that range" in texts(page)


def test_steps_of_counts_come_in_their_order() -> None:
    page = opened(scenario="reddit", part="limits")
    assert [row[2] for row in cells(page)] == [
        "traffic.web_servers",
        "database.nodes",
        "database.shards",
    ]
    page.selectbox(key="what-if/reddit/grows").select("actions.post.total")
    run(page)
    assert not messages(page)


def test_a_goal_is_a_sentence_that_can_be_put_into_the_scenario() -> None:
    page = opened(scenario="twitter", part="goal", goal="storage.total", amount="1 EB")
    assert "users.monthly of 724 M users makes storage.total > 1 EB" in texts(page)
    page.button(key="what-if/twitter/put").click()
    run(page)
    assert "monthly: 724 M user" in page.session_state["spaces"]["twitter"].text
    assert "storage.total > 1 EB holds today" in texts(page)


def test_a_goal_that_no_value_meets_says_why() -> None:
    page = opened(
        scenario="twitter",
        part="goal",
        goal="storage.total",
        amount="1 EB",
        change="users.daily_share",
    )
    assert "No value does." in texts(page)
    assert "error[no-such-value]" in messages(page)


def test_variants_stand_side_by_side_with_why() -> None:
    variant = "users.monthly=600M and storage.replicas=2"
    page = opened(scenario="twitter", part="compare", of="storage.total", variants=variant)
    assert [variant, "553 PB", "1.33 ×", "users.monthly 241 %, storage.replicas -141 %"] in cells(
        page
    )


def test_what_was_changed_stands_beside_what_was_opened() -> None:
    page = opened(scenario="twitter", part="compare", **{"users.monthly": "600M"})
    assert ["as it is now", "3.47 k tweet/s", "2 ×", "users.monthly"] in cells(page)
    page.selectbox(key="what-if/twitter/beside").select("uber")
    run(page)
    assert ["uber", "–", "–", "there is no such answer in both"] in cells(page)


def test_a_variant_that_does_not_work_is_told_and_the_others_compared() -> None:
    page = opened(
        scenario="twitter", part="compare", variants="users.monthy=1\nhello\nusers.monthly=600M"
    )
    said = "\n".join(block.value for block in page.code)
    assert "did you mean users.monthly?" in said
    assert "hello is no change" in said
    assert ["users.monthly=600M", "3.47 k tweet/s", "2 ×", "users.monthly"] in cells(page)


def test_nothing_to_compare_offers_a_first_variant() -> None:
    page = opened(scenario="twitter", part="compare")
    page.button(key="what-if/twitter/twice").click()
    assert ["users.monthly=600M", "3.47 k tweet/s", "2 ×", "users.monthly"] in cells(run(page))


def test_a_link_that_asks_for_what_is_not_here_opens_with_the_default() -> None:
    hostile = "<b>x</b>" * 30
    page = opened(
        scenario="twitter", of=hostile, part="no", ranges="no,users.monthly", by="0", side="no"
    )
    for name in ("of", "part", "ranges", "by", "side"):
        assert f"There is no {name} " in notices(page)
    assert numbers(page)["Middle (p50)"] == "1.73 k tweet/s"
    assert "<b>x</b>" not in notices(page)


def test_another_scenario_starts_with_its_own_settings() -> None:
    page = opened(scenario="twitter", of="storage.total", part="sweep", low="1M")
    page.selectbox(key="scenario").select("uber")
    run(page)
    assert page.selectbox(key="what-if/uber/of").value == "actions.ride.peak_rate"
    assert page.text_input(key="what-if/uber/low").value == "260 M ride"
    assert not notices(page)


def test_the_answer_takes_its_limit_and_goal_with_it() -> None:
    page = opened(**RANGES, limit="1.5 k tweet/s")
    page.selectbox(key="what-if/twitter/of").select("storage.total")
    run(page)
    assert page.text_input(key="what-if/twitter/limit").value == ""
    assert numbers(page)["Middle (p50)"] == "267 PB"


def test_conventions_of_the_page_hold_for_every_question() -> None:
    page = opened(**RANGES, conventions="rounded")
    assert numbers(page)["Middle (p50)"] == "967 tweet/s"


def test_a_broken_text_leaves_the_last_numbers() -> None:
    page = opened(**RANGES)
    page.session_state["spaces"]["twitter"].take("users: {daily: 1M")
    run(page)
    assert numbers(page)["Middle (p50)"] == "1.12 k tweet/s"
    assert page.error
