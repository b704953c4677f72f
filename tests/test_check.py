"""Someone's math, checked: from Python, and by the command as a real process."""

import csv
import json
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import estimator as est
from estimator.check.verdict import Verdict
from estimator.check.worksheet import MOST
from estimator.errors import DocumentError, UnknownNameError

NOTES = Path(__file__).parent / "worksheets" / "notes.md"


@pytest.fixture
def run(tmp_path: Path) -> Any:
    return partial(
        subprocess.run, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def notes() -> dict[str, Any]:
    checked = est.check(NOTES.read_text("utf-8"))
    return {line.text.partition(" ")[0].strip(":="): line for line in checked}


def last(line: Any) -> Any:
    return line.findings[-1]


def test_the_peak_of_the_notes_is_rounded_by_a_day_of_100000_seconds(notes: Any) -> None:
    found = last(notes["Peak"])
    assert (found.verdict, found.slips) == (Verdict.ROUNDED, ("day-1e5",))


def test_the_pictures_of_the_notes_take_another_figure_than_the_line_that_made_it(
    notes: Any,
) -> None:
    found = last(notes["Pictures"])
    assert found.verdict is Verdict.OFF
    assert found.factor == pytest.approx(2 * 400 / 365)
    assert found.says == "9 PB"
    assert found.value == "4.11 PB"
    assert found.reason == (
        "it takes 150M tweets; line 6 made it 75M tweets a day "
        "(× 0.5 tweets per DAU left out), with a year of 400 days"
    )


def test_the_videos_of_the_notes_follow_from_their_pictures(notes: Any) -> None:
    assert {found.verdict for found in notes["Videos"].findings} == {Verdict.EXACT}


@pytest.mark.parametrize("name", ["Searches", "Business", "Nearby"])
def test_the_tables_of_the_notes_are_right(notes: Any, name: str) -> None:
    assert all(found.verdict.right for found in notes[name].findings)


def test_200_gigabytes_are_not_in_the_terabyte_range(notes: Any) -> None:
    found = last(notes["The"])
    assert (found.verdict, found.factor) == (Verdict.OFF, 5)
    assert found.reason == "line 15 made it 200GB"


RESTATED = {
    "tweets a day": ("Tweets per day = 150M * 0.5 = 75M\n150M tweets × 0.1 = 15M", 2.0),
    "users in a table": ("DAU: 200 million\n| DAU | 100 million |", 0.5),
    "users with a typo": ("DAU = 5M\nDAU = 50M", 10.0),
    "uploads": (
        "Uploads: 10M * 2 = 20M uploads/day\n30M uploads/day * 1 MB = 30 TB/day",
        1.5,
    ),
    "messages": (
        "50M DAU × 40 messages = 2B messages/day\n1B messages per day × 100 bytes = 100 GB/day",
        0.5,
    ),
    "by abbreviation": ("MAU: 300M\nMAU: 450M", 1.5),
}


@pytest.mark.parametrize("name", RESTATED)
def test_a_figure_that_is_restated_otherwise_is_caught(name: str) -> None:
    text, factor = RESTATED[name]
    found = [each for each in est.check(text).findings if each.slips == ("restated",)]
    assert [each.factor for each in found] == [pytest.approx(factor)]


@pytest.mark.parametrize(
    "text",
    [
        "MAU: 300M\nDAU: 150M",
        "Tweets per day = 150M * 0.5 = 75M\n75 million tweets × 0.1 = 7.5M",
        "Photo size: 200 KB\nVideo size: 50 MB",
        "Read QPS: 23,148\nWrite QPS: 231",
        "1,736 tweets/s\n1.7k tweets/s * 100 bytes = 170 KB/s",
    ],
)
def test_other_figures_and_roundings_are_not_restated(text: str) -> None:
    assert est.check(text).ok


def test_a_check_says_what_came_of_every_line() -> None:
    checked = est.check("# Storage\n1 TB × 3 = 1 TB\n2 + y = 3\n5 GB * 2 = 10 GB")
    assert [line.status for line in checked.lines] == ["passed", "checked", "unread", "checked"]
    assert checked.verdicts == (Verdict.OFF, Verdict.EXACT)
    assert [line.number for line in checked.off] == [2]
    assert [line.why for line in checked.unread] == ["no figure is given for “y”"]
    assert (checked.ok, len(checked)) == (False, 2)
    assert checked.corrected == "# Storage\n1 TB × 3 = 3 TB\n2 + y = 3\n5 GB * 2 = 10 GB"
    assert repr(checked) == "<Check: 2 claims checked: 1 exact, 1 off; 1 line unread>"
    assert str(checked).splitlines()[0] == "  2  off            1 TB × 3 = 1 TB"


def test_a_line_of_another_kind_is_of_the_wrong_kind() -> None:
    (found,) = est.check("10M photos * 200 KB = 2 TB/s * 5 s = 3 USD").findings[-1:]
    assert found.verdict is Verdict.WRONG_KIND
    assert found.reason == "the line comes to data, not to money"


def test_the_corrected_worksheet_is_right() -> None:
    text = "1 TB × 3 = 1 TB\n10M × 1 KB = 10 MB\n1 Gbps * 10 s = 10 GB"
    assert not est.check(text).ok
    assert est.check(est.check(text).corrected).ok


def test_a_worksheet_that_is_too_long_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        est.check("1 + 1 = 2\n" * (MOST // 10 + 1))
    assert str(refused.value) == (
        "error[too-long]: the worksheet has 1,000,010 letters; up to 1,000,000 are read\n"
        "     hint: check it in parts"
    )


def test_another_format_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="there is no format docx"):
        est.check("1 + 1 = 2").report("docx")


def test_every_format_has_the_claims_and_what_is_unread() -> None:
    found = est.check("Storage\n1 TB × 3 = 1 TB\n10 / 3 x = 2 y ^\n2 * 3 = 6")
    assert len(found.unread) == 1
    head, *rows = csv.DictReader(found.report("csv").splitlines())
    assert (head["line"], head["verdict"], head["value"]) == ("2", "off", "3 TB")
    assert float(head["factor"]) == pytest.approx(1 / 3)
    assert [row["verdict"] for row in rows] == ["unread", "exact"]
    assert rows[0]["reason"]
    for format in ("markdown", "html"):
        report = found.report(format)
        assert "2 claims checked: 1 exact, 1 off; 1 line unread" in report
        assert "× 3 left out" in report


def test_a_worksheet_is_harmless_in_every_format() -> None:
    found = est.check("=cmd() <b> a|b 1 TB × 3 = 1 TB \u202e")
    assert found.off
    assert "<b>" not in found.report("html")
    assert r"\<b\> a\|b" in found.report("markdown")
    assert "'=cmd()" in found.report("csv")
    assert all("\u202e" not in found.report(each) for each in ("text", "markdown", "csv", "html"))


@pytest.mark.parametrize(
    ("line", "code"),
    [("1 TB × 3 = 3 TB", 0), ("1 TB × 3 = 1 TB", 1), ("-5 * 3 = -15", 0), ("5 GB = 3 USD", 1)],
)
def test_the_exit_code_tells_whether_a_line_is_off(
    run: Any, estimate_command: str, line: str, code: int
) -> None:
    assert run([estimate_command, "check", line]).returncode == code


def test_the_command_reads_files_and_standard_input(
    run: Any, estimate_command: str, tmp_path: Path
) -> None:
    (tmp_path / "sheet.md").write_text("1 TB × 3 = 1 TB\n", "utf-8")
    from_file = run([estimate_command, "check", "sheet.md"])
    from_input = run([estimate_command, "check", "-"], input="1 TB × 3 = 1 TB\n")
    assert (from_file.returncode, from_file.stdout) == (from_input.returncode, from_input.stdout)
    assert from_file.stdout == (
        "  1  off            1 TB × 3 = 1 TB\n"
        "                    1 TB is 1/3 × 3 TB: × 3 left out\n"
        "                    corrected: 1 TB × 3 = 3 TB\n"
        "\n"
        "1 claim checked: 1 off\n"
    )


def test_the_command_gives_data(run: Any, estimate_command: str) -> None:
    done = run([estimate_command, "check", "--format", "json", "10M × 1 KB = 10 MB"])
    found = json.loads(done.stdout)
    (line,) = found["lines"]
    (finding,) = line["findings"]
    assert (found["ok"], found["counts"]["off"], line["line"]) == (False, 1, 1)
    assert finding["verdict"] == "off"
    assert finding["factor"] == pytest.approx(0.001)
    assert finding["slips"] == ["unit-scale"]
    assert finding["corrected"] == "10M × 1 KB = 10,000 MB"


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (
            "nofile.md",
            "error[no-such-file]: there is no file nofile.md, and it is no line of math\n"
            '     hint: write a line as in "150M * 2 / 86400 = 3,500/s"\n',
        ),
        (
            "",
            "error[no-such-file]: there is no file , and it is no line of math\n"
            '     hint: write a line as in "150M * 2 / 86400 = 3,500/s"\n',
        ),
        (".", "error[unreadable-file]: . can't be read: Is a directory\n"),
    ],
)
def test_what_is_no_worksheet_is_refused(
    run: Any, estimate_command: str, argument: str, message: str
) -> None:
    done = run([estimate_command, "check", argument])
    assert (done.returncode, done.stderr, done.stdout) == (2, message, "")


def test_what_was_typed_is_shown_harmless(run: Any, estimate_command: str) -> None:
    done = run([estimate_command, "check", "1 + 1 = 3 \x1b[31m\u202e"])
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_check_starts_without_what_it_does_not_need(run: Any) -> None:
    import sys

    program = (
        "import sys, estimator as est; est.check('1 TB * 3 = 1 TB'); "
        "heavy = {'pint', 'numpy', 'scipy', 'streamlit', 'pandas'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    assert run([sys.executable, "-c", program]).returncode == 0
