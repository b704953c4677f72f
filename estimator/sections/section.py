"""What a section is made of: fields that ask, and answers that follow."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from estimator.amount.field import Field


class Answer(NamedTuple):
    """Say how one answer of a section follows from its fields.

    `formulas` are tried in order; the first whose names are all there is the
    one. A name is looked up among the section's own fields and answers first,
    then as a path from the top. `law` is the law's name, one for all formulas
    or one for each. `unit` is what the answer is shown in; `when`
    names fields and the choices under which the answer is given at all. A
    `needed` answer that no formula gives is an error, and `ways` says in words
    what to give instead. A `quiet` one is a step on the way: it has its name
    and its derivation, and no line of its own in a report. Where a formula adds
    up a family, a `whole` answer needs every member of it; another adds up
    those there are, and the report says what it leaves out. An answer that
    `may_lack` a value is left out where it divides by zero.
    """

    name: str
    unit: str
    meaning: str
    formulas: tuple[str, ...]
    law: str | tuple[str, ...] = ""
    source: str = ""
    when: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    ways: str = ""
    quiet: bool = False
    whole: bool = False
    may_lack: bool = False


class OptionalKeys(BaseModel):
    """Hold keys of which any can be left empty, as in a template; others are refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if isinstance(given, dict):
            known = cls.model_fields
            return {key: v for key, v in given.items() if v is not None or key not in known}
        return {} if given is None else given


class Section(OptionalKeys):
    """Hold what a scenario says of one of its parts.

    A section that is kept by name (`actions.tweet`) has a `noun`; each of its
    names is then a counted thing, put into units at the place `{noun}`.
    """

    noun: ClassVar[str] = ""
    answers: ClassVar[tuple[Answer, ...]] = ()


@lru_cache(maxsize=256)
def fields_of(section: type[Section]) -> dict[str, Field | None]:
    """Give a section's own fields: what each asks for, None for one that is a choice."""
    inner = {key for key, _ in sections_in(section)}
    return {
        key: next((m for m in info.metadata if isinstance(m, Field)), None)
        for key, info in section.model_fields.items()
        if key not in inner
    }


@lru_cache(maxsize=256)
def sections_in(section: type[Section]) -> tuple[tuple[str, type[Section]], ...]:
    """Give the fields of a section that hold sections by name."""
    return tuple(
        (key, kind)
        for key, info in section.model_fields.items()
        for kind in getattr(info.annotation, "__args__", ())
        if isinstance(kind, type) and issubclass(kind, Section)
    )
