"""Derivations as LaTeX: each step set as one writes it on a board."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from estimator.lang.nodes import Call, Chain, Convert, Name, Power, Range, Sign, Tree
from estimator.lang.parser import parse
from estimator.lang.printer import show
from estimator.report.derivation import Step

Shown = Callable[[str], str]

_SPECIAL = re.compile(r"[\\{}$&#^_%~`]")
_TENS = re.compile(r"\^(-?\d+|\([^)]*\))")
_UNIT = re.compile(r" [A-Za-z]")
_AROUND = {
    "ceil": (r"\left\lceil ", r" \right\rceil"),
    "floor": (r"\left\lfloor ", r" \right\rfloor"),
    "sqrt": (r"\sqrt{", "}"),
    "abs": (r"\left| ", r" \right|"),
}
_WIDE = 58
"""So many letters fit a line beside a page's inputs; a longer formula goes over several."""


def step(derived: Step, powers: Sequence[str] = ()) -> str:
    r"""Set a step: its formula, the numbers in it, powers of ten, and what it comes to.

    Args:
        derived: the step.
        powers: its lines in powers of ten, as a derivation has them for its last step.

    >>> print(step(Step("c", "a * b", "2 * 3", "6", "", "", {"a": "2", "b": "3"})))
    \begin{aligned}
    &= \text{a} \times \text{b} \\
    &= \text{2} \times \text{3} \\
    &= \text{6}
    \end{aligned}
    """
    tree = parse(derived.formula)
    shown = derived.takes
    lines = [*_lines(tree, lambda name: name)]
    lines += _lines(tree, lambda name: shown.get(name, name))
    lines += [_ten(line) for line in powers]
    lines += ["= " + _text(derived.value)]
    # A number alone is its own formula; it is said once.
    rows = " \\\\\n".join(f"&{line}" for line in dict.fromkeys(lines))
    return f"\\begin{{aligned}}\n{rows}\n\\end{{aligned}}"


def _lines(tree: Tree, shown: Shown) -> list[str]:
    """Set a formula in one line, or a long product or sum in a line for each part."""
    if not isinstance(tree, Chain) or tree.implied or _width(tree, shown) <= _WIDE:
        return ["= " + _set(tree, shown)]
    parts = [("", tree.first), *tree.rest]
    inner = "+" if tree.sum else "*"
    return [
        ("= " if not sign else r"\quad " + _SIGNS[sign] + " ") + _bracketed(part, shown, inner)
        for sign, part in parts
    ]


_SIGNS = {"*": r"\times", "/": r"\div", "+": "+", "-": "-"}


def _set(tree: Tree, shown: Shown) -> str:
    match tree:
        case Name(text):
            return _text(shown(text))
        case Sign(operand):
            return "-" + _bracketed(operand, shown, "*")
        case Chain(implied=True):
            return _text(show(tree))
        case Chain() if tree.sum:
            return _joined([("", tree.first), *tree.rest], shown, "+")
        case Chain():
            return _product(tree, shown)
        case Power(base, exponent):
            return f"{{{_bracketed(base, shown, '^')}}}^{{{_set(exponent, shown)}}}"
        case Call(function, arguments):
            inside = r",\, ".join(_set(argument, shown) for argument in arguments)
            before, behind = _AROUND.get(
                function, (f"\\operatorname{{{_escaped(function)}}}(", ")")
            )
            return f"{before}{inside}{behind}"
        case Convert(operand, unit):
            return f"{_set(operand, shown)} \\to {_text(show(unit))}"
        case Range(low, high):
            return f"{_set(low, shown)} \\text{{ to }} {_set(high, shown)}"
        case _:
            return _text(show(tree))


def _product(tree: Chain, shown: Shown) -> str:
    """Set a product; what divides it stands below a line."""
    above = [("", tree.first), *((s, part) for s, part in tree.rest if s == "*")]
    below = [(s, part) for s, part in tree.rest if s == "/"]
    if not below:
        return _joined(above, shown, "*")
    under = [("" if at == 0 else "*", part) for at, (_, part) in enumerate(below)]
    return f"\\frac{{{_joined(above, shown, '*')}}}{{{_joined(under, shown, '*')}}}"


def _joined(parts: Sequence[tuple[str, Tree]], shown: Shown, inner: str) -> str:
    return " ".join(
        f"{_SIGNS[sign]} {_bracketed(part, shown, inner)}"
        if sign
        else _bracketed(part, shown, inner)
        for sign, part in parts
    )


def _bracketed(tree: Tree, shown: Shown, inner: str) -> str:
    """Set a part, in brackets where it holds less tightly than what is around it."""
    loose = isinstance(tree, Chain) and not tree.implied and (tree.sum or inner == "^")
    text = _set(tree, shown)
    return f"\\left({text}\\right)" if loose or isinstance(tree, Convert | Range) else text


def _width(tree: Tree, shown: Shown) -> int:
    """Give about how many letters wide a formula is set."""
    match tree:
        case Name(text):
            return len(shown(text))
        case Chain(implied=False) if not tree.sum:
            above = [tree.first, *(part for sign, part in tree.rest if sign == "*")]
            below = [part for sign, part in tree.rest if sign == "/"]
            return max(sum(_width(part, shown) + 3 for part in side) for side in (above, below))
        case Chain(first, rest, implied=False):
            return sum(_width(part, shown) + 3 for part in (first, *(p for _, p in rest)))
        case Call(function, arguments):
            return len(function) + sum(_width(argument, shown) + 2 for argument in arguments)
        case _:
            return len(show(tree))


def _ten(line: str) -> str:
    """Set a line of powers of ten, with its exponents raised."""
    end = next((found.start() for found in _UNIT.finditer(line)), len(line))
    number, unit = line[:end], line[end:].strip()
    raised = _TENS.sub(lambda found: f"^{{{found[1].strip('()')}}}", number)
    signed = raised.replace("×", r" \times").replace("÷", r"\div")
    return f"= {signed}\\ {_text(unit)}" if unit else f"= {signed}"


def _text(words: str) -> str:
    return f"\\text{{{_escaped(words)}}}"


def _escaped(words: str) -> str:
    r"""Escape what would be a command: text from a scenario is never LaTeX here.

    >>> _escaped("a_b $5"), _escaped("^")
    ('a\\_b \\$5', '\\char94 ')
    """
    return _SPECIAL.sub(_spell, words.replace("\n", " "))


def _spell(found: re.Match[str]) -> str:
    sign = found[0]
    return f"\\char{ord(sign)} " if sign in "\\^~`" else "\\" + sign
