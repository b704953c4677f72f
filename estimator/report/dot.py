"""Derivations as a graph, in Graphviz's language: from what is given to the answer."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.report.derivation import Derivation

# Dark on light, with a frame in a colour of its own: it reads on any page.
_HEAD = """digraph {
  rankdir=LR; bgcolor=transparent; nodesep=0.15; ranksep=0.35;
  node [shape=box, style="filled,rounded", fontname="sans-serif", fontsize=11,
        fontcolor="#1d2530", fillcolor="#ffffff", color="#8a8f98", margin="0.12,0.06"];
  edge [color="#8a8f98", arrowsize=0.6];"""
_GIVEN = 'fillcolor="#e6f0f7", color="#0072b2"'
_ANSWER = 'fillcolor="#fbeadf", color="#d55e00", penwidth=2'


def graph(derived: Derivation) -> str:
    """Write a derivation as a graph: a node for each value, an arrow to each that takes it.

    >>> import estimator as est
    >>> result = est.loads("formulas: {a: 2, b: a * 3}").estimate()
    >>> print(graph(result.derivation("b")).splitlines()[-2])
      n0 -> n1;
    """
    return "\n".join(_lines(derived))


def _lines(derived: Derivation) -> Iterator[str]:
    shown = {given.name: given.value for given in derived.given}
    shown |= {step.name: step.value for step in derived.steps}
    number = {name: at for at, name in enumerate(shown)}
    given = {each.name for each in derived.given}
    yield _HEAD
    for name, value in shown.items():
        style = _ANSWER if name == derived.name else _GIVEN if name in given else ""
        label = f'label="{_quoted(name)}\\n{_quoted(value)}"'
        yield f"  n{number[name]} [{', '.join(filter(None, (label, style)))}];"
    for step in derived.steps:
        for part in step.takes:
            if part in number:
                yield f"  n{number[part]} -> n{number[step.name]};"
    yield "}"


def _quoted(text: str) -> str:
    r"""Write a text within quotes, so that nothing in it ends them.

    >>> print(_quoted('a"b\\'))
    a\"b\\
    """
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
