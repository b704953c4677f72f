"""`estimate constants`: the numbers to know, with a log-scale bar."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator

import click

from estimator.api import TABLES, Constant, Style, constants
from estimator.cli.scenario import format_option, style

_BAR = 30


@click.command("constants")
@click.argument("word", default="")
@click.option("--table", type=click.Choice(TABLES), help="Only one table.")
@click.option(
    "--sort",
    type=click.Choice(["value", "name", "table"]),
    default="value",
    show_default=True,
    help="The order within a topic.",
)
@click.option("--sources", is_flag=True, help="Also print range, source and date of each.")
@format_option("text", "json")
def command(word: str, table: str | None, sort: str, sources: bool, format_: str) -> None:
    """Print the constants whose name, title or topic holds WORD.

    Each goes by its name in a formula; where two tables have one name,
    the bare name is the notes' value and measured.NAME the later one.
    """
    found = [
        c for t in TABLES if table in (None, t) for c in constants(t).values() if _holds(c, word)
    ]
    found.sort(key={"value": _by_value, "name": _by_name, "table": _by_table}[sort])
    if format_ == "json":
        click.echo(
            json.dumps([_data(constant) for constant in found], indent=2, ensure_ascii=False)
        )
        return
    if not found:
        click.echo(f"no constant has {word!r} in its name, title or topic", err=True)
        return
    for line in _lines(found, sources=sources, style=style()):
        click.echo(line)


def _holds(constant: Constant, word: str) -> bool:
    text = f"{constant.name} {constant.title} {constant.topic} {constant.table}"
    return all(part in text.lower() for part in word.lower().split())


def _by_value(constant: Constant) -> tuple[str, float]:
    return constant.topic, constant.reading.value


def _by_name(constant: Constant) -> tuple[str, str, int]:
    return constant.topic, constant.name, TABLES.index(constant.table)


def _by_table(constant: Constant) -> tuple[str, int, float]:
    return constant.topic, TABLES.index(constant.table), constant.reading.value


def _data(constant: Constant) -> dict[str, object]:
    data = constant._asdict()
    del data["reading"]
    return data


def _lines(found: list[Constant], *, sources: bool, style: Style) -> Iterator[str]:
    names = max(len(constant.path) for constant in found)
    values = max(len(constant.value) for constant in found)
    topic = ""
    for constant in found:
        if constant.topic != topic:
            yield style(f"{chr(10) if topic else ''}{constant.topic.replace('_', ' ')}", "title")
            topic = constant.topic
        bar = _bar(constant, [c for c in found if c.topic == topic])
        yield (
            f"  {constant.path:<{names}}  {style(f'{constant.value:>{values}}', 'number')}"
            f"  {style(f'{bar:<{_BAR}}', 'quiet')}  {constant.title}"
        )
        if sources:
            spread = f"range {constant.range}; " if constant.range else ""
            note = f"; {constant.note}" if constant.note else ""
            yield style(f"      {spread}{constant.source} ({constant.as_of}){note}", "quiet")


def _bar(constant: Constant, peers: Iterable[Constant]) -> str:
    """Draw a value among those of its topic and kind, on a log scale."""
    kind = constant.reading.dimension
    sizes = [c.reading.value for c in peers if c.reading.dimension == kind and c.reading.value > 0]
    least, most = math.log10(min(sizes)), math.log10(max(sizes))
    if most == least:
        return ""
    share = (math.log10(constant.reading.value) - least) / (most - least)
    return "█" * (1 + round(share * (_BAR - 1)))
