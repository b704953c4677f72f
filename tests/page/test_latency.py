"""Latency and availability, as a reader meets them: steps, target, parts and their copies."""

import math

import pytest
from reader import alone, cards, press, run, table, words
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.web.link import packed
from estimator.web.workspace import choices

NESTED = """\
latency:
  page:
    target: 1 s
    steps:
      first: {sequential: {one: 5 ms, two: {parallel: {left: 1 ms, right: 4 ms}}}, repeat: 3}
      second: {hit_ratio: 90%, hit: 1 ms, miss: 11 ms}
      third: {every: 100 ms}
  other: {fan_out: 100, steps: {only: 1 ms}}
"""
PARTS = """\
availability:
  target: 99.9%
  parts:
    front: {each: 99%, copies: 8, needed: 7}
    back: {any_of: {pair: {all_of: {one: 99%, two: 99%}}, spare: 98%}}
"""


def opened(part: str = "", scenario: str = "", text: str = "", **more: str) -> AppTest:
    asked = {"part": part, "scenario": scenario, "text": packed(text) if text else "", **more}
    return alone("latency", {key: value for key, value in asked.items() if value})


def text(page: AppTest) -> str:
    spaces = page.session_state["spaces"]
    return spaces[page.session_state["chosen"]].text


def test_a_path_stands_step_by_step_with_its_verdict() -> None:
    page = opened(scenario="pastebin")
    assert cards(page)["on average"] == "18.6 ms"
    assert cards(page)["at worst"] == "85.1 ms"
    assert "Within the target of 200 ms, even at worst: 85.1 ms." in words(page)
    steps = table(page)
    assert steps["step"] == ["web_server", "row", "text"]
    assert steps["on average"] == ["50 us", "1.8 ms", "16.8 ms"]
    assert steps["over by"] == ["50 us", "1.85 ms", "18.6 ms"]
    assert steps["share"] == ["0.268%", "9.65%", "90.1%"]
    assert steps["how"][1] == "hit 80% 1 ms, else 5 ms"


def test_a_step_is_held_against_the_constants() -> None:
    page = opened(scenario="tiktok")
    near = dict(zip(table(page)["step"], table(page)["nearest constant"], strict=True))
    assert near["features"] == "1.5 × cache_get"
    assert near["ranking"] == "disk_seek"


def test_steps_within_a_step_begin_where_it_does() -> None:
    path = est.loads(NESTED).estimate().latency_paths()[0]
    starts = {step.label: (step.depth, round(step.start, 4)) for step in path.steps}
    assert starts == {
        "first": (0, 0),
        "one": (1, 0),
        "two": (1, 0.005),
        "left": (2, 0.005),
        "right": (2, 0.005),
        "second": (0, 0.027),
        "third": (0, 0.029),
    }
    assert math.isclose(path.steps[-1].end, path.expected)
    assert math.isclose(path.steps[-1].worst_end, path.worst)
    assert [step.kind for step in path.steps if not step.depth] == ["sequential", "cache", "wait"]


def test_every_path_of_every_scenario_ends_when_its_last_step_does() -> None:
    for name in est.scenarios():
        for path in est.load(name).estimate().latency_paths():
            if path.steps:
                last = [step for step in path.steps if not step.depth][-1]
                assert math.isclose(last.end, path.expected)
                assert math.isclose(last.worst_end, path.worst)


def test_the_way_of_showing_and_the_path_are_part_of_the_link() -> None:
    page = opened(scenario="upi_payments", of="pay", **{"as": "worst"})
    assert cards(page)["on average"] == "2.07 s"
    assert page.query_params["of"] == "pay"
    assert page.query_params["as"] == "worst"
    page.selectbox(key="latency/of").set_value("show_code")
    run(page)
    assert cards(page)["on average"] == "240 ms"
    assert "of" not in page.query_params


def test_a_path_that_is_not_there_says_so() -> None:
    page = opened(scenario="upi_payments", of="gone")
    assert "There is no of gone here; it is show_code." in words(page)
    assert cards(page)["on average"] == "240 ms"


def test_another_scenario_begins_with_its_own_first_path() -> None:
    page = opened(scenario="upi_payments", of="pay")
    page.selectbox(key="scenario").set_value("zanzibar")
    run(page)
    assert page.selectbox(key="latency/of").value == "check"
    assert not page.warning


def test_an_input_of_a_step_moves_it() -> None:
    page = opened(scenario="pastebin")
    page.text_input(key="pastebin/box/latency.view.steps.row.miss").set_value("505 ms")
    run(page)
    assert cards(page)["on average"] == "119 ms"
    assert "miss: 505 ms" in text(page)


def test_a_target_can_be_given() -> None:
    page = opened(text="latency: {page: {steps: {a: 1 s}}}")
    assert "target" not in cards(page)
    page.text_input(key="yours/ask/latency.page.target").set_value("100 ms")
    run(page)
    assert "1 s on average is beyond the target of 100 ms." in words(page)


def test_a_path_without_steps_says_what_it_lacks() -> None:
    page = opened(scenario="monarch")
    assert "The path has no steps yet" in words(page)


def test_parts_stand_with_nines_downtime_and_what_the_weakest_costs() -> None:
    page = opened("availability", "notifications")
    assert cards(page)["of the time it is up"] == "99.9887%"
    assert cards(page)["nines"] == "3.95"
    assert cards(page)["left of that"] == "3.39 hour"
    assert "If queue, the weakest, never failed, the whole would be up 52.6 min a year more." in (
        words(page)
    )
    assert "2 of these 3 copies must be up:" in words(page)
    assert "One of these must be up:" in words(page)
    parts = table(page)
    assert parts["down in a year"] == ["1.58 min", "52.6 min", "5.26 min", "8.76 hour", "3.65 day"]
    assert parts["of all downtime"][:3] == ["2.65%", "88.5%", "8.85%"]


def test_parts_within_parts_and_many_copies_are_told() -> None:
    page = opened("availability", text=PARTS)
    assert "7 of these 8 copies must be up:" in words(page)
    assert "and 3 more" in words(page)
    assert "All of these must be up:" in words(page)
    parts = est.loads(PARTS).estimate().parts()
    assert [(part.label, part.depth) for part in parts] == [
        ("front", 0),
        ("back", 0),
        ("pair", 1),
        ("one", 2),
        ("two", 2),
        ("spare", 1),
    ]


def test_without_the_weakest_part_the_others_remain() -> None:
    whole = est.loads("availability: {parts: {a: 99%, b: 98%, c: 90%}}").estimate()
    others = est.loads("availability: {parts: {a: 99%, b: 98%}}").estimate()
    (saved,) = (part.saved for part in whole.parts() if part.label == "c")
    down = [each["availability.downtime_per_year"].to("s").magnitude for each in (whole, others)]
    assert math.isclose(saved, down[0] - down[1])


def test_a_scenario_without_either_can_have_both() -> None:
    page = press(opened(scenario="twitter"), "latency")
    assert "latency:\n  request:\n    target: 200 ms\n" in text(page)
    assert table(page)["step"] == ["network", "lookup", "render"]
    page = press(opened("availability", "twitter"), "availability")
    assert "99.9302% meets the target of 99.9%" not in words(page)
    assert table(page)["part"] == ["balancer", "web", "database"]
    assert page.button(key="undo").disabled is False


@pytest.mark.parametrize("part", ["latency", "availability"])
@pytest.mark.parametrize(
    "written",
    [
        "users: {daily: 1M}",
        NESTED,
        PARTS,
        "latency: {p: {target: 1 s, steps: {a: 0 s}}}",
        "latency: {p: {steps: {a: 1 ns, b: 10 day}}}",
        "latency: {p: {steps: {a: {time: 5 to 20 ms, failure_rate: 1%, retries: 2}}}}",
        "availability: {target: 99%}",
        "availability: {parts: {a: 100%}}",
        "availability: {parts: {a: 0%, b: 99%}}",
        "availability: {target: 99.9%, parts: {a: {each: 90%, copies: 10000, needed: 9999}}}",
        "availability: {parts: {a: 99% to 99.9%}}",
    ],
)
def test_odd_scenarios_are_shown(part: str, written: str) -> None:
    for shown in ("", "average", "worst"):
        assert opened(part, text=written, **{"as": shown}).tabs


@pytest.mark.parametrize("scenario", choices())
def test_every_scenario_has_its_latency_and_availability(scenario: str) -> None:
    for part in ("latency", "availability"):
        page = opened(part, scenario)
        if any("/add/" in (each.key or "") for each in page.button):
            press(page, part)
            assert page.dataframe
            assert not any("could not be added" in each.value for each in page.caption)
