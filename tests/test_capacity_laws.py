"""Laws of capacity that hold for every system: more to do never takes less to do it."""

import math
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.lang.function import NoValue
from estimator.lang.laws import erlang_c, one_or_more, outage, queue_wait, tries, usl_servers
from estimator.pipeline import estimate
from estimator.source import Source
from estimator.units.table import CONVENTIONS

counts = st.floats(1e3, 1e9).map(lambda x: f"{x:.6g}")
shares = st.floats(0.5, 99).map(lambda x: f"{x:.4g}%")
factors = st.floats(1, 20).map(lambda x: f"{x:.4g}")
sizes = st.floats(1, 900).map(lambda x: f"{x:.4g} KB")
wholes = st.integers(1, 6).map(str)


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a system with servers, a database, a cache, a network, storage and costs."""

    def action(kind: str) -> dict[str, Any]:
        often = {"kind": kind, "per_user": f"{draw(factors)} / day", "peak_factor": draw(factors)}
        return often | {"request_size": draw(sizes), "response_size": draw(sizes)}

    zones = draw(st.integers(1, 4))
    spread = {"zones": zones, "zones_lost": draw(st.integers(0, zones - 1)), "spare": draw(wholes)}
    return {
        "conventions": draw(st.sampled_from(CONVENTIONS)),
        "users": {"daily": draw(counts), "concurrent_share": draw(shares)},
        "actions": {
            "view": action("read"),
            "post": action("write") | {"stores": {"text": {"size": draw(sizes)}}},
        },
        "servers": {
            "web": {"capacity": f"{draw(sizes)[:-3]} / s", "utilization": draw(shares)} | spread,
            "app": {"service_time": "20 ms", "cores": draw(wholes), "utilization": draw(shares)},
            "chat": {"connection_limit": "100k", "bandwidth": "10 Gbit/s"} | spread,
        },
        "database": {
            "queries": draw(wholes),
            "node_capacity": "1 TB",
            "utilization": draw(shares),
            "replicas": draw(wholes),
            "reads_from": draw(st.sampled_from(["replicas", "primary"])),
        },
        "cache": {"hit_ratio": draw(shares), "hot_share": draw(shares), "node_memory": "64 GB"},
        "network": {"cdn_share": draw(shares), "link_capacity": "10 Gbit/s"},
        "storage": {
            "retention": f"{draw(factors)} years",
            "replicas": draw(wholes),
            "overhead": draw(factors),
            "compression": draw(factors),
            "headroom": draw(shares),
            "node_capacity": "4 TB",
            "erasure": {"data_blocks": draw(wholes), "parity_blocks": draw(wholes)},
        },
        "cost": {
            "server": "0.2 dollar/hour",
            "database_node": "0.5 dollar/hour",
            "cache_node": "0.4 dollar/hour",
            "storage": "0.023 dollar/GB/month",
            "egress": "0.09 dollar/GB",
            "power": "300 W",
            "energy": "0.1 dollar/kWh",
        },
    }


def values(system: dict[str, Any]) -> dict[str, float]:
    """Work a system out, in base units."""
    return estimate(Source("drawn", est.load(system).text)).by_name


SERVERS = ("servers.web.count", "servers.app.count", "servers.chat.count")
PARTS = ("database.shards", "database.nodes", "network.links")
DATA = ("cache.nodes", "cache.memory", "storage.nodes", "storage.total", "network.egress_per_month")
BILLS = ("servers", "database", "cache", "storage", "egress", "energy")
DOLLARS = (*(f"cost.lines.{name}" for name in BILLS), "cost.per_month")


def hold_not_less(
    before: dict[str, float], after: dict[str, float], names: tuple[str, ...]
) -> None:
    """Hold that nothing of these has become less."""
    assert {name: after[name] for name in names if after[name] < before[name]} == {}


@settings(max_examples=60)
@given(systems(), st.floats(1, 100))
def test_more_users_never_need_less(system: dict[str, Any], times: float) -> None:
    more = system["users"] | {"daily": f"{times!r} * {system['users']['daily']}"}
    hold_not_less(
        values(system), values(system | {"users": more}), (*SERVERS, *PARTS, *DATA, *DOLLARS)
    )


@given(
    st.tuples(st.integers(0, 1_000_000), st.integers(0, 20_000)),
    st.tuples(st.integers(0, 20_000), st.integers(0, 2_000)),
    st.integers(1, 4),
    st.sampled_from(["replicas", "primary"]),
)
def test_more_queries_never_need_fewer_database_nodes(
    queries: tuple[int, int], more: tuple[int, int], replicas: int, reads_from: str
) -> None:
    def found(reads: int, writes: int) -> dict[str, float]:
        asked = {"reads": f"{reads} / s", "writes": f"{writes} / s"}
        copies = {"replicas": replicas, "reads_from": reads_from}
        price = {"database_node": "0.5 dollar/hour"}
        return values({"database": asked | copies, "cost": price})

    (reads, writes), (more_reads, more_writes) = queries, more
    before, after = found(reads, writes), found(reads + more_reads, writes + more_writes)
    hold_not_less(before, after, ("database.shards", "database.nodes", "cost.per_month"))
    # The SSD of the notes reads 10,000 times a second and writes 1,000 times.
    asking = max(writes / 1000, reads / 10_000 if reads_from == "primary" else 0)
    serving = reads / 10_000 if reads_from == "replicas" else 0
    assert before["database.nodes"] == math.ceil(max(replicas * max(1, math.ceil(asking)), serving))


@settings(max_examples=60)
@given(systems(), st.floats(1, 100), st.sampled_from(["view", "post"]))
def test_a_wider_peak_never_needs_less(system: dict[str, Any], times: float, name: str) -> None:
    before = values(system)
    action = system["actions"][name]
    action["peak_factor"] = f"{times!r} * {action['peak_factor']}"
    after = values(system)
    hold_not_less(before, after, (*SERVERS, *PARTS, "cost.per_month"))
    assert [after[name] for name in DATA] == [before[name] for name in DATA]


@settings(max_examples=60)
@given(systems(), st.integers(1, 5))
def test_more_copies_never_keep_less(system: dict[str, Any], more: int) -> None:
    before = values(system)
    storage, erasure = system["storage"], system["storage"]["erasure"]
    copied = values(system | {"storage": _more(storage, "replicas", more)})
    coded = {"erasure": _more(erasure, "parity_blocks", more)}
    parted = values(system | {"storage": storage | coded})
    for after in (copied, parted):
        assert after["storage.total"] > before["storage.total"]
        assert after["storage.nodes"] >= before["storage.nodes"]
    assert copied["database.nodes"] >= before["database.nodes"]
    assert copied["storage.logical"] == before["storage.logical"]


def _more(section: dict[str, Any], field: str, more: int) -> dict[str, Any]:
    return section | {field: f"{section[field]} + {more}"}


@settings(max_examples=60)
@given(systems(), shares, shares)
def test_a_higher_hit_ratio_never_raises_misses(
    system: dict[str, Any], one: str, other: str
) -> None:
    low, high = sorted((one, other), key=lambda share: float(share[:-1]))
    few, many = (
        values(system | {"cache": system["cache"] | {"hit_ratio": share}}) for share in (low, high)
    )
    assert many["cache.hits"] >= few["cache.hits"]
    assert many["cache.misses"] <= few["cache.misses"] * (1 + 1e-12)
    assert many["database.reads"] <= few["database.reads"] * (1 + 1e-12)
    assert many["cache.hits"] + many["cache.misses"] == pytest.approx(
        many["actions.view.peak_read_rate"], rel=1e-12
    )


@settings(max_examples=20)
@given(systems())
def test_the_lines_add_up_to_the_bill(system: dict[str, Any]) -> None:
    found = values(system)
    lines = [value for name, value in found.items() if name.startswith("cost.lines.")]
    assert len(lines) == len(BILLS)
    assert found["cost.per_month"] == pytest.approx(math.fsum(lines), rel=1e-12)


@settings(max_examples=60)
@given(systems())
def test_servers_carry_their_load_when_zones_have_failed(system: dict[str, Any]) -> None:
    found = values(system)
    for pool in ("web", "chat"):
        given_pool = system["servers"][pool]
        zones, lost, spare = (int(given_pool[name]) for name in ("zones", "zones_lost", "spare"))
        of_each = (found[f"servers.{pool}.count"] - spare) / zones
        needed = max(v for n, v in found.items() if n.startswith(f"servers.{pool}.needed."))
        assert of_each == round(of_each)
        assert of_each * (zones - lost) >= needed * (1 - 1e-9)
        assert (of_each - 1) * (zones - lost) < needed


@st.composite
def parts(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """Draw a part: copies of one, or parts of its own, in series or in parallel."""
    kind = draw(st.sampled_from(["each", "any_of", "all_of"])) if depth else "each"
    if kind == "each":
        copies = draw(st.integers(1, 6))
        up = draw(st.floats(1, 99.999).map(lambda x: f"{x:.5g}%"))
        return {"each": up, "copies": copies, "needed": draw(st.integers(1, copies))}
    inner = draw(st.lists(parts(depth - 1), min_size=1, max_size=3))
    return {kind: {f"part_{at}": part for at, part in enumerate(inner)}}


def down(*of: dict[str, Any]) -> float:
    """Give the share of the time that parts in series are down."""
    system = {"parts": {f"part_{at}": part for at, part in enumerate(of)}}
    return values({"availability": system})["availability.unavailability"]


@settings(max_examples=40)
@given(st.lists(parts(), min_size=1, max_size=3), parts())
def test_one_more_part_in_series_never_raises_availability(
    chain: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    assert down(*chain, more) >= down(*chain) * (1 - 1e-12)
    assert down(*chain, more) >= down(more) * (1 - 1e-12)


@settings(max_examples=40)
@given(parts(), parts())
def test_one_more_way_never_lowers_availability(
    part: dict[str, Any], other: dict[str, Any]
) -> None:
    assert down({"any_of": {"one": part, "other": other}}) <= down(part) * (1 + 1e-12)


@given(st.floats(0, 1), st.integers(1, 200), st.integers(1, 200))
def test_more_copies_never_lower_availability_and_more_needed_never_raise_it(
    lost: float, copies: int, needed: int
) -> None:
    assume(needed <= copies)
    before = outage(lost, copies, needed)
    assert -1e-12 <= before <= 1 + 1e-9
    assert outage(lost, copies + 1, needed) <= before * (1 + 1e-9) + 1e-300
    if needed < copies:
        assert outage(lost, copies, needed + 1) >= before * (1 - 1e-9)


@settings(max_examples=60)
@given(st.fractions(0, 1, max_denominator=1000), st.integers(1, 8), st.integers(1, 8))
def test_an_outage_is_what_enumeration_gives(lost: Fraction, copies: int, needed: int) -> None:
    assume(needed <= copies)
    ways = [state for state in product((0, 1), repeat=copies) if sum(state) < needed]
    chance = sum(math.prod(1 - lost if up else lost for up in state) for state in ways)
    assert outage(float(lost), copies, needed) == pytest.approx(float(chance), rel=1e-12)


@settings(max_examples=60)
@given(st.fractions(0, 1, max_denominator=1000), st.integers(50, 90), st.integers(1, 90))
def test_the_outage_of_many_copies_is_the_binomial_sum(
    lost: Fraction, copies: int, needed: int
) -> None:
    assume(needed <= copies)
    chance = sum(
        math.comb(copies, up) * (1 - lost) ** up * lost ** (copies - up) for up in range(needed)
    )
    assert outage(float(lost), copies, needed) == pytest.approx(float(chance), rel=1e-9)


@settings(max_examples=60)
@given(st.lists(st.fractions(0, 1, max_denominator=1000), min_size=1, max_size=5))
def test_one_or_more_is_what_is_left_of_none(chances: list[Fraction]) -> None:
    wanted = 1 - math.prod(1 - chance for chance in chances)
    assert one_or_more(*map(float, chances)) == pytest.approx(float(wanted), rel=1e-9)


@settings(max_examples=60)
@given(st.fractions(0, 1, max_denominator=1000), st.integers(0, 20))
def test_tries_are_the_sum_of_what_reaches_each(failure: Fraction, retries: int) -> None:
    wanted = sum(failure**at for at in range(retries + 1))
    assert tries(float(failure), retries) == pytest.approx(float(wanted), rel=1e-9)


def by_erlang_b(servers: int, load: float) -> float:
    """Work the probability of a wait out by the recursion of Erlang B, another formula."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


@given(st.integers(1, 3000), st.floats(0, 1, exclude_max=True))
def test_erlang_c_is_a_probability_that_falls_with_servers(servers: int, busy: float) -> None:
    load = servers * busy
    found = erlang_c(servers, load)
    assert 0 <= found <= 1
    assert erlang_c(servers + 1, load) <= found * (1 + 1e-9)
    assert queue_wait(servers + 1, load) <= queue_wait(servers, load) * (1 + 1e-9)
    # Of many servers it has about eight figures, and one request in a billion is none.
    assert found == pytest.approx(by_erlang_b(servers, load), rel=1e-7, abs=1.1e-9)


@given(st.integers(1, 100), st.floats(1, 10))
def test_all_wait_where_the_load_is_too_much(servers: int, times: float) -> None:
    assert erlang_c(servers, servers * times) == 1
    with pytest.raises(NoValue):
        queue_wait(servers, servers * times)


@given(st.floats(1, 1e4), st.floats(0, 0.5), st.just(0.0) | st.floats(1e-9, 0.01))
def test_servers_that_slow_each_other_down_are_never_fewer(
    ideal: float, contention: float, coherence: float
) -> None:
    def work(servers: float) -> float:
        slowed = contention * (servers - 1) + coherence * servers * (servers - 1)
        return servers / (1 + slowed)

    try:
        found = usl_servers(ideal, contention, coherence)
    except NoValue:
        most = math.sqrt((1 - contention) / coherence) if coherence else 1e12
        assert work(max(most, 1)) <= ideal * (1 + 1e-6)
        return
    assert found >= ideal * (1 - 1e-9)
    assert work(found) == pytest.approx(ideal, rel=1e-6)
    assert usl_servers(ideal * 0.9, contention, coherence) <= found


@settings(max_examples=60)
@given(st.floats(0.1, 50), st.floats(0.01, 1), st.floats(0, 0.9), st.integers(1, 100))
def test_servers_that_slow_each_other_down_are_busier_and_planned_for_it(
    ideal: float, utilization: float, bearable: float, running: int
) -> None:
    # By Amdahl, no number of them does the work of 1 / contention or more.
    contention = min(bearable / ideal, 0.99)
    busy = ideal * utilization
    pool = {"load": f"{busy!r} * 1k / s", "capacity": "1k / s", "utilization": repr(utilization)}
    pool["contention"] = repr(contention)
    there = values({"servers": {"web": pool | {"running": running}}})["servers.web.busy"]
    slowed = 1 + contention * (running - 1)
    assert there == pytest.approx(busy * slowed / running, rel=1e-9)
    assert values({"servers": {"web": pool}})["servers.web.busy"] <= utilization * (1 + 1e-6)


milliseconds = st.floats(0.01, 1000).map(lambda x: f"{x:.4g} ms")


@st.composite
def steps(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """Draw a step: a time, a hit or a miss, a tick, or steps of its own; with tries, or without."""
    kinds = ["time", "hit", "every", "sequential", "parallel"]
    kind = draw(st.sampled_from(kinds if depth else kinds[:3]))
    step: dict[str, Any] = {kind: draw(milliseconds)} if kind in kinds[:3] else {}
    if kind == "hit":
        step |= {"hit_ratio": draw(shares), "miss": draw(milliseconds)}
    elif not step:
        step[kind] = _named(draw(st.lists(steps(depth - 1), min_size=1, max_size=3)))
    if draw(st.booleans()):
        step |= {"failure_rate": draw(shares), "retries": draw(st.integers(0, 3))}
    if draw(st.booleans()):
        step |= {"timeout": draw(milliseconds), "repeat": draw(st.integers(0, 3))}
    return step


def _named(of: list[dict[str, Any]]) -> dict[str, Any]:
    return {f"step_{at}": each for at, each in enumerate(of)}


@settings(max_examples=60)
@given(st.lists(steps(), min_size=1, max_size=4).map(_named))
def test_a_path_is_slowest_at_worst_and_its_steps_share_all_of_it(path: dict[str, Any]) -> None:
    found = values({"latency": {"path": {"steps": path}}})
    for name in found:
        holder, _, last = name.rpartition(".")
        if last == "worst":
            assert found[name] >= found[f"{holder}.expected"] * (1 - 1e-12), name
    if found["latency.path.expected"]:
        of_all = [found[f"latency.path.steps.{name}.share"] for name in path]
        assert math.fsum(of_all) == pytest.approx(1, rel=1e-12)


def without_timeouts(step: dict[str, Any]) -> dict[str, Any]:
    """Give a step whose tries all take as long, whether they fail or not."""
    kept = {name: value for name, value in step.items() if name != "timeout"}
    for kind in ("sequential", "parallel"):
        if kind in kept:
            kept[kind] = {name: without_timeouts(each) for name, each in kept[kind].items()}
    return kept


@settings(max_examples=60)
@given(st.lists(steps().map(without_timeouts), min_size=1, max_size=3).map(_named))
def test_steps_of_a_step_share_all_of_it(path: dict[str, Any]) -> None:
    found = values({"latency": {"path": {"steps": path}}})
    if not found["latency.path.expected"]:
        return
    inner: dict[tuple[str, str], list[float]] = {}
    for name in found:
        holder, _, last = name.rpartition(".")
        within, _, _ = holder.rpartition(".")
        step, _, kind = within.rpartition(".")
        if last == "share" and kind in ("sequential", "parallel"):
            inner.setdefault((step, kind), []).append(found[name])
    for (step, kind), of_it in inner.items():
        all_of_it = math.fsum(of_it) if kind == "sequential" else max(of_it)
        assert all_of_it == pytest.approx(found[f"{step}.share"], rel=1e-9), step


@settings(max_examples=60)
@given(st.floats(-99, 99), st.integers(1, 30), st.sampled_from(["compounding", "linear"]))
def test_demand_that_shrinks_is_never_less_than_none(rate: float, years: int, kind: str) -> None:
    growth = {"rate": f"{rate!r}%", "horizon": f"{years} years", "kind": kind}
    assert values({"growth": growth})["growth.factor"] >= 0


@settings(max_examples=60)
@given(st.integers(1, 5000), st.floats(0, 99.99))
def test_more_servers_to_wait_for_never_make_a_slow_answer_rarer(fan_out: int, slow: float) -> None:
    path = {"steps": {"ask": "1 ms"}, "slow_share": f"{slow!r}%"}
    few, many = (
        values({"latency": {"path": path | {"fan_out": servers}}})["latency.path.tail"]
        for servers in (fan_out, fan_out + 1)
    )
    assert 0 <= few <= many <= 1


@settings(max_examples=60)
@given(st.floats(0, 500), st.integers(1, 30))
def test_growth_on_growth_is_never_less_than_growth_on_the_first_year(
    rate: float, horizon: int
) -> None:
    growth = {"rate": f"{rate!r}%", "horizon": f"{horizon} years"}
    compounding, linear = (
        values({"growth": growth | {"kind": kind}})["growth.factor"]
        for kind in ("compounding", "linear")
    )
    assert compounding >= linear * (1 - 1e-12) >= 1 - 1e-12
