"""Check my math, as its reader meets it: a worksheet pasted, judged, corrected, taken away."""

import re
from collections.abc import Mapping

import pytest
from reader import alone, run
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.web.check.judged import AT_ONCE, counted, judged, wants_a_look
from estimator.web.check.page import taken
from estimator.web.check.sheet import EXAMPLE, Sheet
from estimator.web.link import packed
from estimator.web.marks import kind_of, marked

EVERY_KIND = """\
What we store
1 TB × 3 = 3 TB
10M × 1 KB = 10 MB
2 KB + 2 KB = 5 KB
3 TB = 5 USD
5 * (3 = 4
"""
HOSTILE = "*a* <b>x</b> $y$ :red[z] [l](http://a) \u202e\x1b[31m 1 TB × 3 = 1 TB"


def opened(parameters: Mapping[str, str] | None = None) -> AppTest:
    return alone("check", parameters or {})


def typed(page: AppTest, text: str) -> AppTest:
    page.text_area(key="check/sheet").set_value(text)
    return run(page)


def pressed(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    return run(page)


def said(page: AppTest) -> list[str]:
    return [re.sub(r"\u2007|\u200b", "", text.value) for text in page.text]


def link(page: AppTest) -> dict[str, str]:
    given = dict(page.query_params.items())
    return {name: v if isinstance(v, str) else v[-1] for name, v in given.items()}


@pytest.fixture
def page() -> AppTest:
    return opened()


def test_it_opens_empty_and_says_what_can_be_said_of_a_line(page: AppTest) -> None:
    assert page.text_area(key="check/sheet").value == ""
    assert {"✓ exact", "≈ same order", "✗ off", "? unread"} <= {*said(page)}
    assert link(page) == {}


def test_the_example_shows_the_slips_of_the_notes(page: AppTest) -> None:
    pressed(page, "Try the notes' Twitter page")
    assert page.text_area(key="check/sheet").value == EXAMPLE
    told = said(page)
    assert told[0] == "12 claims: 11 right, 1 off"
    assert "9  ✗ off" in told
    assert any("9 PB is 2.19 × 4.11 PB" in each for each in told)
    assert any("a day of 10⁵ seconds" in each for each in told)


def test_every_line_has_a_sign_and_a_word_for_its_verdict(page: AppTest) -> None:
    told = said(typed(page, EVERY_KIND))
    assert told[0] == "4 claims: 1 right, 1 of the same order, 2 off; 1 line unread"
    marks = ["2  ✓ exact", "3  ✗ off", "4  ≈ same order", "5  ✗ wrong kind", "6  ? unread"]
    assert [each for each in told if each in marks] == marks
    assert "a bracket is not closed" in told
    assert "What we store" in told


def test_only_what_is_not_right_can_be_looked_at(page: AppTest) -> None:
    typed(page, EVERY_KIND)
    page.segmented_control(key="check/shown").set_value("Only what is not right")
    run(page)
    assert "2  ✓ exact" not in said(page)
    assert "6  ? unread" in said(page)
    again = opened(link(page))
    assert said(again) == said(page)


def test_the_corrected_worksheet_is_there_to_copy_and_to_go_on_with(page: AppTest) -> None:
    typed(page, "Storage\n1 TB × 3 = 1 TB")
    page.session_state["check/part"] = "Corrected"
    run(page)
    assert [block.value for block in page.code] == ["Storage\n1 TB × 3 = 3 TB"]
    pressed(page, "Go on with this")
    assert said(page)[0] == "1 claim: 1 right"
    assert "There is nothing to correct." in [each.value for each in page.caption]


def test_undo_takes_back_the_last_text(page: AppTest) -> None:
    assert page.button(key="undo").disabled
    typed(page, "1 + 1 = 2")
    pressed(page, "Clear")
    assert page.text_area(key="check/sheet").value == ""
    pressed(page, "Undo")
    assert page.text_area(key="check/sheet").value == "1 + 1 = 2"
    assert said(page)[0] == "1 claim: 1 right"
    pressed(page, "Undo")
    assert page.text_area(key="check/sheet").value == ""
    assert page.button(key="undo").disabled


def test_the_link_opens_the_same_worksheet(page: AppTest) -> None:
    typed(page, EVERY_KIND)
    assert link(page) == {"sheet": packed(EVERY_KIND)}
    again = opened(link(page))
    assert again.text_area(key="check/sheet").value == EVERY_KIND
    assert said(again) == said(page)
    assert again.button(key="undo").disabled


@pytest.mark.parametrize("letters", ["x", "1", "1!!!!", packed("1 + 1 = 2")[:-6], "2abc"])
def test_a_link_that_is_garbled_says_so(letters: str) -> None:
    page = opened({"sheet": letters})
    (warning,) = page.warning
    assert warning.value.startswith("The link's worksheet could not be opened")
    assert page.text_area(key="check/sheet").value == ""
    assert link(page) == {}


def test_a_worksheet_too_long_for_a_link_is_left_out_of_it(page: AppTest) -> None:
    text = "\n".join(f"{n} × {n + 7919} = {n * (n + 7919) + n % 3}" for n in range(1000, 3000))
    typed(page, text)
    assert link(page) == {}
    page.session_state["share"] = True
    run(page)
    assert any("too long for a link" in each.value for each in page.caption)


def test_a_text_that_is_too_long_stays_and_the_findings_stay_beside_it(page: AppTest) -> None:
    typed(page, "1 TB × 3 = 1 TB")
    long = "1 + 1 = 2\n" * 100_001
    typed(page, long)
    assert page.text_area(key="check/sheet").value == long
    assert [block.value.splitlines()[0] for block in page.code] == [
        "error[too-long]: the worksheet has 1,000,010 letters; up to 1,000,000 are read"
    ]
    assert any(":red[Not taken" in each.value for each in page.caption)
    assert "1  ✗ off" in said(page)
    pressed(page, "Undo")
    assert page.text_area(key="check/sheet").value == "1 TB × 3 = 1 TB"
    assert not page.code


def test_what_was_typed_is_text_and_nothing_else(page: AppTest) -> None:
    typed(page, HOSTILE)
    assert any("*a* <b>x</b> $y$ :red[z]" in each for each in said(page))
    assert not any("\u202e" in each or "\x1b" in each for each in said(page))
    shown = [*page.markdown, *page.caption, *page.warning, *page.subheader]
    assert not any("<b>" in element.value for element in shown)


def test_many_lines_are_shown_so_many_at_once(page: AppTest) -> None:
    typed(page, "2 × 3 = 60\n" * 1000)
    assert sum("✗ off" in each for each in said(page)) == AT_ONCE
    assert "1  ✗ off" in said(page)
    page.session_state["check/page"] = 10
    run(page)
    assert "1000  ✗ off" in said(page)
    typed(page, "2 × 3 = 60")
    assert "1  ✗ off" in said(page)


def test_a_long_stretch_of_prose_is_one_quiet_block(page: AppTest) -> None:
    typed(page, "So we said.\n" * 1000 + "2 × 3 = 6")
    assert len(said(page)) < 10
    assert any("more lines of prose" in each for each in said(page))
    assert "1001  ✓ exact" in said(page)


def test_all_files_can_be_taken_away() -> None:
    sheet = Sheet()
    sheet.take(EVERY_KIND)
    files = {file.name: file.data() for file in taken(sheet).downloads}
    assert [*files] == [
        "worksheet.md",
        "corrected.md",
        "check.md",
        "check.csv",
        "check.json",
        "check.html",
    ]
    assert files["worksheet.md"] == EVERY_KIND
    assert "10M × 1 KB = 10,000 MB" in files["corrected.md"]
    assert all("10,000 MB" in files[name] for name in [*files][1:])


def test_what_wants_a_look_is_neither_right_nor_prose() -> None:
    found = [each for each in judged(est.check(EVERY_KIND)) if wants_a_look(each)]
    assert [each.lines[0].number for each in found] == [3, 4, 5, 6]
    assert counted(est.check("Only prose.")) == "No claim to check"
    assert {marked(kind_of(v), "") for v in est.check(EVERY_KIND).verdicts} == {"✓", "≈", "✗"}
