"""What Python holds, as a scenario writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain(value: Any) -> Any:
    """Turn what Python holds (numbers, quantities) into what a scenario holds.

    >>> plain({"users": {"daily": 5}})
    {'users': {'daily': '5'}}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value if value is None else as_text(value)


def as_text(value: Any) -> str:
    """Give the text of an amount: of a number, a text or a quantity.

    >>> as_text(0.5), as_text(300), as_text(None)
    ('0.5', '300', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if hasattr(value, "magnitude") and hasattr(value, "units"):
        units = str(value.units).replace(" ** ", "^").replace("dimensionless", "")
        return f"{float(value.magnitude)!r} {units.removeprefix('1 ')}".strip()
    return repr(float(value)) if isinstance(value, float) else str(value)
