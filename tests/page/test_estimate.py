"""The page as its reader meets it: opened, moved, broken, mended."""

import re
from pathlib import Path

import pytest
from reader import run, widget
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"
CARD = re.compile(r"(\S+) \*\*(.+)\*\* :small\[(.*)\]")
MONTHLY = "twitter/{}/users.monthly"


@pytest.fixture
def page() -> AppTest:
    return run(AppTest.from_file(str(APP), default_timeout=30))


def cards(page: AppTest) -> dict[str, str]:
    """Give what the cards show, by name: value, and what stands beside it."""
    shown = (CARD.fullmatch(b.label.replace("\u200b", "").replace("\\", "")) for b in page.button)
    return {card[1]: card[2] for card in shown if card}


def messages(page: AppTest) -> str:
    return "\n".join(block.value for block in page.code if "error[" in block.value)


def text(page: AppTest, name: str = "twitter") -> str:
    return page.session_state["spaces"][name].text


def typed(page: AppTest, written: str, name: str = "twitter") -> AppTest:
    shown(page, "yaml")
    widget(page.text_area, f"{name}/yaml").set_value(written)
    run(page)
    return shown(page, "inputs")


def shown(page: AppTest, given: str) -> AppTest:
    """Switch between the inputs and the YAML."""
    page.segmented_control(key="/given").set_value(given)
    return run(page)


def boxed(page: AppTest, amount: str) -> AppTest:
    widget(page.text_input, MONTHLY.format("box")).set_value(amount)
    return run(page)


def test_it_opens_with_the_answers_of_twitter(page: AppTest) -> None:
    assert cards(page)["actions.tweet.peak_rate"] == "1.74 k tweet/s"
    assert any("1,736 tweet/s" in button.label for button in page.button)
    assert "4.11 PB" in cards(page).values()
    assert not messages(page)


def test_a_moved_slider_changes_the_text_and_the_answers(page: AppTest) -> None:
    widget(page.select_slider, MONTHLY.format("slider")).set_value("700M")
    run(page)
    assert cards(page)["users.daily"] == "350 M user"
    assert "  monthly: 700M\n" in text(page)
    assert "# or rounded" in text(page)
    assert widget(page.text_input, MONTHLY.format("box")).value == "700M"


def test_a_box_takes_any_notation_and_its_slider_follows(page: AppTest) -> None:
    boxed(page, "0.6 billion")
    assert cards(page)["users.daily"] == "300 M user"
    assert widget(page.select_slider, MONTHLY.format("slider")).value == "0.6 billion"
    boxed(page, "2 * 10^8")
    assert cards(page)["users.daily"] == "100 M user"


def test_an_amount_that_is_refused_stays_with_its_message(page: AppTest) -> None:
    boxed(page, "2 KB")
    assert "this is data, where users is asked for" in messages(page)
    run(page)
    assert widget(page.text_input, MONTHLY.format("box")).value == "2 KB"
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
    assert (
        page.error[0].value
        == "The text does not work yet; what stands below is of the last that did."
    )
    assert cards(page)["storage.total"] == "415 PB"
    assert widget(page.text_input, MONTHLY.format("box")).disabled


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


def test_an_answer_that_is_clicked_shows_how_it_comes_about(page: AppTest) -> None:
    page.button(key="card/main/actions.tweet.peak_rate").click()
    run(page)
    assert page.selectbox(key="twitter/of").value == "actions.tweet.peak_rate"
    step = page.latex[-1].value
    assert r"\text{actions.tweet.rate} \times \text{actions.tweet.peak\_factor}" in step
    assert r"\times 10^{8 - 1 - 1 - 4}" in step
    assert r"&= \text{1.74 k tweet/s}" in step


def test_what_is_assumed_can_be_given(page: AppTest) -> None:
    page.session_state["assumed"] = True
    run(page)
    widget(page.text_input, "twitter/box/storage.compression").set_value("2")
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
    assert widget(page.text_input, MONTHLY.format("box")).value == "300M"


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
    assert len(widgets) > 12
    assert all(widget.label.strip() for widget in widgets)


RANGED = """\
users: {monthly: 200M to 400M, daily_share: 40% to 60%}
actions:
  view: {per_user: 1 to 3 / day, peak_factor: 2, kind: read}
"""


def test_an_uncertain_input_has_a_slider_of_two_knobs(page: AppTest) -> None:
    typed(page, RANGED)
    assert cards(page)["users.daily"] == "141 M user"
    widget(page.select_slider, "twitter/range/users.monthly").set_value(("100M", "1 billion"))
    run(page)
    assert "users: {monthly: 100M to 1 billion, daily_share: 40% to 60%}" in text(page)
    widget(page.select_slider, "twitter/range/actions.view.per_user").set_value(
        ("2 / day", "5 / day")
    )
    run(page)
    assert "per_user: 2 / day to 5 / day" in text(page)


def test_two_knobs_on_one_stop_change_nothing(page: AppTest) -> None:
    typed(page, RANGED)
    widget(page.select_slider, "twitter/range/users.monthly").set_value(("300M", "300M"))
    run(page)
    assert text(page) == RANGED
    assert widget(page.select_slider, "twitter/range/users.monthly").value == ("200M", "400M")


def test_a_field_of_a_few_words_is_a_choice(page: AppTest) -> None:
    typed(page, RANGED)
    widget(page.segmented_control, "twitter/choice/actions.view.kind").set_value("write")
    run(page)
    assert "kind: write}" in text(page)
    assert "traffic.write_rate" in text_of_all_cards(page)


def text_of_all_cards(page: AppTest) -> str:
    return " ".join(button.key or "" for button in page.button)


def test_start_again_goes_back_to_the_shipped_text(page: AppTest) -> None:
    before = text(page)
    boxed(page, "400M")
    shown(page, "yaml")
    next(button for button in page.button if button.label == "Start again").click()
    run(page)
    assert text(page) == before


def test_a_box_not_yet_brought_up_to_date_puts_nothing_back(page: AppTest) -> None:
    stale = widget(page.text_input, MONTHLY.format("box"))
    widget(page.select_slider, MONTHLY.format("slider")).set_value("500M")
    run(page)
    # The browser moves on while it still has the box of before.
    page.session_state[stale.key] = "300M"
    widget(page.select_slider, MONTHLY.format("slider")).set_value("700M")
    run(page)
    assert cards(page)["users.daily"] == "350 M user"
    assert widget(page.text_input, MONTHLY.format("box")).value == "700M"


def test_another_scenario_begins_with_an_answer_of_its_own(page: AppTest) -> None:
    page.button(key="card/main/actions.tweet.peak_rate").click()
    run(page)
    page.selectbox(key="scenario").select("youtube")
    run(page)
    assert not page.warning
    assert page.selectbox(key="youtube/of").value
    assert page.latex
