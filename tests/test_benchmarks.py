"""The benchmarks' yardsticks compute what they are said to compute; nothing is timed here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks import check, sweep, table
from benchmarks.peers import by_numpy
from benchmarks.screen import p95
from benchmarks.timing import Measure, Row, beside, measured
from benchmarks.uncertain import (
    ANSWER,
    INTERVALS,
    QUANTILES,
    Answer,
    Interval,
    hold_answer,
    moved,
    peak_quantiles,
)

SAMPLES = 200_000


def test_the_peak_rate_known_is_the_closed_form() -> None:
    assert peak_quantiles(INTERVALS) == pytest.approx(ANSWER.peak_rate, rel=1e-4)


@pytest.mark.parametrize("intervals", [INTERVALS, moved(0), moved(503)])
def test_numpy_comes_to_the_closed_form(intervals: Sequence[Interval]) -> None:
    found = by_numpy.simulate(intervals, SAMPLES, seed=1)
    assert found.peak_rate == pytest.approx(peak_quantiles(intervals), rel=0.02)


def test_numpy_comes_to_the_total_known() -> None:
    hold_answer("NumPy", by_numpy.simulate(INTERVALS, SAMPLES, seed=1))


@pytest.mark.parametrize("interval", INTERVALS, ids=lambda interval: interval.name)
def test_an_intervals_ends_are_its_quantiles(interval: Interval) -> None:
    drawn = np.random.default_rng(1).lognormal(interval.mu, interval.sigma, SAMPLES)
    low, _, high = np.quantile(drawn, QUANTILES)
    assert (low, high) == pytest.approx(interval.ends, rel=0.02)


def test_each_move_changes_one_interval_upwards_and_none_repeats() -> None:
    moves = [set(moved(number)) - set(INTERVALS) for number in range(40)]
    assert [len(each) for each in moves] == [1] * 40
    assert len(set.union(*moves)) == 40
    old = {interval.name: interval for interval in INTERVALS}
    assert all(new.low > old[new.name].low for (new,) in moves)


def test_a_wrong_answer_is_held_up() -> None:
    off = Answer(ANSWER.peak_rate, tuple(1.02 * value for value in ANSWER.total))
    with pytest.raises(AssertionError, match="total by a peer"):
        hold_answer("a peer", off)
    with pytest.raises(AssertionError, match="peak_rate by a peer"):
        hold_answer("a peer", Answer((float("nan"),) * 3, ANSWER.total))


def test_pint_and_numpy_sweep_to_the_same_arrays() -> None:
    axes = np.geomspace(1e6, 1e9, 4), np.linspace(1, 10, 3)
    by_hand, quantities = sweep.by_numpy(*axes), sweep.by_quantities(*axes)
    for name, quantity in quantities.items():
        in_seconds = str(quantity.units).replace("day", "second")
        found = quantity.m_as(in_seconds)
        assert np.shape(found) == np.shape(by_hand[name]), name
        assert found == pytest.approx(by_hand[name], rel=1e-12), name


def test_results_of_a_sweep_come_in_the_shape_of_what_they_take() -> None:
    found = sweep.by_numpy(np.geomspace(1e6, 1e9, 4), np.linspace(1, 10, 3))
    assert found["users.daily"].shape == (4, 1)
    assert found["actions.tweet.peak_rate"].shape == (4, 3)
    assert found["actions.tweet.peak_rate"][1, 2] == pytest.approx(
        1e7 * 0.5 * 0.25 * 2 * 10 / 86_400
    )
    assert np.shape(found["storage.multiplier"]) == ()


def test_both_take_turns_and_the_first_rounds_do_not_count() -> None:
    seen: list[tuple[str, int]] = []

    def measure(who: str, taken: Sequence[float]) -> Measure:
        def run(number: int) -> float:
            seen.append((who, number))
            return taken[number]

        return run

    found = measured(measure("ours", [90, 1, 2, 30]), measure("theirs", [0, 5, 7, 6]), rounds=3)
    assert seen == [(who, number) for number in range(4) for who in ("ours", "theirs")]
    assert found == (2, 6)


def test_what_is_timed_takes_time() -> None:
    assert min(beside(lambda _: sum(range(1_000)), lambda _: None, rounds=3)) > 0


def test_a_row_tells_its_ratio_and_whether_it_is_reached() -> None:
    row = Row("a / b", 0.002, 0.01, at_most=0.3)
    assert table.line(row) == "| a / b | 2 ms | 10 ms | 0.20 × | 0.3 × | yes |  |"
    assert row._replace(ours=0.02).reached is False
    assert table.missed([row]) == "Missed: none."


def test_a_row_that_could_not_be_measured_says_why() -> None:
    row = Row("a / b", at_most=0.3, note="there is no node")
    assert table.line(row) == "| a / b | – | – | – | 0.3 × |  | there is no node |"
    assert table.missed([row]) == "Missed: none. Not measured: a / b."


def test_memory_is_told_in_bytes() -> None:
    row = Row("a / b", 48.3e6, 96.6e6, unit="B")
    assert table.line(row) == "| a / b | 48.3 MB | 96.6 MB | 0.50 × |  |  |  |"


@pytest.mark.parametrize(("moves", "rank"), [(1, 1), (19, 19), (20, 19), (60, 57), (100, 95)])
def test_the_95th_percentile_is_a_time_that_was_measured(moves: int, rank: int) -> None:
    assert p95(range(moves, 0, -1)) == rank


def test_sums_by_ast_are_those_of_python() -> None:
    assert check.by_ast("(300 * 10**6 * 0.5 * 2 + 120 - 20) / 86400 * 3") == pytest.approx(
        (300 * 10**6 + 100) / 28_800
    )
    with pytest.raises(ValueError, match="Name"):
        check.by_ast("3 * n")
