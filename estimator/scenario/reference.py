"""The keys of a scenario, and each section's fields and answers, as pages from their models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from estimator.amount.field import Field
from estimator.scenario import uncertain
from estimator.scenario.head import Head
from estimator.sections import SECTIONS
from estimator.sections.section import PLACE, Answer, Section, fields_of, picks_of, sections_in


def reference(section: str = "") -> str:
    """Write the reference of a scenario file, or of one of its sections, as Markdown."""
    return "\n".join(_section_page(section) if section else _index())


def sections() -> tuple[str, ...]:
    """Give the key of every section, in the order of a report.

    >>> sections()[:2]
    ('users', 'actions')
    """
    return tuple(SECTIONS)


def _index() -> Iterator[str]:
    yield "# A scenario, key by key"
    yield ""
    yield "Every key is optional. What a section asks and answers stands on its own page, which"
    yield "`estimate schema SECTION` prints, too."
    yield ""
    yield "| section | |"
    yield "|---|---|"
    for key, section in SECTIONS.items():
        yield f"| [`{_path(key, section)}`](sections/{key}.md) | {_about(section)} |"
    yield ""
    yield "| other key | meaning |"
    yield "|---|---|"
    for key, info in Head.model_fields.items():
        yield f"| `{key}` | {info.description} |"
    yield ""
    yield _CLAIMS
    yield from uncertain.page()


_CLAIMS = """\
## Claims

What someone said of a result stands under `claims`, and the report judges it:

```yaml
users: {monthly: 300M, daily_share: 50%}
actions:
  tweet: {done_by: 25%, per_user: 2 / day, peak_factor: 2}
claims:
  - {of: actions.tweet.peak_rate, says: 1500 tweet/s, by: the notes}
  - {of: actions.tweet.per_day, says: 150M tweet/day, by: a colleague, verdict: off}
```

| verdict | when |
|---|---|
| `exact` | It is within 1 %. |
| `rounded` | It is a fair rounding, a range around the value, or what a convention gives. |
| `same order` | It is within a factor of √10, and no known slip leads there. |
| `off` | It is further off, or a known slip leads there. |
| `wrong kind` | It is of another kind, such as data where tweets are asked for. |

A convention is a day of 10⁵ seconds, a year of 400 days, or 1,024 for 1,000; the
report names it. What explains a miss is named, too: an input that was left out,
counted twice or turned over, or a known slip such as bits for bytes. Where nothing
fits, the report says so. Shares from 90 % on are compared by what is missing from
the whole.

`estimate run` ends with exit code 1 where a claim is `off` or of the `wrong kind`.
One that is known to be wrong says so with `verdict`, and fails only where its
verdict is another. With `--set` or other conventions a claim fails nothing.
"""


def _section_page(key: str) -> Iterator[str]:
    section = SECTIONS[key]
    path = _path(key, section)
    yield f"# {path}"
    yield ""
    yield _about(section)
    if section.example:
        yield f"\n```yaml\n{section.example.rstrip()}\n```"
    yield from _tables(section)
    for inner, path_in in _inner(section, path):
        yield f"\n## {path_in}\n"
        yield _about(inner)
        yield from _tables(inner)


def _inner(
    section: type[Section], path: str, seen: tuple[type[Section], ...] = ()
) -> Iterator[tuple[type[Section], str]]:
    """Give the sections inside one, each once: steps that hold steps are told as steps."""
    told = {*seen, section}
    for key, kind in sections_in(section):
        if kind not in told:
            told.add(kind)
            inner_path = f"{path}.{_path(key, kind)}"
            yield kind, inner_path
            yield from _inner(kind, inner_path, tuple(told))


def _path(key: str, section: type[Section]) -> str:
    return f"{key}.NAME" if section.noun else key


def _about(section: type[Section]) -> str:
    return (section.__doc__ or "").splitlines()[0]


def _tables(section: type[Section]) -> Iterator[str]:
    rows = [*_fields(section)]
    if rows:
        yield "\n| field | unit | default | meaning | example |"
        yield "|---|---|---|---|---|"
        yield from rows
    if section.short:
        yield f"\nA plain value in the place of all fields is its `{section.short}`."
    if section.answers:
        yield "\n| answer | unit | meaning | follows from | law |"
        yield "|---|---|---|---|---|"
        yield from map(_answer, section.answers)
    if section.checks:
        held = ", ".join(f"`{check.comparison}`" for check in section.checks)
        yield f"\nHeld: {held}."
    decisions = [decision for group in section.decisions for decision in group]
    if decisions:
        yield "\nThe report may say:\n"
        for each in decisions:
            when = " and ".join(f"`{comparison}`" for comparison in each.when)
            yield f"- {_spoken(each.says)}{f' (when {when})' if when else ''}"


def _fields(section: type[Section]) -> Iterator[str]:
    for key, info in section.model_fields.items():
        field = fields_of(section).get(key)
        if field is not None:
            yield _field(key, field)
        elif key in picks_of(section):
            of = picks_of(section)[key]
            yield f"| `{key}` | names of {of} | all | {info.description} | |"
        elif any(key == inner for inner, _ in sections_in(section)):
            yield f"| `{key}` | see below | | {info.description} | |"
        else:
            default = f"`{info.default}`" if info.default else ""
            yield f"| `{key}` | {_choices(info.annotation)} | {default} | {info.description} | |"


def _choices(annotation: object) -> str:
    options = [o for part in (annotation, *get_args(annotation)) for o in get_args(part)]
    return " or ".join(f"`{option}`" for option in options if isinstance(option, str))


def _field(key: str, field: Field) -> str:
    default = f"`{field.default}`" if field.default else ""
    example = f"`{key}: {field.example}`"
    return f"| `{key}` | {_unit(field.unit)} | {default} | {field.meaning} | {example} |"


def _answer(answer: Answer) -> str:
    law = answer.law if isinstance(answer.law, str) else "<br>or ".join(answer.law)
    law = f"{law} ({answer.source})" if law and answer.source else law
    ways = "<br>or ".join(f"`{formula}`" for formula in answer.formulas)
    return f"| `{answer.name}` | {_unit(answer.unit)} | {answer.meaning} | {ways} | {law} |"


def _spoken(says: str) -> str:
    """Put names in italics where values will stand, without what is said of them."""
    text = PLACE.sub(lambda place: f"*{place[1].partition('!')[0]}*", says)
    return text.replace("[", "").replace("]", "")


def _unit(unit: str) -> str:
    if unit in ("", "%"):
        return "a share" if unit else "a number"
    return unit.replace("{", "").replace("}", "")
