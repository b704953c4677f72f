"""Results as objects: values as quantities, explained and reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from estimator.api.quantity import Scale, base_of, quantity_of, scale_of
from estimator.check.claims import Checked, checked
from estimator.diagnostics import Diagnostic
from estimator.engine.result import Expectation, Limit, Values
from estimator.engine.target import amount
from estimator.errors import UnknownNameError
from estimator.report import outlook, text
from estimator.report.derivation import Derivation, derivation
from estimator.report.money import CostLine, lines
from estimator.report.notes import notes
from estimator.report.outlook import Growth, Runway
from estimator.report.point import shown
from estimator.report.redundancy import Part, parts
from estimator.report.summary import Summary, summarize
from estimator.report.table import Findings
from estimator.report.text import Style, unstyled
from estimator.report.waterfall import LatencyPath, paths
from estimator.source import Source, Span

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

    @property
    def limits(self) -> list[Limit]:
        """Give what the scenario has room for: the most of a result, as a `text`.

        >>> import estimator as est
        >>> scenario = est.loads("{formulas: {load: 3 request/s}, limits: {load: 5 request/s}}")
        >>> [(limit.name, limit.text) for limit in scenario.estimate().limits]
        [('load', '5 request/s')]
        """
        return self._values.limits()

    def show(self, name: str, value: pint.Quantity[float] | None = None) -> str:
        """Show a value for people, to three figures: `1.74 k tweet/s`.

        Args:
            name: of a result.
            value: another one than that of the scenario, such as a sample of it.

        >>> import estimator as est
        >>> result = est.load("twitter").estimate()
        >>> result.show("storage.total", 2 * result["storage.total"])
        '829 PB'
        """
        name = self._values.find(name)
        if value is None:
            return self._values.show(name)
        return shown(self._values, name, base_of(self._values, name, value))

    def scale(self, name: str, value: pint.Quantity[float]) -> Scale:
        """Give the unit for an axis of a result's values, one of which is given.

        >>> import estimator as est
        >>> result = est.load("twitter").estimate()
        >>> result.scale("storage.total", result["storage.total"])
        Scale(unit='PB', size=1000000000000000.0)
        """
        name = self._values.find(name)
        return scale_of(self._values, name, base_of(self._values, name, value))

    def amount(self, name: str, text: str) -> pint.Quantity[float]:
        """Read an amount as one of a result's kind; of counted things it needs no unit.

        Raises FormulaError for what is no amount, or one of another kind.

        >>> import estimator as est
        >>> print(est.load("twitter").estimate().amount("users.monthly", "5M"))
        5000000.0 user
        """
        values, name = self._values, self._values.find(name)
        span = Span(Source("amount", text), 0, len(text))
        return quantity_of(values, name, amount(span, values, values.asked(name)))

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

    def growth(self) -> Growth | None:
        """Give how results grow year by year, as numbers; None without a growth rate.

        >>> import estimator as est
        >>> est.load("upi_payments").estimate().growth().years
        (0.0, 1.0, 2.0, 3.0)
        """
        return outlook.growth(self._values)

    def runway(self, up_to: float = 100.0) -> Runway:
        """Give what more demand passes: limits of the scenario, and steps of whole counts.

        Args:
            up_to: at how many times today's demand to stop looking for steps.

        Raises DomainError where that is not above 1.

        >>> import estimator as est
        >>> [(each.kind, each.year) for each in est.load("reddit").estimate().runway().passings]
        [('step', 1), ('step', 1), ('limit', 4), ('step', None)]
        """
        return outlook.runway(self._values, up_to)

    def cost_lines(self) -> tuple[CostLine, ...]:
        """Give what it costs line by line, the largest first; none where no price is given.

        >>> import estimator as est
        >>> [(line.label, line.month) for line in est.load("pastebin").estimate().cost_lines()]
        [('database', '688 USD'), ('storage', '10.5 USD'), ('egress', '9.09 USD')]
        """
        return lines(self._values)

    def latency_paths(self) -> tuple[LatencyPath, ...]:
        """Give every latency path with its steps in order, and when each of them begins.

        >>> import estimator as est
        >>> push, *_ = est.load("notifications").estimate().latency_paths()
        >>> [(step.label, round(step.start, 3)) for step in push.steps]
        [('queue', 0.0), ('settings', 0.005), ('gateway', 0.006)]
        """
        return paths(self._values)

    def parts(self) -> tuple[Part, ...]:
        """Give the parts that must be up, in order, the parts of a part behind it.

        >>> import estimator as est
        >>> [(part.label, part.kind) for part in est.load("mcdonalds_events").estimate().parts()]
        [('accept', 'any_of'), ('stream', 'copies'), ('fallback', 'copies')]
        """
        return parts(self._values)

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
        """Write the whole report, as `text`, `json`, `markdown`, `csv` or `html`; or as `notes`.

        Those are short, to say aloud or to paste: a line a number, worked out as on paper.

        >>> import estimator as est
        >>> print(est.loads("formulas: {a: 2, b: a * 3}").estimate().report("notes"))
        Estimate
        (exact: a day has 86,400 s, a month 30 days, a year 365 days)
        <BLANKLINE>
        Given
        - a: 2
        <BLANKLINE>
        So
        - b: 2 × 3 = 6
        """
        if format == "notes":
            return notes(self._values, self.summary())
        hold_choice("format", format, REPORT_FORMATS)
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
        format: one of `FORMATS`.
        style: how to set titles and numbers, in text.
    """
    if format == "text":
        return text.report(gathered, style)
    written: str = _renderer(format).report(gathered)
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
