"""What can go wrong, as exceptions that carry their messages.

::

    EstimatorError
    ├── DocumentError    the text is no YAML that is read here
    ├── SchemaError      a key or a kind of value that a scenario does not have
    ├── FormulaError     a formula or an amount that can't be read, named or added up
    ├── DomainError      a value outside what it can be: a share over 100 %, a zero divisor
    ├── UnknownNameError a scenario, result or constant asked for that is not there
    ├── NoSuchValueError an input asked for that no value of makes a condition true
    └── WorkError        many points not finished: a worker lost, memory or disk too small
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Message(Protocol):
    """Stand for one message: it has a code, and its text is what a reader sees."""

    @property
    def code(self) -> str:
        """Give the message's short, stable name."""

    def __str__(self) -> str:
        """Give the whole message: place, lines, both sides, hint."""


class EstimatorError(Exception):
    """Carry every message of one failed step.

    `messages` holds them in the order of the text; `str` joins them.
    """

    def __init__(self, messages: Sequence[Message]) -> None:
        super().__init__(messages)
        self.messages = tuple(messages)

    def __str__(self) -> str:
        return "\n".join(str(message) for message in self.messages)


class DocumentError(EstimatorError):
    """Say that a text is no YAML that is read here."""


class SchemaError(EstimatorError):
    """Say that a scenario has a key, or a kind of value, that it can't have."""


class FormulaError(EstimatorError):
    """Say that a formula or an amount can't be read, named or added up."""


class DomainError(EstimatorError):
    """Say that a value is outside what it can be."""


class UnknownNameError(EstimatorError, KeyError):
    """Say that a scenario, result or constant of that name is not there."""

    __str__ = EstimatorError.__str__


class NoSuchValueError(EstimatorError):
    """Say that no value of an input makes a condition on a result true."""


class WorkError(EstimatorError):
    """Say that work on many points was not finished: a worker, memory or disk was lacking."""
