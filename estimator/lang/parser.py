"""Tokens → tree.

The grammar, loosest first (one method each):

    formula  = range { "->" ( range | "%" ) }
    range    = sum [ "to" sum ]
    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/" | "per" | "of") signed }
    signed   = [ "-" | "+" ] signed | implied
    implied  = power { unit-power }        2 GB, 150 million user, (3 + 4) KB
    power    = value [ "^" exponent ]
    exponent = [ "-" | "+" ] exponent | power
    value    = number [ "%" ] | "$" number | name | name "(" argument { "," argument } ")"
             | "(" formula ")"
    argument = name "=" formula | formula [ "=" formula ]

A unit after a number binds tighter than `/`: `75 M / 86400 s` divides by the
whole duration. `x` right behind a number (`3x`) is read and dropped.
"""

from __future__ import annotations

from functools import lru_cache

from estimator.lang.fault import Fault
from estimator.lang.lexer import Token, tokens
from estimator.lang.nodes import (
    Call,
    Chain,
    Convert,
    Name,
    Named,
    Number,
    Power,
    Range,
    Sign,
    Tree,
    Weighted,
    Where,
)
from estimator.lang.printer import show
from estimator.lang.ranges import NUMBER_WORDS, shared_unit
from estimator.lang.unexpected import unexpected

# Python reads at most 200 brackets deep, and a level here can take four of them.
DEEPEST = 40


@lru_cache(maxsize=16_384)
def parse(text: str) -> Tree:
    """Read a formula into its tree.

    Raises Fault, with the place, where it is not one.

    >>> parse("2 GB") == parse("2GB")
    True
    """
    return _Parser(text).whole()


def _is_unit(tree: Tree) -> bool:
    """Tell whether a tree is made of names alone, multiplied, divided and raised."""
    match tree:
        case Name():
            return "." not in tree.text
        case Power(base, exponent):
            number = exponent.operand if isinstance(exponent, Sign) else exponent
            return _is_unit(base) and isinstance(number, Number)
        case Chain(first, rest) if not tree.sum:
            return _is_unit(first) and all(_is_unit(part) for _, part in rest)
    # `-> 1/s` begins with a one that stands for nothing.
    return isinstance(tree, Number) and tree.value == 1


class _Parser:
    """Walk over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0
        self.calls = 0

    def whole(self) -> Tree:
        if self.tokens[0].kind == "end":
            raise Fault("empty-formula", "there is nothing here", (0, 0), hint="write an amount")
        tree = self.formula()
        if self.next.kind != "end":
            raise self.unexpected()
        return tree

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *ops: str) -> str | None:
        """Step over the next token if it is one of these signs."""
        token = self.tokens[self.at]
        if token.kind == "op" and token.text in ops:
            self.at += 1
            return token.text
        return None

    def start(self) -> int:
        return self.tokens[self.at].where[0]

    def end(self) -> int:
        return self.tokens[self.at - 1].where[1]

    def deeper(self) -> None:
        """Count one level more; what counts it gives it back."""
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"brackets and signs nested more than {DEEPEST} deep"
            raise Fault("too-deep", message, self.next.where, hint="split it into named formulas")

    def formula(self) -> Tree:
        start = self.start()
        self.deeper()
        tree = self.range()
        while self.take("->"):
            sign = self.next
            unit = Name("percent", sign.where) if self.take("%") else self.range()
            if not _is_unit(unit):
                hint = "behind -> stands a unit alone, such as GB/day"
                raise Fault("no-unit", "this is no unit to show a value in", unit.where, hint=hint)
            tree = Convert(tree, unit, (start, self.end()))
        self.depth -= 1
        return tree

    def range(self) -> Tree:
        start = self.start()
        low = self.sum()
        if not self.take("to"):
            return low
        high = self.sum()
        return Range(shared_unit(low, high), high, (start, self.end()))

    def sum(self) -> Tree:
        start = self.start()
        first = self.product()
        rest = []
        while sign := self.take("+", "-"):
            rest.append((sign, self.product()))
        return Chain(first, tuple(rest), (start, self.end())) if rest else first

    def product(self) -> Tree:
        start = self.start()
        first = self.signed()
        rest = []
        while sign := self.take("*", "/"):
            rest.append((sign, self.signed()))
        return Chain(first, tuple(rest), (start, self.end())) if rest else first

    def signed(self) -> Tree:
        start = self.start()
        sign = self.take("-", "+")
        if sign is None:
            return self.implied()
        self.deeper()
        operand = self.signed()
        self.depth -= 1
        return operand if sign == "+" else Sign(operand, (start, self.end()))

    def implied(self) -> Tree:
        start = self.start()
        opening = self.next
        first = self.power()
        if opening.kind == "name":
            return first
        units: list[tuple[str, Tree]] = []
        if isinstance(first, Power) and self.next.text in NUMBER_WORDS:
            self.whole_number(first.where, attached=True)
        while self.next.kind == "name":
            unit = self.power(unit=True)
            if isinstance(unit, Power) and show(unit.base) in NUMBER_WORDS:
                self.whole_number((start, unit.base.where[1]))
            units.append(("*", unit))
        if not units:
            return first
        where = (start, self.end())
        if opening.text == "$" and isinstance(first, Chain):
            return Chain(first.first, (*first.rest, *units), where, implied=True)
        return Chain(first, tuple(units), where, implied=True)

    def whole_number(self, where: Where, *, attached: bool = False) -> None:
        """Refuse `10k^2` and `2^10k`, in which the k belongs to the number or does not."""
        if not attached or self.next.where[0] == where[1]:
            message = "it is not clear what is raised to which power"
            hint = "put brackets around a number and its word, such as (10k)^2"
            raise Fault("ambiguous-power", message, where, hint=hint)

    def power(self, *, unit: bool = False) -> Tree:
        start = self.start()
        base = self.value(unit=unit)
        if not self.take("^"):
            return base
        return Power(base, self.exponent(), (start, self.end()))

    def exponent(self) -> Tree:
        start = self.start()
        sign = self.take("-", "+")
        self.deeper()
        tree = self.exponent() if sign else self.power()
        self.depth -= 1
        return Sign(tree, (start, self.end())) if sign == "-" else tree

    def value(self, *, unit: bool = False) -> Tree:
        token = self.next
        if token.kind == "number":
            self.at += 1
            return self.number(token)
        if token.kind == "name":
            self.at += 1
            after = self.next
            if after.kind == "op" and after.text == "(" and not unit:
                return self.call(token)
            return Name(token.text, token.where, unit)
        if self.take("$"):
            return self.dollars(token)
        if self.take("("):
            # Plain brackets hold no arguments, so a comma in them is part of a number.
            calls, self.calls = self.calls, 0
            tree = self.formula()
            self.calls = calls
            self.close("(", token)
            return tree
        raise self.unexpected()

    def number(self, token: Token) -> Number:
        if "," in token.text and self.calls:
            message = f"{token.text} could be one number or {token.text.count(',') + 1}"
            hint = f"write {token.text.replace(',', '_')}, or a space behind each comma"
            raise Fault("ambiguous-number", message, token.where, hint=hint)
        value = float(token.text.replace(",", "").replace("_", ""))
        if value == float("inf"):
            message = f"{token.text} is too large a number"
            raise Fault("too-large-number", message, token.where)
        percent = self.take("%") is not None
        return Number(value, (token.where[0], self.end()), percent)

    def dollars(self, sign: Token) -> Tree:
        if self.next.kind != "number":
            raise self.unexpected()
        amount = self.value()
        money = Name("USD", sign.where, unit=True)
        return Chain(amount, (("*", money),), (sign.where[0], self.end()), implied=True)

    def call(self, name: Token) -> Tree:
        opening = self.next
        self.at += 1
        self.calls += 1
        arguments = []
        if not (self.next.kind == "op" and self.next.text == ")"):
            arguments.append(self.argument())
            while self.take(","):
                arguments.append(self.argument())
        self.calls -= 1
        self.close("(", opening)
        return Call(name.text, tuple(arguments), (name.where[0], self.end()))

    def argument(self) -> Tree:
        start = self.start()
        tree = self.formula()
        if not self.take("="):
            return tree
        value = self.formula()
        where = (start, self.end())
        if isinstance(tree, Name):
            return Named(tree.text, value, where)
        return Weighted(tree, value, where)

    def close(self, bracket: str, opening: Token) -> None:
        if not self.take(")"):
            if self.next.kind == "end":
                message = f"this {bracket} is never closed"
                raise Fault("open-bracket", message, opening.where, hint="add )")
            raise self.unexpected()

    def unexpected(self) -> Fault:
        before = self.tokens[self.at - 1] if self.at else Token("start", "", (0, 0))
        return unexpected(before, self.next)
