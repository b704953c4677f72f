"""Reports as Markdown, for a design document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimator.report.derivation import Derivation
from estimator.report.intervals import INTERVAL
from estimator.report.summary import YEARS, Summary, convention_in_words
from estimator.report.table import Findings


def report(summary: Summary) -> str:
    """Write a report as Markdown: a table for each section."""
    return "\n".join(_report(summary))


def _report(summary: Summary) -> Iterator[str]:
    yield f"# {_cell(summary.title or 'Estimate')}"
    if summary.about:
        yield f"\n{_cell(summary.about)}"
    if summary.source:
        yield f"\nSource: {_cell(summary.source)}"
    yield ""
    yield from (f"*{convention_in_words(convention)}*" for convention in summary.conventions)
    if summary.sampled:
        yield f"\n*{summary.sampled}*"
    for group, rows in summary.told().items():
        yield f"\n## {_cell(group)}\n"
        yield f"| name | {' | '.join(summary.heads)} | |"
        yield f"|---|{'---:|' * len(summary.heads)}---|"
        yield from (_row((row.label, *summary.cells(row), row.remark)) for row in rows)
    if summary.years is not None:
        heads, years = summary.years
        yield f"\n## {YEARS.capitalize()}\n"
        yield f"| | {' | '.join(heads)} |"
        yield f"|---|{'---:|' * len(heads)}"
        yield from (_row((name, *shown)) for name, shown in years.items())
    yield from _remarks(summary)
    if summary.decisions:
        yield "\n## Decisions\n"
        yield from (f"- `{said.of}`: {_cell(said.text)}" for said in summary.decisions)


def _remarks(summary: Summary) -> Iterator[str]:
    for title, rows in summary.remarks():
        yield f"\n## {title.capitalize()}\n"
        yield from (f"- `{name}` {_cell(said)}".rstrip() for name, said in rows)
    if summary.expectations:
        yield "\n## Expected\n"
        for e in summary.expectations:
            met = "met" if e.met else "**not met**"
            yield f"- {met}: `{e.name}` = {e.shown}, expected {_cell(e.text)}"
    if summary.claims:
        yield "\n## Claimed\n"
        for claim in summary.claims:
            by = f" ({_cell(claim.by)})" if claim.by else ""
            finding = f"**{claim.finding}**" if claim.fails else claim.finding
            reason = f" ({_cell(claim.reason)})" if claim.reason else ""
            said = f"{_cell(claim.text)}{by}; here {claim.shown}"
            yield f"- `{claim.name}`: {said}: {finding}{reason}"


def explanation(derived: Derivation) -> str:
    """Write a derivation as Markdown: each step a line of formulas."""
    lines = [f"## `{derived.name}` = {_cell(derived.value)}", "", _cell(derived.meaning)]
    lines += ["", _cell(f"{INTERVAL}: {derived.interval}")] if derived.interval else []
    for step in derived.steps:
        lines += ["", f"**{_cell(step.name)}**", ""]
        lines += [f"- = {_cell(step.formula)}", f"- = {_cell(step.numbers)}"]
        lines += [f"- = {_cell(line)}" for line in derived.powers if step.name == derived.name]
        lines.append(f"- = {_cell(step.value)}")
        if step.law:
            lines += ["", _cell("; ".join(part for part in (step.law, step.source) if part))]
    if derived.given:
        lines += ["", "| from | value | |", "|---|---:|---|"]
        lines += [_row(given) for given in derived.given]
    return "\n".join(lines)


def findings(found: Findings) -> str:
    """Write findings as Markdown: each table, and the notes as a list."""
    return "\n".join(_findings(found))


def _findings(found: Findings) -> Iterator[str]:
    yield f"# {_cell(found.title)}"
    yield from (f"\n{_cell(line)}" for line in found.about)
    for table in found.tables:
        if table.title:
            yield f"\n## {_cell(table.title)}"
        sides = ("---" if at in table.words else "---:" for at in range(len(table.head)))
        yield f"\n{_row(table.head)}"
        yield f"|{'|'.join(sides)}|"
        yield from map(_row, table.rows)
    if found.notes:
        yield ""
        yield from (f"- {_cell(note)}" for note in found.notes)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


# What begins emphasis, code, links, tags, tables, entities, and a bare address.
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~&!]|(?<=www)\.|:(?=//)|(?<=\w)@")
# What begins a list, where it stands first.
_LIST = re.compile(r"^([-+]|\d+(?=[.)]))")


def _cell(text: str) -> str:
    """Keep a text from being read as markup or breaking a table."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    if (match := _LIST.match(text)) is None:
        return text
    first = match.group()
    return f"\\{text}" if first in "-+" else f"{first}\\{text[len(first) :]}"
