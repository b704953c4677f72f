"""The keys of a scenario that are no section."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from estimator.amount.field import Amount
from estimator.sections.section import OptionalKeys

_Verdict = Literal["exact", "rounded", "same order", "off", "wrong kind"]
_VERDICTS = get_args(_Verdict)


class Claim(BaseModel):
    """Hold what someone said of a result."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    of: str = Field(description="The name of the result, such as actions.tweet.peak_rate.")
    says: Amount = Field(description="The value that was said, such as 1500 tweet/s.")
    by: str | None = Field(None, description="Who said it.")
    verdict: _Verdict | None = Field(
        None,
        description="What it is known to be, such as off; then only another verdict fails a run.",
        # Editors whose YAML is older take a bare `off` for false.
        json_schema_extra={"anyOf": [{"enum": [*_VERDICTS, False]}, {"type": "null"}]},
    )


class Correlation(BaseModel):
    """Say how far two uncertain inputs rise and fall together."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    between: Annotated[list[str], Field(min_length=2, max_length=2)] = Field(
        description="The names of the two inputs."
    )
    rank: Amount = Field(description="Their rank correlation, from -1 to 1.")


class Head(OptionalKeys):
    """Hold the keys of a scenario that are no section."""

    title: str = Field("", description="The system's name.")
    about: str = Field("", description="What the scenario is about, in a sentence.")
    source: str = Field("", description="Where its numbers come from.")
    conventions: Literal["exact", "rounded"] = Field(
        "exact", description="How long a day and a year are: 86,400 s and 365, or 10^5 s and 400."
    )
    units: list[str] = Field([], description="Counted things of this scenario, such as [ride].")
    formulas: dict[str, Amount] = Field({}, description="Formulas of its own, by name.")
    expect: dict[str, Amount] = Field({}, description="What results must be: the scenario's test.")
    limits: dict[str, Amount] = Field({}, description="What there is room for, by result.")
    claims: list[Claim] = Field([], description="What someone said of its results.")
    correlations: list[Correlation] = Field(
        [], description="Which uncertain inputs rise and fall together."
    )
