"""The page's state in its URL: it comes back as it was, or the page says what did not."""

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.web.link import LONGEST, Link, LinkError, fits, packed, read, unpacked, written

ESTIMATE = """
from estimator.web import app
from estimator.web import estimate
app.show(estimate)
"""


def opened(parameters: Mapping[str, str]) -> AppTest:
    page = AppTest.from_string(ESTIMATE, default_timeout=30)
    for name, value in parameters.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def link(page: AppTest) -> dict[str, str]:
    given = dict(page.query_params.items())
    return {name: v if isinstance(v, str) else v[-1] for name, v in given.items()}


def text(page: AppTest) -> str:
    return page.session_state["spaces"][page.session_state["chosen"]].text


def said(page: AppTest) -> str:
    return " ".join(warning.value for warning in page.warning).replace("\\", "")


@given(st.text(max_size=300))
def test_a_packed_text_comes_back(written_by_hand: str) -> None:
    whole = written_by_hand.encode(errors="replace").decode()
    assert unpacked(packed(whole)) == whole


@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=40), max_size=2)))
def test_any_parameters_are_read_or_refused(parameters: dict[str, list[str]]) -> None:
    with suppress(LinkError):
        assert read(parameters).changes.keys() <= parameters.keys()


@given(st.text(max_size=60))
def test_a_garbled_text_is_refused_with_a_sentence(letters: str) -> None:
    with pytest.raises(LinkError, match=r"its text is (cut off|garbled)"):
        unpacked("1" + letters)


def test_what_is_written_is_read_back() -> None:
    link = Link("twitter", {"users.monthly": "1M"}, "a: 1", "rounded", "abc123", {"of": "x"})
    parameters = written(link)
    assert read({name: [value] for name, value in parameters.items()}) == link
    assert fits(parameters)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(LinkError, match="more than 1,000,000 letters"):
        unpacked(packed("a" * 1_000_001))


def test_a_text_cut_off_is_said_so() -> None:
    letters = packed("users: {daily: 5M}")
    with pytest.raises(LinkError, match=r"its text is (cut off|garbled)"):
        unpacked(letters[:-6])


def test_a_moved_input_stands_in_the_url_and_opens_again() -> None:
    page = opened({})
    assert link(page).keys() == {"scenario", "sum"}
    page.text_input(key="twitter/box/users.monthly").set_value("450M").run()
    assert link(page)["users.monthly"] == "450M"
    assert "text" not in link(page)
    again = opened(link(page))
    assert text(again) == text(page)
    assert link(again) == link(page)
    assert not said(again)


def test_a_text_of_ones_own_travels_whole() -> None:
    page = opened({"text": packed("users: {daily: 5M}")})
    assert text(page) == "users: {daily: 5M}"
    assert opened(link(page)).session_state["chosen"] == "yours"
    assert text(opened(link(page))) == "users: {daily: 5M}"


def test_a_broken_text_opens_with_its_message() -> None:
    page = opened({"scenario": "twitter", "text": packed("users: [")})
    assert text(page) == "users: ["
    assert "error[" in "".join(block.value for block in page.code)
    assert page.error


def test_conventions_travel() -> None:
    page = opened({"scenario": "twitter", "conventions": "rounded"})
    assert page.segmented_control(key="twitter/conventions").value == "rounded"
    assert link(page)["conventions"] == "rounded"


def test_a_formula_of_ones_own_travels() -> None:
    page = opened({})
    box = "twitter/box/users.daily_share"
    page.text_input(key=box).set_value("60%").run()
    again = opened(link(page))
    assert again.text_input(key=box).value == "60%"


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"scenario": "nowhere"}, "The link names a scenario that is not here: nowhere."),
        ({"scenario": "../../etc/passwd"}, "a scenario that is not here: ../../etc/passwd."),
        ({"scenario": "<script>alert(1)</script>"}, "not here: <script>alert(1)</script>."),
        ({"text": "1!!!"}, "its text is garbled; it may have been cut off"),
        ({"text": "9abc"}, "its text is packed in a way that this version does not know"),
        ({"text": "1" + "A" * 20_000}, "has 20,005 letters, and a link has at most 16,000"),
        (
            {f"a.b{at}": "1" for at in range(201)},
            "it changes 201 inputs, and a link changes at most 200",
        ),
        ({"conventions": "lunar"}, "conventions were not taken: lunar is none of exact, rounded."),
        ({"users.monthly": "5 KB"}, "The link's users.monthly = 5 KB was not taken."),
        ({"no.such": "5"}, "there is no input no.such to change"),
        ({"scenario": "twitter", "sum": "000000"}, "Its numbers are not those of when it was made"),
    ],
)
def test_what_does_not_open_is_said(parameters: dict[str, str], sentence: str) -> None:
    page = opened(parameters)
    assert sentence in said(page)
    assert "<script" not in "".join(warning.value for warning in page.warning).replace("\\<", "")
    page.button(key="put-away").click().run()
    assert not page.warning


def test_a_text_too_long_for_a_link_is_left_out_and_said() -> None:
    terms = " + ".join(f"{number}" for number in range(100_003, 109_000, 3))
    long = f"formulas: {{a: {terms}}}"
    page = opened({"text": packed("users: {daily: 5M}")})
    page.session_state["spaces"]["yours"].take(long)
    page.run()
    assert "text" not in link(page)
    page.session_state["share"] = True
    page.run()
    assert any("too long for a link" in caption.value for caption in page.caption)


@pytest.mark.parametrize("name", est.scenarios())
def test_every_shipped_scenario_opens_by_a_short_link(name: str) -> None:
    page = opened({"scenario": name})
    assert not said(page)
    assert sum(map(len, link(page).values())) < 60 < LONGEST


OTHERS = """
from estimator.web import app, {name}
app.show({name})
"""


@pytest.mark.parametrize("name", ["check", "practice", "constants"])
def test_every_page_offers_its_link_its_files_and_notes(name: str) -> None:
    page = AppTest.from_string(OTHERS.format(name=name), default_timeout=30).run()
    page.session_state["share"] = True
    page.run()
    assert not page.exception
    assert page.get("download_button")
    assert "scenario" not in link(page)


def test_the_answer_that_is_looked_at_travels() -> None:
    page = opened({"scenario": "youtube", "part": "how", "of": "storage.total"})
    assert page.selectbox(key="youtube/of").value == "storage.total"
    assert link(page)["of"] == "storage.total"
    assert not said(page)
