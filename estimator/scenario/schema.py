"""The keys of a scenario, put together from its sections, and their JSON Schema."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from estimator.amount.field import Amount
from estimator.diagnostics import MOST, Diagnostic, Label
from estimator.document import Mapping, Node, Scalar, place
from estimator.errors import SchemaError
from estimator.sections import SECTIONS
from estimator.sections.section import OptionalKeys, Section
from estimator.source import Span
from estimator.suggest import did_you_mean


class Claim(BaseModel):
    """Hold what someone said of a result."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    of: str = Field(description="The name of the result, such as actions.tweet.peak_rate.")
    says: Amount = Field(description="The value that was said, such as 1500 tweet/s.")
    by: str | None = Field(None, description="Who said it.")


class Head(OptionalKeys):
    """Hold the keys of a scenario that are no section."""

    title: str = Field("", description="The system's name.")
    about: str = Field("", description="What the scenario is about, in a sentence.")
    source: str = Field("", description="Where its numbers come from.")
    conventions: Literal["exact", "rounded"] = Field(
        "exact", description="How long a day and a year are: 86,400 s and 365, or 10^5 s and 400."
    )
    units: list[str] = Field([], description="Counted things of this scenario, such as [ride].")
    formulas: dict[str, Amount] = Field({}, description="Formulas of its own, by name.")
    expect: dict[str, Amount] = Field({}, description="What results must be: the scenario's test.")
    limits: dict[str, Amount] = Field({}, description="What there is room for, by result.")
    claims: list[Claim] = Field([], description="What someone said of its results.")


def scenario_model() -> type[Head]:
    """Give the model of a whole scenario, made of every registered section."""
    return _model_of(tuple(SECTIONS.items()))


@cache
def _model_of(sections: tuple[tuple[str, type[Section]], ...]) -> type[Head]:
    fields: dict[str, Any] = {}
    for key, section in sections:
        about = (section.__doc__ or "").strip().splitlines()[0]
        kind: Any = dict[str, section] if section.noun else section | None  # type: ignore[valid-type]
        default: Any = {} if section.noun else None
        fields[key] = (kind, Field(default, description=about))
    return create_model("Scenario", __base__=Head, **fields)


def validate(document: Mapping) -> Head:
    """Hold a document to the keys of a scenario.

    Raises SchemaError with a message for every key that is not one, with the
    one that may have been meant.
    """
    # Of the sections that are there: making a model takes longer than using it.
    model = _model_of(tuple(SECTIONS.of(document.entries)))
    try:
        return model.model_validate(document.plain())
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        raise SchemaError([_message(document, problem) for problem in found[:MOST]]) from None


def entries_of(section: type[Section], node: Node | None) -> dict[str, Node]:
    """Give the fields of a section as it is given; an amount is that of one field."""
    entries = node.entries if isinstance(node, Mapping) else {}
    if section.short and node is not None and (isinstance(node, Scalar) or "value" in entries):
        return {section.short: node}
    return entries


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a scenario, for editors that complete and check."""
    schema = scenario_model().model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Capacity estimate",
    }


def _message(document: Mapping, problem: Any) -> Diagnostic:
    path = tuple(problem["loc"])
    kind = problem["type"]
    dotted = ".".join(str(step) for step in path)
    if kind == "extra_forbidden":
        return _unknown_key(document, path)
    node = place(document, path)
    if kind == "missing":
        *parent, key = path
        message = f"{'.'.join(map(str, parent)) or 'the scenario'} needs {key}"
        return Diagnostic("missing-key", message, (Label(node.span),))
    if kind == "literal_error":
        choices = problem["ctx"]["expected"].replace("'", "")
        return Diagnostic("wrong-choice", f"{dotted} is {choices}", (Label(node.span),))
    if kind == "model_type" and not node.plain() and _COMMA.match(str(path[-1])):
        return _comma(node.span)
    wanted = _SHAPES.get(kind, problem["msg"])
    if path[-1:] == ("value",) or problem.get("ctx", {}).get("class_name") == "Amount":
        dotted = dotted.removesuffix(".value")
        wanted = "an amount, such as 300M"
    hint = None
    if wanted == _SHAPES["model_type"]:
        hint = f"its fields are {', '.join(_keys(path))}"
    if kind == "list_type":
        hint = _LISTS.get(str(path[-1]))
    return Diagnostic("wrong-shape", f"{dotted} must be {wanted}", (Label(node.span),), hint)


_LISTS = {
    "claims": "each claim is {of: storage.total, says: 9 PB, by: who}",
    "units": "such as [ride, driver]",
}
# What the field calls some keys, when no spelling is near.
_SAID_OTHERWISE = {
    "dau": "daily",
    "mau": "monthly",
    "qps": "rate",
    "rps": "rate",
    "rf": "replicas",
    "ttl": "retention",
}


def _said_otherwise(key: str, known: list[str]) -> str | None:
    meant = _SAID_OTHERWISE.get(key.lower())
    return f"did you mean {meant}?" if meant in known else None


# What is left of `5,000` or `max(1 GB, 2 GB)` behind a comma inside { }.
_COMMA = re.compile(r"\d{3}\b|.*[)\s]")


def _comma(span: Span) -> Diagnostic:
    message = "a comma inside { } begins a new key"
    hint = "put quotes around the value, or write thousands as 1_000"
    return Diagnostic("comma-in-braces", message, (Label(span),), hint)


_SHAPES = {
    "string_type": "a text",
    "dict_type": "a mapping of names",
    "list_type": "a list in [ ]",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}


def _unknown_key(document: Mapping, path: tuple[str | int, ...]) -> Diagnostic:
    *parent, key = path
    holder = place(document, tuple(parent))
    assert isinstance(holder, Mapping)
    known = _keys(tuple(parent))
    where = ".".join(map(str, parent)) or "a scenario"
    near = did_you_mean(str(key), known)
    has = f"{where} has {', '.join(known)}" if known else f"all of {where} is worked out"
    hint = _said_otherwise(str(key), known) or near or has
    if _COMMA.match(str(key)) and not holder.entries[str(key)].plain():
        return _comma(_key_span(holder, str(key)))
    computed = _computed(tuple(parent), str(key))
    message = f"{where} has no field {key}"
    if computed:
        message, hint = f"{'.'.join(map(str, path))} is worked out, not given", computed
    return Diagnostic("unknown-key", message, (Label(_key_span(holder, str(key))),), hint)


def _key_span(holder: Mapping, key: str) -> Span:
    return holder.keys.get(key, holder.span)


def _model_at(path: tuple[str | int, ...]) -> type[BaseModel]:
    """Give the model that holds the keys at a path."""
    model: type[BaseModel] = scenario_model()
    for step in path:
        field = model.model_fields.get(str(step))
        if field is not None:
            inner = [t for t in _inner(field.annotation) if t is not type(None)]
            model = next(
                (t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)), model
            )
    return model


def _inner(annotation: Any) -> list[Any]:
    """Give the types inside `dict[str, X]`, `list[X]` and `X | None`."""
    arguments = getattr(annotation, "__args__", ())
    return [annotation, *(t for argument in arguments for t in _inner(argument))]


def _keys(path: tuple[str | int, ...]) -> list[str]:
    return list(_model_at(path).model_fields)


def _computed(path: tuple[str | int, ...], key: str) -> str | None:
    """Say what gives a result that someone tried to set."""
    for answer in getattr(_model_at(path), "answers", ()):
        if answer.name == key:
            return f"it follows from {' or '.join(answer.formulas)}"
    return None
