"""Two scenarios beside each other: their ratios, and the reasons that add up to them."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimator as est
from estimator.engine.result import Values
from estimator.errors import UnknownNameError
from estimator.pipeline import estimate
from estimator.report.beside import SideBySide
from estimator.source import Source
from estimator.whatif.compare import REST, compare, why


def of(scenario: Any, conventions: str | None = None) -> Values:
    return estimate(Source("scenario", est.load(scenario).text), conventions)


def twitter(changes: dict[str, str], conventions: str | None = None) -> Values:
    return estimate(Source("scenario", est.load("twitter").set(changes).text), conventions)


factors = st.floats(0.1, 10).map(lambda x: f"{x:.5g}")
inputs: dict[str, st.SearchStrategy[str]] = {
    "users.monthly": st.floats(1e6, 1e9).map(lambda x: f"{x:.5g}"),
    "users.daily_share": st.floats(1, 99).map(lambda x: f"{x:.4g}%"),
    "actions.tweet.done_by": st.floats(1, 99).map(lambda x: f"{x:.4g}%"),
    "actions.tweet.per_user": factors.map(lambda x: f"{x} / day"),
    "actions.tweet.stores.picture.share": st.floats(1, 99).map(lambda x: f"{x:.4g}%"),
    "actions.tweet.stores.picture.size": factors.map(lambda x: f"{x} MB"),
    "actions.tweet.stores.video.share": st.floats(1, 99).map(lambda x: f"{x:.4g}%"),
    "actions.tweet.stores.video.size": factors.map(lambda x: f"{x} MB"),
    "storage.retention": factors.map(lambda x: f"{x} years"),
    "storage.replicas": st.integers(1, 5).map(str),
    "storage.headroom": st.floats(0, 90).map(lambda x: f"{x:.4g}%"),
}
changes = st.fixed_dictionaries({}, optional=inputs)


@settings(max_examples=60)
@given(changes, changes, st.sampled_from(["exact", "rounded"]))
def test_shares_add_up_to_all_of_it_and_are_the_same_from_either_side(
    mine: dict[str, str], theirs: dict[str, str], conventions: str
) -> None:
    one, other = twitter(mine), twitter(theirs, conventions)
    found, back = (why("storage.total", *both) for both in ((one, other), (other, one)))
    before, after = one.by_name["storage.total"], other.by_name["storage.total"]
    if not found.reasons:
        assert after == pytest.approx(before, rel=1e-9)
        return
    assert math.fsum([*(each.share for each in found.reasons), found.left_out]) == pytest.approx(1)
    assert {each.name for each in found.reasons} <= {*mine, *theirs, REST}
    shares = [abs(each.share) for each in found.reasons]
    assert shares == sorted(shares, reverse=True)
    turned = {each.name: each.share for each in back.reasons}
    for each in found.reasons:
        assert turned.get(each.name, 0) == pytest.approx(each.share, rel=1e-6, abs=1e-3)


@settings(max_examples=60)
@given(st.floats(0.01, 100), st.floats(0.01, 100))
def test_of_a_product_each_share_is_that_of_its_own_ratio(users: float, copies: float) -> None:
    copies = 1 + copies
    other = twitter({"users.monthly": f"{3e8 * users!r}", "storage.replicas": repr(3 * copies)})
    found = why("storage.total", twitter({}), other)
    whole = math.log(users * copies)
    if abs(whole) < 1e-2:
        return
    shares = {each.name: each.share for each in found.reasons}
    assert shares.get("users.monthly", 0) == pytest.approx(math.log(users) / whole, abs=6e-4)
    assert shares.get("storage.replicas", 0) == pytest.approx(math.log(copies) / whole, abs=6e-4)


def test_alike_inputs_have_alike_shares() -> None:
    one = of({"formulas": {"a": "2", "b": "2", "c": "a + b", "d_": "7"}})
    other = of({"formulas": {"a": "5", "b": "5", "c": "a + b", "d_": "9"}})
    found = why("c", one, other)
    assert [(each.name, each.one, each.other) for each in found.reasons] == [
        ("a", 2, 5),
        ("b", 2, 5),
    ]
    assert [each.share for each in found.reasons] == pytest.approx([0.5, 0.5])


def test_with_many_inputs_the_shares_are_near_the_exact_ones() -> None:
    names = [f"x{at}" for at in range(12)]
    formulas = dict.fromkeys(names, "1") | {"product": " * ".join(names)}
    more = {name: str(at + 2) for at, name in enumerate(names)}
    one, other = of({"formulas": formulas}), of({"formulas": formulas | more})
    found = why("product", one, other)
    whole = math.log(math.factorial(13))
    for each in found.reasons:
        assert each.share == pytest.approx(math.log(each.other) / whole)
    added = {"formulas": formulas | {"product": " + ".join(names)}}
    summed = why("product", of(added), of({"formulas": added["formulas"] | more}))
    assert math.fsum(each.share for each in summed.reasons) == pytest.approx(1)
    # What grows more counts more, though the logarithm of a sum is no sum.
    assert [each.name for each in summed.reasons] == names[::-1]


def test_a_difference_is_shared_out_where_signs_or_zero_forbid_a_ratio() -> None:
    one, other = (
        of({"formulas": {"a": first, "b": second, "c": "a - b"}})
        for first, second in (("2", "5"), ("9", "6"))
    )
    found = why("c", one, other)
    assert not found.logarithmic
    assert {each.name: each.share for each in found.reasons} == pytest.approx(
        {"a": 7 / 6, "b": -1 / 6}
    )


def test_what_is_one_by_default_is_an_input_by_its_name() -> None:
    found = why("storage.total", twitter({}), twitter({"storage.overhead": "1.5"}))
    assert [(each.name, each.one, each.other) for each in found.reasons] == [
        ("storage.overhead", 1, 1.5)
    ]


def test_what_one_works_out_and_the_other_gives_is_an_input_by_its_name() -> None:
    actions = {"post": {"per_user": "2 / day"}}
    one = of({"users": {"monthly": "10M", "daily_share": "30%"}, "actions": actions})
    other = of({"users": {"daily": "6M"}, "actions": actions})
    (found,) = why("actions.post.rate", one, other).reasons
    assert (found.name, found.share) == ("users.daily", pytest.approx(1))
    assert (found.one, found.other) == (pytest.approx(3e6), 6e6)


def test_conventions_and_formulas_are_the_rest_of_a_scenario() -> None:
    one, other = twitter({}), twitter({}, "rounded")
    (found,) = why("storage.total", one, other).reasons
    values = [each.by_name["storage.total"] for each in (one, other)]
    assert (found.name, found.share) == (REST, pytest.approx(1))
    assert [found.one, found.other] == pytest.approx(values)
    both = why("storage.total", one, twitter({"users.monthly": "600M"}, "rounded"))
    assert [each.name for each in both.reasons] == ["users.monthly", REST]
    assert both.reasons[1].other == pytest.approx(values[1])


def test_a_mix_without_a_value_counts_halfway() -> None:
    formula = "there / (there - lost)"
    one = of({"formulas": {"there": "2", "lost": "1", "margin": formula}})
    other = of({"formulas": {"there": "5", "lost": "2", "margin": formula}})
    found = why("margin", one, other)
    assert math.fsum(each.share for each in found.reasons) == pytest.approx(1)
    assert {each.name for each in found.reasons} == {"there", "lost"}


@pytest.mark.parametrize("name", est.scenarios())
def test_shipped_scenarios_differ_for_reasons_that_add_up(name: str) -> None:
    one, other = twitter({}), of(name)
    found = compare(one, other)
    assert not {*found.common} & {*found.only_one, *found.only_other}
    for each in found.common:
        reasons = why(each, one, other)
        if one.by_name[each] == other.by_name[each]:
            assert not reasons.reasons
            continue
        shares = [*(reason.share for reason in reasons.reasons), reasons.left_out]
        assert math.fsum(shares) == pytest.approx(1), each


def test_results_stand_beside_each_other_and_inputs_do_not() -> None:
    one = of(
        {"users": {"daily": "10M"}, "formulas": {"x": "users.daily / 2", "kind": "x * 1 GB/user"}}
    )
    other = of(
        {
            "users": {"monthly": "40M", "daily_share": "50%"},
            "formulas": {"x": "users.daily / 4", "kind": "x * 1 s/user", "more": "2 * x"},
        }
    )
    found = compare(one, other)
    assert found.common == ("users.daily", "x")
    assert [line.values for line in SideBySide({"one": one, "other": other}).lines] == [
        (10e6, 20e6),
        (5e6, 5e6),
    ]
    assert (found.only_one, found.only_other) == (("kind",), ("kind", "more"))


def test_a_ratio_to_nothing_is_none() -> None:
    one, other = (of({"formulas": {"x": x, "twice": "2 * x"}}) for x in ("0", "3"))
    (line,) = SideBySide({"one": one, "other": other, "again": one}).lines
    assert line.values == (0, 6, 0)
    assert math.isnan(line.ratios[0])
    assert line.ratios[1] == 1


def test_a_result_that_one_does_not_have_is_said_to_be_missing() -> None:
    with pytest.raises(UnknownNameError, match=r"there is no result database\.nodes"):
        why("database.nodes", of("pastebin"), twitter({}))
