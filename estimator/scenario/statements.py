"""What a scenario says of its results and inputs beside sections: expectations, claims, ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from estimator.diagnostics import one_line
from estimator.document import Mapping, Node, Scalar, Sequence


class Stated(NamedTuple):
    """Hold an amount that is held against a result: an expectation, a limit or a claim.

    A claim may be of `any_kind`; `verdict` is what it is known to be, empty where
    the scenario does not say.
    """

    name: str
    text: str
    node: Scalar
    key: Node
    by: str = ""
    verdict: str = ""
    any_kind: bool = False


class Correlated(NamedTuple):
    """Hold two inputs, by the names that someone wrote, and their rank correlation."""

    between: tuple[Scalar, ...]
    rank: Scalar


def parts(node: Node | None) -> tuple[Scalar | None, str, str]:
    """Take an amount's value, source and note out of its node."""
    if isinstance(node, Mapping):
        texts = {key: _text(node.entries.get(key)) for key in ("source", "note")}
        value = node.entries.get("value")
        return (value if isinstance(value, Scalar) else None), texts["source"], texts["note"]
    return (node if isinstance(node, Scalar) else None), "", ""


def _text(node: Node | None) -> str:
    return one_line(node.text or "") if isinstance(node, Scalar) else ""


def stated(document: Mapping, key: str) -> Iterator[Stated]:
    """Give the amounts that stand under a key by the names of results."""
    holder = document.entries.get(key)
    if isinstance(holder, Mapping):
        for name, node in holder.entries.items():
            value, _, _ = parts(node)
            if value is not None and value.text is not None:
                yield Stated(name, value.text, value, Scalar(name, holder.keys[name]))


def claims(document: Mapping) -> Iterator[Stated]:
    """Give what someone said of its results."""
    for node in _listed(document, "claims"):
        of = node.entries["of"]
        value, _, _ = parts(node.entries["says"])
        if isinstance(of, Scalar) and value is not None:
            by, verdict = (_text(node.entries.get(key)) for key in ("by", "verdict"))
            yield Stated(of.text or "", value.text or "", value, of, by, verdict, any_kind=True)


def correlations(document: Mapping) -> Iterator[Correlated]:
    """Give which inputs rise and fall together."""
    for node in _listed(document, "correlations"):
        between = node.entries["between"]
        rank, _, _ = parts(node.entries["rank"])
        if isinstance(between, Sequence) and rank is not None:
            yield Correlated(tuple(n for n in between.items if isinstance(n, Scalar)), rank)


def _listed(document: Mapping, key: str) -> Iterator[Mapping]:
    holder = document.entries.get(key)
    for node in holder.items if isinstance(holder, Sequence) else ():
        assert isinstance(node, Mapping)
        yield node
