"""Reports as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from estimator.report.derivation import Derivation
from estimator.report.row import Row
from estimator.report.summary import YEARS, Summary, convention_in_words

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
    lines += _blocks(summary, style)
    lines += _years(summary, style)
    lines += _remarks(summary, style)
    lines += _decisions(summary, style)
    return "\n".join(lines)


def _blocks(summary: Summary, style: Style) -> Iterator[str]:
    told = [row for rows in summary.told().values() for row in rows]
    names = max((len(row.label) for row in told), default=0)
    columns = [
        max((len(row.shown[at]) for row in told), default=0)
        for at in range(len(summary.conventions))
    ]
    if len(columns) > 1:
        widths = [max(w, len(c)) for w, c in zip(columns, summary.conventions, strict=True)]
        columns = widths
        titles = [c.rjust(w) for c, w in zip(summary.conventions, widths, strict=True)]
        yield "  " + " " * names + "  " + "  ".join(titles)
    for group, rows in summary.told().items():
        yield ""
        yield style(group, "title")
        for row in sorted(rows, key=lambda row: row.role == "answer"):
            yield _line(row, names, columns, style)


def _line(row: Row, names: int, columns: list[int], style: Style) -> str:
    values = [shown.rjust(width) for shown, width in zip(row.shown, columns, strict=True)]
    derived = row.role in ("answer", "formula")
    numbers = "  ".join(style(value, "number") if derived else value for value in values)
    tail = row.whole if derived else row.remark
    text = f"  {row.label:<{names}}  {numbers}"
    return f"{text}   {style(tail, 'quiet')}" if tail else text


def _years(summary: Summary, style: Style) -> Iterator[str]:
    if summary.years is None:
        return
    heads, rows = summary.years
    table = [("", *heads), *((name, *shown) for name, shown in rows.items())]
    widths = [max(len(row[at]) for row in table) for at in range(len(heads) + 1)]
    yield ""
    yield style(YEARS, "title")
    for name, *cells in table:
        right = "  ".join(c.rjust(w) for c, w in zip(cells, widths[1:], strict=True))
        yield f"  {name:<{widths[0]}}  {right}"


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
    for claim, value in summary.claims:
        by = f" ({claim.by})" if claim.by else ""
        yield f"  {claim.name}: {claim.text}{by}; here {value}"


def explanation(derived: Derivation, style: Style = unstyled) -> str:
    """Write a derivation: the value, its steps, powers of ten, and what is given."""
    shown = f"{derived.value}  ({derived.whole})" if derived.whole else derived.value
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
