"""Adding a section takes its own file and one line: here is one, and all that follows from it."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from jsonschema import Draft202012Validator

import estimator as est
from estimator.amount.field import Amount, ask, factor
from estimator.api import reference, sections
from estimator.sections import SECTIONS
from estimator.sections.section import Answer, Check, Decision, Picked, Section, pick


class Backup(Section):
    """Say how often everything is copied away, and how quickly."""

    of: Picked = pick("actions", "The actions whose data is backed up.")
    interval: Amount | None = ask("day", "Time between backups.", default="1 day", example="1 day")
    kept: Amount | None = factor("Backups that are kept.", default="1", example="7")
    speed: Amount | None = ask("byte/s", "How fast data is copied.", above=True, example="1 GB/s")

    answers: ClassVar[tuple[Answer, ...]] = (
        Answer(
            "size",
            "byte",
            "Data of all backups that are kept.",
            ("storage.logical * kept",),
            law="backups = data × backups kept",
            telling=True,
        ),
        Answer(
            "time",
            "s",
            "How long one backup takes.",
            ("storage.logical / speed",),
            law="time = data / speed",
        ),
    )
    checks: ClassVar[tuple[Check, ...]] = (Check("time <= interval", "copy faster"),)
    decisions: ClassVar[tuple[tuple[Decision, ...], ...]] = (
        (Decision("time", "a backup takes {time}[ of every {interval}]"),),
    )
    example: ClassVar[str] = "backup: {speed: 1 GB/s}"


SCENARIO = """\
users: {daily: 1M}
actions:
  post: {per_user: 1 / day, stores: {text: {size: 1 KB}}}
storage: {retention: 1000 days}
backup: {of: [post], kept: 7, speed: 1 GB/s}
"""


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(SECTIONS, "_registered", dict(SECTIONS))
    SECTIONS.register("backup", Backup)
    yield
    monkeypatch.undo()


def test_it_answers_and_is_derived() -> None:
    result = est.loads(SCENARIO).estimate()
    assert result["backup.size"].to("TB").magnitude == pytest.approx(7)
    assert result["backup.time"].to("s").magnitude == pytest.approx(1000)
    derived = result.explain("backup.size")
    assert "storage.logical × backup.kept" in derived
    assert "backups = data × backups kept" in derived


def test_it_is_in_the_report_with_its_multiplier_and_its_decision() -> None:
    report = est.loads(SCENARIO).estimate().report()
    assert "backup.kept  × 7" in report
    assert "backup.time          a backup takes 16.7 min of every 1 day" in report
    assert "backup.interval" in report.partition("assumed, because not given")[2]


def test_its_fields_are_set_and_its_values_used() -> None:
    scenario = est.loads(SCENARIO + "formulas: {twice: 2 * backup.size}")
    assert scenario.set({"backup.kept": 14}).estimate().show("twice") == "28 TB"
    assert "backup: {speed: 2 GB/s}" in est.loads("users: {daily: 1M}").edit(
        "backup.speed", "2 GB/s"
    ).text.replace("}\n", "}")


def test_its_mistakes_have_messages() -> None:
    with pytest.raises(est.SchemaError, match=r"backup has no field keep\n(.*\n)*.*kept"):
        est.loads("backup: {keep: 7}").estimate()
    with pytest.raises(est.FormulaError, match="there is no pots in actions"):
        est.loads(SCENARIO.replace("of: [post]", "of: [pots]")).estimate()
    with pytest.raises(est.FormulaError, match="this is data, where data per second is asked for"):
        est.loads(SCENARIO.replace("1 GB/s", "1 GB")).estimate()
    with pytest.raises(est.DomainError, match=r"must be at most backup\.interval, 1 day"):
        est.loads(SCENARIO.replace("1 GB/s", "1 MB/s")).estimate()


def test_it_is_in_the_schema_and_has_its_page() -> None:
    validator = Draft202012Validator(est.json_schema())
    validator.validate({"backup": {"of": ["post"], "kept": 7, "speed": "1 GB/s"}})
    assert not validator.is_valid({"backup": {"keep": 7}})
    assert sections()[-1] == "backup"
    page = reference("backup")
    assert "| `kept` | a number | `1` | Backups that are kept. | `kept: 7` |" in page
    assert "- a backup takes *time* of every *interval*" in page


def test_it_grows_with_the_others() -> None:
    grown = est.loads(SCENARIO + "growth: {rate: 100%, horizon: 2 years}").estimate()
    assert grown.summary().years.rows["backup.size"] == ("7 TB", "14 TB", "28 TB")
