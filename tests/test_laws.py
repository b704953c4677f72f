"""Laws that hold for every scenario, and pint as a witness that computes them its own way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator.lang.nodes import Chain, Name, Number, Power, Sign, Tree
from estimator.lang.printer import show
from estimator.pipeline import estimate
from estimator.source import Source
from estimator.units.registry import quantity, registry
from estimator.units.table import CONVENTIONS, unit_table

counts = st.floats(1e3, 1e9).map(lambda x: f"{x:.6g}")
shares = st.floats(0.5, 99).map(lambda x: f"{x:.4g}%")
factors = st.floats(1, 20).map(lambda x: f"{x:.4g}")
sizes = st.floats(1, 900).map(lambda x: f"{x:.4g}")


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a system with users, one to three actions with stores, and storage."""
    actions = {}
    for name in draw(st.lists(st.sampled_from(["post", "view", "like"]), min_size=1, unique=True)):
        actions[name] = {
            "kind": draw(st.sampled_from(["read", "write"])),
            "done_by": draw(shares),
            "per_user": f"{draw(factors)} / {draw(st.sampled_from(['day', 'hour', 'week']))}",
            "peak_factor": draw(factors),
            "request_size": f"{draw(sizes)} KB",
            "response_size": f"{draw(sizes)} KiB",
            "stores": {"photo": {"share": draw(shares), "size": f"{draw(sizes)} KB"}},
        }
    return {
        "conventions": draw(st.sampled_from(CONVENTIONS)),
        "users": {"monthly": draw(counts), "daily_share": draw(shares)},
        "actions": actions,
        "storage": {"retention": f"{draw(factors)} years", "replicas": draw(factors)},
    }


def values(system: dict[str, Any]) -> dict[str, float]:
    """Work a system out, in base units."""
    return estimate(Source("drawn", est.load(system).text)).by_name


@given(systems())
def test_ten_times_the_users_give_ten_times_every_rate(system: dict[str, Any]) -> None:
    before = values(system)
    more = {**system["users"], "monthly": f"10 * {system['users']['monthly']}"}
    after = values(system | {"users": more})
    for name, value in before.items():
        grows = any(part in name for part in ("rate", "gress", "per_day", "logical", "bandwidth"))
        if grows and name != "traffic.read_write_ratio":
            assert after[name] == pytest.approx(10 * value, rel=1e-12), name


@given(systems(), st.sampled_from([("MB", 1e-3), ("byte", 1e3), ("Kbit", 8.0), ("GB", 1e-6)]))
def test_an_input_in_another_unit_gives_the_same_answers(
    system: dict[str, Any], unit: tuple[str, float]
) -> None:
    before = values(system)
    name, scale = unit
    for action in system["actions"].values():
        size = float(action["request_size"].removesuffix(" KB"))
        action["request_size"] = f"{size * scale!r} {name}"
    assert values(system) == pytest.approx(before, rel=1e-12)


@given(systems())
def test_a_higher_peak_moves_peaks_alone(system: dict[str, Any]) -> None:
    before = values(system)
    for action in system["actions"].values():
        action["peak_factor"] = f"2 * {action['peak_factor']}"
    after = values(system)
    for name, value in before.items():
        if name == "traffic.web_servers":
            continue  # is rounded up
        twice = "peak" in name or name == "traffic.bandwidth"
        assert after[name] == pytest.approx(2 * value if twice else value, rel=1e-12), name


@given(systems())
def test_the_plan_agrees_with_pint(system: dict[str, Any]) -> None:
    """Compute the chain again with pint quantities: another parser, other arithmetic."""
    result = est.load(system).estimate()
    convention = system["conventions"]
    unit = registry(convention)
    for thing in ("post", "view", "like", "photo"):
        quantity(1, thing, unit_table(convention, (thing,)))

    def number(text: str) -> float:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)

    daily = number(system["users"]["monthly"]) * number(system["users"]["daily_share"])
    retention = unit.Quantity(system["storage"]["retention"])
    total: Any = 0 * unit.Quantity(1, "byte")
    for name, action in system["actions"].items():
        often, _, period = action["per_user"].partition(" / ")
        rate = daily * number(action["done_by"]) * unit.Quantity(float(often), f"{name}/{period}")
        photo = action["stores"]["photo"]
        size = unit.Quantity(photo["size"]) / unit.Quantity(1, "photo")
        photos = rate * number(photo["share"]) * unit.Quantity(1, f"photo/{name}")
        total += photos * size * retention * number(system["storage"]["replicas"])
        peak = rate * number(action["peak_factor"])
        _agree(result[f"actions.{name}.rate"], rate)
        _agree(result[f"actions.{name}.peak_rate"], peak)
        request = unit.Quantity(1, f"request/{name}")
        _agree(result[f"actions.{name}.peak_request_rate"], peak * request)
    _agree(result["storage.total"], total)


def _agree(ours: Any, witness: Any) -> None:
    assert ours.to(witness.units).magnitude == pytest.approx(witness.magnitude, rel=1e-12)


@st.composite
def formulas(draw: st.DrawFn, unit: str = "GB", depth: int = 3) -> Tree:
    """Draw a formula whose value is in a unit's dimension, so that pint can follow it."""
    at = (0, 0)
    number = Number(draw(st.floats(0.1, 1000)), at)
    if depth == 0:
        named = Name(draw(st.sampled_from(SAME_KIND[unit])), at, unit=True)
        return Chain(number, (("*", named),), at, implied=True)
    same = formulas(unit=unit, depth=depth - 1)
    kind = draw(st.sampled_from(["sum", "scaled", "ratio", "sign", "square"]))
    if kind == "sum":
        return Chain(draw(same), (("+", draw(same)), ("-", draw(same))), at)
    if kind == "scaled":
        return Chain(draw(same), (("*", number), ("/", Number(3.5, at))), at)
    if kind == "ratio":
        other = formulas(unit=draw(st.sampled_from(sorted(SAME_KIND))), depth=0)
        return Chain(draw(same), (("*", below := draw(other)), ("/", below)), at)
    if kind == "square":
        return Chain(Power(draw(same), Number(2, at), at), (("/", _one(unit)),), at)
    return Sign(draw(same), at)


SAME_KIND = {
    "GB": ["KB", "GB", "MiB", "Mbit"],
    "s": ["ms", "s", "hour", "day", "year"],
    "user": ["user", "users"],
}


def _one(unit: str) -> Tree:
    at = (0, 0)
    return Chain(Number(1, at), (("*", Name(unit, at, unit=True)),), at, implied=True)


@given(formulas(), st.sampled_from(CONVENTIONS))
def test_a_formula_agrees_with_pint(tree: Tree, convention: str) -> None:
    ours = est.evaluate(show(tree), convention)
    witness = _with_pint(tree, registry(convention))
    size = max(abs(witness.to("GB").magnitude), _size(tree, registry(convention)))
    assert ours.to("GB").magnitude == pytest.approx(
        witness.to("GB").magnitude, rel=1e-12, abs=1e-12 * size
    )


def _with_pint(tree: Tree, unit: Any) -> Any:
    """Work a tree out with pint quantities, node by node."""
    match tree:
        case Number():
            return unit.Quantity(tree.value)
        case Name(text):
            return unit.Quantity(1.0, text)
        case Sign(operand):
            return -_with_pint(operand, unit)
        case Power(base, exponent):
            return _with_pint(base, unit) ** _with_pint(exponent, unit).magnitude
        case Chain(first, rest):
            value = _with_pint(first, unit)
            for sign, operand in rest:
                other = _with_pint(operand, unit)
                value = {
                    "+": lambda a, b: a + b,
                    "-": lambda a, b: a - b,
                    "*": lambda a, b: a * b,
                    "/": lambda a, b: a / b,
                }[sign](value, other)
            return value
    raise TypeError(tree)


def _size(tree: Tree, unit: Any) -> float:
    """Give the size of the largest part: where terms cancel, errors are relative to it."""
    from estimator.lang.nodes import walk

    parts = [_with_pint(part, unit) for part in walk(tree) if isinstance(part, Chain)]
    data = [part for part in parts if part.is_compatible_with("GB")]
    return max((abs(part.to("GB").magnitude) for part in data), default=0.0)


def test_a_range_is_taken_at_its_median() -> None:
    result = est.load(
        "users: {daily: 1M to 100M, concurrent_share: 10% to 40%}\nformulas: {x: -1 to 3 s}"
    ).estimate()
    assert result["users.daily"].magnitude == pytest.approx(10e6)
    odds = ((0.1 / 0.9) * (0.4 / 0.6)) ** 0.5
    assert result["users.concurrent_share"].magnitude == pytest.approx(odds / (1 + odds))
    assert result["x"].magnitude == pytest.approx(1)


def test_a_scenario_is_the_same_from_text_dict_and_changes() -> None:
    text = est.load("twitter")
    data = est.load({"users": {"monthly": 300e6, "daily_share": "50%"}}).estimate()
    assert data["users.daily"] == text.estimate()["users.daily"]
    changed = text.set({"users.monthly": data["users.monthly"] * 2})
    assert changed.estimate().show("users.monthly") == "600 M user"
    assert text.estimate().show("users.monthly") == "300 M user"
    assert text.edit("users.monthly", "600M").estimate().show("users.daily") == "300 M user"
