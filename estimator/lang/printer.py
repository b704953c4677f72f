"""Tree → text that reads back as the same tree."""

from __future__ import annotations

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
)

# How tightly each kind of node holds together; a part that holds less tightly
# than its place asks for gets brackets.
_CONVERT, _RANGE, _SUM, _PRODUCT, _SIGN, _IMPLIED, _POWER, _VALUE = range(8)


def show(tree: Tree) -> str:
    """Write a tree as a formula.

    >>> from estimator.lang.parser import parse
    >>> show(parse("150M*2/ (86400s)"))
    '150 M * 2 / 86400 s'
    """
    return _show(tree, _CONVERT)


def number(value: float) -> str:
    """Write a number so that it reads back as the same one.

    >>> number(86400.0), number(0.5), number(1e20)
    ('86400', '0.5', '1e+20')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _show(tree: Tree, place: int) -> str:
    text, holds = _written(tree)
    return f"({text})" if holds < place else text


def _written(tree: Tree) -> tuple[str, int]:
    match tree:
        case Number(typed, _, percent):
            return number(typed) + "%" * percent, _VALUE
        case Name(text):
            return text, _VALUE
        case Sign(operand):
            return "-" + _show(operand, _SIGN), _SIGN
        case Chain(implied=True):
            return _implied(tree), _IMPLIED
        case Chain():
            return _chain(tree)
        case Power(base, exponent):
            return f"{_show(base, _VALUE)}^{_exponent(exponent)}", _POWER
        case Call(function, arguments):
            return f"{function}({', '.join(_show(a, _CONVERT) for a in arguments)})", _VALUE
        case Named(name, value):
            return f"{name} = {_show(value, _CONVERT)}", _CONVERT
        case Weighted(value, chance):
            return f"{_show(value, _CONVERT)} = {_show(chance, _CONVERT)}", _CONVERT
        case Range(low, high):
            return f"{_show(low, _SUM)} to {_show(high, _SUM)}", _RANGE
        case Convert(operand, unit):
            return f"{_show(operand, _CONVERT)} -> {_show(unit, _RANGE)}", _CONVERT


def _exponent(tree: Tree) -> str:
    return "-" + _exponent(tree.operand) if isinstance(tree, Sign) else _show(tree, _POWER)


def _implied(chain: Chain) -> str:
    parts = [_show(chain.first, _POWER), *(_show(unit, _POWER) for _, unit in chain.rest)]
    return " ".join(parts)


def _chain(chain: Chain) -> tuple[str, int]:
    own = _SUM if chain.sum else _PRODUCT
    parts = [_show(chain.first, own + 1)]
    for sign, operand in chain.rest:
        parts.append(f"{sign} {_show(operand, own + 1)}")
    return " ".join(parts), own
