"""`estimate practice`: interview problems, graded step by step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from estimator import api
from estimator.api import Style
from estimator.cli.scenario import count, format_option, style
from estimator.diagnostics import Diagnostic
from estimator.errors import DocumentError, DomainError, FormulaError, SchemaError

if TYPE_CHECKING:
    from estimator.api.problem import Problem, Step
    from estimator.api.session import Session

_WAYS = "An empty line gives a hint, ? the derivation, quit ends it."
# A longer line is no answer.
_LONGEST = 10_000
_GOOD, _BAD = 0.9, 0.5


@click.command("practice")
@click.argument("scenario", required=False)
@click.option("--seed", type=count, help="The same seed asks the same problems again.")
@click.option("--problems", type=count, default=1, show_default=True, help="How many are asked.")
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    help="Where answers are kept, else a file in the user's folder of state.",
)
@click.option("--summary", is_flag=True, help="Tell what the log comes to, and ask nothing.")
@format_option("text", "json")
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    scenario: str | None,
    seed: int | None,
    problems: int,
    log: Path | None,
    summary: bool,
    format_: str,
) -> None:
    """Ask an interview problem with fresh figures, and grade the answers step by step.

    SCENARIO is one to ask about, else one is drawn. Answers are read line by line:
    an amount; an empty line or hint for a hint; skip or ? for the derivation; quit.
    The format is that of the summary.
    """
    # Imported here: the other verbs need none of it.
    from estimator.api.session import Session, log_path, practised

    if summary:
        click.echo(practised(log).report(format_))
        return
    if scenario == "-":
        message, hint = "standard input has the answers", "give a file, or a shipped name"
        raise SchemaError([Diagnostic("no-problem", message, hint=hint)])
    if problems < 1:
        message = f"problems must be a whole number of at least 1, not {problems}"
        raise DomainError([Diagnostic("out-of-range", message)])
    session = Session(log or log_path())
    talk = _Talk(session, style())
    for at in range(problems):
        if not talk.ask(api.practice(scenario, None if seed is None else seed + at)):
            break
    click.echo()
    click.echo(session.summary().report(format_))


class _Talk:
    """Ask problems on a terminal, or of what is piped."""

    def __init__(self, session: Session, style: Style) -> None:
        self._session = session
        self._style = style
        self._lines = _lines()

    def ask(self, problem: Problem) -> bool:
        """Ask every step of a problem; tell whether to go on with another."""
        title, _, rest = str(problem).partition("\n")
        again = self._style(f"(seed {problem.seed})", "quiet")
        click.echo(f"{self._style(title, 'title')} {again}\n{rest}\n")
        click.echo(self._style(_WAYS, "quiet"))
        return all(self._step(problem, at, step) for at, step in enumerate(problem.steps, 1))

    def _step(self, problem: Problem, at: int, step: Step) -> bool:
        """Ask a step until it is answered or looked up; tell whether to go on."""
        hints = iter(problem.hints(at))
        unit = self._style(f"({step.unit})", "quiet")
        click.echo(f"\n{at}. {step.question} {unit}")
        while True:
            click.echo("> ", nl=False)
            line = next(self._lines, "quit")
            if not (sys.stdin and sys.stdin.isatty()):
                # What is piped is not seen by itself.
                click.echo()
            match line.lower():
                case "quit" | "exit":
                    return False
                case "" | "hint":
                    click.echo(next(hints, "There are no more hints; ? gives the derivation."))
                case "skip" | "?":
                    click.echo(problem.explain(at, self._style))
                    self._kept(partial(self._session.skip, problem, at))
                    return True
                case _:
                    if self._answered(problem, at, line):
                        return True

    def _answered(self, problem: Problem, at: int, line: str) -> bool:
        """Grade an answer; tell whether it could be read."""
        try:
            feedback = problem.answer(at, line)
        except FormulaError as error:
            click.echo(str(error))
            return False
        kind = "good" if feedback.score > _GOOD else "bad" if feedback.score < _BAD else "number"
        click.echo(f"{self._style(f'{100 * feedback.score:.0f}%', kind)}  {feedback.says}")
        if not feedback.verdict.right:
            click.echo(f"\n{problem.explain(at, self._style)}")
        self._kept(partial(self._session.add, problem, feedback))
        return True

    @staticmethod
    def _kept(keep: Callable[[], None]) -> None:
        """Keep an answer; where the log can't be written, practice goes on."""
        try:
            keep()
        except DocumentError as error:
            click.echo(str(error), err=True)


def _lines() -> Iterator[str]:
    """Give the lines of standard input, of an endless one its beginning."""
    if sys.stdin is None:
        return
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    while line := sys.stdin.readline(_LONGEST):
        rest = line
        while len(rest) == _LONGEST and not rest.endswith("\n"):
            rest = sys.stdin.readline(_LONGEST)
        yield line.strip()
