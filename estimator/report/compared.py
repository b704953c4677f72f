"""Scenarios beside each other as a report: what differs, what it comes to, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from estimator.diagnostics import one_line
from estimator.engine.result import Values
from estimator.report.beside import ALL_ELSE, NOISE, Line, SideBySide
from estimator.report.point import at_medians, times
from estimator.report.row import unit_text
from estimator.report.summary import convention_in_words
from estimator.report.table import WIDE, Findings, Sheet, Table, width
from estimator.units.dimension import plural

# Longer names stand above the table, and not over a column.
_LONGEST_HEAD = 20
# A table has so many rows.
_MOST_ROWS = 40
# More reasons for one result nobody reads, nor more names as examples.
_NAMED, _EXAMPLES = 3, 2


def compared(all_of: SideBySide) -> Findings:
    """Say to people what differs between scenarios, what results it comes to, and why."""
    return Findings(
        _title(all_of),
        (*_about(all_of), *at_medians(*all_of.sides.values())),
        tuple(_tables(all_of)),
        tuple(_notes(all_of)),
        Sheet((), ()),
        None,
    )


def in_full(all_of: SideBySide) -> Findings:
    """Give programs every result with all its reasons, which takes longer."""
    return Findings(_title(all_of), (), (), (), _sheet(all_of), _data(all_of))


def _title(all_of: SideBySide) -> str:
    titles = dict.fromkeys(values.loaded.title for values in all_of.sides.values())
    return _listed([title for title in titles if title]) or "Comparison"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _about(all_of: SideBySide) -> Iterator[str]:
    heads = _heads(all_of)
    yield from (f"{head}: {name}" for name, head in heads.items() if head != name)
    days = {name: values.table.convention for name, values in all_of.sides.items()}
    if len({*days.values()}) == 1:
        yield convention_in_words(days[all_of.first])
    else:
        yield from (f"{heads[name]} is {convention_in_words(day)}" for name, day in days.items())


def _heads(all_of: SideBySide) -> dict[str, str]:
    """Give what stands over each scenario's column."""
    return {
        name: name if len(name) <= _LONGEST_HEAD else f"variant {at}" if at else "first"
        for at, name in enumerate(all_of.sides)
    }


def _tables(all_of: SideBySide) -> Iterator[Table]:
    heads = _heads(all_of)
    if inputs := _inputs(all_of):
        rows = [(name, *cells) for name, cells in inputs.items()]
        yield Table("what differs", ("", *heads.values()), rows)
    told = _told(all_of)
    lines = [(line.name, *line.shown) for line in told]
    if told and len(all_of.others) == 1:
        (other,) = all_of.others
        yield _whys(all_of, other, Table("what it comes to", ("", *heads.values()), lines))
    elif told:
        yield Table("what it comes to", ("", *heads.values()), lines)
        for other in all_of.others:
            names = [(line.name,) for line in told if other in all_of.with_result(line.name)]
            title = f"{heads[other]} against {heads[all_of.first]}"
            yield _whys(all_of, other, Table(title, ("",), names))


def _whys(all_of: SideBySide, other: str, table: Table) -> Table:
    """Put ratios and reasons into a table; reasons that a row has no room for get rows below."""
    ratios = [times(all_of.ratio(row[0], other)) for row in table.rows]
    columns = [*zip(table.head, *table.rows, strict=True), ("ratio", *ratios)]
    room = WIDE - 2 - width(columns)
    rows: list[tuple[str, ...]] = []
    for row, ratio in zip(table.rows, ratios, strict=True):
        first, *more = _wrapped(all_of.in_words(row[0], other), room)
        rows.append((*row, ratio, first))
        rows += [(*("" for _ in row), "", each) for each in more]
    head = (*table.head, "ratio", "why")
    return Table(table.title, head, rows, (0, len(head) - 1))


def _wrapped(reasons: tuple[str, ...], room: int) -> list[str]:
    """Set reasons in lines, as many beside each other as there is room for.

    >>> _wrapped(("users.daily 80 %", "replicas 15 %", "overhead 4 %", "size 1 %"), 40)
    ['users.daily 80 %, replicas 15 %,', 'overhead 4 % and 1 more']
    """
    told = [*(f"{reason}," for reason in reasons[:_NAMED][:-1]), *reasons[:_NAMED][-1:]]
    told += [f"and {more} more"] if (more := len(reasons) - _NAMED) > 0 else []
    lines = [""]
    for reason in told:
        joined = f"{lines[-1]} {reason}".lstrip()
        lines[-1:] = [joined] if not lines[-1] or len(joined) <= room else [lines[-1], reason]
    return lines


def _inputs(all_of: SideBySide) -> dict[str, tuple[str, ...]]:
    """Give what the scenarios give differently; in variants of one, what some alone give, too."""
    sides = [*all_of.sides.values()]
    variants = len({values.loaded.title for values in sides}) == 1
    found = {}
    for name in dict.fromkeys(name for values in sides for name in values.names()):
        there = [values for values in sides if name in values.by_name]
        everywhere = len(there) == len(sides)
        given = any(_given(values, name) for values in there)
        if given and (not _same(there, name) or (variants and not everywhere)):
            found[name] = tuple(_cell(values, name) for values in sides)
    return found


def _given(values: Values, name: str) -> bool:
    """Tell whether someone could have typed a value otherwise: an amount, or a formula."""
    return values.definition(name).role in ("input", "default", "formula")


def _same(sides: list[Values], name: str) -> bool:
    """Tell whether all scenarios say, or work out, the same."""
    first, *others = sides
    meaning, text = first.program.meanings[name], first.definition(name).text
    return all(
        each.definition(name).text == text
        or each.program.meanings[name].dimension != meaning.dimension
        or all(map(_close, _spread(each, name), _spread(first, name)))
        for each in others
    )


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=NOISE)


def _spread(values: Values, name: str) -> tuple[float, float, float]:
    """Give a value, and the ends of the range that it was given as."""
    value, reading = values.by_name[name], values.definition(name).reading
    return (value, reading.low, reading.high) if reading else (value, value, value)


def _cell(values: Values, name: str) -> str:
    if name not in values.by_name:
        return "–"
    definition = values.definition(name)
    uncertain = definition.reading is not None and definition.reading.drawn is not None
    return one_line(definition.text) if uncertain else values.show(name)


def _told(all_of: SideBySide) -> list[Line]:
    """Give the lines of results that differ and are worth telling; where none is, all that do.

    What one scenario works out and another gives differs already.
    """
    given = _inputs(all_of)
    differ = [line for line in all_of.lines if line.differs and line.name not in given]
    return ([line for line in differ if _telling(all_of, line.name)] or differ)[:_MOST_ROWS]


def _telling(all_of: SideBySide, name: str) -> bool:
    """Tell whether a result is one of those that growth is told of, or a formula."""
    found = [each.definition(name) for each in all_of.sides.values() if name in each.by_name]
    return any(each.telling or each.role == "formula" for each in found)


def _notes(all_of: SideBySide) -> Iterator[str]:
    told, inputs = _told(all_of), _inputs(all_of)
    equal = sum(not line.differs for line in all_of.lines)
    given = sum(line.differs and line.name in inputs for line in all_of.lines)
    more = len(all_of.lines) - len(told) - equal - given
    if equal == len(all_of.lines):
        yield f"all {_so_many('result', equal)} are equal" if equal else "no result is in both"
    elif more or equal:
        said = [_so_many("more result", more) + f" differ{'s' * (more == 1)}"] if more else []
        said += [f"{_so_many('result', equal)} {'is' if equal == 1 else 'are'} equal"] * (equal > 0)
        yield f"{', '.join(said)}: CSV and JSON have them"
    yield from _alone(all_of)
    reasons = {
        reason
        for line in told
        for other in all_of.with_result(line.name)
        for reason in all_of.in_words(line.name, other)
    }
    if any(reason.startswith(ALL_ELSE) for reason in reasons):
        yield f"{ALL_ELSE}: sections, formulas and inputs that are in one scenario alone"
    if any(" -" in reason for reason in reasons):
        yield "a share below 0 %: that alone would move the result the other way"


def _alone(all_of: SideBySide) -> Iterator[str]:
    """Say which results only one scenario of a pair has, those worth telling first."""
    heads = _heads(all_of)
    for other, found in all_of.found.items():
        one = all_of.first
        for side, lacking, names in (one, other, found.only_one), (other, one, found.only_other):
            if names:
                beside = f", beside {heads[lacking]}" if len(all_of.others) > 1 else ""
                yield f"only in {heads[side]}{beside}: {_some(all_of.sides[side], names)}"


def _some(values: Values, names: Sequence[str]) -> str:
    first = sorted(names, key=lambda name: not values.definition(name).telling)[:_EXAMPLES]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def _so_many(noun: str, many: int) -> str:
    return f"{many} {noun if many == 1 else plural(noun)}"


def _sheet(all_of: SideBySide) -> Sheet:
    several = len(all_of.others) > 1
    behind = [f" of {name}" if several else "" for name in all_of.others]
    ratios = [f"{what}{of}" for of in behind for what in ("ratio", "why")]
    return Sheet(
        ("name", "unit", *all_of.sides, *ratios),
        [(line.name, line.unit, *line.values, *_full(all_of, line)) for line in all_of.lines],
    )


def _full(all_of: SideBySide, line: Line) -> Iterator[str | float]:
    for other, ratio in zip(all_of.others, line.ratios, strict=True):
        there = line.differs and other in all_of.with_result(line.name)
        yield ratio
        yield ", ".join(all_of.in_words(line.name, other)) if there else ""


def _data(all_of: SideBySide) -> dict[str, Any]:
    return {
        "scenarios": {
            name: {"title": values.loaded.title, "conventions": values.table.convention}
            for name, values in all_of.sides.items()
        },
        "differ": {name: _input(all_of, name, cells) for name, cells in _inputs(all_of).items()},
        "results": {line.name: _line(all_of, line) for line in all_of.lines},
        "only": {
            other: {all_of.first: list(found.only_one), other: list(found.only_other)}
            for other, found in all_of.found.items()
        },
    }


def _input(all_of: SideBySide, name: str, cells: tuple[str, ...]) -> dict[str, Any]:
    sides = all_of.sides.items()
    there = {side: values for side, values in sides if name in values.by_name}
    return {
        "values": {side: values.in_unit(name) for side, values in there.items()},
        "units": {side: unit_text(values.unit(name)) for side, values in there.items()},
        "shown": dict(zip(all_of.sides, cells, strict=True)),
    }


def _line(all_of: SideBySide, line: Line) -> dict[str, Any]:
    others = zip(all_of.others, line.ratios, strict=True)
    return {
        "unit": line.unit,
        "values": dict(zip(all_of.sides, line.values, strict=True)),
        "against": {
            other: {"ratio": ratio, "why": _reasons(all_of, line, other)}
            for other, ratio in others
            if other in all_of.with_result(line.name)
        },
    }


def _reasons(all_of: SideBySide, line: Line, other: str) -> dict[str, Any]:
    found = all_of.why(line.name, other)
    shares = {all_of.reason(each.name, other): each.share for each in found.reasons}
    of = "ratio" if found.logarithmic else "difference"
    return {"of": of, "shares": shares, "left_out": found.left_out}
