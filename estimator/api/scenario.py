"""Scenarios as objects: load one, change it, work it out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estimator import document, pipeline
from estimator.api.result import Result, hold_choice
from estimator.diagnostics import Diagnostic
from estimator.document import Scalar
from estimator.errors import SchemaError, UnknownNameError
from estimator.scenario.edit import edited, input_path
from estimator.source import Source, Span
from estimator.suggest import did_you_mean
from estimator.units.table import CONVENTIONS

if TYPE_CHECKING:
    import pint

_PACKAGE = Path(__file__).parent.parent


def scenarios() -> list[str]:
    """List the names of the shipped scenarios.

    >>> "twitter" in scenarios()
    True
    """
    return sorted(path.stem for path in _shipped().glob("*.yaml"))


def _shipped() -> Path:
    """Give the folder of the shipped scenarios: in the package, or beside it in a checkout."""
    inside = _PACKAGE / "scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def load(scenario: str | Path | Mapping[str, Any]) -> Scenario:
    """Load a scenario: a shipped name, a path, YAML text or a dict.

    Args:
        scenario: `twitter`, `designs/chat.yaml`, a text with at least one
            line break or colon, or a dict of the same shape as the YAML.

    Returns:
        The scenario, checked as YAML only; `estimate` checks the rest.

    Raises:
        UnknownNameError: no shipped scenario has that name.
        SchemaError: it is none of these.
        DocumentError: the file can't be read, or is no YAML.

    >>> load("twitter").title
    'Twitter'
    >>> load({"formulas": {"load": "3 * 20 request/s"}}).estimate().show("load")
    '60 request/s'
    """
    if not isinstance(scenario, str | Path | Mapping):
        message = f"a scenario is a name, a path, a text or a dict, not {scenario!r}"
        raise SchemaError([Diagnostic("no-scenario", message)])
    if isinstance(scenario, Mapping):
        return loads(document.dump(_plain(scenario)))
    if isinstance(scenario, Path):
        return Scenario(Source(str(scenario), document.read_file(scenario)))
    if not scenario.strip() or "\n" in scenario or ": " in scenario or scenario.endswith(":"):
        return loads(scenario)
    if scenario in scenarios():
        path = _shipped() / f"{scenario}.yaml"
        return Scenario(Source(f"{scenario}.yaml", document.read_file(path)))
    if scenario.endswith((".yaml", ".yml")) or "/" in scenario or _is_there(scenario):
        return load(Path(scenario))
    hint = did_you_mean(scenario, scenarios()) or f"there are {', '.join(scenarios())}"
    if _is_there(f"{scenario}.yaml"):
        hint = f"did you mean the file {scenario}.yaml?"
    message = f"there is no scenario {scenario}"
    raise UnknownNameError([Diagnostic("unknown-scenario", message, hint=hint)])


def _is_there(path: str) -> bool:
    """Tell whether a path is there; unlike `Path.exists`, take any text for a path."""
    return os.path.exists(path)  # noqa: PTH110 - Path raises where a name is too long


def loads(text: str | bytes, name: str = "scenario") -> Scenario:
    """Load a scenario from its text alone; nothing is looked up or opened.

    Args:
        text: YAML, at most 1 MB; bytes are UTF-8.
        name: what messages call it.

    Raises DocumentError where it is no YAML that is read here.

    >>> loads("formulas: {load: 3 * 20 request/s}").estimate().show("load")
    '60 request/s'
    """
    return Scenario(Source(name, document.decode(text, name) if isinstance(text, bytes) else text))


def template(title: str) -> str:
    """Give the text of a small scenario that works, with every section explained.

    >>> loads(template("Chat")).title
    'Chat'
    """
    return (_PACKAGE / "data" / "template.yaml").read_text("utf-8").replace("TITLE", title)


def _plain(value: Any) -> Any:
    """Turn what Python holds (numbers, quantities) into what a scenario holds."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None else _text(value)


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if hasattr(value, "magnitude") and hasattr(value, "units"):
        units = str(value.units).replace(" ** ", "^").replace("dimensionless", "")
        return f"{value.magnitude!r} {units}".strip()
    return str(value)


class Scenario:
    """Hold a system as its text describes it.

    Args:
        source: the YAML text and its name.

    Raises:
        DocumentError: the text is no YAML that is read here.
    """

    def __init__(self, source: Source, *, parsed: document.Mapping | None = None) -> None:
        self._source = source
        self._document = parsed or document.parse(source)

    @property
    def text(self) -> str:
        """Give the YAML text as it was loaded."""
        return self._source.text

    @property
    def title(self) -> str:
        """Give the system's name, empty where the text has none."""
        return self._head("title")

    @property
    def about(self) -> str:
        """Give what the scenario is about, empty where the text does not say."""
        return self._head("about")

    def _head(self, key: str) -> str:
        node = self._document.entries.get(key)
        return (node.text or "") if isinstance(node, Scalar) else ""

    def set(self, changes: Mapping[str, Any]) -> Scenario:
        """Give a scenario in which some inputs are others.

        Args:
            changes: new amounts by name, such as `{"users.monthly": "500M"}`;
                a number, a text or a pint quantity each. A bare name is that
                of a formula. None, or an empty text, takes an input out.

        Returns:
            A new scenario; this one stays as it is. Its errors point at the
            change, not at the text.

        Raises UnknownNameError where there is no such input to change.

        >>> load("twitter").set({"users.monthly": "600M"}).estimate().show("users.daily")
        '300 M user'
        """
        changed = self._document
        for name, value in changes.items():
            path = input_path(self._document, name)
            source = Source(f"set {name}", _text(value))
            if not source.text:
                changed = changed.without_entry(path)
                continue
            node = Scalar(source.text, Span(source, 0, len(source.text)))
            changed = changed.with_entry(path, node)
        return Scenario(self._source, parsed=changed)

    def edit(self, name: str, value: Any) -> Scenario:
        """Give a scenario whose text has another value in one place.

        Unlike `set`, this changes the text itself; comments and layout stay.
        """
        text = edited(self._document, self._source, name, _text(value))
        return Scenario(Source(self._source.name, text))

    def estimate(self, conventions: str | None = None) -> Result:
        """Work the scenario out.

        Args:
            conventions: `exact` (a day has 86,400 s, a year 365 days) or
                `rounded` (10^5 s, 400 days); without it, the scenario's own.

        Returns:
            Every input and answer, by name.

        Raises:
            UnknownNameError: there are no such conventions.
            SchemaError: a key that a scenario does not have.
            FormulaError: a formula that can't be read, named or added up.
            DomainError: a value outside what it can be, a zero divisor.

        >>> load("twitter").estimate("rounded").show("actions.tweet.peak_rate")
        '1.5 k tweet/s'
        """
        if conventions is not None:
            hold_choice("conventions", conventions, CONVENTIONS)
        return Result(pipeline.estimate_document(self._document, conventions))

    def __repr__(self) -> str:
        return f"<Scenario {self.title or self._source.name}>"


def evaluate(formula: str, conventions: str = "exact") -> pint.Quantity[float]:
    """Work out one formula with units.

    Args:
        formula: in the language of scenarios; constants are names in it.
        conventions: `exact` or `rounded`.

    Returns:
        The value as a pint quantity.

    Raises:
        FormulaError: it can't be read or adds up different kinds of thing.
        DomainError: it divides by zero or grows too large.

    >>> print(evaluate("1,000,000 request/s / (10k request/s/server)"))
    100.0 server
    """
    scenario = load({"formulas": {"value": formula}})
    return scenario.estimate(conventions)["value"]
