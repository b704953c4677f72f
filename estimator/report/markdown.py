"""Reports as Markdown, for a design document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimator.report.derivation import Derivation
from estimator.report.summary import YEARS, Summary, convention_in_words


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
    for group, rows in summary.told().items():
        heads = summary.conventions if len(summary.conventions) > 1 else ("value",)
        yield f"\n## {_cell(group)}\n"
        yield f"| name | {' | '.join(heads)} | |"
        yield f"|---|{'---:|' * len(heads)}---|"
        for row in rows:
            tail = _cell(row.remark)
            yield f"| {_cell(row.label)} | {' | '.join(map(_cell, row.shown))} | {tail} |"
    if summary.years is not None:
        heads, years = summary.years
        yield f"\n## {YEARS.capitalize()}\n"
        yield f"| | {' | '.join(heads)} |"
        yield f"|---|{'---:|' * len(heads)}"
        yield from (
            f"| {_cell(name)} | {' | '.join(map(_cell, shown))} |" for name, shown in years.items()
        )
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
        for claim, value in summary.claims:
            by = f" ({_cell(claim.by)})" if claim.by else ""
            yield f"- `{claim.name}`: {_cell(claim.text)}{by}; here {value}"


def explanation(derived: Derivation) -> str:
    """Write a derivation as Markdown: each step a line of formulas."""
    lines = [f"## `{derived.name}` = {_cell(derived.value)}", "", _cell(derived.meaning)]
    for step in derived.steps:
        lines += ["", f"**{_cell(step.name)}**", ""]
        lines += [f"- = {_cell(step.formula)}", f"- = {_cell(step.numbers)}"]
        lines += [f"- = {_cell(line)}" for line in derived.powers if step.name == derived.name]
        lines.append(f"- = {_cell(step.value)}")
        if step.law:
            lines += ["", _cell("; ".join(part for part in (step.law, step.source) if part))]
    if derived.given:
        lines += ["", "| from | value | |", "|---|---:|---|"]
        lines += [
            f"| {_cell(g.name)} | {_cell(g.value)} | {_cell(g.origin)} |" for g in derived.given
        ]
    return "\n".join(lines)


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
