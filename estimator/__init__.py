"""Back-of-the-envelope capacity estimates: unit-checked, with the derivation shown.

>>> import estimator as est
>>> result = est.load("twitter").estimate()
>>> print(f"{result['actions.tweet.peak_rate'].to('tweet/s').magnitude:,.0f}")
1,736
"""

from estimator.api import (
    Check,
    Constant,
    Result,
    Scenario,
    check,
    compare,
    constants,
    evaluate,
    geomspace,
    json_schema,
    linspace,
    load,
    loads,
    practice,
    scenarios,
    template,
)
from estimator.errors import (
    DocumentError,
    DomainError,
    EstimatorError,
    FormulaError,
    NoSuchValueError,
    SchemaError,
    UnknownNameError,
    WorkError,
)

__all__ = [
    "Check",
    "Constant",
    "DocumentError",
    "DomainError",
    "EstimatorError",
    "FormulaError",
    "NoSuchValueError",
    "Result",
    "Scenario",
    "SchemaError",
    "UnknownNameError",
    "WorkError",
    "check",
    "compare",
    "constants",
    "evaluate",
    "geomspace",
    "json_schema",
    "linspace",
    "load",
    "loads",
    "practice",
    "scenarios",
    "template",
]
