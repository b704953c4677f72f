"""What to say of a token that can't stand where it stands."""

from __future__ import annotations

from estimator.lang.fault import Fault
from estimator.lang.lexer import Token
from estimator.lang.ranges import NUMBER_WORDS


def unexpected(before: Token, token: Token) -> Fault:
    """Say what is wrong with a token behind another, and what may have been meant."""
    if token.kind == "end":
        message = f"the formula ends after {before.text!r}; a value is missing"
        return Fault("unfinished-formula", message, token.where)
    whole = before.kind in ("number", "name") or before.text in (")", "%")
    if whole and (token.kind in ("number", "name") or token.text in ("(", "$")):
        message = f"an operator is missing between {before.text!r} and {token.text!r}"
        return Fault("missing-operator", message, token.where, hint=_between(before, token))
    hint = _HINTS.get(token.text)
    if token.text == ")" and before.text in ("(", ","):
        hint = "a value is missing before it"
    if token.text == "," and before.kind == "number":
        hint = "a point is written 3.5, and thousands 1,000,000"
    return Fault("unexpected-token", f"{token.text!r} can't stand here", token.where, hint=hint)


def _between(before: Token, token: Token) -> str:
    """Say what may be missing between two values."""
    if "x" in (before.text.lower(), token.text.lower()):
        return "write * for times"
    if before.text in NUMBER_WORDS and token.kind == "name":
        return f"write 1 {before.text} {token.text}"
    if before.kind == token.kind == "number":
        return "thousands are written 1,000,000 or 1_000_000"
    if before.text in (")", "%") or token.text in ("(", "$"):
        return "write * or / between them"
    return f"write {before.text} * {token.text}, or {before.text} / {token.text}"


_HINTS = {
    ")": "no bracket is open",
    "%": "a percent sign follows a number",
    "=": "a formula has no =; its name is the key before the colon",
    "~": "about so much is written as a range, such as 4 to 6 GB",
    ",": "a comma stands between the arguments of a function",
}
