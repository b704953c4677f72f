"""The language: a formula prints and reads back as the same tree; functions do as they say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.amount.reading import read_amount
from estimator.lang.fault import Fault
from estimator.lang.function import Function, NoValue
from estimator.lang.functions import FUNCTIONS
from estimator.lang.nodes import Call, Chain, Convert, Name, Number, Power, Range, Sign, Tree, walk
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.units.table import unit_table

AT = (0, 0)
NAMES = ["users.daily", "storage.total", "actions.*.rate", "x", "disk_seek", "measured.bcrypt"]
UNITS = ["byte", "GB", "s", "day", "user", "request"]

numbers = st.builds(Number, st.floats(0, 1e30, allow_nan=False), st.just(AT), st.booleans())
names = st.builds(Name, st.sampled_from(NAMES), st.just(AT))
units = st.builds(Name, st.sampled_from(UNITS), st.just(AT), st.just(value=True))


def _grown(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def chains(signs: str) -> st.SearchStrategy[Tree]:
        rest = st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3)
        return st.builds(lambda first, rest: Chain(first, tuple(rest), AT), inner, rest)

    amounts = st.builds(
        lambda number, units: Chain(number, tuple(("*", u) for u in units), AT, implied=True),
        numbers | st.builds(Sign, numbers, st.just(AT)).map(lambda sign: sign),
        st.lists(units | st.builds(Power, units, numbers, st.just(AT)), min_size=1, max_size=2),
    )
    calls = st.builds(
        lambda name, args: Call(name, tuple(args), AT),
        st.sampled_from(sorted(FUNCTIONS)),
        st.lists(inner, max_size=3),
    )
    return st.one_of(
        chains("+-"),
        chains("*/"),
        amounts,
        calls,
        st.builds(Power, inner, inner, st.just(AT)),
        st.builds(Sign, inner, st.just(AT)),
        st.builds(Convert, inner, units.map(lambda unit: Name(unit.text, AT)), st.just(AT)),
        st.builds(Range, names, inner, st.just(AT)),
    )


trees = st.recursive(numbers | names, _grown, max_leaves=12)


@given(trees)
def test_printing_and_rereading_gives_the_same_tree(tree: Tree) -> None:
    assert parse(show(tree)) == tree


@given(trees)
def test_every_part_of_a_tree_knows_where_it_stands(tree: Tree) -> None:
    text = show(tree)
    for part in walk(parse(text)):
        start, end = part.where
        if isinstance(part, Name | Number):
            assert parse(text[start:end]) in (part, Name(getattr(part, "text", ""), AT))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    places = []
    try:
        places = [node.where for node in walk(parse(text))]
    except Fault as fault:
        places = [where for where, _ in fault.labels]
    assert places
    assert all(0 <= start <= end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("2GB", "2 GB"),
        ("3 * 4", "3*4"),
        ("5 request per s", "5 request / s"),
        ("10% of users.daily", "10% * users.daily"),
        ("2 × 3 ÷ 4 − 1", "2 * 3 / 4 - 1"),
        ("10 to 25%", "10% to 25%"),
        ("1500 to 2000 tweet/s", "1500 tweet/s to 2000 tweet/s"),
        ("170k to 180k tweet/s", "170k tweet/s to 180k tweet/s"),
        ("a → GB", "a -> GB"),
        ("$5", "5 USD"),
        ("2**10", "2^10"),
        ("+5", "5"),
    ],
)
def test_two_spellings_of_one_formula(one: str, same: str) -> None:
    assert parse(one) == parse(same)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_example_of_a_function(name: str) -> None:
    formula, value = FUNCTIONS[name].example
    table = unit_table("exact")
    assert read_amount(formula, table).value == pytest.approx(read_amount(value, table).value)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_works_on_arrays_as_on_numbers(name: str) -> None:
    function = FUNCTIONS[name]
    rows = [[0.5, 1.5, 2.5, 100.0], [2.0, 3.0, 0.25, 10.0], [7.0, 0.5, 3.0, 2.0]]
    for count in {function.arguments[0], min(function.arguments[1], 3)}:
        array = function.array(*map(np.array, rows[:count]))
        scalars = [_value(function, column) for column in zip(*rows[:count], strict=True)]
        assert list(array) == pytest.approx(scalars, nan_ok=True)


def _value(function: Function, arguments: tuple[float, ...]) -> float:
    """Give a function's value, NaN where it has none."""
    try:
        return function.scalar(*arguments)
    except NoValue:
        return math.nan
