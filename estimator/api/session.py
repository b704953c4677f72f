"""A session of practice as an object: answers, their log, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from estimator.api.problem import Problem
from estimator.api.result import render_findings
from estimator.check import session
from estimator.check.grade import Feedback
from estimator.check.session import SKIPPED, Entry
from estimator.errors import DocumentError
from estimator.report.practised import answered, summarized


def log_path() -> Path:
    """Give the log that is kept where nobody names one: in the user's folder of state.

    That is `$XDG_STATE_HOME`, or `~/.local/state` where it is not set.
    """
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(os.path.expanduser(state)) / "capacity-estimator" / "practice.jsonl"  # noqa: PTH111 - Path raises where nobody has a home


class Session:
    """Hold the answers of a session, and keep them in a log.

    Args:
        log: a file to which every answer is added, as a line of JSON; none if None.
    """

    def __init__(self, log: str | Path | None = None) -> None:
        self.log = None if log is None else Path(log)
        self._entries: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        """Give the answers so far."""
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, problem: Problem, feedback: Feedback) -> None:
        """Keep an answer that was graded.

        Raises DocumentError where the log can't be written; the answer is kept
        here, and the log is not tried again.

        >>> import estimator as est
        >>> problem, session = est.practice("yelp", seed=1), Session()
        >>> session.add(problem, problem.answer(1, "1 GB"))
        >>> session.summary().mean
        0.0
        """
        said = (feedback.answer, str(feedback.verdict), feedback.factor, feedback.slip)
        self._keep(problem, feedback.step, *said, feedback.score)

    def skip(self, problem: Problem, step: str | int) -> None:
        """Keep that a step was looked up, which is worth nothing; raises as `add` does."""
        self._keep(problem, problem.step(step).name, "", SKIPPED, None, "", 0.0)

    def _keep(  # noqa: PLR0913, PLR0917 - the rest of a line
        self,
        problem: Problem,
        step: str,
        answer: str,
        verdict: str,
        factor: float | None,
        slip: str,
        score: float,
    ) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kind = problem.step(step).kind
        of = (now, problem.scenario, problem.seed, step, kind)
        entry = Entry(*of, answer, verdict, factor, slip, score)
        self._entries.append(entry)
        if self.log is not None:
            try:
                session.append(self.log, entry)
            except DocumentError:
                self.log = None
                raise

    def report(self, format: str = "text") -> str:
        """Write every answer, as `text`, `json`, `markdown`, `csv` or `html`.

        >>> import estimator as est
        >>> problem, session = est.practice("yelp", seed=1), Session()
        >>> session.skip(problem, 1)
        >>> session.report("csv").splitlines()[1].partition(",")[2]
        'yelp,1,actions.search.per_day,per day,,skipped,,,0.0'
        """
        return render_findings(answered(self), format)

    def summary(self) -> Summary:
        """Tell what the answers so far come to."""
        return Summary(session.summary(self), "this session")


class Summary:
    """Hold what many answers come to: how many, how good, which slips recur.

    Attributes:
        problems: how many were practised.
        answers: how many steps were answered, or looked up.
        mean: of the scores, from 0 to 1.
        slips: name and number of times, the most frequent first.
        kinds: of each kind of step its name, answers and mean score, the worst first.
        passed_over: how many lines of the log are broken, or hold no answer.
    """

    def __init__(self, found: session.Summary, log: str) -> None:
        self._found = found
        self._log = log
        self.problems = found.problems
        self.answers = found.answers
        self.mean = found.mean
        self.slips = found.slips
        self.kinds = found.kinds
        self.passed_over = found.passed_over

    def report(self, format: str = "text") -> str:
        """Write it, as `text`, `json`, `markdown`, `csv` or `html`."""
        return render_findings(summarized(self._found, self._log), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Summary: {self.answers} answers, mean {self.mean:.2f}>"


def practised(log: str | Path | None = None) -> Summary:
    """Tell what a log of practice comes to; without one, that of the user.

    A line that is broken is passed over, and counted.

    Raises DocumentError where the log can't be read.
    """
    path = log_path() if log is None else Path(log)
    return Summary(session.summary(session.entries(path)), str(path))
