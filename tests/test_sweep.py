"""Laws of sweeps: every point of a grid is what the scenario says there, in memory and in files."""

import csv
import itertools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import estimator as est
from estimator.whatif.sweep import ROWS

SHOP = """
users: {daily: 4M, concurrent_share: 10% to 20%}
actions:
  order:
    kind: write
    done_by: 8%
    per_user: 2 / day
    peak_factor: 4
    stores: {text: {size: 2 KB}}
  view: {kind: read, per_user: 40 / day, response_size: 60 KB}
storage: {retention: 5 years}
servers:
  web: {handles: [order, view], capacity: 2k request/s, zones: 3, zones_lost: 1}
  app: {service_time: 20 ms, cores: 8, utilization: 70%}
database: {handles: [order], node_capacity: 1 TB, write_capacity: 2k query/s}
cache: {of: view, hit_ratio: 90%, hot_share: 20%, node_memory: 64 GB}
availability: {parts: {web: 99.9%, data: {each: 99%, copies: 3, needed: 2}}}
formulas:
  growth: 1.5
  later: actions.order.rate * growth
  spare_share: 1 - servers.app.utilization
"""
QUEUE = """
units: [job]
storage: {retention: 1 year}
formulas:
  load: 8
  servers: 12
  wait: queue_wait(servers, load) * 20 ms
  share: load / servers
"""


def at_points(scenario: est.Scenario, axes: Mapping[str, Sequence[Any]]) -> list[dict[str, float]]:
    """Work a scenario out point by point, in base units; nothing where it is refused."""
    found: list[dict[str, float]] = []
    for point in itertools.product(*axes.values()):
        changed = scenario.set(dict(zip(axes, point, strict=True)))
        try:
            found.append(changed.estimate()._values.by_name)  # noqa: SLF001 - base units
        except est.DomainError:
            found.append({})
    return found


def columns(sweep: Any) -> dict[str, list[float]]:
    """Give all results of a sweep at all points, in base units."""
    return {
        name: np.broadcast_to(values, sweep.shape).ravel().tolist()
        for name, values in sweep.arrays().items()
    }


def hold_alike(scenario: est.Scenario, axes: Mapping[str, Sequence[Any]]) -> None:
    """Hold a sweep to what single runs give, whole numbers exactly."""
    swept = scenario.sweep(axes)._grid.values  # noqa: SLF001 - every result there is
    found = columns(scenario.sweep(axes, of=[*swept.by_name]))
    for at, expected in enumerate(at_points(scenario, axes)):
        point = {name: column[at] for name, column in found.items()}
        known = {name: value for name, value in point.items() if not math.isnan(value)}
        if not expected:
            assert known.keys() < point.keys()
            continue
        assert known.keys() == point.keys() & expected.keys()
        for name, value in known.items():
            is_whole = expected[name] == round(expected[name])
            assert value == pytest.approx(expected[name], rel=1e-14 if is_whole else 1e-12), name
            if ".count" in name or name.endswith(("nodes", "shards")):
                assert value == expected[name], name


AXES: dict[str, dict[str, list[str]]] = {
    "two inputs": {"users.daily": ["1M", "4M", "90M"], "actions.order.peak_factor": ["1", "4"]},
    "share and whole": {
        "servers.app.utilization": ["20%", "70%", "95%"],
        "servers.web.zones": ["2", "3", "5"],
    },
    "default and absent": {
        "storage.replicas": ["1", "2", "3"],
        "servers.web.spare": ["0", "4"],
        "storage.compression": ["1", "2.5"],
    },
    "formulas": {
        "growth": ["1", "1.5", "4"],
        "formulas.later": ["10 order/s", "90 order/s"],
        "spare_share": ["10%", "20%"],
    },
    "many sections": {
        "cache.hit_ratio": ["0%", "50%", "99%"],
        "actions.view.per_user": ["1 / day", "30 / hour"],
        "database.replicas": ["1", "3"],
    },
    "uncertain": {"users.concurrent_share": ["1%", "50%"], "users.daily": ["1M", "2M"]},
    "copies": {
        "availability.parts.data.copies": ["2", "3", "5"],
        "availability.parts.data.each": ["90%", "99.9%"],
    },
    "one": {"storage.retention": ["1 day", "1 month", "30 years"]},
}


@pytest.mark.parametrize("name", AXES)
def test_each_point_is_what_the_scenario_is_there(name: str) -> None:
    scenario, axes = est.loads(SHOP), AXES[name]
    sweep = scenario.sweep(axes)
    assert sweep.shape == tuple(len(values) for values in axes.values())
    assert sweep.size == math.prod(sweep.shape)
    hold_alike(scenario, axes)


@pytest.mark.parametrize("name", est.scenarios())
def test_each_point_of_a_shipped_scenario_is_what_it_is_there(name: str) -> None:
    scenario = est.load(name)
    values = scenario.estimate()._values  # noqa: SLF001 - which inputs there are
    moved = [n for n in values.program.inputs if values.definition(n).role in ("input", "default")]
    axes = {}
    for each in dict.fromkeys((moved[0], moved[len(moved) // 2], moved[-1])):
        own = scenario.estimate()[each]
        axes[each] = [own, own / 2 if values.definition(each).wanted.field.share else own * 2]
    hold_alike(scenario, axes)


def test_a_point_that_can_not_be_has_no_value() -> None:
    scenario = est.loads(SHOP)
    axes = {
        "availability.parts.data.needed": ["1", "3", "4"],
        "users.daily": ["1M", "2M"],
    }
    sweep = scenario.sweep(axes)
    found = columns(sweep)
    for name in ("availability.overall", "storage.total", "servers.web.count"):
        assert np.isnan(found[name]).tolist() == [False] * 4 + [True] * 2
    hold_alike(scenario, axes)


def test_a_queue_without_end_leaves_only_its_own_results_without_a_value() -> None:
    axes = {"load": ["8", "11.9", "12", "15"], "servers": ["12", "13"]}
    sweep = est.loads(QUEUE).sweep(axes)
    lost = np.isnan(sweep["wait"].magnitude)
    assert lost.tolist() == [[False] * 2, [False] * 2, [True, False], [True] * 2]
    assert not np.isnan(sweep["share"].magnitude).any()
    for at, load in enumerate(axes["load"]):
        for place, servers in enumerate(axes["servers"]):
            if not lost[at, place]:
                point = est.loads(QUEUE).set({"load": load, "servers": servers}).estimate()
                wait = point["wait"].to("ms").magnitude
                assert sweep["wait"][at, place].to("ms").magnitude == pytest.approx(wait, rel=1e-12)


def test_an_array_has_one_value_along_what_it_does_not_depend_on() -> None:
    axes = {"users.daily": ["1M", "2M", "3M"], "growth": ["1", "2"], "cache.hit_ratio": ["50%"]}
    found = est.loads(SHOP).sweep(axes).arrays()
    assert found["actions.order.rate"].shape == (3, 1, 1)
    assert found["later"].shape == (3, 2, 1)
    assert found["spare_share"].shape == (1, 1, 1)
    assert found["servers.web.count"].shape == (3, 1, 1)
    together = np.broadcast_arrays(*found.values(), np.empty((3, 2, 1)))
    assert {each.shape for each in together} == {(3, 2, 1)}


def test_a_result_is_a_quantity_of_the_whole_grid() -> None:
    sweep = est.loads(SHOP).sweep({"users.daily": ["1M", "2M", "3M"], "growth": ["1", "2"]})
    later = sweep["later"].to("order/day").magnitude
    assert later == pytest.approx(np.array([[160e3, 320e3], [320e3, 640e3], [480e3, 960e3]]))
    assert sweep["formulas.later"].shape == (3, 2)
    assert sweep["growth"].magnitude.tolist() == [[1, 2]] * 3
    assert sweep["users.daily"].to("user").magnitude.tolist() == [[1e6] * 2, [2e6] * 2, [3e6] * 2]
    assert sweep["storage.retention"].to("years").magnitude.tolist() == [[5, 5]] * 3
    assert repr(sweep) == "<Sweep of a scenario: 3 × 2 points>"


def test_asked_alone_a_result_is_the_same() -> None:
    axes = {"users.daily": est.geomspace("1M", "1B", 30), "growth": est.linspace(1, 3, 20)}
    every = est.loads(SHOP).sweep(axes)
    for name in ("later", "servers.web.count", "database.nodes"):
        alone = est.loads(SHOP).sweep(axes, of=name)
        assert list(alone) == ["users.daily", "growth", name]
        assert alone.arrays()[name].tobytes() == every.arrays()[name].tobytes()


@settings(max_examples=40)
@given(st.floats(1e-3, 1e9), st.floats(1.001, 1e6), st.integers(2, 50))
def test_values_run_from_one_end_to_the_other(low: float, ratio: float, count: int) -> None:
    high = low * ratio
    scenario = est.loads("formulas: {a: 1 GB}")
    ends = f"{low!r} GB", f"{high!r} GB"
    even = scenario.sweep({"a": est.linspace(*ends, count)})["a"].to("GB").magnitude
    steps = np.diff(even)
    assert steps == pytest.approx(np.full(count - 1, (high - low) / (count - 1)), rel=1e-6)
    by_ratio = scenario.sweep({"a": est.geomspace(*ends, count)})["a"].to("GB").magnitude
    steps = by_ratio[1:] / by_ratio[:-1]
    assert steps == pytest.approx(np.full(count - 1, ratio ** (1 / (count - 1))), rel=1e-9)
    for found in (even, by_ratio):
        assert [found[0], found[-1]] == pytest.approx([low, high], rel=1e-15)


def test_whole_fields_take_whole_values_once() -> None:
    sweep = est.loads(SHOP).sweep({"servers.web.zones": est.linspace(2, 5, 10)})
    assert sweep["servers.web.zones"].magnitude.tolist() == [2, 3, 4, 5]
    assert est.loads(SHOP).sweep({"storage.replicas": est.geomspace(1, 9, 4)}).shape == (4,)


def test_files_hold_what_the_frame_does(tmp_path: Path) -> None:
    axes = {"users.daily": ["1M", "2M", "90M"], "availability.parts.data.needed": ["2", "4"]}
    sweep = est.loads(SHOP).sweep(axes)
    frame = sweep.to_frame()
    assert len(frame) == 6
    assert list(frame)[:2] == ["users.daily [user]", "availability.parts.data.needed"]
    assert frame["storage.total [byte]"].isna().tolist() == [False, True] * 3
    assert frame["users.daily [user]"].tolist() == [1e6, 1e6, 2e6, 2e6, 9e7, 9e7]

    sweep.to_parquet(tmp_path / "sweep.parquet")
    pd.testing.assert_frame_equal(
        parquet.read_table(tmp_path / "sweep.parquet").to_pandas(), frame, check_exact=True
    )
    sweep.to_csv(str(tmp_path / "sweep.csv"))
    with (tmp_path / "sweep.csv").open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head == list(frame)
    for row, expected in zip(rows, frame.itertuples(index=False), strict=True):
        for cell, value in zip(row, expected, strict=True):
            assert cell == ("" if math.isnan(value) else repr(value))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sweep.csv", "sweep.parquet"]


def test_columns_are_in_the_units_they_name() -> None:
    frame = est.loads(SHOP).sweep({"growth": ["1", "2"]}).to_frame()
    result = est.loads(SHOP).estimate()
    for column in frame:
        name, _, unit = column.partition(" [")
        if name not in {"growth", "later"}:
            value = result[name].to(unit.removesuffix("]")).magnitude
            assert frame[column].tolist() == pytest.approx([value] * 2, rel=1e-12)


def test_a_long_sweep_is_written_in_stretches(tmp_path: Path) -> None:
    axes = {"users.daily": est.geomspace("1M", "1B", 700), "growth": est.linspace(1, 3, 500)}
    sweep = est.loads(SHOP).sweep(axes, of=["later", "servers.web.count"])
    sweep.to_parquet(tmp_path / "long.parquet")
    file = parquet.ParquetFile(tmp_path / "long.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [
        ROWS,
        350_000 - ROWS,
    ]
    table = file.read()
    for column, name, unit in (
        ("later [order/s]", "later", "order/s"),
        ("servers.web.count [server]", "servers.web.count", "server"),
    ):
        expected = sweep[name].to(unit).magnitude.ravel()
        np.testing.assert_allclose(table[column].to_numpy(), expected, rtol=1e-15)
    frame = sweep.to_frame()
    pd.testing.assert_frame_equal(table.to_pandas(), frame, check_exact=True)


REFUSED: list[tuple[dict[str, Any], str]] = [
    (
        {"users.dayly": ["1M"]},
        "error[unknown-input]: there is no input users.dayly to change\n"
        "     hint: did you mean users.daily?",
    ),
    ({"users.daily": []}, "error[no-axis]: sweep users.daily: an axis has at least one value"),
    (
        {"users.daily": est.linspace("1M", "2M", 1)},
        "error[no-axis]: sweep users.daily: an axis has at least 2 values, not 1",
    ),
    (
        {"growth": est.geomspace("0", "2", 3)},
        "error[no-axis]: sweep growth: values that grow by a ratio are all above zero\n"
        "     hint: write linspace, which goes through zero",
    ),
    (
        {"users.daily": ["1M to 2M"]},
        "error[no-axis]: sweep users.daily: 1M to 2M is uncertain, and a sweep takes single values"
        "\n     hint: list values, or write linspace or geomspace",
    ),
    (
        {"users.daily": ["1M", "5 MB"]},
        "sweep users.daily:1:1: error[wrong-kind]: this is data, where users is asked for\n"
        "      1 │ 5 MB\n"
        "        │ ────\n"
        "     hint: write it in user",
    ),
    (
        {"cache.hit_ratio": ["50%", "120%"]},
        "sweep cache.hit_ratio:1:1: error[out-of-range]: this must be at most 100 %\n"
        "      1 │ 120%\n"
        "        │ ────",
    ),
    (
        {"servers.web.zones": ["2.5"]},
        "sweep servers.web.zones:1:1: error[out-of-range]: this must be a whole number\n"
        "      1 │ 2.5\n"
        "        │ ───",
    ),
]


@pytest.mark.parametrize(("axes", "message"), REFUSED)
def test_what_can_not_be_swept_is_refused(axes: dict[str, Any], message: str) -> None:
    with pytest.raises(est.EstimatorError) as caught:
        est.loads(SHOP).sweep(axes)
    assert str(caught.value) == message
