"""Growth and cost, as a reader meets it: the years, what gives way, and the money."""

import pytest
from reader import alone, cards, press, run, table, words
from streamlit.testing.v1 import AppTest

from estimator.web.link import packed
from estimator.web.workspace import choices

PARTS = ("years", "limits", "cost")
SMALL = "users: {daily: 1M}"
POSTS = """\
users: {daily: 1M}
actions: {post: {kind: write, per_user: 2 / day, stores: {note: {size: 1 KB}}}}
storage: {retention: 1 year}
"""


def opened(part: str, scenario: str = "", text: str = "", **more: str) -> AppTest:
    asked = {"part": part, "scenario": scenario, "text": packed(text) if text else "", **more}
    return alone("growth", {key: value for key, value in asked.items() if value})


def chosen(page: AppTest, key: str, value: str) -> AppTest:
    (switch,) = (each for each in page.get("button_group") if each.key == key)
    switch.set_value(value)
    return run(page)


def text(page: AppTest) -> str:
    spaces = page.session_state["spaces"]
    return spaces[page.session_state["chosen"]].text


def test_each_year_stands_with_its_demand_and_values() -> None:
    page = opened("years", "upi_payments")
    assert "In 3 years the demand is 2.41 × today's." in words(page)
    years = table(page)
    assert years["result"][:3] == ["demand", "traffic.peak_rate", "storage.total"]
    assert years["year 3"][:3] == ["2.41 ×", "315 k request/s", "1.84 PB"]


def test_what_grows_otherwise_than_the_demand_is_told_apart() -> None:
    page = opened("years", "leaderboard")
    assert "As it does, within 3 %: traffic.peak_rate, storage.total." in words(page)
    assert "servers.redis.count: 3.5 ×." in words(page)


def test_another_rate_changes_the_text_and_the_years() -> None:
    page = opened("years", "upi_payments")
    page.text_input(key="upi_payments/box/growth.rate").set_value("100%")
    run(page)
    assert "rate: 100%" in text(page)
    assert "the demand is 8 × today's" in words(page)


def test_a_refused_rate_stays_with_its_message() -> None:
    page = opened("years", "upi_payments")
    page.text_input(key="upi_payments/box/growth.rate").set_value("5 KB")
    run(page)
    assert "error[wrong-kind]" in words(page)
    assert "the demand is 2.41 × today's" in words(page)
    assert page.text_input(key="upi_payments/box/growth.rate").value == "5 KB"


def test_a_horizon_without_a_rate_asks_for_one() -> None:
    page = opened("years", text=f"{POSTS}growth: {{horizon: 2 years}}\n")
    assert "Give it a growth rate" in words(page)
    page.text_input(key="yours/ask/growth.rate").set_value("50%")
    run(page)
    assert "In 2 years the demand is 2.25 × today's." in words(page)


def test_growth_can_be_linear() -> None:
    page = opened("years", text=f"{POSTS}growth: {{rate: 50%, horizon: 2 years}}\n")
    chosen(page, "yours/choice/growth.kind", "linear")
    assert "In 2 years the demand is 2 × today's." in words(page)


def test_what_shrinks_to_nothing_is_shown_as_far_as_it_goes() -> None:
    page = opened("years", text=f"{POSTS}growth: {{rate: -50%, kind: linear, horizon: 3 years}}\n")
    assert "the demand is 0 × today's" in words(page)
    assert table(page)["year 2"][1] == "0 request/s"


def test_limits_and_steps_stand_with_demand_and_year() -> None:
    page = opened("limits", "reddit")
    passed = table(page)
    assert passed["result"][2:] == ["database.read_replicas", "database.shards"]
    assert passed["demand"][2:] == ["1.52 ×", "6.46 ×"]
    assert passed["year"][2:] == ["in year 4", "beyond the horizon"]
    assert "the limit of 15 nodes is passed at 1.52 × the demand: in year 4" in words(page)
    assert "one shard does, until actions.post.total reaches 2.78 billion posts" in words(page)


def test_a_limit_that_is_passed_today_comes_first() -> None:
    page = opened("limits", "mcdonalds_events")
    assert table(page)["demand"][0] == "today"
    assert "58.3 k queries/s is past the limit of 40 k queries/s" in words(page)
    assert "database.shards, database.nodes: so many that every 2 % more" in words(page)


def test_a_limit_can_be_added() -> None:
    page = press(opened("limits", "twitter"), "limits")
    assert "limits: {" in text(page)
    assert "a limit of yours is passed" in table(page)["what"]


def test_limits_follow_the_conventions_that_are_chosen() -> None:
    exact, rounded = (opened("limits", "yelp", conventions=each) for each in ("", "rounded"))
    assert table(exact)["demand"] == ["1.73 ×"]
    assert table(rounded)["demand"] == ["2 ×"]


def test_the_cost_stands_by_line_largest_first() -> None:
    page = opened("cost", "tiktok")
    assert cards(page)["a month"] == "137 M USD"
    assert cards(page)["a user, a month"] == "0.137 USD"
    lines = table(page)
    assert lines["line"] == ["egress", "servers", "storage"]
    assert lines["a year"] == ["1.16 billion USD", "420 M USD", "72.8 M USD"]
    assert lines["share"] == ["70.1%", "25.5%", "4.42%"]
    assert lines["how"][1] == "884 server × 55 USD/server/hour"


def test_what_is_paid_for_besides_is_a_line_each() -> None:
    page = opened("cost", "notifications")
    assert table(page)["line"] == ["other.sms", "other.email", "other.push"]
    assert "a user, a month" not in table(page)


def test_the_cost_a_year_is_a_part_of_the_link() -> None:
    page = chosen(opened("cost", "tiktok"), "growth/over", "year")
    assert page.query_params["over"] == "year"
    assert "over" not in chosen(page, "growth/over", "month").query_params


def test_a_price_that_is_lacking_is_asked_for() -> None:
    page = opened("cost", "netflix")
    assert "servers: give server, the price of one" in words(page)
    page.text_input(key="netflix/ask/cost.server").set_value("prices.server_large")
    run(page)
    assert "server: prices.server_large" in text(page)
    assert table(page)["line"] == ["egress", "servers"]


def test_a_price_of_another_kind_is_refused_beside_its_box() -> None:
    page = opened("cost", "netflix")
    page.text_input(key="netflix/ask/cost.server").set_value("3 GB")
    run(page)
    assert "error[wrong-kind]" in words(page)
    assert table(page)["line"] == ["egress"]
    assert page.text_input(key="netflix/ask/cost.server").value == "3 GB"


def test_a_scenario_without_growth_or_cost_can_have_both() -> None:
    page = press(opened("years", "twitter"), "growth")
    assert text(page).endswith("\ngrowth: {rate: 50%, horizon: 3 years}\n")
    assert "In 3 years the demand is 3.38 × today's." in words(page)
    page = press(opened("cost", "twitter"), "cost")
    # Its three copies are no part of the price of a disk.
    assert "storage: prices.block_hdd" in text(page)
    assert table(page)["line"] == ["storage"]


@pytest.mark.parametrize(
    "written",
    [SMALL, f"{SMALL}\n", f"{{{SMALL}}}", f"{{{SMALL}}}  # all\n", f"{SMALL}\n...\n"],
    ids=["line", "lines", "flow", "remark", "ended"],
)
@pytest.mark.parametrize(("part", "section"), [("years", "growth"), ("cost", "cost")])
def test_a_section_is_added_however_the_text_is_written(
    written: str, part: str, section: str
) -> None:
    page = press(opened(part, text=written), section)
    assert f"{section}:" in text(page)
    assert not any("could not be added" in each.value for each in page.caption)


def test_an_empty_section_is_filled() -> None:
    page = press(opened("cost", text=f"{SMALL}\ncost: {{}}\n"), "cost")
    assert text(page).count("cost:") == 1
    assert cards(page)["a month"] == "2 k USD"


def test_what_can_not_be_added_says_why() -> None:
    page = press(opened("cost", text=f"{SMALL}\ncost: {{other: {{}}}}  # soon\n"), "cost")
    assert "It could not be added; the YAML takes it by hand." in words(page)
    assert "error[" in words(page)
    assert text(page).endswith("# soon\n")


def test_a_broken_text_leaves_the_last_answer_and_adds_nothing() -> None:
    page = opened("years", text=POSTS)
    page.session_state["spaces"]["yours"].take("users: {daily: 1M")
    run(page)
    (button,) = (each for each in page.button if (each.key or "").endswith("/add/growth"))
    assert button.disabled
    assert "Mend the YAML first" in words(page)


def test_a_link_with_a_part_that_is_not_there_says_so() -> None:
    page = opened("nowhere", "twitter")
    assert "There is no part nowhere here; it is years." in words(page)
    assert "part" not in page.query_params
    page = opened("cost", "tiktok", over="century" * 20)
    assert "There is no over centurycentury" in words(page)
    assert cards(page)["a month"] == "137 M USD"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "written",
    [
        SMALL,
        f"{POSTS}growth: {{rate: 1000%, horizon: 100 years}}\n",
        f"{POSTS}growth: {{rate: 0%}}\ncost: {{storage: 0 dollar/GB/month}}\n",
        f"{POSTS}growth: {{rate: 20% to 40%}}\ncost: {{storage: 0.01 to 0.03 dollar/GB/month}}\n",
        f"{POSTS}limits: {{storage.total: 1 byte, users.daily: 1e12 user}}\n",
        "cost: {other: {storage: 1 dollar/month, egress: 2e12 dollar/month}}",
    ],
)
def test_odd_scenarios_are_shown(part: str, written: str) -> None:
    assert opened(part, text=written).tabs


@pytest.mark.parametrize("scenario", choices())
def test_every_scenario_has_its_years_limits_and_cost(scenario: str) -> None:
    for part in PARTS:
        page = opened(part, scenario)
        assert page.tabs
        for section in [
            key.rpartition("/")[2] for each in page.button if "/add/" in (key := each.key or "")
        ]:
            press(page, section)
            assert page.dataframe
            assert not any("could not be added" in each.value for each in page.caption)
