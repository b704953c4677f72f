"""Laws of simulations: what is drawn, how often, and that nothing but the seed decides it."""

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.engine.kernel import kernel
from estimator.pipeline import estimate
from estimator.source import Source
from estimator.uncertainty.scores import CHUNK

TWITTER = """
users: {monthly: 300M, daily_share: lognormal(40% to 60%)}
actions:
  tweet:
    kind: write
    done_by: lognormal(10% to 25%)
    per_user: lognormal(1 to 4 / day)
    peak_factor: lognormal(1.5 to 5)
    stores:
      picture: {share: lognormal(5% to 15%), size: lognormal(50 to 300 KB)}
      video: {share: lognormal(0.5% to 2%), size: lognormal(20 to 200 MB)}
storage: {retention: 5 years, replicas: 3}
"""
TWITTER_IN_FORMULAS = """
units: [tweet]
formulas:
  monthly: 300M user
  daily_share: lognormal(40% to 60%)
  done_by: lognormal(10% to 25%)
  per_user: lognormal(1 to 4 tweet/user/day)
  peak_factor: lognormal(1.5 to 5)
  picture_share: lognormal(5% to 15%)
  picture_size: lognormal(50 to 300 KB/tweet)
  video_share: lognormal(0.5% to 2%)
  video_size: lognormal(20 to 200 MB/tweet)
  rate: monthly * daily_share * done_by * per_user
  peak: rate * peak_factor
  stored: rate * 5 years * 3 * (picture_share * picture_size + video_share * video_size)
"""
CHAT = """
users: {daily: 20M to 80M, concurrent_share: 10% to 30%}
actions:
  message:
    kind: write
    per_user: 20 to 60 / day
    peak_factor: 2 to 5
    request_size: 100 to 400 byte
    stores:
      text: {size: 80 to 200 byte}
      media: {share: 2% to 9%, size: "lognormal(p50=80 KB, p99=2 MB)"}
  history:
    kind: read
    per_user: "triangular(1 / day, 3 / day, 9 / day)"
    response_size: uniform(10 to 90 KB)
storage: {retention: 8 to 12 years, replicas: "discrete(2 = 20%, 3 = 80%)"}
servers:
  gateway:
    connections: users.concurrent * 1 connection/user
    connection_limit: 40k to 60k
    zones: 3
    zones_lost: 1
  web: {service_time: 10 to 30 ms, cores: 16, utilization: "beta(20, 10)", spare: poisson(2)}
database:
  handles: [message]
  data: actions.message.stores.text.logical
  node_capacity: 2 to 6 TB
  write_capacity: 5k to 20k query/s
  replicas: 2 to 5
cache: {of: history, hit_ratio: 70% to 95%, hot_share: 20%, node_memory: 64 GB}
latency:
  open: {steps: {connect: 20 to 90 ms, query: "normal(mean=9 ms, sd=2 ms, min=1 ms)"}}
availability: {target: 99.9%, parts: {web: 99.9% to 99.99%}}
formulas:
  growth: 1.1 to 1.6
  later: actions.message.rate * growth ^ 3
"""
QUEUE = """
units: [job]
formulas:
  load: 8 to 14
  wait: queue_wait(12, load) * 20 ms
"""
MANY = CHUNK + 5_000
RETRY = settings(max_examples=25)


def drawn(text: str, samples: int = 4096, seed: int = 1, **how: Any) -> dict[str, Any]:
    """Give the samples of all results, in base units."""
    simulation = est.loads(text).simulate(samples, seed, **how)
    return {name: simulation._drawn.of(name) for name in simulation}  # noqa: SLF001 - the bits


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two simulations are the same to the last bit."""
    return one.keys() == other.keys() and all(
        one[name].tobytes() == other[name].tobytes() for name in one
    )


def numbers(quantity: Any, unit: str) -> list[float]:
    return [float(x) for x in quantity.to(unit).magnitude]


METHODS: list[tuple[Literal["random", "sobol"], int]] = [("random", 10**6), ("sobol", 2**18)]


@pytest.mark.parametrize(("method", "samples"), METHODS)
@pytest.mark.parametrize(
    ("text", "peak", "stored"),
    [
        (TWITTER, "actions.tweet.peak_rate", "storage.total"),
        (TWITTER_IN_FORMULAS, "peak", "stored"),
    ],
    ids=["sections", "formulas"],
)
def test_twitter_spreads_as_worked_out_elsewhere(
    method: Literal["random", "sobol"], samples: int, text: str, peak: str, stored: str
) -> None:
    found = est.loads(text).simulate(samples, 1, of=[peak, stored], method=method)
    rates = numbers(found.quantiles(peak), "tweet/s")
    assert rates == pytest.approx([517.6, 1473.1, 4192.4], rel=0.005)
    sizes = numbers(found.quantiles(stored), "PB")
    assert sizes == pytest.approx([34.97, 164.7, 797.8], rel=0.005)


@pytest.mark.parametrize("name", est.scenarios())
def test_of_a_certain_scenario_every_sample_is_the_estimate(name: str) -> None:
    scenario = est.load(name)
    values = scenario.estimate()._values  # noqa: SLF001 - in base units, to the last bit
    assert not values.uncertain()
    simulation = scenario.simulate(3, of=[*values.by_name])
    assert {*simulation} == values.by_name.keys()
    for each in simulation:
        assert simulation._drawn.of(each).tolist() == [values.by_name[each]] * 3  # noqa: SLF001
    assert {*scenario.simulate(3)} < {*simulation}


@pytest.mark.parametrize("name", est.scenarios())
def test_arrays_of_what_a_scenario_gives_lead_to_its_estimate(name: str) -> None:
    values = est.load(name).estimate()._values  # noqa: SLF001 - its program is run on arrays
    work = kernel(values, values.program.inputs, tuple(values.by_name))
    found = work.at([np.full(2, values.by_name[each]) for each in work.takes])
    for each, samples in zip(work.gives, found, strict=True):
        value = values.by_name[each]
        exact = 0.0 if value == round(value) else 1e-12
        assert np.broadcast_to(samples, 2).tolist() == pytest.approx([value] * 2, rel=exact), each


@RETRY
@given(st.integers(0, 10**6))
def test_one_sample_is_the_estimate_with_what_was_drawn(seed: int) -> None:
    scenario = est.loads(CHAT)
    values = scenario.estimate()._values  # noqa: SLF001 - which were drawn
    simulation = scenario.simulate(1, seed, of=[*values.by_name])
    names = values.uncertain()
    assert len(names) == 24
    result = scenario.set({name: simulation[name][0] for name in names}).estimate()
    assert {*simulation} == {*result}
    for name in simulation:
        value, sample = result[name].magnitude, simulation[name][0].magnitude
        assert sample == pytest.approx(value, rel=1e-12), name
        unit = simulation._drawn.values.program.meanings[name].dimension  # noqa: SLF001
        if unit.counted and value == round(value):
            assert sample == value, name


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(1.1, 50)), min_size=2, max_size=5),
    st.integers(0, 9),
)
def test_quantiles_of_a_product_of_lognormals_are_those_of_its_law(
    ends: list[tuple[float, float]], seed: int
) -> None:
    texts = [f"{low!r} to {low * ratio!r}" for low, ratio in ends]
    formulas = {f"x{at}": text for at, text in enumerate(texts)}
    formulas["product"] = " * ".join(f"x{at}" for at in range(len(ends)))
    many, tail = 65_536, 1.6448536269514722
    found = est.load({"formulas": formulas}).simulate(many, seed, of="product")
    # Logarithms of lognormals are normal, and add up.
    middle = sum(math.log(low * low * ratio) / 2 for low, ratio in ends)
    spread = math.hypot(*(math.log(ratio) / (2 * tail) for _, ratio in ends))
    for share, score in ((0.05, -tail), (0.5, 0.0), (0.95, tail)):
        (quantile,) = numbers(found.quantiles("product", [share]), "")
        density = math.exp(-(score**2) / 2) / math.sqrt(2 * math.pi) / spread
        error = math.sqrt(share * (1 - share) / many) / density
        assert math.log(quantile) == pytest.approx(middle + score * spread, abs=4 * error)


@pytest.mark.parametrize("method", ["random", "sobol"])
@pytest.mark.parametrize("rank", [-1, -0.4, 0, 0.7, 1])
@pytest.mark.parametrize(
    ("one", "other"),
    [("10 to 1000", "20% to 60%"), ("uniform(3, 9)", "pert(1, 2, 9)"), ("-5 to 3", "1 to 2")],
)
def test_inputs_are_correlated_as_asked(
    one: str, other: str, rank: float, method: Literal["random", "sobol"]
) -> None:
    text = f"formulas: {{a: '{one}', b: '{other}', c: 1 to 9}}\n"
    text += f"correlations: [{{between: [a, b], rank: {rank}}}]"
    found = drawn(text, 65_536, method=method)
    places = {name: np.argsort(np.argsort(found[name])) for name in "abc"}
    assert np.corrcoef(places["a"], places["b"])[0, 1] == pytest.approx(rank, abs=0.02)
    assert np.corrcoef(places["a"], places["c"])[0, 1] == pytest.approx(0, abs=0.02)
    assert np.corrcoef(places["b"], places["c"])[0, 1] == pytest.approx(0, abs=0.02)


def test_a_correlated_input_is_distributed_as_without() -> None:
    text = "formulas: {a: 10 to 1000, b: 20% to 60%}\n"
    tied = text + "correlations: [{between: [a, b], rank: -0.8}]"
    for name in "ab":
        alone, with_other = drawn(text, 65_536)[name], drawn(tied, 65_536)[name]
        shares = [0.05, 0.25, 0.5, 0.75, 0.95]
        expected = np.quantile(alone, shares)
        assert np.quantile(with_other, shares) == pytest.approx(expected, rel=0.05)


def test_three_inputs_are_correlated_pair_by_pair() -> None:
    text = """
formulas: {a: 1 to 9, b: 1 to 9, c: 1 to 9}
correlations:
  - {between: [a, b], rank: 0.6}
  - {between: [b, c], rank: 0.5}
  - {between: [c, a], rank: -0.2}
"""
    found = drawn(text, 65_536)
    ranks = {name: np.argsort(np.argsort(found[name])) for name in "abc"}
    for pair, rank in (("ab", 0.6), ("bc", 0.5), ("ca", -0.2)):
        one, other = pair
        assert np.corrcoef(ranks[one], ranks[other])[0, 1] == pytest.approx(rank, abs=0.02)


@pytest.mark.parametrize("text", [TWITTER, CHAT, QUEUE], ids=["twitter", "chat", "queue"])
@pytest.mark.parametrize("block", [100, 4096, 32_768])
def test_samples_do_not_depend_on_the_size_of_a_block(text: str, block: int) -> None:
    values = estimate(Source("blocks", text))
    found = drawn(text, 10_000)
    work = kernel(values, values.uncertain(), tuple(found))
    inputs = [found[name] for name in work.takes]
    rows = work.over(lambda piece: [each[piece].copy() for each in inputs], 10_000, block)
    for name, row in zip(work.gives, rows, strict=True):
        assert row.tobytes() == found[name].tobytes(), name


@pytest.mark.parametrize("method", ["random", "sobol"])
def test_samples_do_not_depend_on_how_many_work(method: Literal["random", "sobol"]) -> None:
    found = drawn(CHAT, MANY, method=method)
    for many in (1, 7):
        with ThreadPoolExecutor(many) as threads:
            assert same(found, drawn(CHAT, MANY, method=method, executor=threads))


@pytest.mark.parametrize("method", ["random", "sobol"])
@pytest.mark.parametrize(
    "name", ["servers.web.count", "storage.total", "users.daily", "growth", "latency.open.expected"]
)
def test_one_result_alone_is_the_same_as_among_all(
    name: str, method: Literal["random", "sobol"]
) -> None:
    text = CHAT + "correlations: [{between: [users.daily, growth], rank: 0.5}]"
    alone = drawn(text, of=name, method=method)
    assert list(alone) == [name]
    assert alone[name].tobytes() == drawn(text, method=method)[name].tobytes()


@pytest.mark.parametrize("method", ["random", "sobol"])
def test_the_same_seed_gives_the_same_and_another_others(
    method: Literal["random", "sobol"],
) -> None:
    one = drawn(CHAT, seed=5, method=method)
    assert same(one, drawn(CHAT, seed=5, method=method))
    other = drawn(CHAT, seed=6, method=method)
    assert not np.isin(one["storage.total"], other["storage.total"]).any()


@pytest.mark.parametrize("method", ["random", "sobol"])
@pytest.mark.parametrize("samples", [1, 1000, CHUNK, CHUNK + 1])
def test_a_shorter_run_is_the_beginning_of_a_longer(
    samples: int, method: Literal["random", "sobol"]
) -> None:
    longer = drawn(TWITTER, MANY, method=method)
    shorter = drawn(TWITTER, samples, method=method)
    assert same(shorter, {name: found[:samples] for name, found in longer.items()})


def test_an_input_draws_the_same_in_every_scenario() -> None:
    changed = est.loads(CHAT).set({"users.daily": "30M", "database.replicas": 3})
    one = est.loads(CHAT).simulate(1000)
    other = changed.simulate(1000)
    for name in ("growth", "actions.message.stores.media.size", "servers.web.spare"):
        assert (one[name] == other[name]).all()


def test_samples_of_one_chunk_are_no_copies_of_another() -> None:
    found = drawn("formulas: {a: 1 to 9, b: 1 to 9}", 3 * CHUNK)
    parts = [found[name][at : at + CHUNK] for name in "ab" for at in range(0, 3 * CHUNK, CHUNK)]
    ranks = np.corrcoef(np.log(np.array(parts)))
    assert np.abs(ranks - np.eye(6)).max() < 0.02


def test_whole_things_stay_whole() -> None:
    simulation = est.loads(CHAT).simulate(20_000)
    for name in ("servers.web.count", "servers.gateway.count", "database.nodes"):
        samples = simulation[name].magnitude
        assert (samples == np.floor(samples)).all()
        assert len(set(samples.tolist())) > 5
        quantiles = simulation.quantiles(name, [x / 40 for x in range(41)]).magnitude
        assert (quantiles == np.floor(quantiles)).all()
        assert quantiles[0] == samples.min()
        assert quantiles[-1] == samples.max()
        assert set(quantiles.tolist()) <= set(samples.tolist())
    assert set(simulation["storage.replicas"].magnitude.tolist()) == {2.0, 3.0}


def test_quantiles_lie_between_samples_as_numpy_puts_them() -> None:
    simulation = est.loads(TWITTER).simulate(999)
    shares = [0.0, 0.013, 0.5, 0.77, 1.0]
    samples = simulation["storage.total"].magnitude
    found = simulation.quantiles("storage.total", shares).magnitude
    assert found == pytest.approx(np.quantile(samples, shares), rel=1e-12)
    assert simulation.mean("storage.total").magnitude == pytest.approx(samples.mean(), rel=1e-12)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("servers.web.count > 30", lambda x: x > 30),
        ("servers.web.count <= 30", lambda x: x <= 30),
        ("servers.web.count = 30", lambda x: x == 30),
        ("storage.total >= 900 TB", lambda x: x >= 9e14),
        ("storage.total < 1 byte", lambda x: x < 1),
    ],
)
def test_a_chance_is_the_share_of_samples_that_meet_it(condition: str, holds: Any) -> None:
    simulation = est.loads(CHAT).simulate(10_000)
    samples = simulation._drawn.of(condition.partition(" ")[0])  # noqa: SLF001 - in base units
    assert simulation.chance(condition) == np.mean(holds(samples))


def test_a_queue_without_end_has_no_wait_and_the_rest_has_quantiles() -> None:
    simulation = est.loads(QUEUE).simulate(50_000)
    loads = simulation["load"].magnitude
    waits = simulation["wait"].to("ms").magnitude
    assert np.isnan(waits).tolist() == (loads >= 12).tolist()
    share = np.mean(loads >= 12)
    assert 0.1 < share < 0.5
    assert simulation.lacking("wait") == pytest.approx(share, abs=1e-12)
    assert simulation.lacking("load") == 0
    rest = waits[~np.isnan(waits)]
    expected = np.quantile(rest, [0.05, 0.5, 0.95])
    assert numbers(simulation.quantiles("wait"), "ms") == pytest.approx(expected, rel=1e-9)
    assert simulation.mean("wait").to("ms").magnitude == pytest.approx(rest.mean(), rel=1e-9)
    assert simulation.chance("wait > 1 ms") == np.mean(waits > 1)
    assert simulation.chance("wait > 1 ms") + simulation.chance("wait <= 1 ms") < 1 - share / 2


def test_of_no_sample_with_a_value_there_is_no_quantile() -> None:
    simulation = est.loads("formulas: {load: 3 to 4, wait: 'queue_wait(5, load)'}").simulate(9)
    assert simulation.lacking("wait") == 0
    text = "formulas: {load: 1 to 4.9, wait: '1 / max(0, 2.3 - load)'}"
    broken = est.loads(text).simulate(1, seed=next(_seeds_above(text, "load", 2.3)))
    assert broken.lacking("wait") == 1
    assert np.isnan(broken.quantiles("wait").magnitude).all()
    assert math.isnan(broken.mean("wait").magnitude)
    assert broken.chance("wait > 0") == 0


def _seeds_above(text: str, name: str, limit: float) -> Any:
    """Give the seeds whose first draw lies above a limit."""
    scenario = est.loads(text)
    return (
        seed
        for seed in range(100)
        if scenario.simulate(1, seed, of=name)[name].magnitude[0] > limit
    )


AMOUNTS = [
    "3 to 9 GB",
    "20% to 60%",
    "normal(5 to 9 ms)",
    "uniform(1, 4 dollar)",
    "lognormal(p50=1 KB, p99=1 MB)",
    "discrete(1, 2, 7)",
    "poisson(mean=80, min=1)",
    "pert(1 s, 2 s, 9 s)",
    "beta(2, 3)",
]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_input_is_drawn_once_for_all_that_takes_it(amount: str) -> None:
    text = f"""
formulas:
  x: {amount}
  again: x
  nothing: x - again
  one: again / x
  doubled: x + again
  ratio: doubled / (2 * x)
"""
    found = drawn(text)
    assert len(set(found["x"].tolist())) > 2
    assert set(found["nothing"].tolist()) == {0.0}
    assert set(found["one"].tolist()) == set(found["ratio"].tolist()) == {1.0}


@RETRY
@example(1, 0.5)
@given(st.integers(0, 10**9), st.floats(0, 1))
def test_a_certain_result_beside_uncertain_ones_is_certain(seed: int, share: float) -> None:
    simulation = est.loads("formulas: {a: 1 to 9, b: 7 GB, c: 3 * b}").simulate(64, seed)
    assert simulation["c"].to("GB").magnitude.tolist() == [21] * 64
    assert simulation.quantiles("c", [share]).to("GB").magnitude.tolist() == [21]
    assert simulation.mean("c").to("GB").magnitude == 21
    assert simulation.chance("c > 20 GB") == 1


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (
            {"samples": 0},
            "error[out-of-range]: samples must be a whole number of at least 1, not 0",
        ),
        (
            {"samples": 1e6},
            "error[out-of-range]: samples must be a whole number of at least 1, not 1000000.0",
        ),
        (
            {"samples": True},
            "error[out-of-range]: samples must be a whole number of at least 1, not True",
        ),
        ({"seed": -1}, "error[out-of-range]: seed must be a whole number of at least 0, not -1"),
        (
            {"method": "latin"},
            "error[unknown-choice]: there is no method latin\n     hint: there are random, sobol",
        ),
        (
            {"of": "storage.totl"},
            "error[unknown-name]: there is no result storage.totl\n"
            "     hint: did you mean storage.total?",
        ),
    ],
)
def test_what_can_not_be_drawn_is_refused(how: dict[str, Any], message: str) -> None:
    with pytest.raises(est.EstimatorError) as caught:
        est.loads(TWITTER).simulate(**how)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda found: found.quantiles("users.daily", [0.5]),
            "error[not-sampled]: users.daily was not sampled\n"
            "     hint: simulate with of=['users.daily'] among the results",
        ),
        (
            lambda found: found.quantiles("storage.total", [95]),
            "error[out-of-range]: a quantile is at a share from 0 to 1, not at 95\n"
            "     hint: write 0.95",
        ),
        (
            lambda found: found.quantiles("storage.total", [-0.1]),
            "error[out-of-range]: a quantile is at a share from 0 to 1, not at -0.1",
        ),
    ],
)
def test_what_was_not_drawn_is_refused(ask: Any, message: str) -> None:
    found = est.loads(TWITTER).simulate(8, of="storage.total")
    with pytest.raises(est.EstimatorError) as caught:
        ask(found)
    assert str(caught.value) == message


def test_a_frame_has_a_row_for_each_sample() -> None:
    simulation = est.loads(TWITTER).simulate(50, of=["storage.total", "users.daily_share"])
    frame = simulation.to_frame()
    assert list(frame) == ["storage.total [byte]", "users.daily_share"]
    assert frame["storage.total [byte]"].tolist() == pytest.approx(
        numbers(simulation["storage.total"], "byte"), rel=1e-12
    )
    assert frame["users.daily_share"].between(0, 1).all()
