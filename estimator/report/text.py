"""Reports as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from estimator.report.derivation import Derivation
from estimator.report.row import Row
from estimator.report.summary import YEARS, Summary, convention_in_words
from estimator.report.table import Findings

Style = Callable[[str, str], str]
"""Set a text in a style: `title`, `quiet`, `good`, `bad` or `number`."""


def unstyled(text: str, style: str) -> str:  # noqa: ARG001 - a Style takes both
    """Leave a text as it is, as for a file or a pipe."""
    return text


def report(summary: Summary, style: Style = unstyled) -> str:
    """Write a report: a head, a block for each section, what was assumed and expected."""
    head = ": ".join(part for part in (summary.title, summary.about) if part)
    lines = [style(head, "title")] if head else []
    lines += [style(f"source: {summary.source}", "quiet")] if summary.source else []
    lines += [style(convention_in_words(c), "quiet") for c in summary.conventions]
    lines += [style(summary.sampled, "quiet")] if summary.sampled else []
    lines += _blocks(summary, style)
    lines += _years(summary, style)
    lines += _remarks(summary, style)
    lines += _decisions(summary, style)
    return "\n".join(lines)


def _blocks(summary: Summary, style: Style) -> Iterator[str]:
    told = [row for rows in summary.told().values() for row in rows]
    names = max((len(row.label) for row in told), default=0)
    heads = summary.heads
    cells = [summary.cells(row) for row in told]
    # A column alone needs no head.
    cells += [heads] if len(heads) > 1 else []
    columns = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if len(heads) > 1:
        titles = [head.rjust(w) for head, w in zip(heads, columns, strict=True)]
        yield "  " + " " * names + "  " + "  ".join(titles)
    for group, rows in summary.told().items():
        yield ""
        yield style(group, "title")
        for row in sorted(rows, key=lambda row: row.role == "answer"):
            aligned = [c.rjust(w) for c, w in zip(summary.cells(row), columns, strict=True)]
            yield _line(row, f"{row.label:<{names}}", aligned, style)


def _line(row: Row, label: str, cells: list[str], style: Style) -> str:
    derived = row.role in ("answer", "formula")
    values = len(row.shown)
    numbers = [style(cell, "number") if derived else cell for cell in cells[:values]]
    tail = row.whole if derived else row.remark
    text = "  ".join(["", label, *numbers, *cells[values:]])
    return f"{text}   {style(tail, 'quiet')}" if tail else text.rstrip()


def _years(summary: Summary, style: Style) -> Iterator[str]:
    if summary.years is None:
        return
    heads, rows = summary.years
    table = [("", *heads), *((name, *shown) for name, shown in rows.items())]
    yield ""
    yield style(YEARS, "title")
    yield from _columns(table, (0,))


def _columns(rows: Sequence[tuple[str, ...]], words: tuple[int, ...]) -> Iterator[str]:
    """Set rows in columns: those of words left, those of numbers right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {'  '.join(cells)}".rstrip()


def _decisions(summary: Summary, style: Style) -> Iterator[str]:
    if not summary.decisions:
        return
    yield ""
    yield style("decisions", "title")
    width = max(len(said.of) for said in summary.decisions)
    for said in summary.decisions:
        yield f"  {said.of:<{width}}  {said.text}"


def _remarks(summary: Summary, style: Style) -> Iterator[str]:
    for title, rows in summary.remarks():
        yield ""
        yield style(title, "title")
        width = max(len(name) for name, _ in rows)
        yield from (f"  {name:<{width}}  {said}".rstrip() for name, said in rows)
    yield from _statements(summary, style)


def _statements(summary: Summary, style: Style) -> Iterator[str]:
    if summary.expectations:
        yield ""
        yield style("expected", "title")
    for e in summary.expectations:
        mark = style("ok ", "good") if e.met else style("NOT", "bad")
        yield f"  {mark} {e.name} = {e.shown}, expected {e.text}"
    if summary.claims:
        yield ""
        yield style("claimed", "title")
    for claim in summary.claims:
        by = f" ({claim.by})" if claim.by else ""
        finding = style(claim.finding, "bad" if claim.fails else "quiet")
        reason = f" ({claim.reason})" if claim.reason else ""
        yield f"  {claim.name}: {claim.text}{by}; here {claim.shown}: {finding}{reason}"


def explanation(derived: Derivation, style: Style = unstyled) -> str:
    """Write a derivation: the value, its steps, powers of ten, and what is given."""
    shown = f"{derived.value}  ({derived.beside})" if derived.beside else derived.value
    lines = [style(f"{derived.name} = {shown}", "title")]
    if derived.meaning:
        lines.append(style(derived.meaning, "quiet"))
    for step in derived.steps:
        lines += ["", f"{step.name}", f"  = {step.formula}"]
        if step.numbers != step.formula:
            lines.append(f"  = {step.numbers}")
        if step.name == derived.name:
            lines += [f"  = {line}" for line in derived.powers]
        if step.numbers != step.value:
            lines.append(f"  = {style(step.value, 'number')}")
        law = "; ".join(part for part in (step.law, step.source) if part)
        if law:
            lines.append(f"  {style(law, 'quiet')}")
    if derived.given and derived.steps:
        width = max(len(given.name) for given in derived.given)
        value = max(len(given.value) for given in derived.given)
        lines += ["", style("from", "title")]
        lines += [
            f"  {g.name:<{width}}  {g.value:>{value}}   {style(g.origin, 'quiet')}".rstrip()
            for g in derived.given
        ]
    elif derived.given:
        lines.append(derived.given[0].origin)
    return "\n".join(lines)


def findings(found: Findings, style: Style = unstyled) -> str:
    """Write findings: a head, each table in columns, and the notes.

    >>> from estimator.report.table import Findings, Sheet, Table
    >>> table = Table("", ("", "p50", "p95"), (("storage.total", "5 PB", "12 PB"),))
    >>> print(findings(Findings("Twitter", (), (table,), (), Sheet((), ()), {})))
    Twitter
    <BLANKLINE>
                      p50    p95
      storage.total  5 PB  12 PB
    """
    lines = [style(found.title, "title"), *(style(line, "quiet") for line in found.about)]
    for table in found.tables:
        head, *rows = _columns((table.head, *table.rows), table.words)
        lines += ["", *([style(table.title, "title")] if table.title else [])]
        lines += [style(head, "quiet"), *rows]
    lines += ["", *found.notes] if found.notes else []
    return "\n".join(lines)
