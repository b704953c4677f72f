"""The fields and answers of every section as a page, written from their models."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.amount.field import Field
from estimator.scenario.schema import Head
from estimator.sections import SECTIONS
from estimator.sections.section import Section, fields_of, sections_in


def reference() -> str:
    """Write the reference of a scenario file as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield "# A scenario, field by field"
    yield ""
    yield "Written from the models by `estimate schema --format markdown`."
    yield "Every section is optional. The top level also has:"
    yield ""
    yield "| key | meaning |"
    yield "|---|---|"
    for key, info in Head.model_fields.items():
        yield f"| `{key}` | {info.description} |"
    for key, section in SECTIONS.items():
        yield from _section(f"{key}.NAME" if section.noun else key, section)


def _section(path: str, section: type[Section]) -> Iterator[str]:
    yield f"\n## {path}\n"
    yield (section.__doc__ or "").splitlines()[0]
    fields = fields_of(section)
    if fields:
        yield "\n| field | unit | default | meaning | example |"
        yield "|---|---|---|---|---|"
        for key, field in fields.items():
            yield _field(section, key, field)
    if section.answers:
        yield "\n| answer | unit | meaning | follows from | law |"
        yield "|---|---|---|---|---|"
        for answer in section.answers:
            law = answer.law if isinstance(answer.law, str) else "<br>or ".join(answer.law)
            ways = "<br>or ".join(f"`{formula}`" for formula in answer.formulas)
            yield (
                f"| `{answer.name}` | {_unit(answer.unit)} | {answer.meaning} | {ways} | {law} |"
            )
    for key, inner in sections_in(section):
        yield from _section(f"{path}.{key}.NAME", inner)


def _field(section: type[Section], key: str, field: Field | None) -> str:
    if field is None:
        return f"| `{key}` | a choice | | {section.model_fields[key].description} | |"
    default = f"`{field.default}`" if field.default else ""
    example = f"`{key}: {field.example}`"
    return f"| `{key}` | {_unit(field.unit)} | {default} | {field.meaning} | {example} |"


def _unit(unit: str) -> str:
    if unit in ("", "%"):
        return "a share" if unit else "a number"
    return unit.replace("{", "").replace("}", "")
