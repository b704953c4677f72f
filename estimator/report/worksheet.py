"""What came of a worksheet: line by line for people, and as data."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from estimator.check.diagnose import in_figures
from estimator.check.finding import Finding
from estimator.check.verdict import Verdict
from estimator.check.worksheet import Line
from estimator.diagnostics import one_line
from estimator.report.table import Findings, Sheet, Table
from estimator.report.text import Style, unstyled

_STYLES = {
    Verdict.EXACT: "good",
    Verdict.ROUNDED: "good",
    Verdict.SAME_ORDER: "number",
    Verdict.OFF: "bad",
    Verdict.WRONG_KIND: "bad",
}
# A line is shown up to so many letters.
_LONGEST = 160
_COLUMNS = (
    "line",
    "verdict",
    "text",
    "says",
    "value",
    "factor",
    "slips",
    "reason",
    "reading",
    "corrected",
)


def report(lines: Sequence[Line], style: Style = unstyled) -> str:
    """Write what came of a worksheet, each line that has a claim or can't be read.

    >>> from estimator.check.worksheet import read
    >>> print(report(read("1 TB × 3 = 1 TB")))
      1  off            1 TB × 3 = 1 TB
                        1 TB is 1/3 × 3 TB: × 3 left out
                        corrected: 1 TB × 3 = 3 TB
    <BLANKLINE>
    1 claim checked: 1 off
    """
    told = [text for line in lines for text in _told(line, style)]
    return "\n".join([*told, "", counted(lines)] if told else [counted(lines)])


def _told(line: Line, style: Style) -> Iterator[str]:
    text = _short(line.text)
    for place, finding in enumerate(line.worst):
        verdict = style(f"{finding.verdict:<13}", _STYLES[finding.verdict])
        if place == 0:
            yield f"{line.number:>3}  {verdict}  {text}"
        for remark in _remarks(finding):
            yield " " * 20 + style(remark, "quiet")
    if line.status == "unread":
        head = f"{line.number:>3}  {style(f'{line.status:<13}', 'number')}  "
        yield f"{head}{text}"
        yield " " * 20 + style(one_line(line.why), "quiet")


def remarks(line: Line) -> tuple[str, ...]:
    """Say what there is to say of a line beside its verdict, of its worst claim first.

    >>> from estimator.check.worksheet import read
    >>> remarks(read("1 TB × 3 = 1 TB")[0])
    ('1 TB is 1/3 × 3 TB: × 3 left out', 'corrected: 1 TB × 3 = 3 TB')
    """
    said = [remark for finding in line.worst for remark in _remarks(finding)]
    return (*said, one_line(line.why)) if line.status == "unread" else tuple(said)


def _remarks(finding: Finding) -> Iterator[str]:
    """Say what there is to say beside a verdict: by how much, why, and how it was read."""
    reason = _short(finding.reason, 4 * _LONGEST)
    if finding.verdict is Verdict.WRONG_KIND:
        yield reason
    elif not finding.verdict.right:
        by = in_figures(finding.factor)
        yield f"{_short(finding.says)} is {by} × {_short(finding.value)}: {reason}"
    elif finding.verdict is Verdict.ROUNDED:
        because = f" ({reason})" if reason else ""
        yield f"{_short(finding.says)} for {_short(finding.value)}{because}"
    if finding.reading:
        yield _short(finding.reading)
    if finding.corrected and not finding.verdict.right:
        yield f"corrected: {_short(finding.corrected)}"


def counted(lines: Sequence[Line]) -> str:
    """Say how many claims there are of each verdict, and how many lines can't be read."""
    verdicts = Counter(finding.verdict for line in lines for finding in line.findings)
    many = sum(verdicts.values())
    unread = sum(line.status == "unread" for line in lines)
    parts = [f"{verdicts[each]} {each}" for each in Verdict if verdicts[each]]
    claims = f"{many} claim{'s' * (many != 1)} checked"
    said = f"{claims}: {', '.join(parts)}" if parts else "no claim to check"
    return said + (f"; {unread} line{'s' * (unread != 1)} unread" if unread else "")


def findings(lines: Sequence[Line]) -> Findings:
    """Give what came of a worksheet as a table: a row for each line that claims something.

    In the sheet each claim is a line of its own, and so is what can't be read.
    """
    rows = [
        (str(line.number), _verdict(line), _short(line.text), "; ".join(remarks(line)))
        for line in lines
        if line.findings or line.status == "unread"
    ]
    head = ("line", "verdict", "text", "what is off, and why")
    return Findings(
        "Worksheet",
        (counted(lines),),
        (Table("", head, rows, (1, 2, 3)),) if rows else (),
        (),
        Sheet(_COLUMNS, [each for line in lines for each in _cells(line)]),
        data(lines),
    )


def _verdict(line: Line) -> str:
    return line.status if line.status == "unread" else str(line.worst[0].verdict)


def _cells(line: Line) -> Iterator[tuple[str | float, ...]]:
    text = one_line(line.text)
    for each in line.findings:
        words = (each.says, each.value, ", ".join(each.slips), each.reason)
        says, value, slips, reason = map(one_line, words)
        factor = each.factor if math.isfinite(each.factor) else math.nan
        read = (one_line(each.reading), one_line(each.corrected))
        yield (line.number, str(each.verdict), text, says, value, factor, slips, reason, *read)
    if line.status == "unread":
        yield (line.number, line.status, text, "", "", math.nan, "", one_line(line.why), "", "")


def data(lines: Sequence[Line]) -> dict[str, Any]:
    """Give what came of a worksheet as dicts, lists, texts and numbers, without its prose."""
    verdicts = Counter(str(finding.verdict) for line in lines for finding in line.findings)
    return {
        "ok": not any(finding.verdict.wrong for line in lines for finding in line.findings),
        "counts": {str(each): verdicts[str(each)] for each in Verdict},
        "unread": sum(line.status == "unread" for line in lines),
        "lines": [_line(line) for line in lines if line.status != "passed"],
    }


def as_json(lines: Sequence[Line]) -> str:
    """Write what came of a worksheet as JSON; a factor without a number is null."""
    # Half a character that someone pasted is none that JSON could be written with.
    return json.dumps(data(lines), indent=2, ensure_ascii=True)


def _line(line: Line) -> dict[str, Any]:
    return {
        "line": line.number,
        "text": line.text,
        "status": line.status,
        "why": line.why or None,
        "findings": [_finding(finding) for finding in line.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": str(finding.verdict),
        "says": finding.says,
        "value": finding.value or None,
        "factor": finding.factor if math.isfinite(finding.factor) else None,
        "slips": list(finding.slips),
        "reason": finding.reason or None,
        "reading": finding.reading or None,
        "corrected": finding.corrected or None,
    }


def _short(text: str, most: int = _LONGEST) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
