"""Programs over arrays: what is kept, what is lacking, and how much is at work at a time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import estimator as est
from estimator.engine import kernel as kernels
from estimator.engine.blocks import Kernel

BOXES = "formulas: {load: 30 to 100 request/s, each: 10 to 20 request/s, boxes: ceil(load / each)}"
QUEUE = "formulas: {load: 0.3 to 2, wait: 'queue_wait(1, load)', %s}"
Question = Callable[[est.Scenario], Any]


def kernel_of(text: str, wanted: str) -> Kernel:
    values = est.loads(text)._values()  # noqa: SLF001 - what a kernel is made of
    return kernels.kernel(values, values.uncertain(), [wanted])


def simulated(scenario: est.Scenario) -> list[float]:
    boxes: list[float] = scenario.simulate(samples=500, of="boxes")["boxes"].magnitude.tolist()
    return boxes


def explained(scenario: est.Scenario) -> str:
    return str(scenario.sensitivity("boxes", samples=64))


def swept(scenario: est.Scenario) -> list[float]:
    loads = scenario.sweep({"load": ["33 request/s", "99 request/s"]}, of="boxes")
    return list(loads["boxes"].magnitude.tolist())


@pytest.mark.parametrize("before", [simulated, explained, swept])
@pytest.mark.parametrize("after", [simulated, explained, swept])
def test_no_question_changes_the_answer_to_another(before: Question, after: Question) -> None:
    kernels.forget()
    alone = after(est.loads(BOXES))
    kernels.forget()
    before(est.loads(BOXES))
    assert after(est.loads(BOXES)) == alone


def test_rounded_results_are_whole_in_every_sample() -> None:
    explained(est.loads(BOXES))
    assert all(boxes == int(boxes) for boxes in simulated(est.loads(BOXES)))


@pytest.mark.parametrize("formula", ["x: wait ^ 0", "x: 1 ^ wait", "zero: 0 to 1, x: wait ^ zero"])
def test_a_power_of_what_has_no_value_has_none(formula: str) -> None:
    text = QUEUE % formula
    drawn = est.loads(text).simulate(samples=2000, of=["wait", "x"])
    lacking = np.isnan(drawn["wait"].magnitude)
    assert 0 < lacking.mean() < 1
    assert np.isnan(drawn["x"].magnitude).tolist() == lacking.tolist()


def test_however_many_steps_there_are_little_is_at_work_at_a_time() -> None:
    chain = ", ".join(f"f{at}: f{at - 1} + 1" for at in range(1, 3000))
    made = kernel_of(f"formulas: {{f0: 1 to 2, {chain}}}", "f2999")
    assert made.steps == 2999
    assert made.steps * made.block() * 8 <= 2**26
    found = made.over(lambda piece: [np.arange(10_000.0)[piece]], 10_000)
    assert found[0].tolist() == [at + 2999.0 for at in range(10_000)]


def test_what_is_refused_by_a_check_has_no_value_in_any_result() -> None:
    parts = {"availability.parts.service.needed": ["1", "4"]}
    results = ["users.daily", "availability.overall"]
    sweep = est.load("leaderboard").sweep(parts, of=results)
    by_array = [np.isnan(values).tolist() for values in sweep.arrays().values()]
    assert by_array == [[False, True], [False, True]]
    frame = sweep.to_frame()
    assert frame.isna().iloc[1, 1:].all()
    assert not frame.isna().iloc[0].any()


def test_a_result_that_nothing_varies_is_the_same_at_every_point() -> None:
    users = {"users.monthly": ["1M", "2M"]}
    sweep = est.load("twitter").sweep(users, of=["storage.replicas"])
    assert sweep.to_frame()["storage.replicas"].tolist() == [3.0, 3.0]


class Counting(ThreadPoolExecutor):
    """Count what is handed on."""

    handed = 0

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        self.handed += 1
        return super().submit(*given, **named)


def test_an_executor_gets_a_grid_in_many_pieces() -> None:
    axes = {
        "users.monthly": est.geomspace("1M", "1B", 3000),
        "actions.tweet.peak_factor": est.linspace(1, 10, 3000),
    }
    with Counting(4) as workers:
        sweep = est.load("twitter").sweep(axes, of=["traffic.peak_rate"], executor=workers)
        assert sweep.arrays()["traffic.peak_rate"].shape == (3000, 3000)
    assert workers.handed >= 4 * 4


def test_more_values_than_fit_are_refused_before_they_are_made() -> None:
    with pytest.raises(est.WorkError, match=r"values of users\.monthly take 8 PB"):
        est.load("twitter").sweep({"users.monthly": est.linspace("1M", "2M", 10**15)})


def test_more_samples_than_anyone_waits_for_are_refused() -> None:
    with pytest.raises(est.DomainError, match="at most 1,000,000,000,000,000 samples"):
        est.loads(BOXES).simulate(samples=10**400)


def test_numpy_numbers_count_samples() -> None:
    assert est.loads(BOXES).simulate(np.int64(64), np.int64(3), method="sobol").samples == 64


def test_a_mean_too_large_for_a_number_is_none() -> None:
    wide = est.loads("formulas: {a: 1e-300 to 1e300, x: a * 2}").simulate(samples=1000)
    assert np.isnan(wide.mean("x").magnitude)
    assert "–" in str(wide)


def test_a_swept_formula_keeps_its_kind() -> None:
    scenario = est.loads("formulas: {a: 5, c: a * 2}\nlimits: {c: 20}")
    with pytest.raises(est.FormulaError) as caught:
        scenario.sweep({"c": ["5 GB"]})
    assert str(caught.value).startswith("sweep c:1:1: error[wrong-kind]: this is data")


def test_a_correlated_input_can_be_set_to_a_certain_value() -> None:
    ranges = "a: 10 to 20, b: 10 to 20"
    tied = f"formulas: {{{ranges}, c: a * b}}\ncorrelations: [{{between: [a, b], rank: 0.9}}]"
    scenario = est.loads(tied)
    assert scenario.set({"a": 15}).estimate()["c"].magnitude == pytest.approx(15 * 200**0.5)
    alone = est.loads(f"formulas: {{{ranges}, c: a * b}}").set({"a": 15})
    assert str(scenario.set({"a": 15}).simulate()) == str(alone.simulate())
    with pytest.raises(est.FormulaError, match="a is certain"):
        est.loads(tied.replace("a: 10 to 20", "a: 15")).estimate()
