"""Someone's estimate, read and judged line by line."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.api.result import render_findings
from estimator.check.finding import Finding
from estimator.check.verdict import Verdict
from estimator.check.worksheet import MOST, Line, read
from estimator.diagnostics import Diagnostic
from estimator.errors import DocumentError
from estimator.report import worksheet
from estimator.report.text import Style, unstyled


def check(text: str) -> Check:
    """Read an estimate as people write it, and say which lines are off, by how much and why.

    Args:
        text: a line or a whole worksheet, plain or Markdown. Each `name =
            expression = value` is worked out with its units; names and figures
            hold for the lines below it. Prose is passed over.

    Returns:
        What came of every line.

    Raises:
        DocumentError: the text is longer than a million letters.

    >>> import estimator as est
    >>> est.check("150M * 0.5 * 2 / 86400 s ~ 1500/s").findings[0].reason
    'a day of 10⁵ seconds'
    >>> est.check("10M × 1 KB = 10 MB").ok
    False
    """
    if len(text) > MOST:
        message = f"the worksheet has {len(text):,} letters; up to {MOST:,} are read"
        raise DocumentError([Diagnostic("too-long", message, hint="check it in parts")])
    return Check(read(text))


class Check:
    """Hold what came of an estimate, line by line.

    `print(check)` says it; iterating gives the lines that claim something.

    Attributes:
        lines: every line, with its `number`, `text`, `status` (`checked`, `stated`,
            `unread`, `passed`), its `findings`, and `why` it can't be read.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.lines = tuple(lines)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give every claim: its `verdict`, what it `says` and the `value` it should be."""
        return tuple(finding for line in self.lines for finding in line.findings)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Give the verdict of every claim, in the order of the lines."""
        return tuple(finding.verdict for finding in self.findings)

    @property
    def off(self) -> tuple[Line, ...]:
        """Give the lines of which a claim is off, or of the wrong kind."""
        return tuple(line for line in self.lines if any(f.verdict.wrong for f in line.findings))

    @property
    def unread(self) -> tuple[Line, ...]:
        """Give the lines that look like math and can't be read."""
        return tuple(line for line in self.lines if line.status == "unread")

    @property
    def ok(self) -> bool:
        """Tell whether no claim is off."""
        return not self.off

    @property
    def corrected(self) -> str:
        r"""Give the worksheet with the corrected line in the place of each that is not right.

        >>> check("Storage\n1 TB * 3 = 1 TB").corrected
        'Storage\n1 TB * 3 = 3 TB'
        """
        return "\n".join(_mended(line) for line in self.lines)

    def remarks(self, line: Line) -> tuple[str, ...]:
        """Say what there is to say of a line: by how much it is off, why, what it should be.

        >>> import estimator as est
        >>> found = est.check("1 TB * 3 = 1 TB")
        >>> found.remarks(found.lines[0])[0]
        '1 TB is 1/3 × 3 TB: × 3 left out'
        """
        return worksheet.remarks(line)

    def report(self, format: str = "text", style: Style = unstyled) -> str:
        """Write what came of it.

        Args:
            format: `text`, `json`, `markdown`, `csv` or `html`.
            style: how a text is set.

        Raises UnknownNameError for another format.

        >>> import estimator as est
        >>> print(est.check("1 TB * 3 = 1 TB").report("csv").splitlines()[1][:30])
        1,off,1 TB * 3 = 1 TB,1 TB,3 T
        """
        if format == "text":
            return worksheet.report(self.lines, style)
        if format == "json":
            return worksheet.as_json(self.lines)
        return render_findings(worksheet.findings(self.lines), format)

    def __iter__(self) -> Iterator[Line]:
        return (line for line in self.lines if line.findings)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Check: {worksheet.counted(self.lines)}>"


def _mended(line: Line) -> str:
    wrong = [f.corrected for f in line.findings if not f.verdict.right and f.corrected]
    indent = line.text[: len(line.text) - len(line.text.lstrip())]
    return indent + wrong[-1] if wrong else line.text
