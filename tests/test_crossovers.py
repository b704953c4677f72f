"""Where counts go up a step: at the factor they have, and just below they have not."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.engine.binding import binding, contenders
from estimator.engine.result import Values
from estimator.errors import DomainError, FormulaError
from estimator.pipeline import estimate
from estimator.source import Source
from estimator.whatif.crossovers import crossovers
from estimator.whatif.demand import Demand


def of(text: str) -> Values:
    return estimate(Source("scenario", text))


def shipped(name: str) -> Values:
    return of(est.load(name).text)


@pytest.mark.parametrize("name", est.scenarios())
def test_at_the_factor_a_result_is_another_and_just_below_it_is_not(name: str) -> None:
    values = shipped(name)
    demand = Demand(values)
    found = crossovers(values)
    assert [each.factor for each in found.found] == sorted(each.factor for each in found.found)
    for each in found.found:
        assert 1 < each.factor <= 100
        assert demand.value(each.name, each.factor) == each.other
        if not each.limits:
            assert each.other != each.one
            below = demand.value(each.name, each.factor * (1 - 1e-9))
            assert below == each.one == values.by_name[each.name]
        if each.limits:
            _hold_limits(values, demand, each.name, each.factor, each.limits)
        if each.demand_name:
            assert each.demand == values.by_name[each.demand_name] * each.factor
    for step in found.at_once:
        assert demand.value(step, 1.02) != values.by_name[step]


def _hold_limits(
    values: Values, demand: Demand, name: str, factor: float, limits: tuple[str, str]
) -> None:
    """Hold what binds to be the one before a factor, and the other from there on."""
    path = contenders(values, name)[0].rpartition(".")[0]
    before, then = (f"{path}.{limit}" for limit in limits)
    assert binding(values, name)[0] == limits[0]
    assert demand.value(before, factor * (1 - 1e-6)) >= demand.value(then, factor * (1 - 1e-6))
    assert demand.value(then, factor) > demand.value(before, factor)


@settings(max_examples=60)
@given(
    st.floats(1e3, 1e8),
    st.floats(1, 2e4),
    st.floats(10, 100).map(lambda x: f"{x:.4g}%"),
    st.integers(1, 4),
)
def test_servers_step_where_the_demand_is_what_they_carry(
    users: float, capacity: float, utilization: str, zones: int
) -> None:
    values = of(f"""
users: {{daily: {users!r}}}
actions: {{call: {{per_user: 20 / day}}}}
servers:
  web: {{handles: [call], capacity: {capacity!r} / s, utilization: {utilization}, zones: {zones}}}
""")
    found = crossovers(values, up_to=1000)
    needed, count = (values.by_name[f"servers.web.{n}"] for n in ("needed.cpu", "count"))
    if "servers.web.count" in found.at_once:
        assert needed * 1.02 > count
        return
    steps = [each for each in found.found if each.name == "servers.web.count"]
    if needed * 1000 <= count:
        assert not steps
        return
    (step,) = steps
    assert step.factor == pytest.approx(count / needed, rel=1e-9)
    assert (step.one, step.other) == (count, count + zones)
    assert (step.demand_name, step.demand) == ("users.daily", users * step.factor)
    alone = crossovers(values, "users.daily", 1000)
    again = [each for each in alone.found if each.name == "servers.web.count"]
    assert again == [step._replace(factor=pytest.approx(step.factor), demand=again[0].demand)]


SYSTEM = """
users: {daily: 1M}
actions:
  call: {kind: read, per_user: 20 / day, peak_factor: 2}
  post: {kind: write, per_user: 2 / day, peak_factor: 2, stores: {text: {size: 1 KB}}}
storage: {retention: 1 year, replicas: 2, headroom: 0%}
servers:
  web: {handles: [call], capacity: 1k / s, spare: 2}
database: {handles: [call, post], replicas: 2, node_capacity: 10 TB, read_capacity: 600 / s}
formulas: {racks: ceil(servers.web.count / 3 server), half: servers.web.count / 2}
"""


def test_a_planner_is_told_what_no_longer_does_first() -> None:
    found = crossovers(of(SYSTEM))
    told = [(each.name, each.one, each.other, each.limits) for each in found.found]
    assert told == [
        ("servers.web.count", 3, 4, None),
        ("racks", 1, 2, None),
        ("database.nodes", 2, 3, ("copies", "reads")),
        ("database.shards", 1, 2, None),
    ]
    assert found.at_once == ()
    # 1 M people who call 20 times a day are 463 calls a second at the peak.
    assert found.found[0].factor == pytest.approx(86_400 * 1000 / 40e6)
    assert found.found[0].demand_name == "users.daily"


def test_one_input_may_grow_alone() -> None:
    values = of(SYSTEM)
    copies = crossovers(values, "database.replicas")
    assert [(each.name, each.factor, each.other) for each in copies.found] == [
        ("database.nodes", 1.5, 3)
    ]
    size = crossovers(values, "actions.post.stores.text.size")
    assert {each.name for each in size.found} == {"database.shards", "database.nodes"}
    assert {each.demand_name for each in size.found} == {"actions.post.stores.text.size"}
    fewer = crossovers(of(SYSTEM.replace("daily: 1M", "daily: 10M")), "servers.web.capacity")
    assert [(each.name, each.one, each.other) for each in fewer.found][:1] == [
        ("servers.web.count", 7, 6)
    ]


def test_an_input_grows_no_further_than_its_field_allows() -> None:
    values = of(SYSTEM.replace("daily: 1M", "monthly: 2M, daily_share: 50%"))
    assert crossovers(values, "users.daily_share").found == ()
    assert crossovers(values, "users.monthly").found


@pytest.mark.parametrize("most", [1.0001, 1.01])
@pytest.mark.parametrize("servers", [1, 2, 49])
def test_of_few_the_next_step_is_told_however_soon_it_comes(servers: int, most: float) -> None:
    """Let the servers be used up to nearly all of what they carry."""
    values = of(
        f"users: {{daily: 1M}}\nformulas: {{n: ceil(users.daily / 1M user * {servers} / {most})}}"
    )
    found = crossovers(values)
    assert found.at_once == ()
    (step,) = found.found
    assert (step.name, step.factor) == ("n", pytest.approx(most))
    assert (step.one, step.other) == (servers, servers + 1)


def test_what_the_scenario_refuses_is_not_reached() -> None:
    zones = crossovers(shipped("upi_payments"), "servers.switch.zones_lost")
    assert (zones.found, zones.most) == ((), 1)
    assert zones.refused == (
        "servers.switch.zones_lost, 2 zone, must be below servers.switch.zones, 2 zone"
    )
    busy = SYSTEM.replace("1M}", "20M}").replace("spare: 2", "zones: 5, zones_lost: 1")
    told = crossovers(of(busy), "servers.web.zones_lost")
    assert told.most == 4
    assert [(each.name, each.factor) for each in told.found][:1] == [("servers.web.count", 2)]


def test_where_another_result_has_no_value_growth_ends() -> None:
    (step,) = crossovers(of("formulas: {a: 2, n: ceil(a), b: sqrt(5 - a)}"), "a").found
    assert step.other == 3
    ended = crossovers(of("formulas: {a: 2, n: ceil(a / 4), b: sqrt(3 - a)}"), "a")
    assert (ended.found, ended.most) == ((), pytest.approx(1.5))
    assert ended.refused.startswith("b has no value")


@pytest.mark.parametrize("spare", [1, 3, 7, 29, 49])
def test_wholes_grow_by_wholes(spare: int) -> None:
    values = of(SYSTEM.replace("spare: 2", f"spare: {spare}"))
    steps = {each.name: each for each in crossovers(values, "servers.web.spare").found}
    step = steps["servers.web.count"]
    assert (step.one, step.other) == (1 + spare, 2 + spare)


@pytest.mark.parametrize(("share", "most"), [("50%", 2), ("12.5%", 8), ("100%", 1), ("250%", 1e9)])
def test_a_formula_that_holds_a_share_grows_up_to_all(share: str, most: float) -> None:
    values = of(f"formulas: {{hit: {share}, n: ceil(100 + 100 * hit)}}")
    found = crossovers(values, "hit")
    assert found.most == pytest.approx(most)
    assert all(each.other <= 200 for each in found.found if most < 100)


@pytest.mark.parametrize("up_to", [np.float64(10), np.int64(10), "10", 10])
def test_how_far_is_a_number(up_to: Any) -> None:
    values = shipped("twitter")
    assert crossovers(values, up_to=up_to) == crossovers(values, up_to=10.0)


@pytest.mark.parametrize("up_to", [10**400, 1.0, -1, math.nan, math.inf, "ten", None, True])
def test_how_far_is_a_number_above_one(up_to: Any) -> None:
    with pytest.raises(DomainError, match="up_to must be a number above 1, not "):
        crossovers(shipped("twitter"), up_to=up_to)


def test_growth_beyond_all_numbers_ends() -> None:
    found = crossovers(of("formulas: {a: 5, b: ceil(a / 4)}"), "a", 1.7e308)
    assert (found.most, found.found[0].other) == (1e9, 3)
    again = crossovers(of(SYSTEM), up_to=1.7e308)
    assert again.found == crossovers(of(SYSTEM)).found


def test_of_hundreds_the_next_step_is_not_told() -> None:
    found = crossovers(of(SYSTEM.replace("daily: 1M", "daily: 1000M")))
    assert "servers.web.count" in found.at_once
    assert "servers.web.count" not in {each.name for each in found.found if not each.limits}


def test_shipped_scenarios_say_when_the_second_one_is_needed() -> None:
    (found,) = crossovers(shipped("twitter")).found
    assert (found.name, found.one, found.other) == ("traffic.web_servers", 1, 2)
    assert (found.demand_name, found.demand) == ("users.daily", pytest.approx(864e6))
    assert found.factor == pytest.approx(5.76)


def test_without_demand_nothing_grows() -> None:
    found = crossovers(of("formulas: {a: 5, b: ceil(a / 2)}"))
    assert found[:2] == ((), ())
    (step,) = crossovers(of("formulas: {a: 5, b: ceil(a / 2)}"), "a").found
    assert (step.name, step.factor, step.other) == ("b", pytest.approx(1.2), 4)
    assert crossovers(of("formulas: {a: 5, b: ceil(a / 2)}"), "a", 1.1).found == ()


def test_what_is_nothing_or_no_input_can_not_grow() -> None:
    with pytest.raises(DomainError, match=r"storage\.headroom is 0%, and so many times"):
        crossovers(of(SYSTEM), "storage.headroom")
    with pytest.raises(FormulaError, match="is worked out, and no input"):
        crossovers(of(SYSTEM), "servers.web.count")


def test_a_value_that_is_lacking_is_no_step() -> None:
    values = of("users: {daily: 1M}\nformulas: {a: ceil(sqrt(3 - users.daily / 1M user))}")
    found = crossovers(values)
    assert [(each.factor, each.other) for each in found.found] == [(pytest.approx(2), 1)]
    assert math.isnan(Demand(values).value("a", 4))
