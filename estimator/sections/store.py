"""What one action leaves behind in storage."""

from typing import ClassVar

from estimator.amount.field import Amount, ask, share
from estimator.sections.section import Answer, Section
from estimator.sections.users import NOTES


class Store(Section):
    """Say what one action leaves behind in storage."""

    noun: ClassVar[str] = "item"

    share: Amount | None = share(
        "Share of the actions that leave one.", default="100%", example="10%"
    )
    count: Amount | None = ask(
        "{item}/{action}", "How many such an action leaves.", default="1", example="4"
    )
    size: Amount | None = ask("byte/{item}", "Size of one.", example="100 KB")
    replicas: Amount | None = ask(
        "",
        "Whole copies of it, where not kept as the rest is.",
        low=1,
        multiplier="× {}",
        example="1",
    )
    retention: Amount | None = ask(
        "year", "How long it is kept, where not as long as the rest.", example="30 days"
    )

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "per_day",
            "byte/day",
            "New data a day, before copies.",
            ("actions.{action}.per_day * share * count * size",),
            law="data a day = actions a day × share × count × size",
            source=NOTES,
            needed=True,
            ways="give its size",
        ),
        Answer(
            "flow",
            "byte/s",
            "New data while the action goes on, before copies.",
            ("actions.{action}.rate * share * count * size",),
            quiet=True,
        ),
        Answer(
            "logical",
            "byte",
            "Data kept, before copies.",
            (
                "flow * min(retention, actions.{action}.lasts)",
                "per_day * retention",
                "flow * min(storage.retention, actions.{action}.lasts)",
                "flow * actions.{action}.lasts",
                "per_day * storage.retention",
            ),
            ways="give it a retention, or storage.retention for all",
            law="data kept = data a day × retention",
            source=NOTES,
        ),
        Answer(
            "written",
            "byte/day",
            "Data that new data makes, with copies and compressed.",
            (
                "per_day * replicas * storage.packed",
                "per_day * storage.replicas * storage.erasure.factor * storage.packed",
                "per_day * storage.replicas * storage.packed",
            ),
            quiet=True,
        ),
        Answer(
            "total",
            "byte",
            "Data kept, with every copy.",
            ("logical * replicas * storage.around", "logical * storage.multiplier"),
            law="data stored = data kept × copies",
            source=NOTES,
        ),
    )
