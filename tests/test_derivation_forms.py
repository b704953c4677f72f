"""A derivation as LaTeX and as a graph: whole, and with nothing of a scenario as markup."""

import re

import pytest

import estimator as est
from estimator.api import Derivation, as_graph, as_latex

_COMMAND = re.compile(r"\\([A-Za-z]+)")
_KNOWN = {
    *("begin", "end", "text", "times", "div", "quad", "frac", "left", "right", "operatorname"),
    *("lceil", "rceil", "lfloor", "rfloor", "sqrt", "to", "char"),
}


def derivations(name: str) -> list[Derivation]:
    result = est.load(name).estimate()
    answers = [row.name for row in result.summary().rows() if row.role in ("answer", "formula")]
    return [result.derivation(answer) for answer in answers[::4]]


@pytest.mark.parametrize("name", est.scenarios())
def test_every_step_is_whole_latex(name: str) -> None:
    for derived in derivations(name):
        for step in derived.steps:
            written = as_latex(step, derived.powers)
            plain = re.sub(r"\\[{}]", "", written)
            assert plain.count("{") == plain.count("}")
            assert written.count(r"\left") == written.count(r"\right")
            assert set(_COMMAND.findall(written)) <= _KNOWN


@pytest.mark.parametrize("name", est.scenarios())
def test_a_graph_has_a_node_for_each_value_and_leads_to_the_answer(name: str) -> None:
    for derived in derivations(name):
        graph = as_graph(derived)
        nodes = re.findall(r"^  (n\d+) \[label=", graph, re.MULTILINE)
        arrows = re.findall(r"^  (n\d+) -> (n\d+);$", graph, re.MULTILINE)
        assert len(nodes) == len({g.name for g in derived.given} | {s.name for s in derived.steps})
        assert {end for arrow in arrows for end in arrow} <= set(nodes)
        # Everything but the answer is taken by something.
        assert {start for start, _ in arrows} == set(nodes) - {nodes[-1]}


def test_what_divides_stands_below_the_line() -> None:
    result = est.loads(
        "formulas: {a: 6, b: 3, c: a / b, f: (a + b) ^ 2, g: ceil(a / 4)}"
    ).estimate()
    lines = {name: as_latex(result.derivation(name).steps[-1]).splitlines()[1] for name in "cfg"}
    assert lines["c"] == r"&= \frac{\text{a}}{\text{b}} \\"
    assert lines["f"] == r"&= {\left(\text{a} + \text{b}\right)}^{\text{2}} \\"
    assert lines["g"] == r"&= \left\lceil \frac{\text{a}}{\text{4}} \right\rceil \\"


def test_a_long_product_goes_over_several_lines() -> None:
    result = est.load("twitter").estimate()
    step = result.derivation("actions.tweet.stores.video.per_day").steps[-1]
    assert as_latex(step).splitlines()[1:3] == [
        r"&= \text{actions.tweet.per\_day} \\",
        r"&\quad \times \text{actions.tweet.stores.video.share} \\",
    ]


@pytest.mark.parametrize("name", est.scenarios())
def test_notes_say_every_number_of_the_report(name: str) -> None:
    result = est.load(name).estimate()
    notes = result.report("notes")
    told = [row for rows in result.summary().told().values() for row in rows]
    assert told
    for row in told:
        if row.role != "constant":
            assert f"- {row.name}: " in notes
            assert row.shown[0] in notes
