"""How fast the use of the system grows, and for how long."""

from typing import ClassVar, Literal

from pydantic import Field

from estimator.amount.field import Amount, ask
from estimator.sections.section import Answer, Section


class Growth(Section):
    """Say how fast users and what they do grow; the report then shows each year."""

    rate: Amount | None = ask(
        "%",
        "Growth a year, of users and what comes without users; data given in bytes stays.",
        low=-99,
        high=1000,
        example="40%",
    )
    kind: Literal["compounding", "linear"] = Field(
        "compounding", description="Whether each year grows on the last, or on the first."
    )
    horizon: Amount | None = ask(
        "year",
        "How many years ahead to look.",
        default="5 years",
        above=True,
        high=100,
        example="5 years",
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "factor",
            "",
            "How much larger the demand is at the end.",
            ("(1 + rate)^(horizon / 1 year)",),
            law="compound growth: (1 + rate)^years",
            when=(("kind", "compounding"),),
        ),
        Answer(
            "factor",
            "",
            "How much larger the demand is at the end.",
            ("max(0, 1 + rate * horizon / 1 year)",),
            law="linear growth: 1 + rate × years",
            when=(("kind", "linear"),),
        ),
    )

    example: ClassVar[str] = """\
users: {daily: 1M}
actions:
  post: {kind: write, per_user: 2 / day, stores: {text: {size: 1 KB}}}
storage: {retention: 5 years}
growth: {rate: 40%, horizon: 5 years}
limits: {storage.total: 10 TB}
"""
