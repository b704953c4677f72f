"""Scenarios as objects: worked out, and asked what if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from estimator import pipeline
from estimator.api.axis import axis
from estimator.api.result import Result, hold_choice
from estimator.api.written import Written
from estimator.engine.result import Values
from estimator.units.table import CONVENTIONS

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from estimator.api.crossovers import Crossovers
    from estimator.api.sensitivity import Sensitivity
    from estimator.api.simulation import Simulation
    from estimator.api.solution import Solution
    from estimator.api.sweep import Sweep
    from estimator.uncertainty.montecarlo import Progress
    from estimator.whatif.axis import Axis


class Scenario(Written):
    """Hold a system as its text describes it, to ask what follows from it.

    Args:
        source: the YAML text and its name.

    Raises:
        DocumentError: the text is no YAML that is read here.
    """

    def estimate(self, conventions: str | None = None) -> Result:
        """Work the scenario out.

        Args:
            conventions: `exact` (a day has 86,400 s, a year 365 days) or
                `rounded` (10^5 s, 400 days); without it, the scenario's own.

        Returns:
            Every input and answer, by name.

        Raises:
            UnknownNameError: there are no such conventions.
            SchemaError: a key that a scenario does not have.
            FormulaError: a formula that can't be read, named or added up.
            DomainError: a value outside what it can be, a zero divisor.

        >>> import estimator as est
        >>> est.load("twitter").estimate("rounded").show("actions.tweet.peak_rate")
        '1.5 k tweet/s'
        """
        if conventions is not None:
            hold_choice("conventions", conventions, CONVENTIONS)
        return Result(self._values(conventions))

    @cached_property
    def _worked(self) -> dict[str | None, Values]:
        """Give room for what was worked out: a scenario never changes, and is asked many things."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        # What is compiled stays in its process; another one works it out again.
        return {name: value for name, value in vars(self).items() if name != "_worked"}

    def _values(self, conventions: str | None = None) -> Values:
        if conventions not in self._worked:
            found = pipeline.estimate_document(self._document, conventions)
            self._worked[conventions] = found
        return self._worked[conventions]

    def simulate(  # noqa: PLR0913 - whoever asks for more names it
        self,
        samples: int = 100_000,
        seed: int = 1,
        *,
        of: str | Sequence[str] | None = None,
        method: Literal["random", "sobol"] = "random",
        executor: Executor | None = None,
        progress: Progress | None = None,
    ) -> Simulation:
        """Draw every uncertain input many times, and work the results out for each draw.

        An input is drawn once for a sample, and shared by all that takes it. The
        same seed gives the same samples to the last bit, however many cores or
        workers there are; an input has draws of its own, so that two variants
        are compared on the same ones. Ctrl-C ends it with the samples so far.

        Args:
            samples: how many, at least 1.
            seed: a whole number, at least 0.
            of: the results to sample, by name; all of them if None. Fewer are quicker.
            method: `random` (plain Monte Carlo), or `sobol`: scrambled Sobol points (Owen
                1997), of which a few thousand tell quantiles as well as many more random ones.
            executor: of `concurrent.futures`, or one like it (a process pool, a
                Dask client's); threads on all cores if None.
            progress: called with how many samples are done, and of how many.

        Returns:
            The samples of every result asked for.

        Raises:
            UnknownNameError: there is no such result or method.
            DomainError: fewer than one sample, or no such seed.
            WorkError: too little memory for so many, or a worker was lost.

        >>> import estimator as est
        >>> load = est.loads("formulas: {load: 10 to 1000 request/s}")
        >>> f"{load.simulate(samples=65_536).chance('load > 100 request/s'):.1f}"
        '0.5'
        """
        # Imported here: a run needs none of it.
        from estimator.api.simulation import run
        from estimator.uncertainty.montecarlo import How

        return run(self._values(), of, How(samples, seed, method), executor, progress)

    def sensitivity(self, name: str, samples: int = 4096, seed: int = 1) -> Sensitivity:
        """Find which inputs a result depends on, and how much.

        Each uncertain input is moved from its 5 % to its 95 % quantile with all
        others at their medians (a tornado), correlated with the result by ranks,
        and given its share of the result's variance (Sobol's indices). These and the
        numbers that the scenario gives get an elasticity: by how many percent
        the result moves where the input is 1 % more.

        Args:
            name: of the result.
            samples: how many for ranks and shares, a power of two; the result
                is worked out for each input with so many.
            seed: a whole number, at least 0; the same gives the same numbers.

        Returns:
            A row for each input that the result depends on.

        Raises:
            UnknownNameError: there is no such result.
            DomainError: no such number of samples, or no such seed.
            WorkError: too little memory for so many.

        >>> import estimator as est
        >>> scenario = est.loads("formulas: {a: 1 to 9, b: 2, c: a ^ 2 * b}")
        >>> [(row.name, row.elasticity) for row in scenario.sensitivity("c")]
        [('a', 2.0), ('b', 1.0)]
        """
        # Imported here: a run needs none of it.
        from estimator.api.sensitivity import run

        return run(self._values(), name, samples, seed)

    def sweep(
        self,
        inputs: Mapping[str, Axis | Sequence[Any]],
        *,
        of: str | Sequence[str] | None = None,
        executor: Executor | None = None,
    ) -> Sweep:
        """Work results out for every combination of some inputs' values.

        What is uncertain stays at its median. Nothing is worked out before it
        is asked for, and a table can be written to a file in bounded memory.

        Args:
            inputs: by name, what values each has: `geomspace("1M", "1B", 7)`,
                `linspace("1", "5", 9)`, or a list of amounts.
            of: the results, by name; all of them if None. Fewer are quicker.
            executor: as for `simulate`.

        Raises UnknownNameError, FormulaError, DomainError for what is no input,
        no value of it, or no result.

        >>> import estimator as est
        >>> sweep = est.load("twitter").sweep({"users.monthly": ["300M", "600M"]})
        >>> sweep["users.daily"].to("user").magnitude
        array([1.5e+08, 3.0e+08])
        """
        # Imported here: a run needs none of it.
        from estimator.api.sweep import Sweep, grid
        from estimator.whatif.axis import points

        axes = {name: axis(given) for name, given in inputs.items()}
        values = self._values()
        moved = {name: values.known(name) for name in axes}
        absent = {n: axes[n].texts[0] for n, known in moved.items() if not _is_input(values, known)}
        for name in absent:
            if (known := moved[name]) is not None:
                # Of another kind, it is refused where it was written, and not where it is taken.
                points(values, known, axes[name])
        if absent:
            values = self.set(absent)._values()  # noqa: SLF001 - the same class
        return Sweep(grid(values, axes, of), executor)

    def solve(self, name: str, until: str, between: Sequence[Any] | None = None) -> Solution:
        """Find the value of an input, nearest to today's, at which a condition begins to be met.

        The way up from today's value is tried first, then the way down, with
        all else as it is; what is uncertain stays at its median.

        Args:
            name: of an input that is an amount, or has one by default.
            until: a condition on a result, such as `database.nodes > 1`; with `=`,
                a result in steps must be exactly that.
            between: the ends of the range to look in, two amounts; without it,
                the field's own, up to a billion times today's value and more.

        Returns:
            The value, and what the result is there and just short of it.

        Raises:
            UnknownNameError: there is no such input or result.
            FormulaError: it is no amount, or the condition can't be read.
            NoSuchValueError: no value in the range meets the condition.

        >>> import estimator as est
        >>> found = est.load("twitter").solve("users.monthly", until="storage.total > 1 EB")
        >>> print(found)
        users.monthly of 724 M users makes storage.total > 1 EB; that is 2.41 × today's 300 M users
        >>> found.already, f"{found.value.to('user').magnitude:,.0f}"
        (False, '723,360,008')
        """
        # Imported here: a run needs none of it.
        from estimator.api.solution import run

        return run(self._values(), name, until, between)

    def crossovers(self, of: str | None = None, up_to: float = 100.0) -> Crossovers:
        """Find where whole counts first take a step as demand grows, and what binds them turns.

        Servers, shards, links, and formulas of one's own that are rounded: of
        each the first step, at which today's design no longer does.

        Args:
            of: the input that grows alone; all demand together if None.
            up_to: at how many times today's demand to stop.

        Raises:
            UnknownNameError: there is no such input.
            FormulaError: it is no amount.
            NoSuchValueError: nothing depends on it.
            DomainError: it is not above zero, or `up_to` not above 1.

        >>> import estimator as est
        >>> for each in est.load("reddit").crossovers():
        ...     print(f"{each.factor:.3g}", each.name, each.one, "to", each.other)
        1.04 traffic.web_servers 11.0 server to 12.0 server
        1.04 database.nodes 11.0 node to 12.0 node
        6.46 database.shards 1.0 shard to 2.0 shard
        """
        # Imported here: a run needs none of it.
        from estimator.api.crossovers import run

        return run(self._values(), of, up_to)


def _is_input(values: Values, name: str | None) -> bool:
    """Tell whether a name is of an amount that a scenario gives."""
    return name in values.program.inputs and values.definition(name).role in ("input", "formula")
