"""Findings (tables and sentences) say the same in every format, and nothing breaks out of one."""

import csv
import io
import json
import math
import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator.api import FORMATS, Findings, Sheet, Table, render_findings
from estimator.diagnostics import one_line

FORECAST = Findings(
    "Twitter",
    ("10,000 samples",),
    (
        Table(
            "results",
            ("", "p5", "p50"),
            (("storage.total", "1.2 PB", "5 PB"), ("servers.web.count", "9 server", "10 server")),
        ),
        Table("", ("users.monthly", "binds"), (("1 M", "reads"), ("300 M", "data")), words=(1,)),
    ),
    ("storage.total is above 10 PB in 12%",),
    Sheet(
        ("name", "p5", "p50", "unit"),
        (("storage.total", 1.2e15, 5e15, "byte"), ("servers.web.count", math.nan, 10, "server")),
    ),
    {"results": {"storage.total": {"p5": 1.2e15, "p95": math.nan, "most": math.inf}}},
)

words = st.text(st.characters(exclude_categories=["C"]), max_size=20).map(one_line)
numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of any texts."""
    row = st.tuples(*[words] * draw(st.integers(1, 4)))
    chosen = draw(st.sets(st.integers(0, 3)))
    return Table(draw(words), draw(row), draw(st.lists(row, max_size=4)), tuple(chosen))


def findings(table: Table | None = None, line: str = "", **given: Any) -> Findings:
    """Give findings of one table, with one line in every other place."""
    blank = Findings(line, (line,), (table,) if table else (), (line,), Sheet((), ()), None)
    return blank._replace(**given)


def test_text_sets_words_left_and_numbers_right() -> None:
    assert render_findings(FORECAST).splitlines() == [
        "Twitter",
        "10,000 samples",
        "",
        "results",
        "                           p5        p50",
        "  storage.total        1.2 PB       5 PB",
        "  servers.web.count  9 server  10 server",
        "",
        "  users.monthly  binds",
        "            1 M  reads",
        "          300 M  data",
        "",
        "storage.total is above 10 PB in 12%",
    ]


def test_text_takes_a_style_that_moves_no_column() -> None:
    styles = []

    def style(text: str, kind: str) -> str:
        styles.append(kind)
        return f"<{kind}>{text}</{kind}>"

    styled = render_findings(FORECAST, "text", style)
    assert re.sub(r"</?[a-z]+>", "", styled) == render_findings(FORECAST)
    assert styles == ["title", "quiet", "title", "quiet", "quiet"]


def test_markdown_has_a_table_for_each() -> None:
    assert render_findings(FORECAST, "markdown").split("\n\n") == [
        "# Twitter",
        "10,000 samples",
        "## results",
        "|  | p5 | p50 |\n|---|---:|---:|\n| storage.total | 1\\.2 PB | 5 PB |\n"
        "| servers.web.count | 9 server | 10 server |",
        "| users.monthly | binds |\n|---:|---|\n| 1 M | reads |\n| 300 M | data |",
        "- storage.total is above 10 PB in 12%",
    ]


def test_csv_has_numbers_in_full_and_nothing_for_what_is_lacking() -> None:
    assert render_findings(FORECAST, "csv").splitlines() == [
        "name,p5,p50,unit",
        "storage.total,1200000000000000.0,5000000000000000.0,byte",
        "servers.web.count,,10,server",
    ]


def test_json_has_null_for_what_is_no_number() -> None:
    written = json.loads(render_findings(FORECAST, "json"))
    assert written == {"results": {"storage.total": {"p5": 1.2e15, "p95": None, "most": None}}}


def test_html_is_a_whole_page() -> None:
    page = render_findings(FORECAST, "html")
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>")
    assert page.count("<title>Twitter</title>") == page.count("<h1>Twitter</h1>") == 1
    assert page.count("<caption>") == 1
    assert '<tr><th scope="row" class="number">300 M</th><td>data</td></tr>' in page


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(est.UnknownNameError, match="there are text, json"):
        render_findings(FORECAST, "xml")


HOSTILE = one_line("\x1b]0;pwn\x07<script>alert(1)</script> | `*_[x](y)\n  ok\u202e")


@pytest.mark.parametrize("format", FORMATS)
def test_text_that_someone_wrote_is_harmless_in_every_place(format: str) -> None:
    table = Table(HOSTILE, (HOSTILE, HOSTILE), ((HOSTILE, HOSTILE),))
    sheet = Sheet((HOSTILE,), ((HOSTILE,),))
    written = render_findings(findings(table, HOSTILE, sheet=sheet, data=HOSTILE), format)
    assert HOSTILE[-4:] in written
    assert "\n  ok" not in written
    if format in ("markdown", "html"):
        assert "<script>" not in written


@given(tables())
def test_every_line_of_a_text_table_is_as_wide_as_its_columns(table: Table) -> None:
    lines = render_findings(findings(table)).split("\n")[-3 - len(table.rows) : -2]
    widths = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    for line, row in zip(lines, (table.head, *table.rows), strict=True):
        rest = line.ljust(sum(widths) + 2 * len(widths))
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            field, rest = rest[2 : 2 + width], rest[2 + width :]
            assert field == (cell.ljust(width) if at in table.words else cell.rjust(width))
        assert not rest


@given(tables())
def test_no_cell_breaks_a_markdown_table(table: Table) -> None:
    lines = render_findings(findings(table, "x"), "markdown").split("\n\n")[-2].split("\n")
    assert len(lines) == len(table.rows) + 2
    bars = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines}
    assert bars == {len(table.head) + 1}


class _Cells(HTMLParser):
    """Gather the texts of a page's table cells, a list for each row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in ("td", "th")
        if self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


@given(tables())
def test_an_html_table_has_every_cell_as_it_is(table: Table) -> None:
    page = _Cells()
    page.feed(render_findings(findings(table), "html"))
    assert page.rows == [list(row) for row in (table.head, *table.rows)]


@given(st.lists(st.tuples(words, numbers, numbers.map(np.float64), st.integers(0, 10**15))))
def test_a_sheet_is_read_back_to_the_last_figure(
    lines: list[tuple[str, float, float, int]],
) -> None:
    head = ("name", "one", "two", "count")
    written = render_findings(findings(sheet=Sheet(head, lines)), "csv")
    read = list(csv.reader(io.StringIO(written)))
    assert read[0] == list(head)
    assert [(float(a), float(b), int(c)) for _, a, b, c in read[1:]] == [line[1:] for line in lines]


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_of_a_sheet_is_run_as_a_formula(sign: str) -> None:
    cell = f"{sign}HYPERLINK()"
    written = render_findings(findings(sheet=Sheet((cell,), ((cell,), (-5.0,)))), "csv")
    assert written.splitlines() == [f"'{cell}", f"'{cell}", "-5.0"]


data = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=10,
)


@given(data)
def test_data_is_read_back_from_json(data: Any) -> None:
    assert json.loads(render_findings(findings(data=data), "json")) == data
