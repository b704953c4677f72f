"""Units: our table and pint's agree, and values are shown as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.amount.reading import read_amount
from estimator.units.display import human, rounded, scientific, whole
from estimator.units.natural import PERCENT, factor
from estimator.units.registry import quantity, registry
from estimator.units.table import CONVENTIONS, unit_table


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_unit_has_the_same_size_in_pint(convention: str) -> None:
    for name, unit in unit_table(convention).units.items():
        base = registry(convention).Quantity(1, name).to_base_units()
        assert base.magnitude == pytest.approx(unit.factor, rel=1e-12), name
        kinds = {kind.strip("[]"): power for kind, power in base.dimensionality.items()}
        assert kinds == dict(unit.dimension.powers), name


def test_every_ambiguous_name_is_no_unit_and_its_readings_are() -> None:
    table = unit_table("exact")
    for name, ambiguous in table.ambiguous.items():
        assert name not in table.units
        for reading in ambiguous.readings:
            read_amount(f"1 {reading}", table)


def test_conventions_differ_in_days_and_years_alone() -> None:
    exact, rounded_table = (unit_table(convention).units for convention in CONVENTIONS)
    changed = {n for n in exact if exact[n].factor != rounded_table[n].factor}
    assert {exact[name].name for name in changed} == {"day", "week", "month", "year"}


def test_a_counted_thing_is_a_unit_in_singular_and_plural() -> None:
    table = unit_table("exact", ("business", "photos"))
    for name in ("business", "businesses", "photo", "photos"):
        assert table.find(name) is not None
    assert quantity(2, "businesses", table).units == registry("exact").Unit("business")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1736.11, (("user", 1), ("s", -1)), "1.74 k user/s"),
        (4.10625e15, (("byte", 1),), "4.11 PB"),
        (999_600_000, (("byte", 1),), "1 GB"),
        (999_400_000, (("byte", 1),), "999 MB"),
        (24, (("byte", 1), ("row", -1)), "24 byte/row"),
        (1.5 * 2**30, (("GiB", 1),), "1.5 GiB"),
        (125e6, (("Mbit", 1), ("s", -1)), "1 Gbit/s"),
        (0.005, (("s", 1),), "5 ms"),
        (5e-8, (("s", 1),), "50 ns"),
        (31536, (("s", 1),), "8.76 hour"),
        (5 * 365 * 86400, (("year", 1),), "5 year"),
        (2e9, (("user", 1),), "2 billion user"),
        (4e12, (("message", 1),), "4 trillion message"),
        (0.0, (("byte", 1),), "0 byte"),
        (-1736.11, (("user", 1),), "-1.74 k user"),
        (0.25, PERCENT, "25%"),
        (0.999702, (), "0.999702"),
        (0.9999999, PERCENT, "99.99999%"),
        (3e-9, (), "3e-09"),
        (12, (("s", -1),), "12/s"),
        (2.5e6, (("s", -1),), "2.5 M/s"),
    ],
)
def test_human_display(value: float, unit: tuple[tuple[str, int], ...], shown: str) -> None:
    assert human(value, unit, unit_table("exact")) == shown


def test_whole_numbers_stand_beside_short_ones() -> None:
    table = unit_table("exact")
    assert whole(1736.11, (("user", 1),), table) == "1,736 user"
    assert whole(868.0, (("user", 1),), table) == ""
    assert whole(4.1e15, (("byte", 1),), table) == ""


def test_scientific_notation() -> None:
    table = unit_table("exact")
    assert scientific(1.5e8, (("user", 1),), table) == "1.5 * 10^8 user"
    assert scientific(4.11e15, (("PB", 1),), table) == "4.11 PB"


@given(st.floats(1e-3, 1e18), st.sampled_from(["byte", "user", "Mbit", "KiB", "s"]))
def test_what_is_shown_reads_back_within_its_figures(amount: float, unit: str) -> None:
    table = unit_table("exact")
    value = amount * factor(((unit, 1),), table)
    for show in (human, scientific):
        read = read_amount(show(value, ((unit, 1),), table), table)
        assert read.value == pytest.approx(value, rel=0.006)
        assert read.dimension == table.units[unit].dimension


@given(st.floats(min_value=1e-30, max_value=1e30))
def test_three_figures_are_within_half_a_figure(amount: float) -> None:
    assert float(rounded(amount).replace(",", "")) == pytest.approx(amount, rel=0.0051)
