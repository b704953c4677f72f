"""Interview problems, answered and graded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from estimator.api.practice import stories
from estimator.diagnostics import one_line
from estimator.web import session
from estimator.web.frame import other_page
from estimator.web.marks import style_marks
from estimator.web.practice import PATH, TITLE
from estimator.web.practice.asking import answered, asked, told
from estimator.web.practice.drill import Drill
from estimator.web.practice.scored import so_far, summary
from estimator.web.share import Download, Taken
from estimator.web.shown import show
from estimator.web.workspace import choices

_OF = f"{PATH}/of"
_ANY = ""
_MOST, _SHOWN = 10**9, 40
_REPORTS = (
    ("CSV", "csv", "answers.csv", "text/csv"),
    ("JSON", "json", "answers.json", "application/json"),
    ("Markdown", "markdown", "answers.md", "text/markdown"),
)


def page() -> None:
    """Show the page."""
    drill = _opened()
    undo = _moving(drill, drill.undo) if drill.earlier else None
    other_page(TITLE, PATH, lambda: taken(drill), undo)
    style_marks()
    _chosen(drill)
    left, right = st.columns([2, 3], gap="large")
    with left:
        told(drill.round)
    with right:
        # Places of their own: the box keeps its own, and with it the cursor.
        done, now = st.container(), st.container()
        with done:
            answered(drill.round)
        with now:
            if drill.round.done:
                summary(drill.round, drill.session)
                _another(drill, "Another problem")
            else:
                asked(drill)


def _opened() -> Drill:
    """Give the practice of this session; the first time, the problem that the URL names."""
    if "drill" not in st.session_state:
        of, seed = _asked()
        st.session_state["drill"] = Drill(of, seed)
        _tell(st.session_state["drill"])
    found: Drill = st.session_state["drill"]
    return found


def _asked() -> tuple[str, int | None]:
    """Give the scenario and the seed that the URL asks for, as far as there are such."""
    wanted = session.settings(PATH)
    of, seed = wanted.get("of", _ANY), wanted.get("seed", "")
    if of and of not in stories():
        said = one_line(of[:_SHOWN])
        session.notices().append(f"The link names a scenario that makes no problem: {said}.")
        of = _ANY
    if not seed:
        return of, None
    if seed.isascii() and seed.isdecimal() and len(seed) < len(str(_MOST)):
        return of, int(seed)
    said = one_line(seed[:_SHOWN])
    session.notices().append(f"The link's problem is no whole number below {_MOST:,}: {said}.")
    return of, None


def _tell(drill: Drill) -> None:
    """Write into the URL which problem is asked."""
    now = drill.round
    session.settings(PATH).update(of=now.of, seed=str(now.problem.seed))


def _moving(drill: Drill, move: Callable[[], None]) -> Callable[[], None]:
    """Give a way to another problem that tells the URL, too."""

    def moving() -> None:
        move()
        _tell(drill)

    return moving


def _chosen(drill: Drill) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="practice-head"):
        show(_OF, drill.round.of)
        st.selectbox(
            "Problem of",
            [_ANY, *sorted(stories())],
            key=_OF,
            format_func=_line,
            width=320,
            on_change=_moving(drill, lambda: drill.begin(st.session_state[_OF])),
        )
        _another(drill, "New problem")
        with st.container(key="counted"):
            st.text(so_far(drill.session))


def _line(name: str) -> str:
    return choices()[name].line.partition(":")[0] if name else "Any scenario"


def _another(drill: Drill, label: str) -> None:
    st.button(
        label,
        key=f"{PATH}/{label}",
        type="primary" if drill.round.done else "secondary",
        on_click=_moving(drill, lambda: drill.begin(drill.round.of)),
    )


def taken(drill: Drill) -> Taken:
    """Give what can be taken away: the answers of the session."""
    return Taken(
        [
            Download(label, name, mime, partial(drill.session.report, format))
            for label, format, name, mime in _REPORTS
        ],
        drill.session.report("markdown"),
    )
