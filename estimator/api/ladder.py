"""Constants held against each other: as ladders, and as a list to take away."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.api.result import render_findings
from estimator.library.constants import Constant
from estimator.report.constants import listed
from estimator.report.ladder import Ladder, Point, Rung, ladders

__all__ = ["Ladder", "Point", "Rung", "ladders", "report_constants"]


def report_constants(found: Iterable[Constant], format: str = "text") -> str:
    """Write constants with range, source and date, and the notes' beside the newer ones.

    Args:
        found: the constants, such as those of `est.constants("prices").values()`.
        format: `text`, `json`, `markdown`, `csv` or `html`.

    >>> import estimator as est
    >>> report_constants([est.constants("notes")["disk_seek"]], "csv").splitlines()[1][:41]
    'notes.disk_seek,Hard disk seek,latency,0.'
    """
    return render_findings(listed(found), format)
