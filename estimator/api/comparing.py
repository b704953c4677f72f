"""Which scenarios are compared, and the names they go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from estimator.api.loading import load
from estimator.api.scenario import Scenario
from estimator.diagnostics import Diagnostic, one_line
from estimator.errors import SchemaError

if TYPE_CHECKING:
    from estimator.api.comparison import Comparison


def compare(one: Scenario | str | Mapping[str, Scenario], *others: Scenario | str) -> Comparison:
    """Put the results of scenarios beside each other, and say why they differ.

    Each is held against the first. What makes a result differ are the inputs
    with another value, each with its share of the logarithm of the ratio: its
    Shapley value (L. S. Shapley, "A Value for n-Person Games", 1953). What is
    uncertain is taken at its median.

    Args:
        one: a scenario, or what `load` reads as one; alone, a dict of scenarios by
            the names that they are to go by.
        others: scenarios to hold against it, such as variants by `set`.

    Raises:
        SchemaError: there are not two.
        EstimatorError: one of them can't be worked out.

    >>> import estimator as est
    >>> twitter = est.load("twitter")
    >>> both = est.compare(twitter, twitter.set({"users.monthly": "600M", "storage.replicas": 2}))
    >>> print(both.why("storage.total"))
    1.33 ×: users.monthly 241 %, storage.replicas -141 %
    """
    # Imported here: a run needs none of it.
    from estimator.api.comparison import Comparison
    from estimator.report.beside import SideBySide

    named = _named(one, others)
    if len(named) < 2:
        message = "there are not two scenarios to compare"
        hint = "give another one, such as the first with something set"
        raise SchemaError([Diagnostic("nothing-to-compare", message, hint=hint)])
    values = {
        name: each._values()  # noqa: SLF001 - they are the API's own, and no user's matter
        for name, each in named.items()
    }
    return Comparison(SideBySide(values))


def _named(
    one: Scenario | str | Mapping[str, Scenario], others: tuple[Scenario | str, ...]
) -> dict[str, Scenario]:
    """Give every scenario a name: its title, or what it sets where others have that title."""
    if isinstance(one, Mapping):
        given = {one_line(str(name)): _loaded(each) for name, each in one.items()}
        return given | _by_title(others, {*given})
    return _by_title((one, *others), set())


def _by_title(several: tuple[Scenario | str, ...], taken: set[str]) -> dict[str, Scenario]:
    scenarios = [_loaded(each) for each in several]
    titles = [each.title or "scenario" for each in scenarios]
    named: dict[str, Scenario] = {}
    for title, scenario in zip(titles, scenarios, strict=True):
        name = (titles.count(title) > 1 and scenario.changed) or title
        alike = (f"{name} {at}" if at else name for at in (0, *range(2, len(titles) + 2)))
        free = next(each for each in alike if each not in named and each not in taken)
        named[free] = scenario
    return named


def _loaded(given: Scenario | str) -> Scenario:
    return given if isinstance(given, Scenario) else load(given)
