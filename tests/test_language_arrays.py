"""The functions of the language on arrays: the same values as on numbers, one by one."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estimator.lang.function import NoValue, distinct
from estimator.lang.functions import FUNCTIONS

LENGTH = 5

anything = st.floats(-1e6, 1e6).map(lambda x: x if abs(x) > 1e-6 else 0.0)
positive = st.floats(1e-6, 1e6)
servers = st.integers(0, 12).map(float) | st.floats(0.5, 350) | st.integers(290, 20_000).map(float)
# At 1 the plain formula of tries has lost its figures, on numbers and on arrays alike.
failures = st.floats(0, 0.99) | st.sampled_from([1.0, 1.5])
shares = st.floats(0, 1) | st.sampled_from([0.0, 1.0])
wholes = st.integers(0, 8).map(float)

ARGUMENTS: dict[str, tuple[st.SearchStrategy[float], ...]] = {
    "min": (anything, anything, anything),
    "max": (anything, anything, anything),
    "sum": (positive, positive, positive),
    "mean": (positive, positive, positive),
    "product": (anything, anything, anything),
    "ceil": (anything | wholes.map(lambda x: x * (1 + 1e-13)),),
    "floor": (anything | wholes.map(lambda x: x * (1 - 1e-13)),),
    "round": (anything | wholes.map(lambda x: x / 2),),
    "abs": (anything,),
    "sqrt": (anything,),
    "exp": (st.floats(-700, 800),),
    "log": (anything, st.floats(1.5, 100) | st.sampled_from([0.0, 1.0])),
    "ln": (anything,),
    "log2": (anything,),
    "log10": (anything,),
    "one_or_more": (shares | st.just(1.2), shares, shares),
    "outage": (shares, wholes | st.integers(55, 400).map(float), wholes),
    "tries": (failures, wholes | st.floats(0, 8)),
    "erlang_c": (servers, st.floats(-0.1, 1.3)),
    "queue_wait": (servers, st.floats(-0.1, 1.3)),
    "knee": (servers,),
    "fullest": (wholes | st.floats(1, 500), wholes | st.floats(1, 300)),
    "usl_servers": (st.floats(0.1, 1e3), st.floats(0, 0.5), st.floats(0, 0.01)),
}
# Their second argument is drawn as a part of the first: the load of the servers.
OF_THE_FIRST = ("erlang_c", "queue_wait")


def on_numbers(name: str, *arguments: float) -> float:
    """Give a function's value of numbers, NaN where it has none."""
    try:
        return FUNCTIONS[name].scalar(*arguments)
    except (NoValue, ValueError, ArithmeticError):
        return math.nan


def on_arrays(name: str, *arguments: Any) -> Any:
    """Give a function's value of arrays, where any floating point fault would be an error."""
    with np.errstate(all="raise", under="ignore"):
        return FUNCTIONS[name].array(*arguments)


def hold_the_same(name: str, rows: list[Any]) -> None:
    """Hold that a function of rows is its values of their columns."""
    found = on_arrays(name, *rows)
    columns = zip(*(row.tolist() for row in np.broadcast_arrays(*rows)), strict=True)
    wanted = [on_numbers(name, *column) for column in columns]
    assert np.broadcast_to(found, len(wanted)) == pytest.approx(
        wanted, rel=1e-9, abs=1e-300, nan_ok=True
    )


@st.composite
def calls(draw: st.DrawFn, name: str) -> list[Any]:
    """Draw arguments of a function, each an array, or a number among arrays."""
    rows: list[Any] = [
        np.array(draw(st.lists(of, min_size=LENGTH, max_size=LENGTH))) for of in ARGUMENTS[name]
    ]
    most = FUNCTIONS[name].arguments[1]
    given_rows = rows[: draw(st.integers(FUNCTIONS[name].arguments[0], min(most, len(rows))))]
    if name in OF_THE_FIRST:
        given_rows[1] = given_rows[1] * given_rows[0]
    plain = draw(st.sets(st.sampled_from(range(len(given_rows)))))
    return [float(row[0]) if at in plain and at else row for at, row in enumerate(given_rows)]


def test_every_function_is_tried() -> None:
    assert set(ARGUMENTS) == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_on_arrays_a_function_is_what_it_is_on_numbers(name: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(calls(name))
    def hold(rows: list[Any]) -> None:
        hold_the_same(name, rows)

    hold()


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_arrays_of_any_shapes_spread_over_each_other(name: str) -> None:
    values = {"erlang_c": 4.0, "queue_wait": 4.0, "outage": 4.0}
    first = values.get(name, 0.5)
    others = [np.array([[0.25], [0.5], [2.0]])] * (len(ARGUMENTS[name]) - 1)
    found = on_arrays(name, np.array([first, 5.0]), *others)
    for at, number in enumerate((first, 5.0)):
        for row in range(3 if others else 1):
            wanted = on_numbers(name, number, *(float(other[row, 0]) for other in others))
            of_it = found[row, at] if others else found[at]
            assert of_it == pytest.approx(wanted, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_of_numbers_alone_an_array_form_gives_a_number(name: str) -> None:
    arguments = [3.0, 0.5, 0.25][: len(ARGUMENTS[name])]
    assert float(on_arrays(name, *arguments)) == pytest.approx(
        on_numbers(name, *arguments), rel=1e-9, nan_ok=True
    )


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_what_is_unknown_stays_unknown(name: str) -> None:
    rows = [np.full(3, 0.5) for _ in ARGUMENTS[name]]
    for at in range(len(rows)):
        unknown = [row.copy() for row in rows]
        unknown[at][1] = math.nan
        found = on_arrays(name, *unknown)
        assert math.isnan(found[1])
        assert found[0] == pytest.approx(on_numbers(name, *[0.5] * len(rows)), nan_ok=True)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_arguments_stay_as_they_are(name: str) -> None:
    rows = [np.array([2.5, 0.5, 7.0]) for _ in ARGUMENTS[name]]
    on_arrays(name, *rows)
    assert [row.tolist() for row in rows] == [[2.5, 0.5, 7.0]] * len(rows)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("queue_wait", (10.0, 10.0)),
        ("outage", (0.1, 2.0, 3.0)),
        ("outage", (0.1, 100_001.0, 3.0)),
        ("usl_servers", (1000.0, 0.1, 0.1)),
        ("sqrt", (-1.0,)),
        ("ln", (0.0,)),
        ("exp", (1000.0,)),
        ("log", (10.0, 1.0)),
    ],
)
def test_one_sample_without_a_value_fails_alone(name: str, arguments: tuple[float, ...]) -> None:
    fine = [3.0, 1.0, 0.0][: len(arguments)]
    rows = [np.array([number, without]) for number, without in zip(fine, arguments, strict=True)]
    found = on_arrays(name, *rows)
    fine = [float(row[0]) for row in rows]
    assert math.isnan(found[1])
    assert math.isnan(on_numbers(name, *arguments))
    assert found[0] == pytest.approx(on_numbers(name, *fine), nan_ok=True)


def test_fewer_waits_than_one_in_a_billion_are_none() -> None:
    rows = [np.array([20.0, 20.0, 1000.0, 1000.0]), np.array([2.0, 5.0, 500.0, 900.0])]
    assert (on_arrays("erlang_c", *rows) == 0).tolist() == [True, False, True, False]
    hold_the_same("erlang_c", rows)


@pytest.mark.parametrize("name", ["erlang_c", "queue_wait", "knee"])
def test_servers_that_carry_rounding_are_whole(name: str) -> None:
    rows = [np.array([10 * (1 - 1e-13), 10.0, 9.999])]
    rows += [np.full(3, 8.0)] * (len(ARGUMENTS[name]) - 1)
    found = on_arrays(name, *rows)
    assert found[0] == found[1] != found[2]
    hold_the_same(name, rows)


def test_many_pools_of_many_servers_are_searched_at_once() -> None:
    counts = np.arange(301.0, 361.0)
    found = on_arrays("knee", np.concatenate([counts, [2.0]]))
    assert (np.diff(found[:-1]) > -1e-5).all()
    wanted = [on_numbers("knee", count) for count in (301.0, 360.0, 2.0)]
    assert found[[0, 59, 60]] == pytest.approx(wanted, rel=1e-5)
    assert on_arrays("knee", counts).tolist() == found[:-1].tolist()


def test_the_search_for_the_knee_of_any_pool_ends() -> None:
    counts = 10.0 ** np.arange(3, 33, 0.5)
    assert [on_numbers("knee", count) for count in counts[::10].tolist()] == pytest.approx(
        on_arrays("knee", counts)[::10], rel=1e-5
    )


@given(st.lists(st.tuples(wholes, wholes), min_size=1, max_size=20))
@example([(1.0, 2.0), (1.0, 2.0)])
def test_distinct_columns_and_where_they_stand_give_the_rows_again(
    columns: list[tuple[float, float]],
) -> None:
    rows = [np.array(row) for row in zip(*columns, strict=True)]
    once, at = distinct(*rows)
    assert sorted(zip(*(row.tolist() for row in once), strict=True)) == sorted(set(columns))
    assert [row[at].tolist() for row in once] == [row.tolist() for row in rows]
