"""Hold the language and the sections to estimates that others have published."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import estimator as est

PUBLISHED = Path(__file__).parent / "published"
FACTS = yaml.safe_load((PUBLISHED / "claims.yaml").read_text("utf-8"))
CLAIMS = [
    pytest.param(system.get("inputs", {}), claim, id=f"{system['id']}: {claim['name']}")
    for system in FACTS["systems"]
    for claim in system["claims"]
]
SCENARIOS = sorted(path for path in PUBLISHED.glob("*.yaml") if path.name != "claims.yaml")


def with_numbers(formula: str, numbers: dict[str, Any]) -> str:
    """Put numbers in brackets in the place of names; functions stay."""
    return re.sub(
        r"\b[A-Za-z_]\w*\b",
        lambda name: f"({numbers[name[0]]})" if name[0] in numbers else name[0],
        formula,
    )


@pytest.mark.parametrize(("inputs", "claim"), CLAIMS)
def test_a_published_sum_comes_out_the_same(inputs: dict[str, Any], claim: dict[str, Any]) -> None:
    text = with_numbers(claim["formula"], FACTS["constants"] | inputs)
    assert est.evaluate(text).magnitude == pytest.approx(claim["exact"], rel=1e-6)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_published_system_comes_out_as_published(path: Path) -> None:
    result = est.load(path).estimate()
    missed = [(e.name, e.text, result.show(e.name)) for e in result.expectations if not e.met]
    assert result.expectations
    assert not missed


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_published_system_says_where_it_was_published(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))["source"]
