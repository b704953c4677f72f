"""One line of a worksheet: what stands in it, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from estimator.check.evaluate import FUNCTIONS, Unreadable
from estimator.check.expression import Product, Tree, worked
from estimator.check.names import Names
from estimator.check.notation import Token
from estimator.check.parser import Parser

_MATH = frozenset({"number", "ratio", "share"})
_SIGNS = frozenset({"+", "-", "*", "/", "^"})
_RULE = re.compile(r"[|\s:=_~*.-]*")
_BULLET = re.compile(r"\s*(?:[-*•‣◦▪·>+#]+|\(?\d{1,3}[.)](?=\s)|\[[ xX]?\])\s+")
_LINK = re.compile(r"https?://\S+|www\.\S+")


class Clause(NamedTuple):
    """Hold what is said to be equal: a name, and trees from left to right.

    `why` is why a clause that looks like math can't be read, else empty.
    """

    name: tuple[Token, ...]
    trees: tuple[Tree, ...] = ()
    why: str = ""


def body(line: str) -> str:
    """Blank out what is no part of a line: its bullet, links, marks of emphasis.

    What is left keeps its place.

    >>> body("- **QPS**: 5")
    '    QPS  : 5'
    """
    if _RULE.fullmatch(line):
        return ""
    bullet = _BULLET.match(line)
    while bullet:
        line = " " * bullet.end() + line[bullet.end() :]
        bullet = _BULLET.match(line, bullet.end())
    line = _LINK.sub(lambda link: " " * len(link.group()), line)
    # Two stars between figures are a power.
    return re.sub(r"(?<![\d)\s])\*\*|\*\*(?![\d(\s-])|__", "  ", line)


def clauses(tokens: Sequence[Token], names: Names) -> Iterator[Clause]:
    """Read a line's clauses in turn; those without figures are passed over."""
    if any(token.kind == "|" for token in tokens):
        yield from _row(tokens, names)
        return
    for place, part in enumerate(_split(tokens)):
        for clause in _clause(part, names):
            # What stands before a comma belongs to what follows: `4k reads/s, 100 B → 400 KB/s`.
            torn = place > 0 and len(clause.trees) > 1 and not worked(clause.trees[0])
            yield clause._replace(trees=clause.trees[1:]) if torn else clause


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Split a line where a sentence or a part of it ends."""
    part: list[Token] = []
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.kind, 0)
        behind = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        ends = token.kind == "stop" and token.text != ":"
        ends = ends or (token.kind == "," and behind not in _SIGNS)
        if ends and depth <= 0:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _clause(tokens: list[Token], names: Names) -> Iterator[Clause]:
    if not any(token.kind in _MATH for token in tokens):
        return
    name, rest = _named(tokens)
    sides = [side for side in _sides(rest) if side]
    # `Peak QPS = 2x = 46k`: of what it is twice is not said.
    sides = [*sides[:1], *(side for side in sides[1:-1] if not _multiple(side)), *sides[1:][-1:]]
    looks = len(sides) > 1 or _calculates(rest)
    if not looks and not name:
        return
    trees: list[Tree] = []
    for place, side in enumerate(sides):
        if not trees and place == 0 and len(sides) > 1 and _is_name(side, names):
            name = tuple(side)
            continue
        goes_on = bool(trees) and side[0].kind in ("*", "/") and len(side) > 1
        try:
            if goes_on:
                # `→ 158 TB → ×3 = 473 TB` begins anew from the 158.
                yield Clause(name, tuple(trees))
                tree, _ = _tree(side[1:], names, first=False, alone=False)
                trees = [Product(((trees[-1], 1), (tree, 1 if side[0].kind == "*" else -1)))]
                continue
            tree, label = _tree(side, names, first=not trees, alone=len(sides) == 1)
        except Unreadable as unreadable:
            if looks:
                yield Clause(name, why=str(unreadable))
            return
        if label and not trees:
            name = name or tuple(label)
        trees.append(tree)
    if trees:
        yield Clause(name, tuple(trees))


def _multiple(side: Sequence[Token]) -> bool:
    """Tell whether a side says only by how much something else is multiplied: `= 2x =`."""
    return len(side) == 2 and side[0].kind == "number" and side[1].text in ("x", "X")


def _named(tokens: list[Token]) -> tuple[tuple[Token, ...], list[Token]]:
    """Split off a name before a colon, or a dash between spaces."""
    worded = figures = False
    last = max((place for place, token in enumerate(tokens) if token.kind in _MATH), default=0)
    for place, token in enumerate(tokens):
        if token.kind == "=" or (token.kind in _SIGNS and token.kind not in "-/") or place >= last:
            break
        dash = token.kind == "-" and place > 0 and not token.touches(tokens[place - 1])
        dash = dash and not figures and not tokens[place + 1].touches(token)
        if worded and (token.kind == "stop" or dash):
            return tuple(tokens[:place]), tokens[place + 1 :]
        worded = worded or token.kind == "word"
        figures = figures or token.kind in _MATH
    return (), tokens


def _sides(tokens: Sequence[Token]) -> list[list[Token]]:
    """Split at signs of equality outside brackets; `~` between figures is one."""
    sides: list[list[Token]] = [[]]
    depth = 0
    figures = False
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.kind, 0)
        side = sides[-1]
        figures = bool(side) and (figures or side[-1].kind in _MATH)
        about = token.kind == "~" and figures and side[-1].kind in (*_MATH, "word", ")")
        replication = token.kind == "=" and side and side[-1].text.lower() == "rf" and len(side) > 1
        if depth <= 0 and (token.kind == "=" or about) and not replication:
            sides.append([])
        else:
            side.append(token)
    return sides


def _calculates(tokens: Sequence[Token]) -> bool:
    """Tell whether something is worked out: an operator between two figures."""
    figures = [place for place, token in enumerate(tokens) if token.kind in _MATH]
    if len(figures) < 2:
        return False
    between = tokens[figures[0] : figures[-1]]
    return any(token.kind in ("*", "^", "+") for token in between) or any(
        token.kind == "/" and behind.kind in ("number", "(")
        for token, behind in zip(between, tokens[figures[0] + 1 :], strict=False)
    )


def _is_name(side: Sequence[Token], names: Names) -> bool:
    """Tell whether a side is a name: words alone, or words about a bare figure."""
    if not any(token.kind in _MATH for token in side):
        return not any(token.kind in "*+^" for token in side)
    words = side[0].kind == "word" and names.at(side, 0)[0] is None
    return words and not _calculates(side) and not any(t.kind in ("*", "^", "$", "(") for t in side)


def _tree(
    side: Sequence[Token], names: Names, *, first: bool, alone: bool
) -> tuple[Tree, Sequence[Token]]:
    """Read a side from its first figure or known name on; the words before it are its label."""
    start = _start(side, names)
    parser = Parser(side, names, start)
    tree = parser.expression()
    behind = side[parser.place :]
    if first and not alone and any(t.kind in _MATH or t.kind in _SIGNS for t in behind):
        raise Unreadable(f"“{behind[0].text}” is not understood")
    if not first and worked(tree) and any(t.kind in _MATH for t in behind):
        raise Unreadable(f"“{behind[0].text}” is not understood")
    return tree, side[:start]


def _start(side: Sequence[Token], names: Names) -> int:
    for place, token in enumerate(side):
        if token.kind in (*_MATH, "$", "("):
            if token.kind == "(" and not any(t.kind in _MATH for t in side[place : place + 12]):
                continue
            signed = place and side[place - 1].kind == "-"
            return place - 1 if signed else place
        behind = side[place + 1].kind if place + 1 < len(side) else ""
        if token.kind == "word" and token.text.lower() in FUNCTIONS and behind == "(":
            return place
        if token.kind == "word":
            found, after = names.at(side, place)
            ends = after >= len(side) or side[after].kind in ("*", "/", "+", "-", "^")
            if found is not None and ends:
                return place
            if found is None and behind in ("*", "+", "^") and place == 0:
                return place
    raise Unreadable("there is no figure in it")


def _row(tokens: Sequence[Token], names: Names) -> Iterator[Clause]:
    """Read a row of a table: a name, what is worked out, and what it comes to."""
    cells: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "|":
            cells.append([])
        else:
            cells[-1].append(token)
    cells = [cell for cell in cells if cell]
    if not cells or not any(token.kind in _MATH for cell in cells for token in cell):
        return
    named = not any(token.kind in _MATH for token in cells[0]) or len(cells) > 2
    name = cells[0] if named and not _calculates(cells[0]) else []
    rest = cells[1:] if name else cells
    held: list[Token] = []
    for cell in rest:
        if any(token.kind == "=" for token in cell):
            for clause in _clause(cell, names):
                yield clause._replace(name=clause.name or tuple(name))
            held = []
        elif _calculates(cell):
            held = cell
        elif held and any(token.kind in _MATH for token in cell):
            sign = Token("=", "=", held[-1].end, held[-1].end)
            for clause in _clause([*held, sign, *cell], names):
                yield clause._replace(name=clause.name or tuple(name))
            held = []
    figures = [cell for cell in rest if any(token.kind in _MATH for token in cell)]
    if len(figures) == 1 and not held and not any(t.kind == "=" for t in figures[0]):
        for clause in _clause([*name, Token("stop", ":", 0, 0), *figures[0]], names):
            yield clause
    elif held:
        for clause in _clause(held, names):
            yield clause._replace(name=clause.name or tuple(name))
