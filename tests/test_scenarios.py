"""The shipped scenarios: each holds what it expects, and the notes' numbers come out."""

from pathlib import Path

import pytest

import estimator as est

SHIPPED = Path(__file__).parent.parent / "scenarios"


@pytest.mark.parametrize("name", est.scenarios())
def test_a_shipped_scenario_is_as_it_expects(name: str) -> None:
    result = est.load(name).estimate()
    assert result.expectations
    assert [e.name for e in result.expectations if not e.met] == []


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_scenario_fits_a_screen_and_names_its_source(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    assert max(len(line) for line in lines) <= 100
    assert any(line.startswith("source:") for line in lines)


@pytest.mark.parametrize(
    ("name", "convention", "result", "unit", "value"),
    [
        ("twitter", "exact", "users.daily", "user", 150e6),
        ("twitter", "exact", "actions.tweet.per_day", "tweet/day", 75e6),
        ("twitter", "exact", "actions.tweet.rate", "tweet/s", 75e6 / 86400),
        ("twitter", "exact", "actions.tweet.peak_rate", "tweet/s", 1736.111111),
        ("twitter", "rounded", "actions.tweet.peak_rate", "tweet/s", 1500),
        ("twitter", "exact", "actions.tweet.stores.picture.total", "PB", 4.10625),
        ("twitter", "rounded", "actions.tweet.stores.picture.total", "PB", 4.5),
        ("twitter", "exact", "actions.tweet.stores.video.total", "PB", 410.625),
        ("twitter", "rounded", "actions.tweet.stores.video.total", "PB", 450),
        ("yelp", "exact", "actions.search.rate", "search/s", 5787.037037),
        ("yelp", "rounded", "actions.search.rate", "search/s", 5000),
        ("yelp", "exact", "storage.datasets.business.total", "GB", 200),
        ("yelp", "exact", "storage.datasets.index.total", "GB", 4.8),
        ("yelp", "exact", "index_at_30_bytes", "GB", 6),
        ("web_service", "exact", "servers_needed", "server", 100),
        ("google_maps", "rounded", "actions.location_update.peak_rate", "location_update/s", 1e6),
    ],
)
def test_the_notes_own_numbers(
    name: str, convention: str, result: str, unit: str, value: float
) -> None:
    found = est.load(name).estimate(convention)[result]
    assert found.to(unit).magnitude == pytest.approx(value, rel=1e-9)


def test_the_index_at_thirty_bytes_a_row() -> None:
    yelp = est.load("yelp").set({"storage.datasets.index.size": "30 byte"})
    assert yelp.estimate().show("storage.datasets.index.total") == "6 GB"


def test_the_notes_claims_stand_beside_our_values() -> None:
    claims = {c.name: (c.text, c.by) for c in est.load("twitter").estimate().claims}
    assert claims == {
        "actions.tweet.peak_rate": ("1500 tweet/s", "the notes"),
        "actions.tweet.stores.picture.total": ("9 PB", "the notes"),
        "actions.tweet.stores.video.total": ("900 PB", "the notes"),
    }
