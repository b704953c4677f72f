"""The field's traps, each with its exact value or message."""

from pathlib import Path

import pytest
import yaml

import estimator as est
from estimator.amount.reading import read_amount
from estimator.units.table import unit_table

TRAPS = yaml.safe_load((Path(__file__).parent / "traps.yaml").read_text("utf-8"))


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["formula"])
def test_trap(trap: dict[str, str]) -> None:
    scenario = est.load({"units": ["tweet"], "formulas": {"value": trap["formula"]}})
    if "says" in trap:
        with pytest.raises(est.EstimatorError) as caught:
            scenario.estimate()
        (message,) = caught.value.messages
        head, *_ = str(message).splitlines()
        assert head.partition(": ")[2] == trap["says"]
        if "hint" in trap:
            assert str(message).splitlines()[-1] == f"     hint: {trap['hint']}"
    else:
        result = scenario.estimate()
        if "shows" in trap:
            assert result.show("value") == trap["shows"]
        if "is" in trap:
            table = unit_table("exact", ("tweet",))
            assert read_amount(trap["formula"], table).value == pytest.approx(trap["is"], rel=1e-12)


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        ({"users": {"daily": "500B"}}, ("users.daily", "500 billion user")),
        (
            {"storage": {"datasets": {"row": {"items": "1", "size": "500B"}}}},
            ("storage.datasets.row.size", "500 byte/row"),
        ),
        ({"actions": {"call": {"rate": "2B/day"}}}, ("actions.call.rate", "2 billion call/day")),
    ],
)
def test_500b_is_what_the_field_asks_for(
    section: dict[str, object], shown: tuple[str, str]
) -> None:
    name, text = shown
    assert est.load(section).estimate().show(name) == text
