"""Distributions: what each family is, what scores make of it, what can't be."""

import math
import pickle
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from estimator.amount.reading import read_amount
from estimator.distribution.bounded import Beta, Pert, Triangular, Uniform
from estimator.distribution.distribution import Distribution
from estimator.distribution.families import FAMILIES, Family, Given
from estimator.distribution.interval import interval
from estimator.distribution.normal import Logitnormal, Lognormal, Normal
from estimator.distribution.scores import share_of
from estimator.distribution.steps import Discrete, Poisson
from estimator.distribution.wrapped import Clipped, Truncated, Whole, share_within, truncated
from estimator.lang.function import Unfit
from estimator.units.table import unit_table

SMOOTH: dict[str, tuple[Distribution, object]] = {
    "normal": (Normal(3.0, 2.0), stats.norm(3, 2)),
    "lognormal": (Lognormal(5.0, 0.7), stats.lognorm(0.7, scale=5)),
    "narrow lognormal": (Lognormal(5.0, 1e-4), stats.lognorm(1e-4, scale=5)),
    "wide lognormal": (Lognormal(5.0, 9.0), stats.lognorm(9, scale=5)),
    "uniform": (Uniform(-1.0, 4.0), stats.uniform(-1, 5)),
    "triangular": (Triangular(1.0, 2.0, 5.0), stats.triang(0.25, 1, 4)),
    "triangular from its mode": (Triangular(1.0, 1.0, 5.0), stats.triang(0, 1, 4)),
    "triangular to its mode": (Triangular(1.0, 5.0, 5.0), stats.triang(1, 1, 4)),
    "beta": (Beta(2.0, 8.0), stats.beta(2, 8)),
    "beta at both ends": (Beta(0.5, 0.5), stats.beta(0.5, 0.5)),
    "pert": (Pert(1.0, 2.0, 5.0), stats.beta(2, 4, 1, 4)),
    "truncated": (Truncated(Normal(0.0, 1.0), -0.5, 2.0), stats.truncnorm(-0.5, 2)),
    "cut far out": (Truncated(Normal(0.0, 1.0), 3.5, math.inf), stats.truncnorm(3.5, math.inf)),
    "cut far below": (Truncated(Normal(0.0, 1.0), -math.inf, -4), stats.truncnorm(-math.inf, -4)),
}
STEPPED: dict[str, tuple[Distribution, object]] = {
    "poisson": (Poisson(3.0), stats.poisson(3)),
    "rare": (Poisson(0.01), stats.poisson(0.01)),
    "some": (Poisson(900.0), stats.poisson(900)),
    "many": (Poisson(1e5), stats.poisson(1e5)),
    "very many": (Poisson(1e9), stats.poisson(1e9)),
    "discrete": (
        Discrete((1.0, 2.0, 4.0), (0.3, 0.6, 0.1)),
        stats.rv_discrete(values=((1, 2, 4), (0.3, 0.6, 0.1))),
    ),
}
EVERY: dict[str, Distribution] = {name: pair[0] for name, pair in (SMOOTH | STEPPED).items()} | {
    "logitnormal": Logitnormal(-1.5, 0.4),
    "clipped": Clipped(Normal(3.0, 2.0), 0.0, 5.0),
    "whole": Whole(Lognormal(5000.0, 0.7), 1000.0),
    "truncated count": truncated(Poisson(30.0), 19.5, 40.0),
    "truncated values": truncated(Discrete((1.0, 2.0, 4.0), (0.3, 0.6, 0.1)), 2.0, 9.0),
    "truncated beta": Truncated(Beta(2.0, 8.0), 0.1, 0.4),
}
SHARES = (1e-6, 0.001, 0.0501, 0.25, 0.4999, 0.75, 0.9501, 0.999, 1 - 1e-6)
every = pytest.mark.parametrize("distribution", EVERY.values(), ids=EVERY)
positive = st.floats(1e-6, 1e15)


def pair(low: float, high: float) -> tuple[float, float]:
    return min(low, high), max(low, high)


class TestFamilies:
    @pytest.mark.parametrize(("ours", "scipy"), SMOOTH.values(), ids=SMOOTH)
    def test_quantiles_are_scipys(self, ours: Distribution, scipy: object) -> None:
        expected = scipy.ppf(SHARES)  # type: ignore[attr-defined]
        found = [ours.quantile(share) for share in SHARES]
        assert found == pytest.approx(expected, rel=1e-8, abs=1e-12)

    @pytest.mark.parametrize(("ours", "scipy"), STEPPED.values(), ids=STEPPED)
    def test_counts_are_scipys(self, ours: Distribution, scipy: object) -> None:
        expected = scipy.ppf(SHARES)  # type: ignore[attr-defined]
        apart = 1 if ours == Poisson(1e9) else 0
        assert [ours.quantile(share) for share in SHARES] == pytest.approx(
            expected, rel=0, abs=apart
        )

    @pytest.mark.parametrize(
        ("ours", "scipy"), (SMOOTH | STEPPED).values(), ids=[*SMOOTH, *STEPPED]
    )
    def test_means_are_scipys(self, ours: Distribution, scipy: object) -> None:
        assert ours.mean == pytest.approx(scipy.mean(), rel=1e-5)  # type: ignore[attr-defined]

    def test_odds_of_a_logitnormal_are_lognormal(self) -> None:
        shares = [Logitnormal(-1.5, 0.4).quantile(share) for share in SHARES]
        odds = [Lognormal(math.exp(-1.5), 0.4).quantile(share) for share in SHARES]
        assert [x / (1 - x) for x in shares] == pytest.approx(odds)

    def test_what_a_share_lacks_is_as_exact_as_the_share(self) -> None:
        up = interval(0.99999, 0.999999, share=True)
        down = interval(0.000001, 0.00001, share=True)
        scores = np.linspace(-4, 4, 101, dtype=np.float32)
        assert 1 - up.at(scores) == pytest.approx(down.at(-scores), rel=1e-5)

    def test_moments_of_a_lognormal_are_what_was_asked(self) -> None:
        found = Lognormal.of_moments(20.0, 5.0)
        variance = found.mean**2 * math.expm1(found.spread**2)
        assert (found.mean, variance) == pytest.approx((20.0, 25.0))

    def test_equally_likely_values_share_the_draws(self) -> None:
        found = FAMILIES["discrete"].make(Given((4.0, 1.0, 2.0), {}))
        assert [found.quantile(share) for share in (0.33, 0.34, 0.66, 0.67)] == [1, 2, 2, 4]
        assert found.mean == pytest.approx(7 / 3)

    def test_a_value_without_a_chance_is_never_drawn(self) -> None:
        found = FAMILIES["discrete"].make(Given((1.0, 2.0, 3.0), {}, (0.0, 1.0, 0.0)))
        assert found.at(np.array([-math.inf, 0.0, math.inf])).tolist() == [2.0, 2.0, 2.0]


class TestScores:
    @every
    def test_values_never_fall_as_scores_rise(self, distribution: Distribution) -> None:
        scores = np.linspace(-10, 10, 100_001)
        for given_as in (scores, scores.astype(np.float32)):
            values = distribution.at(given_as)
            assert values.dtype == float
            assert (np.diff(values) >= 0).all()

    @every
    def test_many_scores_give_what_each_gives(self, distribution: Distribution) -> None:
        scores = np.random.default_rng(1).standard_normal(1000)
        spread = distribution.quantile(0.95) - distribution.quantile(0.05)
        exact = np.array([distribution.at(score) for score in scores.tolist()])
        error = np.abs(distribution.at(scores) - exact)
        assert (error <= 1e-6 * np.maximum(spread, np.abs(exact))).all()

    @every
    def test_single_and_double_scores_give_the_same(self, distribution: Distribution) -> None:
        scores = np.random.default_rng(1).standard_normal(1000, dtype=np.float32)
        assert distribution.at(scores) == pytest.approx(distribution.at(scores.astype(float)), 1e-6)

    @every
    def test_a_value_is_reached_at_its_score(self, distribution: Distribution) -> None:
        for share in (0.02, 0.3, 0.5, 0.77, 0.98):
            value = distribution.quantile(share)
            score = distribution.score(value)
            assert distribution.at(score + 1e-5) >= value * (1 - 1e-12)
            assert score == -math.inf or distribution.at(score - 1e-5) <= value

    @pytest.mark.parametrize("name", [*SMOOTH, "discrete", "poisson", "logitnormal"])
    def test_the_value_at_its_score_is_the_value(self, name: str) -> None:
        distribution = EVERY[name]
        for share in (0.02, 0.3, 0.5, 0.77, 0.98):
            value = distribution.quantile(share)
            assert distribution.at(distribution.score(value)) == pytest.approx(value, rel=1e-9)

    @every
    def test_the_score_zero_is_the_median(self, distribution: Distribution) -> None:
        assert distribution.median == distribution.quantile(0.5) == distribution.at(0.0)
        assert distribution.at(np.zeros(1))[0] == pytest.approx(distribution.median, rel=1e-6)

    @every
    def test_no_value_lies_beyond_all(self, distribution: Distribution) -> None:
        assert distribution.score(-math.inf) == -math.inf
        assert distribution.score(math.inf) == math.inf
        assert distribution.quantile(0) <= distribution.quantile(1)

    @every
    def test_nothing_is_signalled_on_the_way(self, distribution: Distribution) -> None:
        with np.errstate(all="raise", under="ignore"):
            assert distribution.at(np.linspace(-8, 8, 101)).shape == (101,)
            assert distribution.at(np.zeros((2, 3), np.float32)).shape == (2, 3)

    @every
    def test_it_travels_and_is_known_by_its_parameters(self, distribution: Distribution) -> None:
        distribution.at(np.zeros(3))
        parcel = pickle.dumps(distribution)
        assert pickle.loads(parcel) == distribution  # noqa: S301 - it was packed here
        assert hash(pickle.loads(parcel)) == hash(distribution)  # noqa: S301
        assert len(parcel) < 1000

    def test_the_tails_of_a_table_are_as_good(self) -> None:
        uniform, scores = Uniform(0.0, 1.0), np.array([-6.0003, -5.0003, -4.0003])
        exact = [share_of(score) for score in scores.tolist()]
        assert uniform.at(scores) == pytest.approx(exact, rel=1e-5)


class TestInterval:
    @given(positive, st.floats(1.0001, 1e6))
    def test_its_ends_are_quantiles_of_5_and_95_percent(self, low: float, ratio: float) -> None:
        found = interval(low, low * ratio)
        ends = (found.quantile(0.05), found.quantile(0.95))
        assert ends == pytest.approx((low, low * ratio), rel=1e-9)

    @given(positive, st.floats(1.0001, 1e6), st.floats(-1e9, 0), st.floats(1, 1e9))
    def test_its_median_is_what_a_range_comes_to(
        self, low: float, ratio: float, zero: float, width: float
    ) -> None:
        middle = math.sqrt(low) * math.sqrt(low * ratio)
        assert interval(low, low * ratio).median == pytest.approx(middle, rel=1e-12)
        middle = (zero + zero + width) / 2
        assert interval(zero, zero + width).median == pytest.approx(middle, rel=1e-12, abs=1e-9)

    @given(st.floats(0, 0.999), st.floats(1e-6, 1))
    def test_a_share_stays_one(self, low: float, width: float) -> None:
        high = min(1.0, low + width)
        found = interval(low, high, share=True)
        inside = low > 0 and high < 1
        odds = low / (1 - low) * high / (1 - high) if inside else 0.0
        # The middle of its odds, or of its ends where one of them is an end of all shares.
        middle = math.sqrt(odds) / (1 + math.sqrt(odds)) if inside else (low + high) / 2
        assert found.median == pytest.approx(middle, rel=1e-9)
        values = found.at(np.linspace(-9, 9, 19))
        assert (values >= 0).all()
        assert (values <= 1).all()

    def test_ends_of_a_share_are_quantiles(self) -> None:
        found = interval(0.1, 0.25, share=True)
        assert (found.quantile(0.05), found.quantile(0.95)) == pytest.approx((0.1, 0.25))

    def test_what_reaches_zero_is_normal(self) -> None:
        found = interval(-10.0, 30.0)
        assert isinstance(found, Normal)
        assert (found.quantile(0.05), found.quantile(0.95)) == pytest.approx((-10, 30))

    def test_a_share_that_reaches_an_end_has_nothing_beyond(self) -> None:
        assert interval(0.0, 0.1, share=True) == Uniform(0.0, 0.1)
        assert interval(0.9, 1.0, share=True) == Uniform(0.9, 1.0)

    def test_whole_things_are_drawn_whole(self) -> None:
        found = interval(1000.0, 9000.0, whole_size=1000.0)
        assert found.median == 3000.0
        assert set(found.at(np.linspace(-2, 2, 999)) % 1000) == {0.0}

    @given(st.floats(1e-300, 1e300))
    def test_ends_that_are_hardly_apart_still_are(self, low: float) -> None:
        found = interval(low, math.nextafter(low, math.inf))
        assert found.at(3.0) == pytest.approx(low)
        assert found.score(low) <= 0


class TestWrapped:
    @given(st.floats(-2, 2), st.floats(0.1, 3), st.floats(0.01, 0.99))
    def test_what_is_left_when_truncated_is_scaled_up(
        self, low: float, width: float, share: float
    ) -> None:
        inner, high = Normal(0.0, 1.0), low + width
        value = Truncated(inner, low, high).quantile(share)
        part = share_within(inner, low, value) / share_within(inner, low, high)
        assert part == pytest.approx(share, rel=1e-9)

    @every
    def test_nothing_truncated_or_clipped_lies_beyond(self, distribution: Distribution) -> None:
        low, high = distribution.quantile(0.2), distribution.quantile(0.9)
        for kept in (truncated(distribution, low, high), Clipped(distribution, low, high)):
            values = kept.at(np.linspace(-9, 9, 1001))
            assert (values.min(), values.max()) == pytest.approx((low, high), abs=1e-6)
            assert kept.score(math.nextafter(high, math.inf)) == math.inf
            assert kept.score(low) == -math.inf

    @every
    def test_a_clipped_one_keeps_its_quantiles_inside(self, distribution: Distribution) -> None:
        kept = Clipped(distribution, distribution.quantile(0.1), distribution.quantile(0.9))
        for share in (0.11, 0.5, 0.89):
            assert kept.quantile(share) == distribution.quantile(share)

    def test_counts_between_bounds_keep_their_odds(self) -> None:
        found = truncated(Poisson(3.0), 1.5, 3.7)
        assert [found.quantile(share) for share in (0, 0.4999, 0.5001, 1)] == [2, 2, 3, 3]

    def test_halves_are_rounded_up(self) -> None:
        values = Whole(Normal(0.0, 1.0), 1.0).at(np.array([-0.5, 0.4, 0.5, 1.5]))
        assert values.tolist() == [0.0, 0.0, 1.0, 2.0]


class TestWritten:
    @pytest.mark.parametrize(
        ("family", "values", "named", "expected"),
        [
            ("lognormal", (1.0, 100.0), {}, interval(1.0, 100.0)),
            ("normal", (1.0, 3.0), {}, Normal.through(1.0, 3.0)),
            ("normal", (), {"mean": 5.0, "sd": 2.0}, Normal(5.0, 2.0)),
            ("lognormal", (), {"mean": 5.0, "sd": 2.0}, Lognormal.of_moments(5.0, 2.0)),
            ("logitnormal", (0.1, 0.2), {}, interval(0.1, 0.2, share=True)),
            ("uniform", (1.0, 3.0), {}, Uniform(1.0, 3.0)),
            ("triangular", (1.0, 1.0, 3.0), {}, Triangular(1.0, 1.0, 3.0)),
            ("pert", (1.0, 2.0, 3.0), {}, Pert(1.0, 2.0, 3.0)),
            ("beta", (2.0, 8.0), {}, Beta(2.0, 8.0)),
            ("poisson", (3.0,), {}, Poisson(3.0)),
            ("poisson", (), {"mean": 3.0}, Poisson(3.0)),
            ("uniform", (1.0, 3.0), {"min": 2.0}, Truncated(Uniform(1.0, 3.0), 2.0, math.inf)),
            ("poisson", (3.0,), {"max": 4.5}, Truncated(Poisson(3.0), -math.inf, 4)),
        ],
    )
    def test_each_family_is_made_of_what_is_given(
        self,
        family: str,
        values: tuple[float, ...],
        named: dict[str, float],
        expected: Distribution,
    ) -> None:
        assert FAMILIES[family].make(Given(values, named)) == expected

    @given(st.sampled_from(["normal", "lognormal", "logitnormal"]))
    def test_two_quantiles_are_kept(self, family: str) -> None:
        found = FAMILIES[family].make(Given((), {"p99.9": 0.7, "p50": 0.2}))
        assert (found.median, found.quantile(0.999)) == pytest.approx((0.2, 0.7))

    @pytest.mark.parametrize("family", ["normal", "lognormal"])
    def test_a_median_that_is_given_is_the_median(self, family: str) -> None:
        for named in ({"p50": 0.02, "p99": 0.2}, {"p5": 0.003, "p50": 0.02}):
            assert FAMILIES[family].make(Given((), named)).median == 0.02

    @pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
    def test_its_example_is_an_amount(self, family: Family) -> None:
        found = read_amount(family.example, unit_table("exact"))
        assert found.low <= found.value <= found.high
        assert found.distribution is not None

    @pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
    def test_each_says_how_it_is_written(self, family: Family) -> None:
        assert family.usage.startswith(family.name + "(")
        assert family.example.startswith(family.name + "(")
        assert family.meaning.endswith(".")

    def test_chances_may_be_typed_in_a_few_figures(self) -> None:
        chances = (0.333333, 0.333333, 0.333334)
        assert FAMILIES["discrete"].make(Given((1.0, 2.0, 3.0), {}, chances)).median == 2.0


NOT_POSITIVE = "lognormal takes values above 0"
BOTH = "give values with names or without, not both"
SHARE = "logitnormal takes shares between 0% and 100%, neither of them itself"
FAR = "this spreads too far to be computed"
LITTLE = "this leaves less than 0.001 % of the distribution"
MEAN = "the mean must be above 0, and at most 1e9"
IMPOSSIBLE: list[tuple[str, tuple[float, ...], dict[str, float], int | str, str]] = [
    ("uniform", (2.0, 1.0), {}, 1, "a range runs from low to high"),
    ("lognormal", (2.0, 1.0), {}, 1, "a range runs from low to high"),
    ("pert", (3.0, 2.0, 1.0), {}, 2, "a range runs from low to high"),
    ("normal", (2.0, 2.0), {}, 1, "both ends are the same"),
    ("triangular", (2.0, 2.0, 2.0), {}, 2, "both ends are the same"),
    ("lognormal", (0.0, 1.0), {}, 0, NOT_POSITIVE),
    ("lognormal", (), {"mean": -1.0, "sd": 1.0}, "mean", NOT_POSITIVE),
    ("lognormal", (), {"p50": -1.0, "p99": 1.0}, "p50", NOT_POSITIVE),
    ("logitnormal", (0.0, 0.5), {}, 0, SHARE),
    ("logitnormal", (), {"p5": 0.5, "p95": 1.0}, "p95", SHARE),
    ("triangular", (1.0, 6.0, 5.0), {}, 1, "the mode must lie between low and high"),
    ("pert", (1.0, 0.0, 5.0), {}, 1, "the mode must lie between low and high"),
    ("uniform", (1.0,), {}, 1, "uniform has no high"),
    ("uniform", (), {"min": 1.0}, 0, "uniform has no low"),
    ("pert", (1.0, 2.0), {}, 2, "pert has no high"),
    ("uniform", (1.0, 2.0, 3.0), {}, 2, "uniform ends with high"),
    ("uniform", (1.0, 2.0), {"mean": 2.0}, "mean", "uniform takes no mean"),
    ("uniform", (1.0, 2.0), {"p50": 2.0}, "p50", "uniform takes no p50"),
    ("normal", (1.0, 2.0), {"width": 2.0}, "width", "normal takes no width"),
    ("normal", (1.0, 2.0), {"p": 2.0}, "p", "normal takes no p"),
    ("logitnormal", (), {"mean": 0.1, "sd": 0.1}, "mean", "logitnormal takes no mean"),
    ("normal", (1.0, 2.0), {"p50": 2.0}, "p50", BOTH),
    ("poisson", (1.0,), {"mean": 2.0}, "mean", BOTH),
    ("normal", (), {"p50": 2.0}, "p50", "one quantile leaves the spread open"),
    (
        "normal",
        (),
        {"p5": 1.0, "p50": 2.0, "p95": 3.0},
        "p95",
        "two quantiles make the whole distribution",
    ),
    ("normal", (), {"p0": 2.0, "p50": 3.0}, "p0", "a quantile lies between p0 and p100"),
    ("normal", (), {"p50": 2.0, "p100": 3.0}, "p100", "a quantile lies between p0 and p100"),
    ("normal", (), {"p50": 1.0, "p50.0": 2.0}, "p50.0", "p50 and p50.0 are the same quantile"),
    ("normal", (), {"p50": 2.0, "p99": 2.0}, "p99", "p99 must be more than p50"),
    ("normal", (), {"p9": 2.0, "p10": 1.0}, "p10", "p10 must be more than p9"),
    ("normal", (), {"mean": 2.0}, "mean", "the mean alone leaves the sd open"),
    ("normal", (), {"sd": 2.0}, "sd", "the sd alone leaves the mean open"),
    ("normal", (), {"mean": 2.0, "sd": 0.0}, "sd", "the sd must be above 0"),
    ("normal", (), {"mean": 2.0, "p50": 2.0}, "p50", "give quantiles or the mean, not both"),
    ("beta", (0.0, 1.0), {}, 0, "beta takes numbers above 0"),
    ("beta", (1.0, -1.0), {}, 1, "beta takes numbers above 0"),
    ("poisson", (0.0,), {}, 0, MEAN),
    ("poisson", (), {"mean": 2e9}, "mean", MEAN),
    ("discrete", (), {}, 0, "discrete has no value"),
    ("normal", (1.0, math.nan), {}, 1, "this is not a finite number"),
    ("normal", (1.0, 2.0), {"max": math.inf}, "max", "this is not a finite number"),
    ("normal", (1.0, 2.0), {"min": 2.0, "max": 2.0}, "max", "min must be less than max"),
    ("uniform", (1.0, 2.0), {"min": 2.0}, "min", LITTLE),
    ("normal", (1.0, 2.0), {"min": 0.0, "max": 0.1}, "max", LITTLE),
    ("poisson", (3.0,), {"min": 2.2, "max": 2.8}, "max", LITTLE),
    ("discrete", (1.0, 3.0), {"min": 1.5, "max": 2.0}, "max", LITTLE),
    ("lognormal", (1e-300, 1e300), {}, 0, FAR),
    ("lognormal", (), {"p0.1": 1.0, "p0.2": 1e300}, "p0.1", FAR),
    ("lognormal", (), {"mean": 1.0, "sd": 1e200}, "mean", FAR),
    ("uniform", (-sys.float_info.max, sys.float_info.max), {}, 0, FAR),
]


class TestImpossible:
    @pytest.mark.parametrize(("family", "values", "named", "place", "message"), IMPOSSIBLE)
    def test_it_says_what_can_not_be_and_where(
        self,
        family: str,
        values: tuple[float, ...],
        named: dict[str, float],
        place: int | str,
        message: str,
    ) -> None:
        with pytest.raises(Unfit) as raised:
            FAMILIES[family].make(Given(values, named))
        assert (raised.value.argument, raised.value.message) == (place, message)

    @pytest.mark.parametrize(
        ("chances", "place", "message"),
        [
            ((0.3, 0.6), 1, "the chances add up to 90%, not to 100%"),
            ((-0.5, 1.5), 0, "a chance is not below 0%"),
            ((0.5, math.nan), 1, "this is not a finite number"),
        ],
    )
    def test_chances_are_shares_of_one_whole(
        self, chances: tuple[float, ...], place: int, message: str
    ) -> None:
        with pytest.raises(Unfit) as raised:
            FAMILIES["discrete"].make(Given((1.0, 2.0), {}, chances))
        assert (raised.value.argument, raised.value.message) == (place, message)
