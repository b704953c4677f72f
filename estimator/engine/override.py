"""The same program with other inputs, or with less to work out."""

from __future__ import annotations

from estimator.engine.compiler import compiled
from estimator.engine.program import Program


def above(program: Program, name: str) -> set[str]:
    """Give a name and everything that it takes, directly or not, up to the program's inputs."""
    given = {*program.inputs}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += program.nodes[current].parts if current not in given else ()
    return found


def only(program: Program, name: str) -> Program:
    """Give a program that works out nothing but what one value takes."""
    taken = above(program, name)
    nodes = {each: node for each, node in program.nodes.items() if each in taken}
    inputs = tuple(each for each in program.inputs if each in taken)
    bounded = tuple(each for each in program.bounded if each in taken)
    plan = compiled(nodes, inputs, program.sizes)
    return program._replace(nodes=nodes, inputs=inputs, bounded=bounded, plan=plan)


def taking(program: Program, names: tuple[str, ...]) -> Program:
    """Give a program that takes some values which it worked out before."""
    more = tuple(name for name in names if name not in program.inputs)
    if not more:
        return program
    inputs = (*program.inputs, *more)
    bounded = tuple(name for name in program.bounded if name not in more)
    plan = compiled(program.nodes, inputs, program.sizes)
    return program._replace(inputs=inputs, bounded=bounded, plan=plan)
