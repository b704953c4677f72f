"""Every answer to a question about a shipped scenario, in every format."""

import csv
import io
import json
import math
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

import estimator as est
from estimator.api import FORMATS
from estimator.whatif.sweep import ROWS

# Scenarios, an input of each that all its traffic grows with, and the ends of a range of it.
ASKED = {
    "twitter": ("users.monthly", "200M", "450M"),
    "reddit": ("users.daily", "60M", "120M"),
    "chat": ("users.daily", "40M", "60M"),
    "discord": ("actions.send.rate", "3 billion send/day", "6 billion send/day"),
    "google_maps": ("users.daily", "0.8 billion", "2 billion"),
    "youtube": ("actions.watched_hour.total", "0.5 billion", "2 billion"),
}
SCENARIOS = pytest.mark.parametrize("name", ASKED)


def ranged(name: str) -> est.Scenario:
    """Give a scenario with one input that is uncertain."""
    moved, low, high = ASKED[name]
    unit = " ".join(high.split()[2:])
    low = low.removesuffix(unit).strip()
    return est.load(name).set({moved: f"{low} to {high}"})


def simulated(name: str) -> Any:
    return ranged(name).simulate(256)


def sensitive(name: str) -> Any:
    return ranged(name).sensitivity("traffic.peak_rate", samples=64)


def swept(name: str) -> Any:
    moved, *ends = ASKED[name]
    return est.load(name).sweep({moved: ends})


def solved(name: str) -> Any:
    scenario, moved = est.load(name), ASKED[name][0]
    twice = 2 * scenario.estimate()["traffic.peak_rate"].to("request/s").magnitude
    return scenario.solve(moved, until=f"traffic.peak_rate > {twice!r} request/s")


def compared(name: str) -> Any:
    moved, _, more = ASKED[name]
    scenario = est.load(name)
    return est.compare(scenario, scenario.set({moved: more}))


def crossed(name: str) -> Any:
    return est.load(name).crossovers()


@cache
def answer(question: Any, name: str) -> Any:
    return question(name)


QUESTIONS = pytest.mark.parametrize(
    "question", [simulated, sensitive, swept, solved, compared, crossed]
)


class _Rows(HTMLParser):
    """Count the cells of each row of a page's tables."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][-1] += 1


def numbers(data: Any) -> list[float]:
    """Give all numbers in what JSON holds."""
    if isinstance(data, dict):
        return [x for inner in data.values() for x in numbers(inner)]
    if isinstance(data, list):
        return [x for inner in data for x in numbers(inner)]
    return [data] if isinstance(data, float) else []


@QUESTIONS
@SCENARIOS
def test_an_answer_is_written_in_every_format(question: Any, name: str) -> None:
    asked = answer(question, name)
    found = {format: asked.report(format) for format in FORMATS}
    title = est.load(name).title
    assert found["text"].startswith(title)
    assert found["markdown"].startswith(f"# {title}")
    assert f"<h1>{title}</h1>" in found["html"]
    data = json.loads(found["json"])
    assert numbers(data)
    assert all(map(math.isfinite, numbers(data)))
    head, *lines = csv.reader(io.StringIO(found["csv"]))
    assert {len(line) for line in lines} <= {len(head)}
    page = _Rows()
    page.feed(found["html"])
    assert all(len({*cells}) == 1 for cells in page.tables)
    with pytest.raises(est.UnknownNameError, match="there is no format docx"):
        asked.report("docx")


@SCENARIOS
def test_a_sweep_shows_its_axes_and_as_many_results_as_fit(name: str) -> None:
    sweep = answer(swept, name)
    told = sweep.report()
    head = told.split("\n\n")[1].splitlines()[0].split()
    assert head[0] == ASKED[name][0]
    assert len(head) > 1
    assert max(map(len, told.splitlines())) <= 100
    *_, last = told.splitlines()
    still = {line.partition(": ")[0]: line for line in told.splitlines()}.get("the same everywhere")
    unsaid = len(json.loads(sweep.report("json"))["columns"]) - len(head)
    if still:
        named = still.partition(": ")[2].split(", ")
        unsaid -= len(named) + (int(still.split()[-2]) if still.endswith(" more") else 0)
    assert last == f"CSV and JSON have {unsaid} more results" if unsaid else last == still


def test_a_sweep_shows_first_what_is_worth_telling() -> None:
    sweep = est.load("google_maps").sweep({"users.daily": ["1M", "2M"]})
    assert sweep.report().splitlines()[3].split() == [
        "users.daily",
        "traffic.peak_rate",
        "storage.total",
        "servers.ingest.count",
        "database.writes",
        "plain_shards",
    ]
    asked = est.load("google_maps").sweep({"users.daily": ["1M", "2M"]}, of="database.writes")
    assert asked.report().splitlines()[3].split() == ["users.daily", "database.writes"]
    assert "more result" not in asked.report()


def test_one_result_is_shown_however_wide_the_axes_are() -> None:
    given = {f"an_input_with_a_long_name_{at}": f"{at} GB" for at in range(4)}
    worked_out = {"all": " + ".join(given), "half": "all / 2"}
    scenario = est.load({"formulas": given | worked_out})
    told = scenario.sweep({name: ["1 GB", "2 GB"] for name in given}).report()
    assert told.splitlines()[3].split() == [*given, "all"]
    assert told.endswith("CSV and JSON have 1 more result")


STEP = est.loads("formulas: {part: 0, step: floor(part), other: 7, twice: 2 * other}")


def test_what_moves_late_is_not_called_the_same_everywhere() -> None:
    # The step is at the very last point.
    sweep = STEP.sweep({"part": est.linspace(0, 1, ROWS + 5)}, of=["step", "twice"])
    lines = sweep.report().splitlines()
    assert lines[1] == "262,149 points"
    assert [line.split() for line in lines[3:5]] == [["part", "step"], ["0", "0"]]
    assert lines[-2:] == [
        "the same everywhere: twice 14",
        "the first 200 of 262,149 points; a file has them all: --out FILE.csv, or Sweep.to_csv",
    ]
    assert len(lines) == 4 + 200 + 3


def test_along_one_value_nothing_moves() -> None:
    sweep = STEP.sweep({"part": [3], "other": [1, 2]}, of=["step", "twice"])
    assert sweep.report().splitlines()[3:] == [
        "  part  other  twice",
        "     3      1      2",
        "     3      2      4",
        "",
        "the same everywhere: step 3",
    ]


def test_the_points_that_are_shown_are_the_first() -> None:
    axes = {"part": est.linspace(1, 3, 3), "other": est.linspace(1, 150, 150)}
    told = STEP.sweep(axes, of=["step", "twice"]).report()
    rows = [line.split() for line in told.split("\n\n")[1].splitlines()[1:]]
    assert (
        rows
        == [
            [str(part), str(other), str(part), str(2 * other)]
            for part in (1, 2)
            for other in range(1, 151)
        ][:200]
    )
    assert told.endswith("\n\nthe first 200 of 450 points; CSV and JSON have them all")


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_holds_all_points_or_says_that_it_does_not(format: str) -> None:
    fits = STEP.sweep({"part": est.linspace(0, 1, ROWS)}, of="step")
    over = STEP.sweep(
        {"part": est.linspace(0, 1, 300), "other": est.linspace(0, 9, 3000)}, of="step"
    )
    if format in ("csv", "json"):
        with pytest.raises(est.WorkError) as caught:
            over.report(format)
        assert str(caught.value) == (
            "error[too-many-points]: a report holds at most 262,144 points; "
            "this sweep has 900,000\n"
            "     hint: write it to a file: --out FILE.csv, or Sweep.to_csv"
        )
    else:
        assert "the first 200 of 900,000 points" in over.report(format)
    if format == "csv":
        assert len(fits.report(format).splitlines()) == 1 + ROWS
    if format == "json":
        assert len(json.loads(fits.report(format))["columns"]["step"]) == ROWS


def test_simulations_leave_out_the_means_where_a_line_is_full() -> None:
    wide = answer(simulated, "google_maps")
    assert "mean" not in wide.report().splitlines()[3]
    assert wide.report().endswith("\nCSV and JSON have the means")
    assert wide.report("csv").splitlines()[0] == "name,p5,p50,p95,mean,unit"
    slim = ranged("google_maps").simulate(256, of="storage.total").report()
    assert slim.splitlines()[3].split() == ["p5", "p50", "p95", "mean"]
    assert "CSV" not in slim


def test_what_is_certain_is_named_in_a_line() -> None:
    told = answer(simulated, "reddit").report().splitlines()
    (line,) = [line for line in told if line.startswith("certain: ")]
    assert len(line) <= 100
    data = json.loads(answer(simulated, "reddit").report("json"))["results"]
    certain = [n for n, each in data.items() if each["p5"] == each["p95"]]
    named = line.removeprefix("certain: ").replace(" and ", ", ").split(", ")
    assert {*named[:-1]} < {*certain}
    assert named[-1].endswith(" more")
