"""What is left out and what is typed out, and values that are there in part of the cases."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest
import yaml

import estimator as est
from estimator import api
from estimator.engine import program as programs
from estimator.pipeline import estimate
from estimator.sections import SECTIONS
from estimator.sections.section import Section, fields_of, sections_in
from estimator.source import Source

# Of each section its own example; and what leaves all the fields out that those give.
SCENARIOS = [
    *(yaml.safe_load(section.example) for section in SECTIONS.values() if section.example),
    {
        "actions": {"post": {"rate": "1M / s", "stores": {"text": {"size": "1 KB"}}}},
        "storage": {
            "retention": "30 days",
            "node_capacity": "10 TB",
            "erasure": {"data_blocks": "10", "parity_blocks": "4"},
            "tiers": {"hot": {"share": "100%", "price": "0.1 dollar/GB/month"}},
            "lsm": {},
            "hashing": {},
        },
    },
    {
        "users": {"daily": "1M"},
        "actions": {
            "view": {"kind": "read", "per_user": "90 / day", "response_size": "20 KB"},
            "post": {"kind": "write", "per_user": "2 / day", "stores": {"text": {"size": "1 KB"}}},
        },
        "storage": {"retention": "5 years", "replicas": "3"},
        "cache": {"node_memory": "64 GB", "bloom_filter": {"items": "1 billion"}},
        "database": {},
        "network": {"link_capacity": "10 Gbit/s"},
        "servers": {"web": {"service_time": "20 ms", "cores": "8"}},
        "cost": {"egress": "0.09 dollar/GB", "cdn_egress": "0.02 dollar/GB"},
        "growth": {"rate": "40%"},
        "limits": {"storage.total": "10 TB"},
    },
]


def defaults(section: type[Section]) -> dict[str, str]:
    """Give the fields of a section that have a default, an amount or a choice, with that."""
    found = {}
    for name, field in fields_of(section).items():
        default = field.default if field else section.model_fields[name].default
        if default is not None:
            found[name] = default
    return found


def every_section() -> set[type[Section]]:
    """Give each section once, with those inside of others."""
    waiting, found = list(SECTIONS.values()), set()
    while waiting:
        section = waiting.pop()
        if section not in found:
            found.add(section)
            waiting += [inner for _, inner in sections_in(section)]
    return found


Scenario = dict[str, Any]
Place = tuple[type[Section], str, Scenario, Scenario]


def places() -> Iterator[Place]:
    """Give every field with a default: a scenario without it, and the same with it typed out."""
    for scenario in SCENARIOS:
        text = yaml.safe_dump(scenario)
        for instance in estimate(Source("x", text)).loaded.instances:
            for name, default in defaults(instance.section).items():
                without, typed = deepcopy(scenario), deepcopy(scenario)
                given = inside(typed, instance.path, instance.section)
                if name not in given:
                    given[name] = default
                    yield instance.section, f"{instance.path}.{name}", without, typed


def inside(scenario: dict[str, Any], path: str, section: type[Section]) -> dict[str, Any]:
    """Give what a scenario says at a path, as a mapping that can be changed."""
    holder = {"": scenario}
    here, key = holder, ""
    for part in path.split("."):
        here, key = here[key], part
        here[key] = {} if here.get(key) is None else here[key]
    if not isinstance(here[key], dict) or "value" in here[key]:
        here[key] = {section.short: here[key]}
    return here[key]


PLACES = list(places())


def test_every_field_with_a_default_has_its_place() -> None:
    held = {(section, name.rpartition(".")[2]) for section, name, _, _ in PLACES}
    assert held == {(s, name) for s in every_section() for name in defaults(s)}


@pytest.mark.parametrize(
    ("without", "typed"),
    [pair for _, _, *pair in PLACES],
    ids=[f"{section.__name__}-{name}" for section, name, _, _ in PLACES],
)
def test_a_default_and_the_same_typed_out_never_share_a_program(
    without: dict[str, Any], typed: dict[str, Any]
) -> None:
    alone = []
    for scenario in (without, typed):
        programs.forget()
        alone.append(report(scenario))
    pair = list(zip((without, typed), alone, strict=True))
    for ordered in permutations(pair):
        programs.forget()
        for scenario, expected in ordered:
            assert report(scenario) == expected


def report(scenario: dict[str, Any]) -> list[str]:
    """Give all that is reported of a scenario."""
    result = est.load(scenario).estimate()
    return [result.report("json"), *(result.explain(name) for name in result)]


@pytest.mark.parametrize(
    ("horizon", "formulas"),
    [
        ("ahead", {"ahead": "3 years"}),
        ("ahead + 1 year", {"ahead": "2 years"}),
        ("ahead * 1 year", {"ahead": "3"}),
        ("ahead * 12 months", {"ahead": "3 * 365 / 360"}),
        ("2 * ahead", {"ahead": "1.5 years", "asked": "growth.horizon / 1 year"}),
    ],
)
def test_a_horizon_by_a_formula_has_its_years(horizon: str, formulas: dict[str, str]) -> None:
    scenario = {
        "users": {"daily": "1M", "concurrent_share": "10%"},
        "actions": {"ask": {"per_user": "864 / day"}},
        "growth": {"rate": "100%", "horizon": horizon},
        "formulas": formulas,
        "limits": {"traffic.peak_rate": "35k request/s"},
    }
    summary = est.load(scenario).estimate().summary()
    assert summary.years is not None
    assert summary.years.heads == ("now", "year 1", "year 2", "year 3")
    assert summary.years.rows["demand"] == ("1 ×", "2 ×", "4 ×", "8 ×")
    rates = ("10 k request/s", "20 k request/s", "40 k request/s", "80 k request/s")
    assert summary.years.rows["traffic.peak_rate"] == rates
    (room,) = [said.text for said in summary.decisions if said.of == "traffic.peak_rate"]
    assert room.endswith("× the demand, when users.daily is 3.5 M users: in year 2")


# One core that is busy all the time by the exact day, and 86.4 % of it by the rounded one.
FULL = {
    "conventions": "rounded",
    "actions": {"v": {"kind": "read", "total": "8.64M", "over": "1 day"}},
    "servers": {"web": {"service_time": "10 ms", "cores": "1", "running": "1"}},
}


@pytest.mark.parametrize("format", api.FORMATS)
@pytest.mark.parametrize("first", api.CONVENTIONS)
def test_a_value_that_one_convention_lacks_is_shown_beside_none(first: str, format: str) -> None:
    scenario = est.load(FULL)
    results = {each: scenario.estimate(each) for each in api.CONVENTIONS}
    assert "servers.web.wait" not in results["exact"]
    # M/M/1: 0.864 / (1 - 0.864) × 10 ms.
    wait = results["rounded"]["servers.web.wait"].to("ms").magnitude
    assert wait == pytest.approx(63.529411764705882, rel=1e-9)
    (second,) = {*api.CONVENTIONS} - {first}
    summary = results[first].summary(results[second])
    assert summary.conventions == (first, second)
    written = api.render(summary, format)
    assert re.search(r"63\\?\.5 ms|0\.063529", written)
    assert not re.search(r"\bnan\b", written, re.IGNORECASE)
    if format == "json":
        columns = json.loads(written)["results"]["servers.web.wait"]["conventions"]
        assert columns["exact"] == {"value": None, "shown": "–"}
        assert columns["rounded"]["shown"] == "63.5 ms"
