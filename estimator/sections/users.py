"""How many people use the system."""

from typing import ClassVar

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Check, Section

NOTES = 'notes, "Back Of Envelope Estimation"'


class Users(Section):
    """Say how many people use the system, in a month, in a day, at once."""

    implied: ClassVar[bool] = True

    monthly: Amount | None = ask("user", "Monthly active users (MAU).", demand=True, example="300M")
    daily: Amount | None = ask("user", "Daily active users (DAU).", demand=True, example="150M")
    daily_share: Amount | None = share(
        "Share of the monthly users who come on a day.", example="50%"
    )
    concurrent_share: Amount | None = share(
        "Share of the daily users who are there at the same moment.", example="10%"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "daily",
            "user",
            "Daily active users (DAU).",
            ("monthly * daily_share",),
            law="DAU = MAU × daily share",
            source=NOTES,
            one_way=True,
            telling=True,
        ),
        Answer(
            "concurrent",
            "user",
            "Users who are there at the same moment.",
            ("daily * concurrent_share",),
            law="concurrent users = DAU × concurrent share",
        ),
    )

    checks: ClassVar[tuple[Check, ...]] = (
        Check("daily <= monthly", "who comes on a day comes in that month, too"),
    )

    example: ClassVar[str] = """\
users: {monthly: 300M, daily_share: 50%, concurrent_share: 5%}
"""
