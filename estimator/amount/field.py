"""What a field of a scenario asks for: its unit, its range, its meaning."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as PydanticField

from estimator.lang.meaning import Meaning, dimension_of, evaluate, unit_of
from estimator.lang.nodes import names
from estimator.lang.parser import parse
from estimator.units.dimension import Dimension
from estimator.units.natural import PERCENT, Powers
from estimator.units.table import Unit, UnitTable

SHARE = "%"


class Field(NamedTuple):
    """Say what a field asks for.

    `unit` is a unit in the language (empty for a plain number, `%` for a
    share), with places such as `{action}` for the names of things. A value
    lies between `low` and `high`, counted in that unit; `above` leaves out
    `low` itself, `below` leaves out `high`, and `hint` is the way out that is
    offered then. `default` is an amount or a formula. A `multiplier` is listed
    in every report, once, the way it works: `× {}` or `÷ {}`; `counts` says what
    it counts, so that the same thing counted in two sections is noticed. A
    `neutral` default changes nothing, and is no assumption to tell of.
    `any_thing` takes another counted thing than its own, `whole` nothing but
    whole numbers. What is asked of a `demand` grows with the use of the system.
    """

    unit: str
    meaning: str
    default: str | None = None
    low: float = 0.0
    high: float = math.inf
    above: bool = False
    below: bool = False
    multiplier: str = ""
    counts: str = ""
    neutral: bool = False
    any_thing: bool = False
    whole: bool = False
    demand: bool = False
    example: str = ""
    hint: str = ""

    @property
    def share(self) -> bool:
        """Tell whether it is a share of a whole."""
        return self.unit == SHARE


class Asked(NamedTuple):
    """Hold a field's question with the names of things put in.

    `unit` has the dimension `dimension`, and `size` base units.
    """

    field: Field
    dimension: Dimension
    unit: Powers
    size: float


@lru_cache(maxsize=16_384)
def asked(field: Field, unit: str, table: UnitTable) -> Asked:
    """Work out what a field asks for; `unit` is its unit with every place filled."""
    if unit in ("", SHARE):
        share = unit == SHARE
        return Asked(field, Dimension(), PERCENT if share else (), 0.01 if share else 1.0)
    tree = parse(unit)
    meanings, sizes = {}, {}
    for name in names(tree):
        known = table.find(name.text)
        assert isinstance(known, Unit), f"the unit {name.text} of a field is in no table"
        meanings[name.text] = Meaning(known.dimension, known.parts)
        sizes[name.text] = known.factor
    return Asked(
        field, dimension_of(tree, meanings), unit_of(tree, meanings), evaluate(tree, sizes)
    )


class Amount(BaseModel):
    """Take an amount: `300M`, or a mapping that also says where it comes from."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    value: str = PydanticField(
        description="The amount, such as `300M` or `10% to 25%`.",
        json_schema_extra={"type": ["string", "number"]},
    )
    source: str | None = PydanticField(None, description="Where the value comes from.")
    note: str | None = PydanticField(None, description="What a reader should know of it.")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        mapping = handler(core)
        return {"anyOf": [{"type": ["string", "number"]}, mapping]}


def ask(unit: str, meaning: str, **rest: Any) -> Any:
    """Declare a field of a section that takes an amount.

    The arguments are those of `Field`; `default=None` makes the field optional.
    """
    field = Field(unit, meaning, **rest)
    shown = {"unit": unit or "a number", "default": field.default, "example": field.example}
    extra = {f"x-{key}": value for key, value in shown.items() if value}
    info: Any = PydanticField(default=None, description=meaning, json_schema_extra=dict(extra))
    info.metadata.append(field)
    return info


def share(meaning: str, **rest: Any) -> Any:
    """Declare a field that takes a share, from 0 to 100 %."""
    return ask(SHARE, meaning, high=100.0, **rest)


def factor(meaning: str, **rest: Any) -> Any:
    """Declare a field that multiplies: a number of at least 1, listed in every report."""
    return ask("", meaning, **{"low": 1.0, "multiplier": "× {}"} | rest)
