"""The sections, held to closed forms and published figures: tests/sections has a file a topic."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import estimator as est
from estimator.engine.answers import each_of
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.pipeline import estimate
from estimator.sections import SECTIONS
from estimator.sections.section import Answer, Section, sections_in
from estimator.source import Source

TOPICS = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "sections").glob("*.yaml"))
}
CASES = [case for cases in TOPICS.values() for case in cases]
IDS = [f"{topic}: {case['name']}" for topic, cases in TOPICS.items() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_section(case: dict[str, Any]) -> None:
    result = est.load(asking(case)).estimate()
    for name, text in case.get("results", {}).items():
        found, expected = result[name], amount(str(text), case["scenario"])
        assert found.dimensionality == expected.dimensionality, name
        value, wanted = (each.to_base_units().magnitude for each in (found, expected))
        within = float(case.get("within", 1e-9))
        assert value == pytest.approx(wanted, rel=within, abs=1e-18), name
    assert not [name for name in case.get("lacks", ()) if name in result]
    summary = result.summary()
    said: dict[str, list[str]] = {}
    for each in summary.decisions:
        said.setdefault(each.of, []).append(each.text)
    assert {name: said.get(name) for name in case.get("says", {})} == sentences(case)
    assert said.keys().isdisjoint(case.get("silent", ()))
    assert summary.unused == case.get("unused", summary.unused)
    if "years" in case:
        assert summary.years is not None
        table = {"year": summary.years.heads, **summary.years.rows}
        assert table == {name: tuple(row) for name, row in case["years"].items()}


def asking(case: dict[str, Any]) -> dict[str, Any]:
    """Give a case's scenario with formulas that take its results: so the quiet ones are there."""
    scenario = case["scenario"]
    asked = {f"asked_{at}": name for at, name in enumerate(case.get("results", ()))}
    return scenario | {"formulas": scenario.get("formulas", {}) | asked}


def amount(text: str, scenario: dict[str, Any]) -> Any:
    """Read an amount by the scenario's own convention, with the things that it counts."""
    actions = scenario.get("actions", {})
    stores = [store for action in actions.values() for store in action.get("stores", {})]
    things = [*actions, *stores, *scenario.get("storage", {}).get("datasets", {})]
    convention = scenario.get("conventions", "exact")
    alone = {"conventions": convention, "units": things, "formulas": {"expected": text}}
    return est.load(alone).estimate()["expected"]


def sentences(case: dict[str, Any]) -> dict[str, list[str]]:
    """Give what a case says of each result: a sentence, or several."""
    said = case.get("says", {})
    return {name: [text] if isinstance(text, str) else text for name, text in said.items()}


def test_every_case_says_where_its_numbers_are_from() -> None:
    assert len(IDS) == len({*IDS})
    assert not [case["name"] for case in CASES if "results" in case and not case.get("source")]


def test_every_formula_of_every_answer_is_held_to_a_number() -> None:
    used: dict[Answer, set[str]] = {}
    for case in CASES:
        for answer, formula in formulas_of(case):
            used.setdefault(answer, set()).add(formula)
    missing = [
        f"{section.__name__}.{answer.name} = {formula}"
        for section in every_section()
        for answer in section.answers
        for formula in answer.formulas
        if not any(map(with_names(formula).fullmatch, used.get(answer, ())))
    ]
    assert not missing


def formulas_of(case: dict[str, Any]) -> Iterator[tuple[Answer, str]]:
    """Give the answers among a case's results, each with the formula that it came about by."""
    values = estimate(Source("case", est.load(asking(case)).text))
    for instance in values.loaded.instances:
        own = re.compile(rf"(?<![\w.]){re.escape(instance.path)}\.")
        for answer in instance.section.answers:
            for each in each_of(answer, instance):
                name = f"{instance.path}.{each.name}"
                if name in case.get("results", {}) and {*answer.when} <= {*instance.choices}:
                    yield answer, own.sub("", values.definition(name).text)


def with_names(formula: str) -> re.Pattern[str]:
    """Give a pattern of a section's formula, with names in places such as `sum(read.{of})`."""
    plain = show(parse(formula.replace("{", "x_").replace("}", "_x")))
    parts = re.split(r"[\w.]*x_\w+_x[\w.]*", plain)
    return re.compile(r"[\w., ]+".join(map(re.escape, parts)))


def every_section() -> list[type[Section]]:
    """Give each section once, with those inside of others."""
    waiting, found = list(SECTIONS.values()), []
    while waiting:
        section = waiting.pop()
        if section not in found:
            found.append(section)
            waiting += [inner for _, inner in sections_in(section)]
    return found


def test_every_decision_is_said_word_for_word() -> None:
    spoken = [item for case in CASES for item in sentences(case).items()]
    said = {(name, text) for name, texts in spoken for text in texts}
    if unsaid(said):
        shipped = [est.load(name).estimate().summary() for name in est.scenarios()]
        said |= {(each.of, each.text) for summary in shipped for each in summary.decisions}
    assert not unsaid(said)


def unsaid(said: set[tuple[str, str]]) -> list[str]:
    """Give the decisions of which no sentence is one, with amounts and names put in."""
    return [
        decision.says
        for section in every_section()
        for group in section.decisions
        for decision in group
        if not any(
            name.endswith(f".{decision.of}") and template(decision.says).fullmatch(text)
            for name, text in said
        )
    ]


def template(says: str) -> re.Pattern[str]:
    """Give a pattern of a decision's sentences."""
    ends = {"[": "(?:", "]": ")?"}
    kinds = {
        "most": r"[a-z]\w*",
        "binds": r"[a-z]\w*",
        "until": r"(?:[\w.]+ reaches \d.*|\d\S* × the demand)",
    }
    parts = re.split(r"(\{[^}]+\}|[\[\]])", says)
    for at, part in enumerate(parts):
        if part.startswith("{"):
            parts[at] = kinds.get(part[1:-1].partition("!")[2], r"-?\d[^:;]*")
        else:
            parts[at] = ends.get(part) or re.escape(part)
    return re.compile("".join(parts))
