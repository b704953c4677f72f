"""The page as its reader meets it: opened, moved, broken, mended."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[1] / "app.py"
MONTHLY = "twitter/{}/users.monthly"


@pytest.fixture
def page() -> AppTest:
    return run(AppTest.from_file(str(APP), default_timeout=30))


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def cards(page: AppTest) -> dict[str, str]:
    return {card.label.replace("\u200b", ""): card.value for card in page.metric}


def messages(page: AppTest) -> str:
    return "\n".join(block.value for block in page.code if "error[" in block.value)


def text(page: AppTest, name: str = "twitter") -> str:
    return page.text_area(key=f"{name}/yaml").value


def typed(page: AppTest, written: str, name: str = "twitter") -> AppTest:
    page.text_area(key=f"{name}/yaml").set_value(written)
    return run(page)


def boxed(page: AppTest, amount: str) -> AppTest:
    page.text_input(key=MONTHLY.format("box")).set_value(amount)
    return run(page)


def test_it_opens_with_the_answers_of_twitter(page: AppTest) -> None:
    assert cards(page)["actions.tweet.peak_rate"] == "1.74 k tweet/s"
    assert "1,736 tweet/s" in [card.delta for card in page.metric]
    assert "4.11 PB" in cards(page).values()
    assert not messages(page)


def test_a_moved_slider_changes_the_text_and_the_answers(page: AppTest) -> None:
    page.select_slider(key=MONTHLY.format("slider")).set_value("700M")
    run(page)
    assert cards(page)["users.daily"] == "350 M user"
    assert "  monthly: 700M\n" in text(page)
    assert "# or rounded" in text(page)
    assert page.text_input(key=MONTHLY.format("box")).value == "700M"


def test_a_box_takes_any_notation_and_its_slider_follows(page: AppTest) -> None:
    boxed(page, "0.6 billion")
    assert cards(page)["users.daily"] == "300 M user"
    assert page.select_slider(key=MONTHLY.format("slider")).value == "0.6 billion"
    boxed(page, "2 * 10^8")
    assert cards(page)["users.daily"] == "100 M user"


def test_an_amount_that_is_refused_stays_with_its_message(page: AppTest) -> None:
    boxed(page, "2 KB")
    assert "this is data, where users is asked for" in messages(page)
    run(page)
    assert page.text_input(key=MONTHLY.format("box")).value == "2 KB"
    assert "  monthly: 300M\n" in text(page)
    assert cards(page)["users.daily"] == "150 M user"
    boxed(page, "400M")
    assert not messages(page)
    assert cards(page)["users.daily"] == "200 M user"


def test_the_conventions_can_be_switched(page: AppTest) -> None:
    before = list(cards(page))
    page.segmented_control(key="twitter/conventions").set_value("rounded")
    run(page)
    assert cards(page)["actions.tweet.peak_rate"] == "1.5 k tweet/s"
    assert list(cards(page)) == before


def test_a_broken_text_stays_above_the_last_good_answers(page: AppTest) -> None:
    broken = text(page).replace("replicas: 3", "replicas: 3 KB")
    typed(page, broken)
    assert text(page) == broken
    assert "where a number is asked for" in messages(page)
    assert page.error[0].value == "The text does not work yet."
    assert any("the last text that worked" in caption.value for caption in page.caption)
    assert cards(page)["storage.total"] == "415 PB"
    assert page.text_input(key=MONTHLY.format("box")).disabled


def test_mending_the_text_clears_the_message(page: AppTest) -> None:
    good = text(page)
    typed(page, good + "foo: [")
    assert messages(page)
    typed(page, good.replace("replicas: 3", "replicas: 2"))
    assert not messages(page)
    assert not page.error
    assert cards(page)["storage.total"] == "276 PB"


@pytest.mark.parametrize("written", ["", "twitter", "/etc/hostname", "- a", "\x00", "a: &a [*a]"])
def test_no_text_is_read_as_a_name_or_ends_in_a_traceback(page: AppTest, written: str) -> None:
    typed(page, written)
    assert text(page) == written
    assert messages(page)
    assert cards(page)["storage.total"] == "415 PB"


def test_another_scenario_leaves_the_first_as_it_was(page: AppTest) -> None:
    broken = text(page) + "foo: ["
    typed(page, broken)
    page.selectbox(key="scenario").select("blank")
    run(page)
    assert not messages(page)
    assert "actions.post.peak_rate" in cards(page)
    assert "# Every section is optional" in text(page, "blank")
    page.selectbox(key="scenario").select("twitter")
    run(page)
    assert text(page) == broken
    assert messages(page)


def test_a_picked_answer_shows_how_it_comes_about(page: AppTest) -> None:
    page.session_state["parts"] = "How it comes about"
    run(page)
    page.selectbox(key="twitter/picked").select("actions.tweet.peak_rate")
    run(page)
    (step,) = [block.value for block in page.code if "10^(8 - 1 - 1 - 4)" in block.value]
    assert step.splitlines()[:2] == [
        "= actions.tweet.rate × actions.tweet.peak_factor",
        "= 868 tweet/s × 2",
    ]
    assert step.endswith("= 1.74 k tweet/s")


def test_what_is_assumed_can_be_given(page: AppTest) -> None:
    page.text_input(key="twitter/box/storage.compression").set_value("2")
    run(page)
    assert cards(page)["storage.total"] == "207 PB"
    assert "compression: 2" in text(page)


def test_undo_goes_back_one_change(page: AppTest) -> None:
    before = text(page)
    boxed(page, "400M")
    undo = next(button for button in page.button if button.label == "Undo")
    undo.click()
    run(page)
    assert text(page) == before
    assert page.text_input(key=MONTHLY.format("box")).value == "300M"


def test_text_of_a_scenario_is_never_markup(page: AppTest) -> None:
    hostile = "<script>alert(1)</script> **bold** :red[x] $x$"
    written = text(page).replace("title: Twitter", f"title: '{hostile}'")
    typed(page, written.replace("by: the notes", f"by: '{hostile}'"))
    assert not messages(page)
    assert hostile in [line.value for line in page.text]
    rendered = [*page.markdown, *page.caption, *page.subheader, *page.title, *page.error]
    assert not [part for part in rendered if "script" in part.value]


def test_every_widget_has_a_label(page: AppTest) -> None:
    widgets = [*page.select_slider, *page.text_input, *page.selectbox, *page.text_area]
    assert len(widgets) > 20
    assert all(widget.label.strip() for widget in widgets)
