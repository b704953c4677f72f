"""Check published claims, each as a line, and write what came out into docs/checking.md.

`python tests/confusion.py CASES.yaml` takes worked estimates: their inputs, and claims
with a formula, the published figure, and what is known of it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from estimator.check.slips import known
from estimator.check.worksheet import Finding, read

PAGE = Path(__file__).parent.parent / "docs" / "checking.md"

_CONSTANTS = {
    **{f"{prefix}B": 1000**power for power, prefix in enumerate("KMGTPE", 1)},
    **{f"{prefix}bit": 1000**power for power, prefix in enumerate("KMGT", 1)},
    **{f"{prefix}iB": 1024**power for power, prefix in enumerate("KMGT", 1)},
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?!\w*\()")

_LEFT_OUT = {"missing-factor", "replicas", "peak-average", "compression", "horizon"}
COMPLETE = {
    "unit-scale": {"unit-scale"},
    "bits-bytes": {"bits-bytes"},
    "binary-prefix": {"binary-prefix"},
    "day-1e5": {"day-1e5"},
    "missing-factor": _LEFT_OUT,
    "double-count": _LEFT_OUT - {"missing-factor"} | {"double-count"},
    "dropped-magnitude": {"dropped-magnitude", "unit-scale"},
}
"""The kinds of error that a single line can show, and the slips that name each."""


class Claim(NamedTuple):
    """Hold a published claim as a line, with what is known of it: the truth and its kind."""

    line: str
    truth: str
    kind: str
    reason: str


class Judged(NamedTuple):
    """Hold a claim and what was found, None where the line was not read."""

    claim: Claim
    found: Finding | None

    @property
    def verdict(self) -> str:
        return "unread" if self.found is None else self.found.verdict

    @property
    def slips(self) -> tuple[str, ...]:
        return () if self.found is None else self.found.slips

    @property
    def right(self) -> bool:
        return self.found is not None and self.found.verdict.right

    @property
    def caught(self) -> bool:
        """Tell whether it is called off, or passed only with a convention or slip named."""
        return self.found is not None and (not self.right or bool(self.slips))


def claims(path: Path) -> list[Claim]:
    """Make each claim of a file a line: its formula in numbers, its unit, its figure."""
    cases = yaml.safe_load(path.read_text("utf-8"))
    return [_claim(case["inputs"], each) for case in cases for each in case["claims"]]


def _claim(inputs: dict[str, str], claim: dict[str, str]) -> Claim:
    numbers = {**_CONSTANTS, **{name: str(of).split()[0] for name, of in inputs.items()}}
    formula = _NAME.sub(lambda name: str(numbers.get(name[0], name[0])), claim["formula"])
    number, _, unit = str(claim["published"]).partition(" ")
    line = f"({formula}) {unit} = {number} {unit}"
    return Claim(line, claim["verdict"], claim.get("error_kind", ""), claim.get("reason", ""))


def reason_is_right(kind: str, found: Finding) -> bool:
    """Tell whether one of the slips named is the kind of error it was."""
    return not COMPLETE[kind].isdisjoint(found.slips)


def judged(given: Iterable[Claim]) -> Iterator[Judged]:
    """Read every claim as a worksheet of its own."""
    for claim in given:
        (line,) = read(claim.line)
        yield Judged(claim, line.findings[0] if line.status == "checked" else None)


def tables(found: Sequence[Judged]) -> str:
    """Write what came out as tables and lists in Markdown."""
    off = [each for each in found if each.claim.truth == "off"]
    one = [each for each in off if each.claim.kind in COMPLETE]
    named = [each for each in one if each.found and reason_is_right(each.claim.kind, each.found)]
    missed = [each for each in off if not each.caught]
    alarms = [each for each in found if each.claim.truth != "off" and not each.right]
    made_up = [each for each in off if each.claim.kind not in COMPLETE and each.slips]
    unnamed = [each for each in one if each not in named]
    lines = [
        f"Of {len(found)} published claims:",
        _crossed(found, "truth", lambda each: each.claim.truth, lambda each: each.verdict),
        "Of those that are off, by what went wrong and by the slip that was named:",
        _crossed(off, "what went wrong", lambda each: each.claim.kind, _slip),
        f"- False alarms: {len(alarms)} of {len(found) - len(off)}.{_list(alarms)}",
        f"- Caught: {_share(len(off) - len(missed), len(off))}.{_list(missed)}",
        f"- The reason is right, where one line can show it: {_share(len(named), len(one))}."
        f"{_list(unnamed)}",
        "- Given a reason, though one line can hardly show one of their kind: "
        f"{len(made_up)}.{_list(made_up)}",
    ]
    return "\n".join(lines) + "\n"


def _slip(each: Judged) -> str:
    return " and ".join(each.slips) or ("none: " + each.verdict)


def _share(some: int, all_: int) -> str:
    return f"{some} of {all_}, which is {some / all_:.0%}" if all_ else "none of none"


def _list(found: Sequence[Judged]) -> str:
    return "".join(
        f"\n  - `{each.claim.line}` ({each.claim.kind or each.claim.truth}): "
        f"{each.verdict}{', ' + each.found.reason if each.found and each.found.reason else ''}"
        for each in found
    )


def _crossed(
    found: Sequence[Judged],
    corner: str,
    row: Callable[[Judged], str],
    column: Callable[[Judged], str],
) -> str:
    counts = Counter((row(each), column(each)) for each in found)
    columns = sorted({across for _, across in counts})
    head = ["", f"| {corner} | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    rows = [
        f"| {down} | {' | '.join(str(counts[down, across] or '') for across in columns)} |"
        for down in sorted({down for down, _ in counts})
    ]
    return "\n".join([*head, *rows, ""])


def slips() -> str:
    """Write the slips and conventions that are known as a table."""
    rows = [
        f"| {entry['slip']} | {_factors(entry)} | {entry['over'].format(**_PARTS)} |"
        f" {entry['under'].format(**_PARTS)} |"
        for entry in known().values()
    ]
    head = ["| slip | factor | said where it is too much | said where it is too little |"]
    return "\n".join(["", *head, "| --- | --- | --- | --- |", *rows, "", ""])


_PARTS = {"it": "…", "factor": "… ×", "exponent": "…"}


def _factors(entry: dict[str, Any]) -> str:
    told = [f"{float(factor):,.6g}" for factor in entry.get("factors", ())]
    if "powers" in entry:
        told.append(f"{entry['powers']['of']:,} to the power of 1 to {entry['powers']['to']}")
    if "prefixes" in entry:
        told.append(f"{entry['prefixes']} for each step of prefixes")
    if "named" in entry:
        told.append("named: " + ", ".join(entry["named"]))
    return "; ".join(told) + ("; a convention" if entry.get("convention") else "") or "of the line"


def written(page: str, mark: str, text: str) -> str:
    """Give a page with a text between two marks, in the place of what stands there."""
    begin, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->\n"
    before, _, rest = page.partition(begin)
    return before + begin + text + end + rest.partition(end)[2]


if __name__ == "__main__":
    outcome = tables(list(judged(claims(Path(sys.argv[1])))))
    page = written(PAGE.read_text("utf-8"), "slips", slips())
    PAGE.write_text(written(page, "confusion", f"\n{outcome}\n"), "utf-8")
