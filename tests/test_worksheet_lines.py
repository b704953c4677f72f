"""Lines as people type them: how each is read, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from confusion import COMPLETE, PAGE, Claim, claims, judged, reason_is_right, slips, tables, written

from estimator.check.verdict import Verdict
from estimator.check.worksheet import Finding, Line, read

HERE = Path(__file__).parent / "worksheets"
LINES = yaml.safe_load((HERE / "lines.yaml").read_text("utf-8"))
CLAIMS = claims(HERE / "cases.yaml")
BAD_FIRST = list(Verdict)[::-1]


def last(case: dict[str, Any]) -> Line:
    """Read a case's line below those that stand above it."""
    return read("\n".join([*case.get("before", ()), case["line"]]))[-1]


def worst(line: Line) -> Finding:
    return min(line.findings, key=lambda finding: BAD_FIRST.index(finding.verdict))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"] or "empty")
def test_a_line_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    line = last(case)
    assert (line.status, line.text) == (case["status"], case["line"])
    assert len(line.findings) == case.get("claims", 1 if case["status"] == "checked" else 0)
    assert case.get("why", "") in line.why
    assert bool(line.why) == (line.status == "unread")
    if line.status != "checked":
        return
    found = worst(line)
    assert found.verdict == case["verdict"]
    assert found.value == case.get("value", found.value)
    assert case.get("reading", "") in found.reading
    assert list(found.slips) == case.get("slips", list(found.slips))
    if "factor" in case:
        assert found.factor == pytest.approx(case["factor"], rel=1e-3)


def test_every_notation_has_enough_lines() -> None:
    assert len(LINES) >= 80
    assert len({case["line"] for case in LINES}) == len(LINES)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.line)
def test_a_published_claim_is_judged_as_it_deserves(claim: Claim) -> None:
    (found,) = read(claim.line)[0].findings
    if claim.truth != "off":
        assert found.verdict.right, found
    elif claim.kind in COMPLETE:
        assert not found.verdict.right or found.slips, found
        assert reason_is_right(claim.kind, found), found
    else:
        assert not found.verdict.right, found
        assert not found.slips, found


@pytest.mark.parametrize("case", [c for c in LINES if c["status"] == "checked"], ids=str)
def test_what_is_corrected_is_right(case: dict[str, Any]) -> None:
    for found in last(case).findings:
        if found.corrected and not found.verdict.right and "before" not in case:
            again = read(found.corrected)[0].findings
            assert again, found
            assert all(each.verdict.right for each in again), found


def test_the_page_has_the_slips_that_are_known() -> None:
    page = PAGE.read_text("utf-8")
    assert written(page, "slips", slips()) == page


def test_the_page_tells_what_came_of_the_claims() -> None:
    told = tables(list(judged(CLAIMS)))
    assert f"Of {len(CLAIMS)} published claims:" in told
    assert "False alarms: 0 of" in told
    # The tables stand between their marks, and nothing else of the page is touched.
    page = "a\n<!-- confusion -->\nold\n<!-- end of confusion -->\nb\n"
    assert written(page, "confusion", told) == page.replace("old\n", told)
