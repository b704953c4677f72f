"""A program → one straight-line function of arrays, for whatever varies and whatever is asked.

What does not depend on what varies is worked out before and is a plain number
here; what no asked result takes is left out. A kernel is text and numbers: it
can be sent to another process, and is compiled where it runs.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from threading import Lock
from typing import NamedTuple

from estimator.amount.checks import bounds
from estimator.engine.blocks import Kernel
from estimator.engine.compiler import Writer, literal
from estimator.engine.conditions import Sides, checks_of
from estimator.engine.graph import Node
from estimator.engine.program import Program
from estimator.engine.result import Values
from estimator.engine.steps import Steps
from estimator.lang.nodes import Call, Name, names


def kernel(
    values: Values, varying: Sequence[str], wanted: Sequence[str], *, refused: bool = False
) -> Kernel:
    """Make the kernel of a scenario's program.

    Args:
        values: the scenario, worked out once; what does not vary is taken from it.
        varying: the names whose values will be given; each is an input of the program.
        wanted: the results that are asked for.
        refused: whether results that do not vary are given as well, where a
            check of the scenario can refuse a point: they have no value there.

    Returns:
        The kernel; `takes` holds those of `varying` that some result depends
        on, `gives` those of `wanted` that depend on any.
    """
    program = values.program
    lacking = frozenset(program.nodes.keys() - values.by_name.keys())
    key = id(program.nodes), program.inputs, tuple(varying), tuple(wanted), lacking, refused
    with _lock:
        kept = _texts.pop(key, None)
    # Scenarios of one structure share their nodes, and have all but their values in common.
    if kept is None or kept.nodes is not program.nodes:
        kept = _write(values, varying, wanted, refused=refused)
    with _lock:
        _texts[key] = kept
        if len(_texts) > _KEPT:
            del _texts[next(iter(_texts))]
    nan = float("nan")
    known = tuple(values.by_name.get(name, nan) for name in kept.known)
    return kept.kernel._replace(known=known)


class _Kept(NamedTuple):
    """Hold a kernel without what is known, the names of that, and the nodes it is of."""

    kernel: Kernel
    known: tuple[str, ...]
    nodes: dict[str, Node]


_texts: dict[Hashable, _Kept] = {}
_lock = Lock()
_KEPT = 128


def _write(
    values: Values, varying: Sequence[str], wanted: Sequence[str], *, refused: bool
) -> _Kept:
    program = values.program
    moved = _moved(program, varying)
    checks = [sides for sides in checks_of(values.loaded, values.by_name) if _of(sides) & moved]
    still = refused and checks
    gives = tuple(name for name in wanted if name in moved or still)
    needed = _needed(program, moved, [*gives, *(name for each in checks for name in _of(each))])
    taken = {part for name in needed for part in program.nodes[name].parts if name not in varying}
    taken |= {name for each in checks for name in _of(each) if name in program.nodes} | {*gives}
    known = tuple(name for name in program.nodes if name in taken and name not in needed)
    takes = tuple(name for name in varying if name in needed)
    writing = _Writing(values, needed, takes, known)
    careful = writing.careful(gives, checks)
    made = Kernel(*writing.fast(gives, checks), careful, takes, gives, ())
    return _Kept(made, known, program.nodes)


def forget() -> None:
    """Forget every kernel that is kept."""
    with _lock:
        _texts.clear()


def original(program: Program, name: str) -> str:
    """Give the first of the names that a value goes by: a bandwidth that is one action's egress."""
    while name in program.nodes and name not in program.bounded:
        match program.nodes[name].tree:
            case Name(other) | Call("sum", (Name(other),)) if other in program.nodes:
                name = other
            case _:
                break
    return name


class _Writing:
    """Write the text of a kernel."""

    def __init__(
        self, values: Values, needed: list[str], takes: tuple[str, ...], known: tuple[str, ...]
    ) -> None:
        self.program = values.program
        self.needed = needed
        self.takes = takes
        self.known = known
        self.local = {name: f"v{at}" for at, name in enumerate((*known, *needed))}
        units = values.table.units
        self.sizes = values.program.sizes | {name: unit.factor for name, unit in units.items()}

    def fast(self, gives: tuple[str, ...], checks: list[Sides]) -> tuple[str, int, tuple[int, ...]]:
        """Write the function step by step, each into room of its own.

        Give it with how many steps there are, and the last one of each result.
        """
        writer = Steps(self.local, self.sizes, frozenset(self.local[name] for name in self.needed))
        found = [self.local[name] for name in gives]
        text = self._text(writer, writer.lines, found, checks)
        lasts = [writer.last(each) for each in found]
        once = (at if at not in lasts[:place] else -1 for place, at in enumerate(lasts))
        return text, writer.taken, tuple(once)

    def careful(self, gives: tuple[str, ...], checks: list[Sides]) -> str:
        """Write the function with every step through `n`, and without points that break a check."""
        writer = Writer(self.local, self.sizes, held="n")
        found = [self.local[name] for name in gives]
        for at, _ in enumerate(checks):
            found = [f"w({each},c{at})" for each in found]
        return self._text(writer, [], found, checks)

    def _text(self, writer: Writer, steps: list[str], found: list[str], checks: list[Sides]) -> str:
        """Put the function together; `steps` holds what the writer writes on the way."""
        lines = ["def plan(varying, known, room):"]
        for given, source in ((self.takes, "varying"), (self.known, "known")):
            if given:
                lines.append(f" {','.join(self.local[name] for name in given)},={source}")
        for name in self.needed:
            if name not in self.takes:
                text = self._held(name, writer)
                writer.called(self.local[name], text)
                lines += [*steps, f" {self.local[name]}={text}"]
                steps.clear()
        for at, sides in enumerate(checks):
            left, right = writer.write(sides.left), writer.write(sides.right)
            lines += [*steps, f" c{at}=c({sides.sign!r},{left},{right})"]
            steps.clear()
        return "\n".join([*lines, f" return ({''.join(f'{each},' for each in found)})"])

    def _held(self, name: str, writer: Writer) -> str:
        """Write a formula; one that stands in a field is held to the field's range."""
        node = self.program.nodes[name]
        text = writer.write(node.tree)
        wanted = node.definition.wanted
        if name in self.program.bounded and wanted is not None:
            return f"b({text},{','.join(map(literal, bounds(wanted)))})"
        return text


def _of(sides: Sides) -> set[str]:
    return {name.text for side in (sides.left, sides.right) for name in names(side)}


def dependencies(values: Values, varying: Sequence[str]) -> dict[str, set[str]]:
    """Give, for every name, which of those that vary its value depends on.

    Where a check does, every value does: a point that breaks it has none.
    """
    found = {name: {name} for name in varying}
    for name, node in values.program.nodes.items():
        found.setdefault(name, set()).update(*(found[part] for part in node.parts))
    for sides in checks_of(values.loaded, values.by_name):
        held = set().union(*(found[name] for name in _of(sides) & found.keys()))
        found = {name: depends | held for name, depends in found.items()}
    return found


def _moved(program: Program, varying: Sequence[str]) -> set[str]:
    """Give all that depends on what varies."""
    moved = set(varying)
    for name, node in program.nodes.items():
        if not moved.isdisjoint(node.parts):
            moved.add(name)
    return moved


def _needed(program: Program, moved: set[str], asked: Sequence[str]) -> list[str]:
    """Give what has to be worked out anew for what is asked, in order."""
    taken: set[str] = set()
    waiting = [name for name in asked if name in moved]
    while waiting:
        name = waiting.pop()
        if name not in taken:
            taken.add(name)
            waiting += [part for part in program.nodes[name].parts if part in moved]
    return [name for name in program.nodes if name in taken]
