"""The constants: each with a value, a range that holds it, a source and a date."""

import pytest

import estimator as est
from estimator.lang.functions import FUNCTIONS
from estimator.library.constants import TABLES, constant_names, find_constant
from estimator.sections import SECTIONS
from estimator.units.table import unit_table

ALL = [constant for table in TABLES for constant in est.constants(table).values()]
TOPICS = {"latency", "price", "throughput", "size", "count", "time", "power_of_ten"}


@pytest.mark.parametrize("constant", ALL, ids=lambda constant: constant.path)
def test_a_constant_is_whole(constant: est.Constant) -> None:
    assert constant.title
    assert constant.topic in TOPICS
    assert constant.source
    assert int(constant.as_of[:4]) >= 1960
    read = constant.reading
    assert read.low <= read.value <= read.high
    assert read.value > 0
    if constant.topic in ("latency", "throughput"):
        assert constant.range


@pytest.mark.parametrize("constant", ALL, ids=lambda constant: constant.path)
def test_a_constant_is_a_name_in_formulas(constant: est.Constant) -> None:
    scenario = est.load({"formulas": {"twice": f"2 * {constant.path}"}})
    result = scenario.estimate()
    twice = result["twice"].to_base_units().magnitude
    assert twice == pytest.approx(2 * result[constant.path].to_base_units().magnitude)


def test_no_constant_is_called_like_something_else() -> None:
    taken = {*unit_table("exact").units, *unit_table("exact").ambiguous, *FUNCTIONS, *SECTIONS}
    assert taken.isdisjoint(constant.name for constant in ALL)


def test_a_bare_name_is_the_first_tables() -> None:
    bare, later = find_constant("disk_seek"), find_constant("measured.disk_seek")
    assert bare is not None
    assert later is not None
    assert (bare.table, later.table) == ("notes", "measured")
    assert set(constant_names()) >= {"disk_seek", "notes.disk_seek", "measured.disk_seek"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("branch_mispredict", "6 ns"),
        ("main_memory", "100 ns"),
        ("md5_64_bits", "200 ns"),
        ("proxy_http_request", "50 us"),
        ("memory_read_1_mb", "50 us"),
        ("ssd_read_8_kb", "100 us"),
        ("ssd_write_8_kb", "1 ms"),
        ("cache_get", "1 ms"),
        ("disk_seek", "5 ms"),
        ("bcrypt", "300 ms"),
        ("network_transfer_1_gb", "10 s"),
        ("web_server_capacity", "10000 request/s/server"),
        ("seconds_per_day_rounded", "100000 s"),
        ("seconds_per_day", "86400 s"),
    ],
)
def test_the_notes_figures(name: str, value: str) -> None:
    assert est.constants("notes")[name].value == value


def test_every_latency_of_the_notes_was_measured_since() -> None:
    def latencies(table: str) -> set[str]:
        return {name for name, c in est.constants(table).items() if c.topic == "latency"}

    assert latencies("notes") <= latencies("measured")
    assert len(latencies("notes")) == 26
