"""Where scenarios come from: shipped, files, texts, dicts and the template."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from estimator import document
from estimator.api.plain import plain
from estimator.api.scenario import Scenario
from estimator.diagnostics import Diagnostic
from estimator.errors import SchemaError, UnknownNameError
from estimator.scenario.edit import in_yaml
from estimator.source import Source
from estimator.suggest import did_you_mean

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
        return loads(document.dump(plain(scenario)))
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
