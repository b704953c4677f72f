"""The Python door: scenarios that change, results that are mappings, programs that are kept."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator import api
from estimator.engine import program as programs
from estimator.lang.nodes import Name
from estimator.lang.parser import parse
from estimator.scenario.things import name_problem
from estimator.source import Source, Span
from estimator.units.table import unit_table

LAYOUTS = {
    "flow": "users: {daily: 5M, concurrent_share: 10%}  # all\n",
    "block": "# all\nusers:\n  daily: 5M   # DAU\n  concurrent_share: 10%\n",
    "empty": "users:\n  daily:\n  concurrent_share: 10%\n",
    "missing": "users:\n  concurrent_share: 10%\n",
    "quoted": "users:\n  daily: \"5M\"\n  concurrent_share: '10%'\n",
    "folded": "users:\n  daily: >\n    5M\n  concurrent_share: 10%\n",
    "literal": "users:\n  daily: |2\n    5M\n\n  concurrent_share: 10%\n",
    "mapping": "users:\n  daily: {value: 5M, source: me}\n  concurrent_share: 10%\n",
    "mapping without a value": "users:\n  daily: {source: me}\n  concurrent_share: 10%\n",
    "carriage returns": "users:\r\n  daily: 5M\r\n  concurrent_share: 10%\r\n",
    "byte order mark": "\ufeffusers:\n  daily: 5M\n  concurrent_share: 10%\n",
    "null section": "users:\nactions: {post: {rate: 5 / s}}\n",
    "no section": "actions: {post: {rate: 5 / s}}\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "amount", ["6M", "null", "~", "10 to 25M user", "$5: no", "a, b", "'x'", "# 5", "a\nb"]
)
def test_an_edit_changes_one_value_and_nothing_else(layout: str, amount: str) -> None:
    text = LAYOUTS[layout]
    before = yaml.safe_load(text.removeprefix("\ufeff"))
    after = yaml.safe_load(est.loads(text).edit("users.daily", amount).text)
    users = {**(before.get("users") or {}), "daily": amount}
    if "mapping" in layout:
        users["daily"] = {"source": "me", "value": amount}
    assert after == {**before, "users": users}


def test_an_edit_of_nothing_begins_a_scenario() -> None:
    assert yaml.safe_load(est.loads("{}").edit("users.daily", "5M").text) == {
        "users": {"daily": "5M"}
    }


def test_comments_and_layout_stay() -> None:
    scenario = est.load("twitter")
    text = scenario.edit("users.monthly", "500M").text
    assert text == scenario.text.replace("monthly: 300M", "monthly: 500M")


def test_what_was_set_is_written_into_the_text() -> None:
    changed = est.load("twitter").set({"users.monthly": "500M", "storage.headroom": "20%"})
    again = est.loads(changed.text)
    assert again.estimate().report() == changed.estimate().report()
    edited = changed.edit("users.daily_share", "25%")
    assert edited.estimate().show("users.daily") == "125 M user"
    assert est.load("twitter").text == est.load("twitter").text


def test_an_input_can_be_taken_out() -> None:
    by_day = {"users.monthly": None, "users.daily_share": "", "users.daily": 5e6}
    result = est.load("twitter").set(by_day).estimate()
    assert result.show("users.daily") == "5 M user"
    assert "users.monthly" not in result


@pytest.mark.parametrize("name", est.scenarios())
def test_every_quantity_can_be_given_back(name: str) -> None:
    scenario = est.load(name)
    result = scenario.estimate()
    rows = result.summary().rows()
    given = {row.name: result[row.name] for row in rows if row.role in ("input", "default")}
    again = scenario.set(given).estimate()
    for each in result:
        if each not in again:  # the constant of a default, which is given now
            assert each.partition(".")[0] in api.TABLES
            continue
        assert again[each].magnitude == pytest.approx(result[each].magnitude, rel=1e-12), each


def test_a_scenario_that_was_worked_out_can_be_sent_to_another_process() -> None:
    twitter = est.load("twitter").set({"users.monthly": "600M"})
    shown = twitter.estimate().show("storage.total")
    assert pickle.loads(pickle.dumps(twitter)).estimate().show("storage.total") == shown  # noqa: S301 - our own bytes


def test_numpy_numbers_are_numbers() -> None:
    daily = est.load("twitter").estimate()["users.daily"] * np.float64(2)
    changed = est.load("twitter").set({"users.monthly": daily, "storage.replicas": np.float64(2)})
    assert changed.estimate().show("users.daily") == "150 M user"


def test_a_result_is_a_mapping() -> None:
    text = "formulas:\n  servers: 10 server\n  row: 5 byte\n  load: 3 request/s\n"
    result = est.loads(text).estimate()
    assert all(name in result for name in result)
    assert len(list(result)) == len(result) == 3
    for name in ("servers", "formulas.servers", "load", "formulas.load"):
        assert name in result
        assert result[name] == result[f"formulas.{name.removeprefix('formulas.')}"]
    assert "nothing" not in result
    assert 5 not in result
    with pytest.raises(KeyError):
        result["nothing"]


STRUCTURES = [
    ("formulas: {a: 2, x: a * 1 day -> s}", "exact"),
    ("formulas: {a: 2, x: a * 1 day -> s}", "rounded"),
    ("formulas: {a: 3, x: a * 1 day -> s}", "exact"),
    ("formulas: {a: 2 s, x: a * 1 day}", "exact"),
    ("formulas: {x: 1 TB / (10 MB/s)}", "exact"),
    ("formulas: {x: 2 TB / (5 MB/s)}", "exact"),
    ("formulas: {x: 5 to 10 GB}", "exact"),
    ("formulas: {x: 6 to 9 GB}", "exact"),
    ("units: [ride]\nformulas: {a: 2 ride, x: a * 3}", "exact"),
    ("formulas: {a: 2 user, x: a * 3}", "exact"),
    ("formulas: {a: 2%, x: a * 3}", "exact"),
    ("users: {monthly: 5M, daily_share: 10%}", "exact"),
    ("users: {daily: 5M, concurrent_share: 10%}", "exact"),
    ("actions: {post: {rate: 5 / s, kind: read}}", "exact"),
    ("actions: {post: {rate: 5 / s, kind: write}}", "exact"),
    ("actions: {post: {rate: 5 / s, peak_factor: 1}}", "exact"),
    ("actions: {post: {rate: 5 / s}}", "exact"),
    ("actions: {post: {rate: 5 / day}}", "exact"),
    ("storage: {datasets: {place: {items: 5, size: 1 KB}}}", "exact"),
    ("storage: {datasets: {place: {items: 5 user, size: 1 KB}}}", "exact"),
]


@pytest.mark.parametrize("other", STRUCTURES)
@pytest.mark.parametrize("mine", STRUCTURES)
def test_a_kept_program_is_never_anothers(mine: tuple[str, str], other: tuple[str, str]) -> None:
    def report(text: str, conventions: str) -> list[str]:
        result = est.loads(text).estimate(conventions)
        return [result.report("json"), *(result.explain(name) for name in result)]

    programs.forget()
    alone = report(*mine)
    programs.forget()
    report(*other)
    assert report(*mine) == alone


def test_an_error_of_a_kept_program_points_at_the_text_at_hand() -> None:
    est.loads("formulas:\n  a: 2\n  x: 1 / a\n").estimate()
    with pytest.raises(est.DomainError) as caught:
        est.loads("# a comment\nformulas:\n  a: 0\n  x: 1 / a\n").estimate()
    assert str(caught.value).startswith("scenario:4:10: error[zero-divisor]: x divides by zero")


def test_programs_are_kept_by_many_threads_and_not_for_ever() -> None:
    def work(number: int) -> float:
        text = f"formulas: {{a: {number}, x{number % 300}: a * 2}}"
        return float(est.loads(text).estimate()[f"x{number % 300}"].magnitude)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(900))) == [2.0 * number for number in range(900)]
    assert programs.kept() <= 128


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("n: 3\n  x: 2^n", 8),
        ("g: 20%\n  x: (1 + g)^5", 1.2**5),
        ("x: 2^0.37", 2**0.37),
        ("n: 2\n  x: 10 GB / (5 GB)^1 * 2^(n * 2)", 32),
        ("x: ceil(100.00000000000001)", 100),
        ("x: ceil(0.1 * 3 / 0.1)", 3),
    ],
)
def test_arithmetic(formula: str, value: float) -> None:
    result = est.loads(f"formulas:\n  {formula}\n").estimate()
    assert result["x"].magnitude == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "users: {monthly: 5M, daily_share: 10%, concurrent_share: a + b + c}\n"
        "formulas: {a: 33%, b: 56%, c: 11%}",
        "storage: {replicas: a / 49 * 49}\nformulas: {a: 1}",
        "users: {daily: a - b}\nformulas: {a: 0.3 user, b: 0.1 user + 0.2 user}",
    ],
)
def test_rounding_moves_no_value_out_of_its_range(text: str) -> None:
    assert len(est.loads(text).estimate())


@pytest.mark.parametrize(
    ("value", "expected", "met"),
    [
        ("100.4 s", "100 s", True),
        ("100.6 s", "100 s", False),
        ("99.4 s", "100 s", False),
        ("5 s", "5 to 6 s", True),
        ("6.01 s", "5 to 6 s", False),
        ("99.9%", "99.99%", False),
        ("99.99%", "99.99%", True),
        ("0", "0", True),
    ],
)
def test_what_an_expectation_lets_pass(value: str, expected: str, met: bool) -> None:
    text = f"formulas: {{x: {value}}}\nexpect: {{x: {expected}}}"
    assert [e.met for e in est.loads(text).estimate().expectations] == [met]


HOSTILE = "\x1b]0;pwn\x07<script>alert(1)</script> | `*_[x](y)\n  ok  all good\u202e"


@pytest.mark.parametrize("format", ["text", "json", "markdown", "csv", "html"])
def test_text_that_someone_wrote_is_harmless_in_a_report(format: str) -> None:
    sourced = {"value": "5M", "source": HOSTILE, "note": HOSTILE}
    scenario = est.load(
        {
            "title": HOSTILE,
            "about": HOSTILE,
            "source": HOSTILE,
            "users": {"daily": sourced},
            "formulas": {"x": {"value": "2 * users.daily", "source": HOSTILE}},
            "claims": [{"of": "users.daily", "says": "5M", "by": HOSTILE}],
        }
    )
    result = scenario.estimate()
    written = [result.report(format)]
    if format != "csv":
        written.append(result.explain("x", format))
    for text in written:
        assert not any(c in text for c in "\x1b\x07\u202e")
        assert "\n  ok  all good" not in text
        if format in ("markdown", "html"):
            assert "<script>" not in text


@given(st.text(min_size=1, max_size=12))
def test_a_name_that_is_let_pass_is_one_name_of_the_language(name: str) -> None:
    if name_problem(name, Span(Source("x", name), 0, len(name))) is None:
        tree = parse(name)
        assert isinstance(tree, Name)
        assert tree.text == name
        if unit_table("exact").find(name) is None:
            est.load({"actions": {name: {"rate": "5 / s"}}}).estimate()


@pytest.mark.parametrize(
    "title", ["Chat", "a: b", "# x", 'say "hi"', "it's", "x\nstorage: 5", "- y"]
)
def test_a_template_has_any_title(title: str) -> None:
    assert est.loads(est.template(title)).title == " ".join(title.split())


@pytest.mark.parametrize(
    "value",
    [5, None, 2.5, ["users"], b"users: {daily: 5}"],
)
def test_what_is_no_scenario_is_refused(value: Any) -> None:
    with pytest.raises(est.SchemaError, match="a scenario is a name, a path, a text or a dict"):
        est.load(value)


def test_what_there_is_to_choose_is_said() -> None:
    result = est.load("twitter").estimate()
    for wrong in (
        lambda: est.load("twitter").estimate("loose"),
        lambda: est.evaluate("5", "loose"),
        lambda: result.report("xml"),
        lambda: result.explain("users.daily", "csv"),
    ):
        with pytest.raises(est.UnknownNameError, match="there are"):
            wrong()


def test_an_error_of_one_formula_points_at_it() -> None:
    with pytest.raises(est.FormulaError) as caught:
        est.evaluate("3 GB + 2 request")
    assert str(caught.value).startswith("formula:1:1: error[dimension-mismatch]")


def test_conventions_that_do_not_work_do_not_spoil_those_that_do() -> None:
    text = "formulas: {x: 1 / (365 day - 1 year + 35 day - 35 day)}"
    assert len(est.loads(text).estimate("rounded")) == 1
    with pytest.raises(est.DomainError):
        est.loads(text).estimate("exact")


@pytest.mark.parametrize("rate", ["1000 Hz", "1 kHz", "60,000 / min", "1k/s", "1 k call/s"])
def test_a_rate_is_a_rate_in_any_unit(rate: str) -> None:
    result = est.load({"actions": {"call": {"rate": rate}}}).estimate()
    assert result["actions.call.rate"].to("call/s").magnitude == pytest.approx(1000)


def test_many_actions_are_summed_and_explained() -> None:
    actions = {f"action_{at}": {"kind": "read", "rate": "5 / s"} for at in range(150)}
    pools = {"web": {"capacity": "100 / s"}}
    result = est.load({"actions": actions, "servers": pools, "database": {}}).estimate()
    assert result["servers.web.count"].magnitude == 8
    assert "action_149" in result.explain("servers.web.count")


@pytest.mark.parametrize(
    ("name", "part", "value"),
    [
        ("zanzibar", "availability.parts.cluster", "99.5%"),
        ("stack_overflow", "latency.question_page.steps.render", "5 ms"),
    ],
)
def test_a_plain_value_for_a_section_of_fields_is_that_of_its_field(
    name: str, part: str, value: str
) -> None:
    changed = est.load(name).set({part: value})
    values = dict(changed.estimate())
    assert dict(est.loads(changed.text).estimate()) == values
    assert dict(est.load(name).edit(part, value).estimate()) == values


def test_an_amount_beside_fields_is_refused() -> None:
    with pytest.raises(est.SchemaError, match=r"availability\.parts\.web has no field value"):
        est.loads("availability: {parts: {web: {value: 99%, each: 98%}}}").estimate()
