"""The keys of a scenario, put together from its sections, and their JSON Schema."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel, Field, ValidationError, create_model

from estimator.diagnostics import MOST, Diagnostic, Label
from estimator.document import Mapping, Node, Scalar, place
from estimator.errors import SchemaError
from estimator.lang.laws import LAWS
from estimator.scenario.head import Head
from estimator.sections import SECTIONS
from estimator.sections.section import Answer, Section, picks_of, sections_in
from estimator.source import Span
from estimator.suggest import did_you_mean

_Path = tuple[str | int, ...]


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
        said = [_message(document, problem) for problem in found[:MOST]]
        raise SchemaError(list(dict.fromkeys(said))) from None


def entries_of(section: type[Section], node: Node | None) -> dict[str, Node]:
    """Give the fields of a section as it is given; an amount is that of one field."""
    entries = node.entries if isinstance(node, Mapping) else {}
    amount = "value" in entries and entries.keys().isdisjoint(section.model_fields)
    if section.short and node is not None and (amount or isinstance(node, Scalar)):
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
    if said := _no_pick(document, path) or _no_name(document, path) or _no_whole(document, path):
        return said
    if kind == "extra_forbidden":
        return _unknown_key(document, path)
    dotted = _dotted(path)
    node = place(document, path)
    if kind == "missing":
        message = f"{_dotted(path[:-1]) or 'the scenario'} needs {path[-1]}"
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
    hint = _SUCH_AS.get(str(path[-1])) if kind in ("list_type", "dict_type") else None
    if wanted == _SHAPES["model_type"]:
        hint = f"its fields are {', '.join(_keys(path))}"
    return Diagnostic("wrong-shape", f"{dotted} must be {wanted}", (Label(node.span),), hint)


def _no_pick(document: Mapping, path: _Path) -> Diagnostic | None:
    """Say which names a field picks, where something else than names is given."""
    at = max((n for n, step in enumerate(path) if n and step in ("list[str]", "str")), default=1)
    model, _ = _at(path[: at - 1])
    of = picks_of(model).get(str(path[at - 1])) if issubclass(model, Section) else None
    if not of or not path[at:]:
        return None
    known = document.entries.get(of)
    hint = f"such as [{', '.join(known.entries)}]" if isinstance(known, Mapping) else None
    message = f"{_dotted(path[:at])} must be names in [ ]"
    return Diagnostic("wrong-shape", message, (Label(place(document, path[:at]).span),), hint)


def _no_name(document: Mapping, path: _Path) -> Diagnostic | None:
    """Say that a field stands where a name is asked for: `servers: {capacity: 10k / s}`."""
    for at in range(max(1, len(path) - 2), len(path)):
        holder, (section, named), key = place(document, path[:at]), _at(path[:at]), str(path[at])
        fields = section.model_fields
        if not named or key not in fields or not isinstance(holder, Mapping):
            continue
        inside = getattr(holder.entries[key], "entries", ())
        if not any(k in fields or did_you_mean(k, fields) for k in inside):
            noun = getattr(section, "noun", "")
            message = f"{key} is a field, where the name of the {noun} is asked for"
            hint = f"give it one, such as {path[at - 1]}: {{main: {{{key}: …}}}}"
            return Diagnostic(
                "wrong-shape", message, (Label(holder.keys.get(key, holder.span)),), hint
            )
    return None


def _no_whole(document: Mapping, path: _Path) -> Diagnostic | None:
    """Say that results go by whole names, where they stand in one another."""
    node = place(document, path[:2])
    keys = node.entries if path[0] in ("expect", "limits") and isinstance(node, Mapping) else {}
    if path[2:] and keys and not {"value", "source", "note"} & set(keys):
        message = f"{path[0]} takes each result by its whole name"
        hint = f"write {path[0]}: {{{path[1]}.{min(keys)}: …}}"
        return Diagnostic("wrong-shape", message, (Label(node.span),), hint)
    return None


_SUCH_AS = {
    "any_of": "such as {east: 99.9%, west: 99.9%}",
    "between": "such as [users.daily_share, actions.tweet.done_by]",
    "claims": "each claim is {of: storage.total, says: 9 PB, by: who}",
    "correlations": "each is {between: [users.daily_share, actions.tweet.done_by], rank: 0.5}",
    "latency": "such as {page: {steps: {connect: 40 ms}}}",
    "limits": "such as {storage.total: 10 TB}",
    "other": "such as {support: 2000 dollar/month}",
    "parallel": "such as {text: 10 ms, photos: 30 ms}",
    "parts": "such as {web: 99.9%, database: 99.95%}",
    "servers": "such as {web: {capacity: 1k / s}}",
    "steps": "such as {connect: 40 ms, query: 5 ms}",
    "tiers": "such as {hot: {share: 10%}, cold: {share: 90%}}",
    "units": "such as [ride, driver]",
}
# What fields are called here: what they are called elsewhere.
_SAID_OTHERWISE = """
daily: dau; monthly: mau; rate: qps rps tps throughput; load or capacity: qps rps tps throughput
reads or writes: qps rps tps iops throughput; peak_factor: peak; request_size: payload
over or lasts: duration during; retention: ttl; window: ttl; replicas: rf replication_factor copies
copies: rf replication_factor replicas; cores: cpu cpus vcpu vcpus; memory: ram
node_memory: ram size memory; service_time: latency response_time; time: latency duration expected
running: count instances; repeat: count times; spare: redundancy; contention: alpha sigma
coherence: beta kappa; cdn_share: cdn cdn_offload cdn_hit_ratio; network: cdn
link_capacity: bandwidth; egress: bandwidth; items: n keys; false_positives: p fpr error_rate
failure_rate: error_rate; retries: retry attempts; target: p50 p95 p99 sla slo budget
availability: sla slo; each: availability; needed: quorum; database: db; data_blocks: k data
parity_blocks: m parity; level_ratio: fan_out; virtual_nodes: vnodes; server: servers
horizon: years
"""


def _said_otherwise(key: str, known: list[str]) -> str | None:
    for row in re.split("[;\n] ?", _SAID_OTHERWISE.strip()):
        meant, _, words = row.partition(": ")
        if key.lower() in words.split() and set(meant.split(" or ")) <= set(known):
            return f"did you mean {meant}?"
    return None


def _elsewhere(given: Node | None, parent: _Path, key: str, known: list[str]) -> str | None:
    """Say where a key would stand that is none of these."""
    model, _ = _at(parent)
    if not parent:
        homes = [name for name, section in SECTIONS.items() if key in section.model_fields]
        return f"it is a field of {' or '.join(homes)}" if homes else None
    if isinstance(given, Mapping) and key.isidentifier() and given.entries.keys() <= set(known):
        return f"there is only one {_dotted(parent)}: give its fields without {key}"
    inner = sections_in(model) if issubclass(model, Section) else ()
    named = [(field, kind.noun) for field, kind in inner if kind.noun and kind.short]
    has = f"{_dotted(parent)} has {', '.join(known)}"
    return f"{has}; each {named[0][1]} stands under {named[0][0]}" if len(named) == 1 else None


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
    "too_long": "two names in [ ]",
    "too_short": "two names in [ ]",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}


def _unknown_key(document: Mapping, path: _Path) -> Diagnostic:
    parent, key = path[:-1], str(path[-1])
    holder = place(document, parent)
    assert isinstance(holder, Mapping)
    known = _keys(parent)
    where = _dotted(parent) or "a scenario"
    said = _said_otherwise(key, known)
    computed = _computed(parent, key)
    if _COMMA.match(key) and not holder.entries[key].plain():
        return _comma(holder.keys.get(key, holder.span))
    label = Label(holder.keys.get(key, holder.span))
    if computed:
        message = f"{_dotted(path)} is worked out, not given"
        return Diagnostic("unknown-key", message, (label,), said or computed)
    hint = said or did_you_mean(key, known) or _elsewhere(holder.entries[key], parent, key, known)
    has = f"{where} has {', '.join(known)}" if known else f"all of {where} is worked out"
    return Diagnostic("unknown-key", f"{where} has no field {key}", (label,), hint or has)


def _dotted(path: _Path) -> str:
    return ".".join(map(str, path))


def _at(path: _Path) -> tuple[type[BaseModel], bool]:
    """Give the model that holds the keys at a path, and whether they are names."""
    model: type[BaseModel] = scenario_model()
    named = False
    for step in path:
        field = None if named else model.model_fields.get(str(step))
        named = field is not None and get_origin(field.annotation) is dict
        inner = _inner(field.annotation) if field is not None else []
        model = next((t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)), model)
    return model, named


def _inner(annotation: Any) -> list[Any]:
    """Give the types inside `dict[str, X]`, `list[X]` and `X | None`."""
    arguments = getattr(annotation, "__args__", ())
    return [annotation, *(t for argument in arguments for t in _inner(argument))]


def _keys(path: _Path) -> list[str]:
    return list(_at(path)[0].model_fields)


def _computed(path: _Path, key: str) -> str | None:
    """Say what gives a result that someone tried to set."""
    model, _ = _at(path)
    answers: tuple[Answer, ...] = getattr(model, "answers", ())
    found = next((a for a in answers if a.name == key), None)
    if found is None:
        return None
    # A step on the way, one of a family, and what only the engine can work out tell a user little.
    inner = {a.name.partition(".")[0] for a in answers if a.quiet or "." in a.name}
    inner = inner - set(model.model_fields) | {law.name for law in LAWS}
    told = next((a.ways for a in answers if a.needed), "")
    told = told or (found.law if isinstance(found.law, str) else found.law[-1]) or found.meaning
    plain = f"it follows from {' or '.join(found.formulas)}"
    return found.ways or (told if inner & set(re.findall(r"\w+", plain)) else plain)
