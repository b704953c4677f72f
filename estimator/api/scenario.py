"""Scenarios as objects: load one, change it, work it out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estimator import document, pipeline
from estimator.api.result import Result, hold_choice
from estimator.diagnostics import Diagnostic, one_line
from estimator.document import Scalar
from estimator.errors import SchemaError, UnknownNameError
from estimator.scenario.edit import edited, in_yaml, input_path, with_room
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
        scenario: `twitter`, `designs/chat.yaml`, a text with a line break or
            `: ` in it, or a dict of the same shape as the YAML.

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
    if isinstance(text, bytes):
        text = document.decode(text, name)
    return Scenario(Source(name, text.removeprefix("\ufeff")))


def template(title: str) -> str:
    """Give the text of a small scenario that works, with every section explained.

    >>> loads(template("Chat")).title
    'Chat'
    """
    text = (_PACKAGE / "data" / "template.yaml").read_text("utf-8")
    return text.replace("TITLE", in_yaml(title))


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
        return f"{float(value.magnitude)!r} {units.removeprefix('1 ')}".strip()
    return repr(float(value)) if isinstance(value, float) else str(value)


class Scenario:
    """Hold a system as its text describes it.

    Args:
        source: the YAML text and its name.

    Raises:
        DocumentError: the text is no YAML that is read here.
    """

    def __init__(
        self,
        source: Source,
        *,
        parsed: document.Mapping | None = None,
        changes: dict[str, str] | None = None,
    ) -> None:
        self._source = source
        self._document = parsed or document.parse(source)
        self._changes = changes or {}

    @property
    def text(self) -> str:
        """Give the YAML text, with every change that was `set` written into it."""
        text = self._source.text
        for name, value in self._changes.items():
            text = edited(document.parse(Source(self._source.name, text)), text, name, value)
        return text

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
        return one_line(node.text or "") if isinstance(node, Scalar) else ""

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
        parsed = self._document
        texts = {name: _text(value) for name, value in changes.items()}
        for name, text in texts.items():
            path = input_path(parsed, name)
            source = Source(f"set {name}", text)
            node = Scalar(text, Span(source, 0, len(text)))
            room = with_room(parsed, path)
            parsed = room.with_entry(path, node) if text else room.without_entry(path)
        return Scenario(self._source, parsed=parsed, changes=self._changes | texts)

    def edit(self, name: str, value: Any) -> Scenario:
        """Give a scenario whose text has another value in one place.

        Unlike `set`, this is a new text, at which errors point; comments and
        layout stay as they are.

        Args:
            name: of an input, as for `set`.
            value: its new amount; None, or an empty text, leaves the field empty.

        Raises UnknownNameError where there is no such input to change.

        >>> loads("users: {daily: 5M}  # all").edit("users.daily", "6M").text
        'users: {daily: 6M}  # all'
        """
        source = Source(self._source.name, self.text)
        text = edited(document.parse(source), source.text, name, _text(value))
        return Scenario(Source(self._source.name, text))

    @property
    def conventions(self) -> str:
        """Give the convention that the text asks for, `exact` where it asks for none."""
        return self._head("conventions") or CONVENTIONS[0]

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
        UnknownNameError: there are no such conventions.
        FormulaError: it can't be read or adds up different kinds of thing.
        DomainError: it divides by zero or grows too large.

    >>> print(evaluate("1,000,000 request/s / (10k request/s/server)"))
    100.0 server
    """
    hold_choice("conventions", conventions, CONVENTIONS)
    source = Source("formula", formula)
    node = Scalar(formula, Span(source, 0, len(formula)))
    alone = document.Mapping({}, {}, node.span).with_entry(("formulas", _ALONE), node)
    return Result(pipeline.estimate_document(alone, conventions))[_ALONE]


# No name that anybody would use inside the formula.
_ALONE = "the_formula"
