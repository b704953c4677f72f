"""A formula that can't be read, named or added up, before its place in a file is known."""

from __future__ import annotations

from estimator.lang.nodes import Where


class Fault(Exception):
    """Say what is wrong with a formula: a code, a sentence, the stretches, the way out.

    `labels` are stretches of the formula's text with a word on each; the first
    is the one to go to.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *labels: Where | tuple[Where, str],
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.labels = tuple((label, "") if isinstance(label[0], int) else label for label in labels)
        self.hint = hint
