"""Text from a scenario, shown as it was typed: it is never markup here."""

from __future__ import annotations

import re
from collections.abc import Sequence

# An underscore within a word, as in `peak_rate`, marks nothing up.
_MARKUP = re.compile(r"[\\`*\[\]<>#$:~|&]|(?<![^\W_])_|_(?![^\W_])")


def literal(text: str) -> str:
    r"""Escape a name or a value for a label, which is read as Markdown.

    Only for names and values, whose letters and signs are known; a title or a
    message goes to `st.text` or `st.code`, where there is no markup at all.

    >>> print(literal("_a_"), literal("peak_rate"))
    \_a\_ peak_rate
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Set rows of cells in columns, for a block of even-width type.

    >>> print(aligned([("a", "1"), ("bcd", "22")]))
    a    1
    bcd  22
    """
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
