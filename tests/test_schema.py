"""The JSON Schema: what editors complete and check by agrees with what is loaded."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

import estimator as est

CHECKOUT = Path(__file__).parent.parent
VALIDATOR = Draft202012Validator(est.json_schema())


def read(text: str) -> Any:
    """Read YAML as an editor does: numbers are numbers."""
    return yaml.safe_load(text)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(est.json_schema())


@pytest.mark.parametrize("name", est.scenarios())
def test_a_shipped_scenario_is_valid(name: str) -> None:
    VALIDATOR.validate(read(est.load(name).text))


def test_the_template_is_valid_and_runs() -> None:
    text = est.template("Chat")
    VALIDATOR.validate(read(text))
    result = est.loads(text).estimate()
    assert all(expectation.met for expectation in result.expectations)


@pytest.mark.parametrize("page", sorted((CHECKOUT / "tests" / "published").glob("*.yaml")))
def test_a_published_system_is_valid(page: Path) -> None:
    if page.name != "claims.yaml":
        VALIDATOR.validate(read(page.read_text("utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "users: {montly: 5}",
        "actions: {post: {kind: sometimes}}",
        "conventions: loose",
        "users: [1]",
        "formulas: {a: {source: x}}",
        "claims: [{says: 5}]",
        "storage: {datasets: {a: {count: 5}}}",
    ],
)
def test_what_does_not_load_is_not_valid(text: str) -> None:
    with pytest.raises(ValidationError):
        VALIDATOR.validate(read(text))
    with pytest.raises(est.SchemaError):
        est.loads(text).estimate()


def test_every_field_says_what_it_is() -> None:
    schema = est.json_schema()
    for name, model in schema["$defs"].items():
        for key, field in model.get("properties", {}).items():
            assert field.get("description"), f"{name}.{key}"


@pytest.mark.parametrize(
    "text",
    [
        "users: {daily: }",
        "users: {daily: 5M}\nformulas:\nexpect:\nclaims:\nunits:\ntitle:\nactions:\nstorage:",
        "users: {daily: 5M}\nactions: {post: {per_user: 1 / day, stores: , kind: }}",
    ],
)
def test_a_field_may_stand_empty(text: str) -> None:
    scenario = est.loads(text).set({"users.daily": "1M"})
    assert scenario.estimate().show("users.daily") == "1 M user"
