"""Whole outputs, held to the character."""

import pytest
from golden.regenerate import CASES, HERE, output

import estimator as est


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    assert output(CASES[name]) == (HERE / name).read_text("utf-8")


def test_every_shipped_scenario_has_a_golden_report() -> None:
    assert {f"run {name}" for name in est.scenarios()} <= set(CASES.values())


def test_no_golden_file_is_left_over() -> None:
    files = {path.name for path in HERE.iterdir() if path.is_file()}
    assert files == set(CASES) | {"cases.yaml", "regenerate.py"}
