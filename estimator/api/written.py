"""The text of a scenario as an object: read, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from estimator import document
from estimator.api.plain import as_text
from estimator.diagnostics import one_line
from estimator.document import Scalar
from estimator.scenario.choices import Choice, choices_of
from estimator.scenario.edit import edited, input_path, with_room
from estimator.source import Source, Span
from estimator.units.table import CONVENTIONS


class Written:
    """Hold the text that describes a system.

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
    def changed(self) -> str:
        """Give what was `set` since the text was read, as `name=value`; empty where nothing was."""
        return one_line(", ".join(f"{name}={value}" for name, value in self._changes.items()))

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

    @property
    def choices(self) -> list[Choice]:
        """Give the fields that take one of a few words, and which is taken; `edit` changes it."""
        return choices_of(self._document)

    def set(self, changes: Mapping[str, Any]) -> Self:
        """Give a scenario in which some inputs are others.

        Args:
            changes: new amounts by name, such as `{"users.monthly": "500M"}`;
                a number, a text or a pint quantity each. A bare name is that
                of a formula. None, or an empty text, takes an input out.

        Returns:
            A new scenario; this one stays as it is. Its errors point at the
            change, not at the text.

        Raises UnknownNameError where there is no such input to change.

        >>> import estimator as est
        >>> est.load("twitter").set({"users.monthly": "600M"}).estimate().show("users.daily")
        '300 M user'
        """
        parsed = self._document
        texts = {name: as_text(value) for name, value in changes.items()}
        for name, text in texts.items():
            path = input_path(parsed, name)
            source = Source(f"set {name}", text)
            node = Scalar(text, Span(source, 0, len(text)))
            room = with_room(parsed, path)
            parsed = room.with_entry(path, node) if text else room.without_entry(path)
        return type(self)(self._source, parsed=parsed, changes=self._changes | texts)

    def edit(self, name: str, value: Any) -> Self:
        """Give a scenario whose text has another value in one place.

        Unlike `set`, this is a new text, at which errors point; comments and
        layout stay as they are.

        Args:
            name: of an input, as for `set`.
            value: its new amount; None, or an empty text, leaves the field empty.

        Raises UnknownNameError where there is no such input to change.

        >>> import estimator as est
        >>> est.loads("users: {daily: 5M}  # all").edit("users.daily", "6M").text
        'users: {daily: 6M}  # all'
        """
        source = Source(self._source.name, self.text)
        text = edited(document.parse(source), source.text, name, as_text(value))
        return type(self)(Source(self._source.name, text))

    def under(self, conventions: str) -> Self:
        """Give the scenario under other conventions, whatever its text asks for.

        Args:
            conventions: `exact` or `rounded`; others are refused where it is worked out.

        >>> import estimator as est
        >>> est.load("twitter").under("rounded").estimate().show("actions.tweet.peak_rate")
        '1.5 k tweet/s'
        """
        node = Scalar(conventions, Span(Source("conventions", conventions), 0, len(conventions)))
        parsed = self._document.with_entry(("conventions",), node)
        return type(self)(self._source, parsed=parsed, changes=self._changes)

    @property
    def conventions(self) -> str:
        """Give the convention that the text asks for, `exact` where it asks for none."""
        return self._head("conventions") or CONVENTIONS[0]

    def __repr__(self) -> str:
        return f"<Scenario {self.title or self._source.name}>"
