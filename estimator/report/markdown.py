"""Reports as Markdown, for a design document."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.report.derivation import Derivation
from estimator.report.summary import Summary, convention_in_words


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
        yield f"\n## {group}\n"
        yield f"| name | {' | '.join(heads)} | |"
        yield f"|---|{'---:|' * len(heads)}---|"
        for row in rows:
            tail = _cell(row.remark)
            yield f"| {_cell(row.label)} | {' | '.join(row.shown)} | {tail} |"
    if summary.years is not None:
        heads, years = summary.years
        yield "\n## Year by year\n"
        yield f"| | {' | '.join(heads)} |"
        yield f"|---|{'---:|' * len(heads)}"
        yield from (f"| {_cell(name)} | {' | '.join(shown)} |" for name, shown in years.items())
    yield from _remarks(summary)
    if summary.decisions:
        yield "\n## Decisions\n"
        yield from (f"- `{said.of}`: {_cell(said.text)}" for said in summary.decisions)


def _remarks(summary: Summary) -> Iterator[str]:
    for title, rows in summary.remarks():
        yield f"\n## {title.capitalize()}\n"
        yield from (f"- `{name}` {said}".rstrip() for name, said in rows)
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
    lines = [f"## `{derived.name}` = {derived.value}", "", derived.meaning]
    for step in derived.steps:
        lines += ["", f"**{step.name}**", "", f"- = {step.formula}", f"- = {step.numbers}"]
        lines += [f"- = {line}" for line in derived.powers if step.name == derived.name]
        lines.append(f"- = {step.value}")
        if step.law:
            lines += ["", _cell("; ".join(part for part in (step.law, step.source) if part))]
    if derived.given:
        lines += ["", "| from | value | |", "|---|---:|---|"]
        lines += [f"| {g.name} | {g.value} | {_cell(g.origin)} |" for g in derived.given]
    return "\n".join(lines)


def _cell(text: str) -> str:
    """Keep a user's text from being read as markup or breaking a table."""
    for character in "\\`*_[]<>|#":
        text = text.replace(character, "\\" + character)
    return " ".join(text.split())
