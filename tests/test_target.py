"""Conditions on a result: what is read, what meets them, and what is none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimator as est
from estimator.engine.result import Values
from estimator.engine.target import Target, target
from estimator.errors import EstimatorError, FormulaError, UnknownNameError
from estimator.pipeline import estimate
from estimator.source import Source


@pytest.fixture(scope="module")
def twitter() -> Values:
    return estimate(Source("twitter", est.load("twitter").text))


READ = {
    "storage.total > 100 PB": ("storage.total", ">", 1e17),
    " storage.total<=100PB ": ("storage.total", "<=", 1e17),
    "storage.total ≥ 1 byte": ("storage.total", ">=", 1.0),
    "storage.total == 2 byte": ("storage.total", "=", 2.0),
    "users.daily_share < 10%": ("users.daily_share", "<", 0.1),
    "users.daily = 5M": ("users.daily", "=", 5e6),
    "actions.tweet.peak_rate > 60 / min": ("actions.tweet.peak_rate", ">", 1.0),
    "formulas.tweets_per_daily_user > 1 / day": ("tweets_per_daily_user", ">", 1 / 86_400),
}


@pytest.mark.parametrize("text", READ)
def test_a_condition_is_a_result_a_sign_and_an_amount_of_its_kind(
    text: str, twitter: Values
) -> None:
    found = target(text, twitter)
    name, sign, limit = READ[text]
    assert found == Target(name, sign, pytest.approx(limit), text.strip())


WRONG = {
    "storage.total": """\
until:1:1: error[no-condition]: this compares a result with nothing
      1 │ storage.total
        │ ─────────────
     hint: write it as in database.nodes > 1""",
    "storage.total => 1 PB": """\
until:1:15: error[no-condition]: => compares nothing
      1 │ storage.total => 1 PB
        │               ──
     hint: write one of <, <=, >, >= and =""",
    "1 PB < storage.total < 2 PB": """\
until:1:22: error[no-condition]: this compares twice
      1 │ 1 PB < storage.total < 2 PB
        │                      ─
     hint: give one condition, as in database.nodes > 1""",
    "1 PB < storage.total": """\
until:1:1: error[no-condition]: a condition begins with the name of a result
      1 │ 1 PB < storage.total
        │ ────
     hint: write storage.total > 1 PB""",
    "storage.total >": """\
until:1:16: error[no-condition]: there is nothing behind >
      1 │ storage.total >
        │                ─
     hint: a result and an amount are compared, as in database.nodes > 1""",
    "storage.totl > 1 PB": """\
until:1:1: error[unknown-name]: there is no result storage.totl
      1 │ storage.totl > 1 PB
        │ ────────────
     hint: did you mean storage.total?""",
    "storage.total > 5 s": """\
until:1:17: error[wrong-kind]: this is time, where data is asked for
      1 │ storage.total > 5 s
        │                 ───
     hint: write it in byte""",
    "storage.total > storage.logical": """\
until:1:17: error[no-amount]: storage.logical is a value of the scenario, where an amount is \
asked for
      1 │ storage.total > storage.logical
        │                 ───────────────
     hint: it is 138 PB""",
    "storage.total > 1 to 3 PB": """\
until:1:17: error[range-as-limit]: this is a range, where one amount is asked for
      1 │ storage.total > 1 to 3 PB
        │                 ─────────
     hint: give one of its ends""",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_condition_is_answered_with_its_place_and_a_way_out(
    text: str, twitter: Values
) -> None:
    with pytest.raises(EstimatorError) as caught:
        target(text, twitter)
    assert str(caught.value) == WRONG[text]
    kind = UnknownNameError if "unknown-name" in WRONG[text] else FormulaError
    assert type(caught.value) is kind


limits = st.floats(-1e12, 1e12)
signs = st.sampled_from(["<", "<=", ">", ">=", "="])


@given(signs, limits, st.floats(-1e12, 1e12))
def test_floats_and_arrays_meet_a_condition_alike(sign: str, limit: float, value: float) -> None:
    sought = Target("x", sign, limit, "")
    values = np.array([value, limit, math.nan])
    assert list(sought.met(values)) == [sought.met(float(x)) for x in values]
    assert not sought.met(math.nan)
    assert sought.side(math.nan) is None


@given(limits, limits)
def test_each_value_is_below_at_or_above_a_limit(limit: float, value: float) -> None:
    met = {sign: Target("x", sign, limit, "").met(value) for sign in ("<", "=", ">")}
    assert sum(met.values()) == 1
    assert Target("x", "<=", limit, "").met(value) == (met["<"] or met["="])
    assert Target("x", ">=", limit, "").met(value) == (met[">"] or met["="])
    side = Target("x", "=", limit, "").side(value)
    assert side == (0 if met["="] else -1 if met["<"] else 1)


@given(signs, limits, limits)
def test_a_value_on_one_side_is_moved_to_the_other_to_meet_a_condition(
    sign: str, limit: float, value: float
) -> None:
    sought = Target("x", sign, limit, "")
    side = sought.side(value)
    assert (side == 0) == sought.met(value)
    if side:
        beyond = 0 if sign == "=" else 1 + abs(limit)
        assert sought.met(limit - side * beyond)


@given(limits.filter(bool), st.floats(-1e-10, 1e-10))
def test_rounding_moves_no_value_past_a_limit(limit: float, noise: float) -> None:
    near = limit * (1 + noise)
    assert Target("x", "=", limit, "").met(near)
    assert not Target("x", ">", limit, "").met(near)
    assert not Target("x", "<", limit, "").met(near)
