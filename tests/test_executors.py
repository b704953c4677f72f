"""The same numbers, to the last bit, whoever works them out: threads, processes, a Dask cluster."""

import logging
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, LocalCluster

import estimator as est
from estimator.uncertainty.scores import CHUNK
from estimator.whatif.sweep import ROWS

SHOP = """
users: {daily: 20M to 80M, concurrent_share: 10% to 30%}
actions:
  order:
    kind: write
    done_by: 2% to 9%
    per_user: "triangular(1 / day, 3 / day, 9 / day)"
    peak_factor: 2 to 5
    stores: {text: {size: "lognormal(p50=80 KB, p99=2 MB)"}}
storage: {retention: 8 to 12 years, replicas: "discrete(2 = 20%, 3 = 80%)"}
servers:
  web: {service_time: 10 to 30 ms, cores: 16, utilization: "beta(20, 10)", spare: poisson(2)}
database: {handles: [order], node_capacity: 2 to 6 TB, write_capacity: 5k to 20k query/s}
correlations: [{between: [users.daily, actions.order.done_by], rank: -0.5}]
formulas:
  load: 8 to 14
  wait: queue_wait(12, load) * 20 ms
"""
AXES = {
    "users.daily": est.geomspace("1M", "1B", 700),
    "actions.order.peak_factor": est.linspace(1, 9, 500),
}
OF = ["actions.order.peak_rate", "servers.web.count", "database.nodes", "storage.total"]


@contextmanager
def process_pool() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool


@contextmanager
def dask_cluster() -> Iterator[Executor]:
    with (
        LocalCluster(
            n_workers=3,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor()


KINDS = {"processes": process_pool, "dask": dask_cluster}


@pytest.fixture(scope="module", params=KINDS)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with KINDS[request.param]() as found:
        yield found


@pytest.mark.parametrize("method", ["random", "sobol"])
def test_a_simulation_is_the_same_elsewhere(executor: Executor, method: str) -> None:
    scenario = est.loads(SHOP)
    of = [*OF, "wait"]
    here = scenario.simulate(CHUNK + 5, 7, of=of, method=method)
    there = scenario.simulate(CHUNK + 5, 7, of=of, method=method, executor=executor)
    assert list(there) == of
    for name in here:
        assert there[name].magnitude.tobytes() == here[name].magnitude.tobytes(), name
    assert 0 < there.lacking("wait") == here.lacking("wait") < 0.5


def test_progress_is_told_of_work_elsewhere(executor: Executor) -> None:
    told: list[tuple[int, int]] = []
    est.loads(SHOP).simulate(
        3 * CHUNK,
        of="storage.total",
        executor=executor,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(CHUNK * chunk, 3 * CHUNK) for chunk in (1, 2, 3)]


def test_a_sweep_is_the_same_elsewhere(executor: Executor) -> None:
    scenario = est.loads(SHOP)
    here = scenario.sweep(AXES, of=OF).arrays()
    there = scenario.sweep(AXES, of=OF, executor=executor).arrays()
    assert list(there) == list(here)
    for name in here:
        assert there[name].shape == here[name].shape
        assert there[name].tobytes() == here[name].tobytes(), name
        assert not np.isnan(there[name]).any()


def test_files_are_the_same_from_elsewhere(executor: Executor, tmp_path: Path) -> None:
    scenario = est.loads(SHOP)
    here, there = scenario.sweep(AXES, of=OF), scenario.sweep(AXES, of=OF, executor=executor)
    assert here.size > ROWS
    here.to_parquet(tmp_path / "here.parquet")
    there.to_parquet(tmp_path / "there.parquet")
    assert (tmp_path / "there.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()


def test_an_executor_goes_on_after_use(executor: Executor) -> None:
    scenario = est.loads(SHOP)
    scenario.sweep(AXES, of=OF, executor=executor).arrays()
    assert executor.submit(len, OF).result() == 4
