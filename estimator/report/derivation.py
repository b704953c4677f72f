"""How a value comes about: formula, numbers put in, powers of ten, result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from estimator.engine.result import Values
from estimator.lang.meaning import dimension_of, evaluate, unit_of
from estimator.lang.nodes import Call, Chain, Convert, Name, Number, Range, Tree, names, rebuilt
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.report.intervals import INTERVAL, intervals, shown_interval
from estimator.units.dimension import formula
from estimator.units.display import powers_of_ten, whole
from estimator.units.natural import PERCENT, Powers, factor, tidy

# Past this many factors a line of powers of ten is no longer read.
_MOST_FACTORS = 16


class Step(NamedTuple):
    """Hold one formula of a derivation: as written, with numbers put in, and its value.

    `takes` are the values that the formula names, as they are shown.
    """

    name: str
    formula: str
    numbers: str
    value: str
    law: str
    source: str
    takes: dict[str, str]


class Given(NamedTuple):
    """Hold one value that a derivation begins from, and where it comes from."""

    name: str
    value: str
    origin: str


class Derivation(NamedTuple):
    """Hold how a value comes about.

    `steps` lead from what is given to the value, the value's own last;
    `powers` are the lines of a pure product in powers of ten, as the notes
    work: factors, grouped, result. They are empty for other formulas, as is
    the `interval` of a certain value.
    """

    name: str
    meaning: str
    value: str
    whole: str
    steps: tuple[Step, ...]
    powers: tuple[str, ...]
    given: tuple[Given, ...]
    interval: str = ""

    @property
    def beside(self) -> str:
        """Give what stands beside the value: it in full, and its interval."""
        ends = f"{INTERVAL}: {self.interval}" if self.interval else ""
        return "; ".join(part for part in (self.whole, ends) if part)


def derivation(values: Values, name: str) -> Derivation:
    """Derive a value from what is given.

    Raises UnknownNameError where there is no result of that name.
    """
    name = values.find(name)
    definition = values.definition(name)
    below = _below(values, name)
    derived = [n for n in below if _derived(values, n)]
    given = [n for n in below if not _derived(values, n)]
    return Derivation(
        name,
        definition.meaning,
        values.show(name),
        whole(values.by_name[name], values.unit(name), values.table),
        tuple(_step(values, n) for n in derived),
        tuple(_powers(values, name)),
        tuple(Given(n, values.show(n), origin(values, n)) for n in given),
        _interval(values, name),
    )


def _interval(values: Values, name: str) -> str:
    ends = intervals(values, [name]).ends.get(name)
    return shown_interval(values, name, ends) if ends else ""


def origin(values: Values, name: str) -> str:
    """Say where a value comes from that is not worked out: its source, or that it is assumed."""
    definition = values.definition(name)
    if definition.role == "answer":
        return ""
    said = {"default": "assumed, not given", "constant": "constant"}.get(definition.role, "given")
    ranged = definition.reading is not None and definition.reading.low != definition.reading.high
    if ranged and definition.role != "constant":
        said += f" as {definition.text}, taken at its median"
    return "; ".join(part for part in (said, definition.source, definition.note) if part)


def _derived(values: Values, name: str) -> bool:
    """Tell whether a value is worked out; a typed amount, or a range, is given."""
    definition = values.definition(name)
    if definition.role in ("input", "formula") and definition.reading is not None:
        literal = isinstance(definition.tree, Range) or values.typed(name)
        return not literal and definition.role == "formula"
    return definition.role in ("answer", "formula") or bool(values.node(name).parts)


def _below(values: Values, name: str) -> list[str]:
    """Give everything that a value takes, directly or not, each before what takes it."""
    done: dict[str, None] = {}
    waiting = [(name, False)]
    while waiting:
        current, parts_done = waiting.pop()
        if parts_done:
            done[current] = None
        elif current not in done:
            waiting.append((current, True))
            waiting += [(part, False) for part in reversed(values.node(current).parts)]
    return list(done)


def with_numbers(values: Values, name: str) -> str:
    """Give the formula of a value with numbers in the places of names."""
    return pretty(put_in(values, _formula(values, name)))


def _formula(values: Values, name: str) -> str:
    definition = values.definition(name)
    # The graph is kept between scenarios of one structure; an amount is the scenario's own.
    amount = definition.reading is not None
    return show(_spelled(definition.tree if amount else values.node(name).tree))


def _step(values: Values, name: str) -> Step:
    definition = values.definition(name)
    text = _formula(values, name)
    named = dict.fromkeys(part.text for part in names(parse(text)))
    return Step(
        name,
        pretty(text),
        pretty(put_in(values, text)),
        values.show(name),
        definition.law,
        definition.source,
        {part: values.show(part) for part in named if part in values.by_name},
    )


def _spelled(tree: Tree) -> Tree:
    """Write the sum of a family as a sum: `a + b` is read sooner than `sum(a, b)`."""
    tree = rebuilt(tree, _spelled)
    if isinstance(tree, Call) and tree.function == "sum":
        first, *rest = tree.arguments
        return Chain(first, tuple(("+", part) for part in rest), tree.where) if rest else first
    return tree


def pretty(text: str) -> str:
    """Set a formula with the signs of print; the language reads them too.

    >>> pretty("2 * 3 GB")
    '2 × 3 GB'
    """
    return text.replace(" * ", " × ")


def put_in(values: Values, text: str) -> str:
    """Put numbers in the places of names; a unit below the line gets brackets."""
    written, at = [], 0
    for name in names(parse(text)):
        if name.text not in values.by_name:
            continue
        start, end = name.where
        shown = values.show(name.text)
        divides = text[:start].rstrip().endswith("/") or text[end : end + 1] == "^"
        written += [text[at:start], f"({shown})" if divides and not shown.isalnum() else shown]
        at = end
    return "".join([*written, text[at:]])


def _powers(values: Values, name: str) -> Iterator[str]:
    """Write a product as the notes do: each factor in powers of ten, tens apart, result."""
    if values.node(name).definition.reading is not None:
        return
    factors = list(_factors(values, values.node(name).tree, "*"))
    if not 2 <= len(factors) <= _MOST_FACTORS:
        return
    result = _in_bytes(values.unit(name))
    numbers = [(sign, number) for sign, number, _ in factors if number != 1]
    scale = _scale(values, factors, result)
    if abs(scale - 1) > 1e-9:
        numbers.append(("*", scale) if scale >= 1 else ("/", 1 / scale))
    split = [(sign, *powers_of_ten(number, 6)) for sign, number in numbers]
    yield _signed((sign, _ten(mantissa, exponent)) for sign, mantissa, exponent in split)
    yield _grouped(split)
    mantissa, exponent = powers_of_ten(values.by_name[name] / factor(result, values.table), 4)
    unit = f" {formula(result)}" if result else ""
    yield f"{_ten(mantissa, exponent)}{unit}"


def _scale(values: Values, factors: list[Factor], result: Powers) -> float:
    """Give what turns the units of the factors into that of the result, such as s a day."""
    scale = 1 / factor(result, values.table)
    for sign, _, unit in factors:
        scale *= factor(unit, values.table) if sign == "*" else 1 / factor(unit, values.table)
    return scale


def _grouped(split: list[tuple[str, str, int]]) -> str:
    """Group the powers of ten behind all other figures."""
    mantissas = [(sign, mantissa) for sign, mantissa, _ in split if mantissa != "1"]
    exponents = [e if sign == "*" else -e for sign, _, e in split if e]
    figures = _signed(mantissas) or "1"
    if not exponents:
        return figures
    signs = "".join(f" {'-' if e < 0 else '+'} {abs(e)}" for e in exponents)
    tens = signs.removeprefix(" + ").strip()
    tens = f"({tens})" if len(exponents) > 1 else str(exponents[0])
    return f"({figures}) × 10^{tens}" if len(mantissas) > 1 else f"{figures} × 10^{tens}"


Factor = tuple[str, float, Powers]
"""A sign (`*` or `/`), a number, and its unit."""


def _factors(values: Values, tree: Tree, sign: str) -> Iterator[Factor]:
    """Take a product apart, down to what is given; what is no product is one number."""
    match tree:
        case Number():
            yield sign, tree.value, ()
        case Name(text) if text in values.by_name:
            inner = values.node(text)
            if inner.parts and (isinstance(inner.tree, Name) or _product(inner.tree)):
                yield from _factors(values, inner.tree, sign)
            else:
                unit = _in_bytes(values.unit(text))
                yield sign, values.by_name[text] / factor(unit, values.table), unit
        case Name(text):
            unit = values.program.meanings[text].unit
            yield sign, values.program.sizes[text] / factor(unit, values.table), unit
        case Convert(operand):
            yield from _factors(values, operand, sign)
        case Chain(first, rest) if _product(tree):
            yield from _factors(values, first, sign)
            for own, operand in rest:
                flipped = own if sign == "*" else {"*": "/", "/": "*"}[own]
                yield from _factors(values, operand, flipped)
        case _:
            unit = _unit(values, tree)
            number = evaluate(tree, values.program.sizes | values.by_name)
            yield sign, number / factor(unit, values.table), unit


def _product(tree: Tree) -> bool:
    return isinstance(tree, Chain) and not tree.sum


def _unit(values: Values, tree: Tree) -> Powers:
    meanings = values.program.meanings
    unit = tidy(unit_of(tree, meanings), dimension_of(tree, meanings), values.table)
    return _in_bytes(unit)


def _in_bytes(unit: Powers) -> Powers:
    """Give a unit with data in bytes and shares as plain numbers: 100 KB is 10^5 bytes."""
    if unit == PERCENT:
        return ()
    return tuple(("byte" if name in _DECIMAL else name, power) for name, power in unit)


_DECIMAL = {"KB", "MB", "GB", "TB", "PB", "EB", "ZB"}


def _ten(mantissa: str, exponent: int) -> str:
    if not exponent:
        return mantissa
    return f"10^{exponent}" if mantissa == "1" else f"{mantissa}×10^{exponent}"


def _signed(parts: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    text = "".join(f" {'×' if sign == '*' else '÷'} {part}" for sign, part in parts)
    return text.removeprefix(" × ") if text.startswith(" × ") else f"1{text}" if text else ""
