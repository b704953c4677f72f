"""Counts that someone asks for: of samples, of values on an axis, a seed."""

from __future__ import annotations

from numbers import Integral
from typing import Any

from estimator.diagnostics import Diagnostic
from estimator.errors import DomainError


def hold_count(what: str, given: Any, least: int, wanted: str = "") -> None:
    """Hold a count to whole numbers of at least so many.

    Args:
        what: it counts, for the message.
        given: what someone asks for.
        least: of them.
        wanted: what to ask for instead, where that is more than this.

    Raises DomainError for what is none; True and 2.0 are none.
    """
    if isinstance(given, bool) or not isinstance(given, Integral) or given < least:
        wanted = wanted or f"a whole number of at least {least}"
        message = f"{what} must be {wanted}, not {given!r}"
        raise DomainError([Diagnostic("out-of-range", message)])
