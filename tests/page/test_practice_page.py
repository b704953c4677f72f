"""Practice on the page: a problem asked by its link, answered step by step, scored."""

import csv
import json
from collections.abc import Mapping

import pytest
from reader import alone, run
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.api.practice import stories
from estimator.web.practice.drill import Drill
from estimator.web.practice.page import taken

YELP = {"of": "yelp", "seed": "3"}


def opened(parameters: Mapping[str, str] = YELP) -> AppTest:
    return alone("practice", parameters)


def pressed(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label.startswith(label)).click()
    return run(page)


def answered(page: AppTest, text: str) -> AppTest:
    page.text_input(key="practice/answer").set_value(text)
    return pressed(page, "Answer")


def question(page: AppTest) -> str:
    return page.text_input(key="practice/answer").label


def said(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def score(page: AppTest) -> str:
    return said(page)[0]


def link(page: AppTest) -> dict[str, str]:
    given = dict(page.query_params.items())
    return {name: v if isinstance(v, str) else v[-1] for name, v in given.items()}


@pytest.fixture
def page() -> AppTest:
    return opened()


def test_a_link_asks_its_problem(page: AppTest) -> None:
    assert [each.value for each in page.subheader] == ["Yelp"]
    assert "People search for businesses nearby." in said(page)
    assert "200 M users" in page.code[0].value
    assert question(page) == "1. How many searches are there a day? (per day)"
    assert score(page) == "No answer yet"
    assert link(page) == YELP


def test_without_a_link_a_problem_is_drawn_and_the_link_names_it() -> None:
    page = opened({})
    named = link(page)
    assert [*named] == ["seed"]
    again = opened(named)
    assert [each.value for each in again.subheader] == [each.value for each in page.subheader]
    assert again.code[0].value == page.code[0].value
    assert question(again) == question(page)


@pytest.mark.parametrize("answer", ["3 billion", "3B", "~3,000,000,000", "3x10^9", "3000M/day"])
def test_any_notation_is_taken(page: AppTest, answer: str) -> None:
    answered(page, answer)
    assert "✓ exact\n100%" in said(page)
    assert answer in said(page)
    assert score(page) == "1 problem, 1 answer, mean score 100%"
    assert question(page).startswith("2. How many searches are there a second")
    assert page.text_input(key="practice/answer").value == ""


def test_a_miss_is_explained_at_once(page: AppTest) -> None:
    answered(answered(page, "3 billion"), "30k")
    assert "rounded: a day of 10⁵ seconds; it is 34.7 k search/s" in said(page)
    answered(page, "2.5 TB")
    assert "✗ off\n10%" in said(page)
    assert any("a step of prefixes too high by 1,000 ×" in each for each in said(page))


@pytest.mark.parametrize("answer", ["3 bilion?", "", "about a lot", "((((", "9" * 10_000])
def test_an_answer_that_cannot_be_read_stays_and_does_not_count(page: AppTest, answer: str) -> None:
    answered(page, answer)
    assert page.text_input(key="practice/answer").value == answer
    assert question(page).startswith("1. ")
    assert score(page) == "No answer yet"
    assert any(":red[Not counted" in each.value for each in page.caption)
    assert "read" in page.code[-1].value
    answered(page, "3 billion")
    assert not any(":red[" in each.value for each in page.caption)
    assert score(page) == "1 problem, 1 answer, mean score 100%"


def test_hints_tell_more_one_by_one_and_are_gone_with_the_step(page: AppTest) -> None:
    for at in (1, 2, 3):
        pressed(page, "Hint")
        assert len(page.code) == 1 + at
    assert "Round every input to one figure" in page.code[1].value
    assert "In names:" in page.code[3].value
    (none,) = [button for button in page.button if button.label == "No more hints"]
    assert none.disabled
    answered(page, "3 billion")
    assert len(page.code) == 1
    assert any(button.label == "Hint (3 left)" for button in page.button)


def test_a_step_can_be_looked_up_for_nothing(page: AppTest) -> None:
    pressed(page, "Look it up")
    assert "looked up\n0%" in said(page)
    assert any("actions.search.per_day = 3 billion search/day" in b.value for b in page.code)
    assert score(page) == "1 problem, 1 answer, mean score 0%"
    assert question(page).startswith("2. ")


def test_a_derivation_is_shown_when_it_is_asked_for(page: AppTest) -> None:
    answered(page, "3 billion")
    assert not any("actions.search.per_day" in block.value for block in page.code)
    page.session_state["practice/how/yelp/3/1"] = True
    run(page)
    assert any("actions.search.per_day" in block.value for block in page.code)


def test_the_end_is_a_summary_and_another_problem(page: AppTest) -> None:
    for answer in ("3 billion", "30k", "2.5 TB"):
        answered(page, answer)
    assert not page.text_input
    assert "Done: 2 of 3 right, score 70%" in [each.value for each in page.subheader]
    assert any("unit-scale" in block.value for block in page.code)
    assert score(page) == "1 problem, 3 answers, mean score 70%"
    pressed(page, "Another problem")
    assert question(page).startswith("1. ")
    assert link(page)["of"] == "yelp"
    assert link(page)["seed"] != "3"
    assert score(page) == "1 problem, 3 answers, mean score 70%"


def test_another_scenario_asks_another_problem_and_undo_goes_back(page: AppTest) -> None:
    answered(page, "3 billion")
    assert page.button(key="undo").disabled
    page.selectbox(key="practice/of").set_value("twitter")
    run(page)
    assert [each.value for each in page.subheader] == ["Twitter"]
    assert link(page)["of"] == "twitter"
    pressed(page, "Undo")
    assert link(page) == YELP
    assert question(page).startswith("2. ")
    assert page.selectbox(key="practice/of").value == "yelp"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"of": "no_such", "seed": "3"}, "makes no problem: no_such"),
        ({"of": "<b>x</b>" * 50, "seed": "3"}, "makes no problem"),
        ({"of": "yelp", "seed": "-1"}, "no whole number below 1,000,000,000: -1"),
        ({"of": "yelp", "seed": "9" * 30}, "no whole number below 1,000,000,000"),
        ({"of": "yelp", "seed": "٣"}, "no whole number below 1,000,000,000"),
    ],
)
def test_a_link_that_asks_for_what_is_not_there_says_so(
    parameters: dict[str, str], message: str
) -> None:
    page = opened(parameters)
    (warning,) = page.warning
    assert message in warning.value.replace("\\", "")
    assert "<b>" not in warning.value
    assert len(warning.value) < 200
    assert question(page)
    assert link(page)["seed"].isdecimal()
    assert not opened(link(page)).warning


@pytest.mark.parametrize("of", sorted(stories()))
def test_every_scenario_can_be_practised_to_the_end(of: str) -> None:
    page = opened({"of": of, "seed": "1"})
    steps = est.practice(of, 1).steps
    for step in steps:
        assert step.question in question(page)
        pressed(page, "Look it up")
    assert f"Done: 0 of {len(steps)} right, score 0%" in [each.value for each in page.subheader]


def test_the_answers_can_be_taken_away() -> None:
    drill = Drill("yelp", 3)
    drill.answer("=2+1 billion")
    drill.answer("3 billion")
    drill.look_up()
    files = {file.name: file.data() for file in taken(drill).downloads}
    rows = list(csv.DictReader(files["answers.csv"].splitlines()))
    assert [row["verdict"] for row in rows][-2:] == ["exact", "skipped"]
    assert [each["score"] for each in json.loads(files["answers.json"])][-2:] == [1.0, 0.0]
    assert "| yelp | 3 |" in files["answers.md"]


def test_nothing_is_written_on_the_server(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    answered(opened(), "3 billion")
    assert not any(state.iterdir())
