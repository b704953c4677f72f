"""From tokens to trees: what is added, multiplied and raised."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.check.evaluate import FUNCTIONS, Unreadable
from estimator.check.expression import (
    Call,
    Leaf,
    Power,
    Product,
    Scaled,
    Sum,
    Tree,
)
from estimator.check.figure import figure, unit
from estimator.check.names import Names
from estimator.check.notation import Token
from estimator.check.words import notation

# Deeper brackets than these are no estimate.
_DEEPEST = 50
_STARTS = frozenset({"number", "ratio", "share", "$"})


class Parser:
    """Read an expression from tokens, with the names of earlier lines.

    `place` is the token behind what was read.
    """

    def __init__(self, tokens: Sequence[Token], names: Names, place: int = 0) -> None:
        self.tokens = tokens
        self.names = names
        self.place = place
        self._depth = 0

    def expression(self) -> Tree:
        """Read a sum. Raises Unreadable where something else stands."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable(f"its brackets nest deeper than {_DEEPEST}")
        negative = self._takes("-")
        parts = [(self._product(), -1 if negative else 1)]
        while (kind := self._kind()) in ("+", "-"):
            if kind == "-" and self._separates():
                break
            self.place += 1
            parts.append((self._product(), 1 if kind == "+" else -1))
        self._depth -= 1
        return parts[0][0] if len(parts) == 1 and not negative else Sum(tuple(parts))

    def _product(self) -> Tree:
        parts = [(self._power(), 1)]
        while True:
            kind, text = self._kind(), self._text()
            if kind == "," and self._kind(1) in ("*", "/"):
                self.place += 1
                continue
            if kind in ("*", "/"):
                self.place += 1
                parts.append((self._power(), 1 if kind == "*" else -1))
            elif kind == "word" and text == "of" and self._operand(self.place + 1):
                self.place += 1
                parts.append((self._power(), 1))
            elif kind == "(" and self.tokens[self.place].touches(self.tokens[self.place - 1]):
                parts.append((self._power(), 1))
            else:
                break
        return parts[0][0] if len(parts) == 1 else Product(tuple(parts))

    def _power(self) -> Tree:
        base = self._operand_here()
        if self._kind() != "^":
            return base
        self.place += 1
        bracket = self._kind() == "("
        negative = self._takes("-")
        raised = self._operand_here() if bracket else self._exponent()
        tree: Tree = Power(base, Sum(((raised, -1),)) if negative else raised)
        noun, self.place = unit(self.tokens, self.place, self._known)
        return tree if noun is None else Scaled(tree, noun)

    def _exponent(self) -> Leaf:
        """Read a bare exponent: the unit behind it is the power's."""
        if self._kind() != "number":
            raise Unreadable("there is no exponent")
        alone, _ = figure(self.tokens[self.place : self.place + 1], 0, self._known)
        self.place += 1
        return alone

    def _operand_here(self) -> Tree:
        while self._kind() == "~" or (self._kind() == "word" and self._text() in _about()):
            self.place += 1
        kind = self._kind()
        if kind in _STARTS and (kind != "$" or self._kind(1) == "number"):
            if kind == "number" and self._kind(1) == "^":
                return self._exponent()
            leaf, self.place = figure(self.tokens, self.place, self._known)
            return leaf
        if kind == "(":
            return self._bracket()
        if kind == "word":
            return self._named()
        raise Unreadable(f"a figure is missing{self._before()}")

    def _bracket(self) -> Tree:
        self.place += 1
        inner = self.expression()
        if not self._takes(")"):
            raise Unreadable("a bracket is not closed")
        if self._kind() == "word" and self._text() == "x":
            self.place += 1
        noun, self.place = unit(self.tokens, self.place, self._known)
        return inner if noun is None else Scaled(inner, noun)

    def _named(self) -> Tree:
        text = self._text()
        if text in FUNCTIONS and self._kind(1) == "(":
            self.place += 1
            return Call(text, self._bracket())
        if text == "rf" and self._kind(1) == "=" and self._kind(2) == "number":
            self.place += 2
            leaf, self.place = figure(self.tokens, self.place, self._known)
            return leaf._replace(noun=("replica",))
        found, behind = self.names.at(self.tokens, self.place)
        if found is None:
            return self._in_bracket()
        self.place = behind
        # `DAU users`: what is behind a name says what it counts.
        while self._kind() == "word" and self._text() not in ("of", "x"):
            self.place += 1
        return found

    def _in_bracket(self) -> Tree:
        """Read a name whose figure stands behind it: `email (32 bytes)`, `TCP 50 ms`."""
        behind = self.place
        while behind < len(self.tokens) and self.tokens[behind].kind == "word":
            behind += 1
        if behind < len(self.tokens) and self.tokens[behind].kind == "(":
            self.place = behind
            return self._bracket()
        if behind < len(self.tokens) and self.tokens[behind].kind in _STARTS:
            self.place = behind
            return self._operand_here()
        raise Unreadable(f"no figure is given for {self._phrase()}")

    def _known(self, tokens: Sequence[Token], place: int) -> bool:
        return self.names.at(tokens, place)[0] is not None

    def _operand(self, place: int) -> bool:
        if place >= len(self.tokens):
            return False
        token = self.tokens[place]
        return token.kind in _STARTS or token.kind in "(~" or self._known(self.tokens, place)

    def _separates(self) -> bool:
        """Tell whether a dash with a word behind it is a stop, and no sign."""
        behind = self.place + 1
        return not self._operand(behind)

    def _phrase(self) -> str:
        words: list[str] = []
        for token in self.tokens[self.place :]:
            if token.kind != "word" or len(words) > 5:
                break
            words.append(token.text)
        return f"“{' '.join(words)}”"

    def _before(self) -> str:
        return f" after {self.tokens[self.place - 1].text}" if self.place else ""

    def _kind(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def _text(self) -> str:
        return self.tokens[self.place].text.lower() if self.place < len(self.tokens) else ""

    def _takes(self, kind: str) -> bool:
        if self._kind() == kind:
            self.place += 1
            return True
        return False


def _about() -> frozenset[str]:
    return frozenset(notation()["about"])
