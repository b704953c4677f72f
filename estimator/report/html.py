"""Reports as one HTML page that needs nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from estimator.report.derivation import Derivation
from estimator.report.intervals import INTERVAL
from estimator.report.summary import YEARS, Summary, convention_in_words
from estimator.report.table import Findings, Table

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 600; padding: 1.2rem 0 .3rem }
td, th { text-align: left; padding: .15rem .6rem .15rem 0; vertical-align: top }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td.note, .note { opacity: .7 }
""".strip()
_NUMBERED = "th.number { text-align: right; font-variant-numeric: tabular-nums }"


Cells = list[tuple[str, tuple[str, ...], str]]
"""Rows of a table: a name, its values, a note."""


def report(summary: Summary) -> str:
    """Write a report as a whole HTML page."""
    style = f"{_STYLE}\n{_NUMBERED}" if summary.uncertain else _STYLE
    return _page(summary.title or "Estimate", "\n".join(_report(summary)), style)


def explanation(derived: Derivation) -> str:
    """Write a derivation as a whole HTML page."""
    return _page(f"{derived.name} = {derived.value}", "\n".join(_explanation(derived)))


def findings(found: Findings) -> str:
    """Write findings as a whole HTML page."""
    return _page(found.title, "\n".join(_findings(found)), f"{_STYLE}\n{_NUMBERED}")


def _page(title: str, body: str, style: str = _STYLE) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}\n</style>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</html>"
    )


def _report(summary: Summary) -> Iterator[str]:
    if summary.about:
        yield f"<p>{escape(summary.about)}</p>"
    if summary.source:
        yield f'<p class="note">Source: {escape(summary.source)}</p>'
    for convention in summary.conventions:
        yield f'<p class="note">{escape(convention_in_words(convention))}</p>'
    if summary.sampled:
        yield f'<p class="note">{escape(summary.sampled)}</p>'
    # A column alone needs no head.
    heads = summary.heads if len(summary.heads) > 1 else ()
    for group, rows in summary.told().items():
        yield _table(group, [(row.label, summary.cells(row), row.remark) for row in rows], heads)
    if summary.years is not None:
        years: Cells = [(name, shown, "") for name, shown in summary.years.rows.items()]
        yield _table(YEARS, years, summary.years.heads)
    for title, remarks in summary.remarks():
        yield _table(title, [(name, (said,), "") for name, said in remarks])
    expected: Cells = [
        (e.name, (e.shown,), f"{'met' if e.met else 'not met'}, expected {e.text}")
        for e in summary.expectations
    ]
    claimed: Cells = [
        (c.name, (c.text,), f"{f'{c.by}; ' * bool(c.by)}here {c.shown}; {c.says}")
        for c in summary.claims
    ]
    for title, cells in (("expected", expected), ("claimed", claimed)):
        if cells:
            yield _table(title, cells)
    if summary.decisions:
        yield _table("decisions", [(said.of, (), said.text) for said in summary.decisions])


def _explanation(derived: Derivation) -> Iterator[str]:
    yield f"<p>{escape(derived.meaning)}</p>"
    if derived.interval:
        yield f'<p class="note">{escape(f"{INTERVAL}: {derived.interval}")}</p>'
    for step in derived.steps:
        powers = derived.powers if step.name == derived.name else ()
        lines = [step.formula, step.numbers, *powers, step.value]
        yield f"<h2>{escape(step.name)}</h2>"
        yield "".join(f"<div>= {escape(line)}</div>" for line in dict.fromkeys(lines))
        if step.law:
            law = "; ".join(part for part in (step.law, step.source) if part)
            yield f'<p class="note">{escape(law)}</p>'
    if derived.given:
        yield _table("from", [(g.name, (g.value,), g.origin) for g in derived.given])


def _table(caption: str, rows: Cells, heads: tuple[str, ...] = ()) -> str:
    head = "".join(f'<th scope="col" class="number">{escape(text)}</th>' for text in heads)
    head = f"<tr><td></td>{head}<td></td></tr>\n" if heads else ""
    body = "\n".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="number">{escape(value)}</td>' for value in values)
        + f'<td class="note">{escape(note)}</td></tr>'
        for name, values, note in rows
    )
    return f"<table>\n<caption>{escape(caption)}</caption>\n{head}{body}\n</table>"


def _findings(found: Findings) -> Iterator[str]:
    yield from (f'<p class="note">{escape(line)}</p>' for line in found.about)
    yield from map(_columns, found.tables)
    yield from (f"<p>{escape(note)}</p>" for note in found.notes)


def _columns(table: Table) -> str:
    """Write a table in which every column has a head."""
    caption = f"<caption>{escape(table.title)}</caption>\n" if table.title else ""
    sides = ["" if at in table.words else ' class="number"' for at in range(len(table.head))]
    lines = [[_cell("th", ' scope="col"', *each) for each in zip(sides, table.head, strict=True)]]
    for row in table.rows:
        first, *rest = zip(sides, row, strict=True)
        lines.append(
            [_cell("th", ' scope="row"', *first), *(_cell("td", "", *each) for each in rest)]
        )
    body = "\n".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return f"<table>\n{caption}{body}\n</table>"


def _cell(tag: str, scope: str, side: str, text: str) -> str:
    return f"<{tag}{scope}{side}>{escape(text)}</{tag}>"
