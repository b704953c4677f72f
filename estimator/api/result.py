"""Results as objects: values as quantities, explained and reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from estimator.api.quantity import quantity_of
from estimator.check.claims import Checked, checked
from estimator.diagnostics import Diagnostic
from estimator.engine.result import Expectation, Values
from estimator.errors import UnknownNameError
from estimator.report import text
from estimator.report.derivation import Derivation, derivation
from estimator.report.summary import Summary, summarize
from estimator.report.table import Findings
from estimator.report.text import Style, unstyled

if TYPE_CHECKING:
    import pint

FORMATS = ("text", "json", "markdown", "csv", "html")
REPORT_FORMATS = (*FORMATS, "notes")


class Result(Mapping[str, "pint.Quantity[float]"]):
    """Hold every value of a scenario by name, as pint quantities.

    `result["storage.total"].to("TB")` converts; `print(result)` is the report.
    """

    def __init__(self, values: Values) -> None:
        self._values = values

    def __getitem__(self, name: str) -> pint.Quantity[float]:
        """Give a value as a quantity in its own unit.

        Raises UnknownNameError, a KeyError, with what may have been meant.
        """
        name = self._values.find(name)
        return quantity_of(self._values, name, self._values.by_name[name])

    def __iter__(self) -> Iterator[str]:
        return self._values.names()

    def __len__(self) -> int:
        return len(self._values.by_name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._values.known(name) is not None

    @property
    def conventions(self) -> str:
        """Give the convention it was worked out by, `exact` or `rounded`."""
        return self._values.table.convention

    @property
    def expectations(self) -> list[Expectation]:
        """Give what the scenario expects of its results, and whether each is met."""
        return self._values.expectations()

    @property
    def claims(self) -> list[Checked]:
        """Give what others said of its results, each with its verdict and the reason for a miss.

        >>> import estimator as est
        >>> [claim.says for claim in est.load("twitter").estimate().claims][0]
        'rounded: a day of 10⁵ seconds'
        """
        return checked(self._values)

    def show(self, name: str) -> str:
        """Show a value for people, to three figures: `1.74 k tweet/s`."""
        return self._values.show(self._values.find(name))

    def explain(self, name: str, format: str = "text") -> str:
        r"""Say how a value comes about: formula, numbers put in, powers of ten, result.

        Args:
            name: of a result, such as `storage.total`.
            format: `text`, `json`, `markdown` or `html`.

        Raises UnknownNameError where there is no result of that name.

        >>> import estimator as est
        >>> print(est.load({"formulas": {"a": "1"}}).estimate().explain("a"))
        a = 1
        given
        """
        return explain(self.derivation(name), format)

    def derivation(self, name: str) -> Derivation:
        """Give how a value comes about, as data."""
        return derivation(self._values, name)

    def summary(self, *beside: Result, judged: bool = True, scientific: bool = False) -> Summary:
        """Gather what a report says, as data.

        Args:
            beside: the same scenario under other conventions, a column each.
            judged: whether the scenario's expectations are held against it.
            scientific: whether numbers are shown as figures and a power of ten.
        """
        others = [other._values for other in beside]  # noqa: SLF001 - the same class
        return summarize(self._values, *others, judged=judged, scientific=scientific)

    def report(self, format: str = "text") -> str:
        """Write the whole report, as `text`, `json`, `markdown`, `csv`, `html` or `notes`."""
        return render(self.summary(), format)

    def __str__(self) -> str:
        return self.report()

    def __repr__(self) -> str:
        return f"<Result of {self._values.loaded.title or 'a scenario'}: {len(self)} values>"


def render(
    gathered: Summary,
    format: str = "text",
    style: Style = unstyled,
) -> str:
    """Write a report that is gathered already.

    Args:
        gathered: what the report says.
        format: one of `REPORT_FORMATS`; `notes` are short, to paste or to say aloud.
        style: how to set titles and numbers, in text.
    """
    if format == "text":
        return text.report(gathered, style)
    written: str = _renderer(format, REPORT_FORMATS).report(gathered)
    return written


def explain(
    derived: Derivation,
    format: str = "text",
    style: Style = unstyled,
) -> str:
    """Write a derivation, as `render` does a report; there is none as CSV."""
    if format == "text":
        return text.explanation(derived, style)
    explained = tuple(name for name in FORMATS if name != "csv")
    written: str = _renderer(format, explained).explanation(derived)
    return written


def render_findings(
    found: Findings,
    format: str = "text",
    style: Style = unstyled,
) -> str:
    """Write what a question to a scenario comes to, as `render` does a report."""
    if format == "text":
        return text.findings(found, style)
    written: str = _renderer(format).findings(found)
    return written


def hold_choice(what: str, given: str, choices: tuple[str, ...]) -> None:
    """Raise UnknownNameError where something given is none of the choices there are."""
    if given not in choices:
        message = f"there is no {what} {given}"
        hint = f"there are {', '.join(choices)}"
        raise UnknownNameError([Diagnostic("unknown-choice", message, hint=hint)])


def _renderer(format: str, choices: tuple[str, ...] = FORMATS) -> Any:
    """Give the module that writes a format; it is imported when it is asked for."""
    hold_choice("format", format, choices)
    return import_module(f"estimator.report.{format}")
