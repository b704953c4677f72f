"""Guess which name was meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(wrong: str, names: Iterable[str], likeness: float = 0.7) -> str | None:
    """Give the hint `did you mean NAME?`, or None when nothing is near.

    A name that differs only in case, or whose last part is the one typed,
    comes before one that is merely spelled alike, by at least `likeness` (0 to 1).

    >>> did_you_mean("retension", ["retention", "replicas"])
    'did you mean retention?'
    >>> did_you_mean("peak_rate", ["actions.tweet.peak_rate"])
    'did you mean actions.tweet.peak_rate?'
    >>> did_you_mean("zebra", ["retention"]) is None
    True
    """
    # Imported here: a run without mistakes never needs it.
    from difflib import get_close_matches

    known = sorted(set(names))
    near = [name for name in known if name.lower() == wrong.lower()]
    near += [name for name in known if name.endswith("." + wrong)]
    near = near[:1] or get_close_matches(wrong, known, n=1, cutoff=likeness)
    return f"did you mean {near[0]}?" if near else None
