"""Practice in words: a problem, its hints, and what a session comes to."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator

from estimator.check.problem import Outline, leaves
from estimator.check.session import Entry, Summary
from estimator.diagnostics import one_line
from estimator.engine.result import Values
from estimator.report.decisions import in_prose
from estimator.report.derivation import derivation, pretty
from estimator.report.row import unit_text
from estimator.report.table import Findings, Sheet, Table
from estimator.units.display import human, rounded, scientific
from estimator.units.natural import PERCENT, Powers, factor
from estimator.units.table import Unit

_SECONDS = "a day has about 10^5 seconds, a year 400 days"


def posed(values: Values, outline: Outline, story: str) -> str:
    """Write a problem: its story, what is told, and what is asked for, step by step.

    Args:
        values: the scenario, with the figures of the problem.
        outline: what is told and asked for.
        story: in words.
    """
    rows = [(each.words, told(values, each.name)) for each in outline.told]
    width = max(len(words) for words, _ in rows)
    return "\n".join(
        [
            *([story, ""] if story else []),
            *(f"  {words:<{width}}  {value}" for words, value in rows),
            "",
            *(f"{at}. {ask.question}" for at, ask in enumerate(outline.asks, 1)),
        ]
    )


def told(values: Values, name: str) -> str:
    r"""Show an input as people say it beside its words: `15/day`, `500 KB`, `80 M users`.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> text = "users: {daily: 5M}\nactions: {tweet: {per_user: 3 / day, request_size: 2 KB}}"
    >>> values = estimate(Source("x", text))
    >>> [told(values, f"actions.tweet.{field}") for field in ("per_user", "request_size")]
    ['3/day', '2 KB']
    """
    unit, steps = _bare(values, name), not values.typed(name)
    return _said(values, human(values.by_name[name], unit, values.table, steps=steps))


def _said(values: Values, shown: str) -> str:
    said = in_prose(values, shown)
    return said if said.startswith("1 ") else said.replace(" byte", " bytes")


def asked_in(values: Values, name: str) -> str:
    """Say in which unit a bare number is taken.

    >>> from estimator.pipeline import estimate
    >>> from estimator.source import Source
    >>> asked_in(estimate(Source("x", "formulas: {load: 3 * 20 request/s}")), "load")
    'in requests/s'
    """
    unit = unit_text(_bare(values, name))
    if unit.startswith("1/"):
        return "per second" if unit == "1/s" else f"per {unit.removeprefix('1/')}"
    if unit.startswith("byte"):
        return f"in {unit.replace('byte', 'bytes', 1)}, or KB, MB, GB …"
    return f"in {in_prose(values, f'2 {unit}').removeprefix('2 ')}" if unit else "a number"


def _bare(values: Values, name: str) -> Powers:
    """Give the unit of a value without the things that go without saying beside its words."""
    parts = name.split(".")
    return tuple(
        (thing, power)
        for thing, power in values.unit(name)
        if not _counted(values, thing)
        or (power == 1 and thing not in parts and parts[-1] != "items")
    )


def _counted(values: Values, unit: str) -> bool:
    known = values.table.find(unit)
    return isinstance(known, Unit) and known.thing


def hints(values: Values, outline: Outline, name: str) -> tuple[str, ...]:
    """Give the hints to a step, the next one telling more: round, powers of ten, formula.

    Args:
        values: the scenario of the problem.
        outline: what is told and asked for.
        name: of the result that is asked for.
    """
    derived = derivation(values, name)
    taken = {*leaves(values, name)}
    inputs = [each for each in outline.told if each.name in taken]
    asked = [each.name for each in outline.asks]
    known = asked[: asked.index(name)]
    figures = [f"  {each.words} ≈ {_figure(values, each.name)}" for each in inputs]
    powers = [f"  {line}" for line in derived.powers[:2]] or [
        f"  {each.words} = {_power(values, each.name)}" for each in inputs
    ]
    timed = any("time" in dict(values.program.meanings[n].dimension.powers) for n in (name, *taken))
    seconds = f"; {_SECONDS}" if timed else ""
    return (
        "\n".join([f"Round every input to one figure{seconds}:", *figures]),
        "\n".join(["Write powers of ten; group these, and the figures:", *powers]),
        "\n".join(["In names:", *_formulas(values, name, known)]),
    )


def _figure(values: Values, name: str) -> str:
    """Round an input to one figure, as a plain number of its unit."""
    unit, size = _bare(values, name), factor(values.unit(name), values.table)
    one = float(rounded(values.by_name[name] / size, 1).replace(",", ""))
    return _said(values, human(one * size, unit, values.table))


def _power(values: Values, name: str) -> str:
    unit = _bare(values, name)
    plain = () if unit == PERCENT else unit
    return pretty(scientific(values.by_name[name], plain, values.table))


def _formulas(values: Values, name: str, known: Collection[str]) -> Iterator[str]:
    """Give the formulas that lead from what is known to a result, the result's own last."""
    needed, waiting = {name}, [name]
    while waiting:
        for part in values.node(waiting.pop()).parts:
            if part not in known and part not in needed:
                needed.add(part)
                waiting.append(part)
    for step in derivation(values, name).steps:
        if step.name in needed:
            yield f"  {step.name} = {pretty(step.formula)}"


def summarized(found: Summary, log: str) -> Findings:
    """Tell what a log of practice comes to: how many problems, how good, which slips recur.

    Args:
        found: what it comes to.
        log: what it is called in the report.
    """
    kinds = [(each.name, str(each.answers), _percent(each.mean)) for each in found.kinds]
    slips = [(name, str(times)) for name, times in found.slips]
    tables = [Table("steps", ("", "answers", "mean score"), kinds)] if kinds else []
    tables += [Table("slips", ("", "times"), slips)] if slips else []
    return Findings(
        "Practice",
        tuple(_about(found, log)),
        tuple(tables),
        tuple(_notes(found)),
        Sheet(("kind", "answers", "mean_score"), list(found.kinds)),
        found._asdict()
        | {
            "slips": [{"slip": name, "times": times} for name, times in found.slips],
            "kinds": [each._asdict() for each in found.kinds],
        },
    )


def answered(entries: Iterable[Entry]) -> Findings:
    """Give every answer of a session as a table: to which step, what it was worth, and why.

    >>> entry = Entry("2025-01-01T00:00:00Z", "yelp", 1, "x", "users", "=1", "exact", 1.0, "", 1.0)
    >>> answered([entry]).tables[0].rows
    [('yelp', '1', 'x', '=1', 'exact', '', '100%')]
    """
    kept = [each._replace(answer=one_line(each.answer)) for each in entries]
    head = ("scenario", "seed", "step", "answer", "verdict", "slip", "score")
    rows = [
        (e.scenario, str(e.seed), e.step, e.answer, e.verdict, e.slip, _percent(e.score))
        for e in kept
    ]
    lines = [tuple(math.nan if cell is None else cell for cell in each) for each in kept]
    mean = sum(e.score for e in kept) / len(kept) if kept else 0.0
    answers = "1 answer" if len(kept) == 1 else f"{len(kept)} answers"
    return Findings(
        "Answers",
        (f"{answers}, mean score {_percent(mean)}" if kept else "no answers",),
        (Table("", head, rows, (0, 2, 3, 4, 5)),) if kept else (),
        (),
        Sheet(Entry._fields, lines),
        [each._asdict() | {"slip": each.slip or None} for each in kept],
    )


def _about(found: Summary, log: str) -> Iterator[str]:
    if not found.answers:
        yield f"no answers in {log}"
        return
    problems = "1 problem" if found.problems == 1 else f"{found.problems} problems"
    answers = "1 answer" if found.answers == 1 else f"{found.answers} answers"
    yield f"{problems}, {answers}, mean score {_percent(found.mean)}"


def _notes(found: Summary) -> Iterator[str]:
    if found.passed_over:
        lines = "1 line" if found.passed_over == 1 else f"{found.passed_over} lines"
        yield f"{lines} of the log passed over: no answers, or broken"


def _percent(score: float) -> str:
    return f"{100 * score:.0f}%"
