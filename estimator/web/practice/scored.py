"""What a browser's session of practice comes to so far."""

from __future__ import annotations

import streamlit as st

from estimator.api.session import Session
from estimator.web.literal import aligned
from estimator.web.practice.drill import Round


def so_far(session: Session) -> str:
    """Say how many problems and answers there were, and how good.

    >>> so_far(Session())
    'No answer yet'
    """
    found = session.summary()
    if not found.answers:
        return "No answer yet"
    problems = f"{found.problems} problem{'s' * (found.problems != 1)}"
    answers = f"{found.answers} answer{'s' * (found.answers != 1)}"
    return f"{problems}, {answers}, mean score {_percent(found.mean)}"


def summary(now: Round, session: Session) -> None:
    """Say what the problem came to, which kinds of step go worst, and which slips recur."""
    mean = sum(given.score for given in now.given) / len(now.given)
    right = sum(given.verdict is not None and given.verdict.right for given in now.given)
    st.subheader(f"Done: {right} of {len(now.given)} right, score {_percent(mean)}", anchor=False)
    found = session.summary()
    st.caption("This session, the worst first:")
    kinds = [(each.name, str(each.answers), _percent(each.mean)) for each in found.kinds]
    st.code(aligned([("step", "answers", "mean score"), *kinds]), language=None)
    if found.slips:
        slips = [(name, f"{times} ×") for name, times in found.slips]
        st.caption("Slips, the most frequent first:")
        st.code(aligned(slips), language=None)


def _percent(score: float) -> str:
    return f"{100 * score:.0f}%"
