"""The page of constants: found as one types, each with its source, the notes beside the newer."""

import math

import pytest
from reader import alone, cards, run
from streamlit.testing.v1 import AppTest

import estimator as est
from estimator.api import TABLES
from estimator.api.ladder import Ladder, ladders, report_constants
from estimator.web.constants.constant import usage
from estimator.web.constants.lookup import KINDS, LONGEST, every, look_up
from estimator.web.constants.search import search


def opened(**asked: str) -> AppTest:
    return alone("constants", asked)


def typed(page: AppTest, text: str) -> AppTest:
    page.text_input(key="constants/search").set_value(text)
    return run(page)


def said(page: AppTest) -> str:
    return "\n".join(part.value for part in [*page.caption, *page.text, *page.warning])


def link(page: AppTest) -> dict[str, str]:
    """Give the settings in the URL; Streamlit has one that never changed as it was set."""
    asked = page.query_params
    return {name: v if isinstance(v, str) else v[-1] for name, v in asked.items()}


def charts(page: AppTest) -> list[str]:
    """Give what each chart says to a reader who can't see it."""
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def test_it_opens_on_the_ladder_of_latencies_with_a_source_and_a_date_for_each() -> None:
    page = opened()
    (table,) = page.dataframe
    (chart,) = charts(page)
    assert "Read an 8 KB page from SSD 100 us; " in chart
    assert "Hard disk seek 10 ms (notes 5 ms); " in chart
    assert set(table.value["name"]) == {c.path for c in every() if c.topic == "latency"}
    assert all(table.value["source"])
    assert all(table.value["as of"])
    assert link(page) == {}


def test_a_question_is_answered_as_it_is_typed() -> None:
    page = typed(opened(), "how long is an SSD read")
    assert cards(page) == {"newer": "100 us", "the notes": "100 us"}
    assert "measured.ssd_read_8_kb" in [block.value for block in page.code]
    assert "Simon Eskildsen" in said(page)
    assert link(page)["search"] == "how long is an SSD read"


def test_what_is_found_of_another_kind_is_shown_rather_than_nothing() -> None:
    page = typed(opened(), "egress")
    assert "None of the latencies; these are others." in said(page)
    assert cards(page) == {"value": "0.09 dollar/GB"}
    page = typed(page, "ssd")
    assert "Also found: throughputs (2), sizes (1), prices (3)." in said(page)
    next(button for button in page.button if button.label == "Show all").click()
    run(page)
    assert page.segmented_control(key="constants/kind").value == "all"
    assert len(page.dataframe[0].value) == 12


def test_a_search_that_finds_nothing_says_so() -> None:
    page = typed(opened(), "jupiter")
    assert "No constant has any of these words" in said(page)
    assert not page.dataframe
    assert not charts(page)
    typed(page, "")
    assert page.dataframe


def test_words_that_do_not_all_fit_find_the_nearest() -> None:
    page = typed(opened(), "redis jupiter")
    assert "None has all of these words" in said(page)
    assert "GET from a memory cache over the network" in list(page.dataframe[0].value["what it is"])


def test_the_notes_stand_beside_the_newer_with_their_ratio() -> None:
    page = opened(view="notes")
    (table,) = page.dataframe
    assert len(table.value) == 26
    row = table.value.set_index("name").loc["tls_handshake"]
    assert (row["the notes"], row["newer"]) == ("400 ms", "80 ms")
    assert row["newer to the notes"] == pytest.approx(0.2)
    (chart,) = charts(page)
    assert "TLS handshake 1/5 ×; " in chart


def test_of_what_the_notes_say_nothing_there_is_nothing_to_compare() -> None:
    assert "the notes say nothing" in said(opened(view="notes", kind="price"))


def test_one_is_picked_and_stands_in_the_link() -> None:
    page = opened()
    page.selectbox(key="constants/of").select("disk_seek")
    run(page)
    assert cards(page) == {"newer": "10 ms", "the notes": "5 ms"}
    assert "disk\\_seek" not in said(page)
    assert "disk_seek alone is notes.disk_seek, 5 ms." in said(page)
    assert link(page)["of"] == "disk_seek"
    assert cards(opened(of="disk_seek")) == cards(page)
    # A search that leaves it behind shows what it found instead.
    assert cards(typed(page, "bcrypt"))["newer"] == "240 ms"
    assert "of" not in link(page)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_ladders(kind: str) -> None:
    page = opened(kind=kind)
    assert len(page.dataframe[0].value) == len(look_up("", kind).constants)
    assert all(chart.startswith("From small to large: ") for chart in charts(page))
    assert charts(page)


@pytest.mark.parametrize(
    "hostile",
    [
        {"kind": "latencies"},
        {"view": "<b>"},
        {"of": "../../etc/passwd"},
        {"search": "x" * 5000},
        {"search": "<script>alert(1)</script> **b** :red[x] $x$ [a](http://b)"},
        {"search": "\\"},
        {"search": "(((("},
        {"kind": "size", "of": "disk_seek", "view": "notes"},
    ],
    ids=str,
)
def test_a_hostile_link_opens_the_page(hostile: dict[str, str]) -> None:
    page = opened(**hostile)
    rendered = [*page.markdown, *page.subheader, *page.caption, *page.warning]
    assert not [part.value for part in rendered if "<script" in part.value]
    kind = hostile.get("kind", "")
    assert link(page).get("kind", "") == (kind if kind in KINDS else "")
    assert len(page.text_input(key="constants/search").value) <= LONGEST


def test_every_widget_has_a_label() -> None:
    page = opened(search="ssd")
    widgets = [*page.text_input, *page.selectbox, *page.button, *page.segmented_control]
    assert len(widgets) > 4
    assert all(widget.label.strip() for widget in widgets)


@pytest.mark.parametrize("constant", every(), ids=lambda constant: constant.path)
def test_what_stands_beside_a_constant_is_a_scenario(constant: est.Constant) -> None:
    result = est.loads(usage(constant)).estimate()
    value = result[constant.path].to_base_units().magnitude
    if constant.topic == "latency":
        expected = result["latency.page.expected"].to_base_units().magnitude
        assert expected == pytest.approx(4 * value)
    else:
        assert result["ten_of_it"].to_base_units().magnitude == pytest.approx(10 * value)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("ram", "main_memory"),
        ("hdd seek", "disk_seek"),
        ("8kb", "ssd_read_8_kb"),
        ("8 KB write", "ssd_write_8_kb"),
        ("s3 price", "s3_standard"),
        ("how many requests can a web server handle", "web_server_capacity"),
        ("GPU memory", "accelerator_memory"),
        ("uuid", "uuid"),
        ("Chips and Cheese l3", "l3_cache"),
        ("disk_seek", "disk_seek"),
    ],
)
def test_what_people_type_finds_what_they_mean(asked: str, first: str) -> None:
    assert search(every(), asked).names[0] == first


def test_a_search_narrows_as_it_is_typed() -> None:
    word = "handshake"
    found = [len(search(every(), word[:length]).names) for length in range(1, len(word) + 1)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 1


def _every_ladder() -> list[Ladder]:
    return ladders(c for table in TABLES for c in est.constants(table).values())


@pytest.mark.parametrize("ladder", _every_ladder(), ids=lambda each: f"{each.topic} {each.unit}")
def test_a_ladder_rises_within_its_ends_and_has_marks(ladder: Ladder) -> None:
    values = [rung.newest.value for rung in ladder.rungs]
    assert values == sorted(values)
    low, high = ladder.ends
    for rung in ladder.rungs:
        for point in rung.points:
            assert low < point.low <= point.value * (1 + 1e-12)
            assert point.value <= point.high * (1 + 1e-12) < high * (1 + 1e-12)
    assert len(ladder.ticks) >= 2
    assert all(low <= at <= high for at, _ in ladder.ticks)
    shown = [words for _, words in ladder.ticks]
    assert len(set(shown)) == len(shown)


def test_a_ladders_names_are_told_apart_by_their_titles() -> None:
    for ladder in _every_ladder():
        titles = [rung.title for rung in ladder.rungs]
        assert len(set(titles)) == len(titles)


def test_long_numbers_are_read_easily_and_short_ones_as_their_source_has_them() -> None:
    shown = {c.path: (c.shown, c.spread) for c in every()}
    assert shown["measured.ssd_random_read"] == ("1.4 M request/s", "10,000 to 1.4 M request/s")
    assert shown["prices.server_small"][0] == "0.1008 dollar/server/hour"
    assert shown["sizes.memory_page"] == ("4,096 byte", "")
    assert shown["sizes.exa"][0] == "10^18"
    assert shown["measured.accelerator_throughput"][0] == "989 trillion operation/s"


@pytest.mark.parametrize("format", ["csv", "markdown", "json", "html", "text"])
def test_what_is_taken_away_has_every_source_and_date(format: str) -> None:
    written = report_constants(every(), format)
    for constant in every():
        assert constant.as_of in written
        assert constant.name.replace("_", "\\_" if format == "markdown" else "_") in written


def test_csv_has_the_numbers_in_full() -> None:
    written = report_constants([est.constants("measured")["register"]], "csv")
    assert written.splitlines()[1].startswith(
        "measured.register,CPU register access,latency,2.7e-10,2.7e-10,2.9e-10,s,"
    )
    assert not math.isnan(float(written.splitlines()[1].split(",")[3]))
