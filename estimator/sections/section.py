"""What a section is made of: fields that ask, answers that follow, and what they mean."""

import re
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as PydanticField

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
    `may_lack` a value is left out where it divides by zero. One may ask for
    names to be `given` that its formulas do not take, and be told as missing
    only where another value is there, its `partly`. Where fields are
    given for two formulas, or for one and the answer itself, one of those is
    too much if there is but `one_way` to it. An answer is made
    once for `each` name in the pick of that field. Of a `telling` one the report
    says how it grows from year to year, and what binds, where its formula has
    the largest of a family. One with a `multiplier` is listed as such, written
    that way, as fields are.
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
    each: str = ""
    given: tuple[str, ...] = ()
    partly: str = ""
    one_way: bool = False
    telling: bool = False
    multiplier: str = ""


class Check(NamedTuple):
    """Hold two values of a section to each other, such as `needed <= copies`.

    The comparison has a name or an amount on each side; one whose names are
    not all there is not held. `hint` is the way out.
    """

    comparison: str
    hint: str = ""

    def names(self) -> set[str]:
        """Give the names that it compares, and words of units."""
        return {*_NAME.findall(self.comparison)}


class Decision(NamedTuple):
    """Say in words what a number means for the design.

    In `says`, `{count}` is the value of that name, `{count!binds}` the part of
    it that binds, `{nodes!until}` the demand up to which it stays as it is,
    `{capacity!each}` a value without the thing it is of, and `{lines.*!most}`
    the name of the largest of a family. What stands in [ ] is
    left out where a name in it is not there.
    The sentence is said where every name in it is there, all comparisons of
    `when` hold, the choice of a field is the `chosen` one, and no name like
    `unless` is there. `of` is the number that it is about and `source` where
    the rule is from.
    """

    of: str
    says: str
    when: tuple[str, ...] = ()
    chosen: tuple[str, str] | None = None
    unless: tuple[str, ...] = ()
    source: str = ""

    def silenced_by(self, path: str) -> tuple[str, ...]:
        """Give the names that keep it unsaid: of the section at a path, or from the top."""
        return (*self.unless, *(f"{path}.{name}" for name in self.unless))

    def names(self) -> set[str]:
        """Give the names that it takes: of the section, or paths from the top."""
        places = [name.partition("!")[0] for name in PLACE.findall(self.says)]
        compared = [name for text in self.when for name in _NAME.findall(text)]
        return {*places, *compared, self.of}


PLACE = re.compile(r"\{([^}]+)\}")
_NAME = re.compile(r"[A-Za-z_][\w.]*")


class Pick(NamedTuple):
    """Say of which names of another section a field takes some: all where it is left out."""

    section: str


Picked = list[str] | str | None
"""The type of a field that picks names."""


def pick(section: str, meaning: str) -> Any:
    """Declare a field that takes names of another section, in a list or one alone."""
    info: Any = PydanticField(default=None, description=meaning)
    info.metadata.append(Pick(section))
    return info


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

    A section that is kept by name (`actions.tweet`) has a `noun`; where it is
    `counted`, each of its names is a counted thing, put into units at the
    place `{noun}`; `{holder}` is the path of the section that one is in. An
    amount in its place is that of the field `short`.
    One that is `implied` gives its answers without being asked, where they follow.
    One with a `line` has but one in a report: the first of these values, and the
    others beside it.
    """

    noun: ClassVar[str] = ""
    counted: ClassVar[bool] = True
    short: ClassVar[str] = ""
    implied: ClassVar[bool] = False
    line: ClassVar[tuple[str, ...]] = ()
    answers: ClassVar[tuple[Answer, ...]] = ()
    checks: ClassVar[tuple[Check, ...]] = ()
    # Of each group the first that fits is said.
    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = ()
    example: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        mapping = given.keys() if isinstance(given, dict) else set()
        amount = isinstance(given, str) or (
            "value" in mapping and mapping.isdisjoint(cls.model_fields)
        )
        return {cls.short: given} if cls.short and amount else given

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        mapping: dict[str, Any] = handler(core)
        if not cls.short:
            return mapping
        amount = handler.resolve_ref_schema(mapping)["properties"][cls.short]
        return {"anyOf": [amount, mapping]}


@lru_cache(maxsize=256)
def fields_of(section: type[Section]) -> dict[str, Field | None]:
    """Give a section's own fields: what each asks for, None for one that is a choice."""
    inner = {key for key, _ in sections_in(section)}
    return {
        key: next((m for m in info.metadata if isinstance(m, Field)), None)
        for key, info in section.model_fields.items()
        if key not in inner and key not in picks_of(section)
    }


@lru_cache(maxsize=256)
def picks_of(section: type[Section]) -> dict[str, str]:
    """Give the fields that pick names, and the section whose names they pick."""
    return {
        key: pick.section
        for key, info in section.model_fields.items()
        for pick in info.metadata
        if isinstance(pick, Pick)
    }


@lru_cache(maxsize=256)
def sections_in(section: type[Section]) -> tuple[tuple[str, type[Section]], ...]:
    """Give the fields of a section that hold sections: one, or several by name."""
    return tuple(
        (key, kind)
        for key, info in section.model_fields.items()
        for kind in get_args(info.annotation)
        if isinstance(kind, type) and issubclass(kind, Section)
    )
