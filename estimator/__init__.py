"""Back-of-the-envelope capacity estimates: unit-checked, with the derivation shown.

>>> import estimator as est
>>> result = est.load("twitter").estimate()
>>> print(f"{result['actions.tweet.peak_rate'].to('tweet/s').magnitude:,.0f}")
1,736
"""

from estimator.api import (
    Constant,
    Result,
    Scenario,
    constants,
    evaluate,
    json_schema,
    load,
    loads,
    scenarios,
    template,
)
from estimator.errors import (
    DocumentError,
    DomainError,
    EstimatorError,
    FormulaError,
    SchemaError,
    UnknownNameError,
)

__all__ = [
    "Constant",
    "DocumentError",
    "DomainError",
    "EstimatorError",
    "FormulaError",
    "Result",
    "Scenario",
    "SchemaError",
    "UnknownNameError",
    "constants",
    "evaluate",
    "json_schema",
    "load",
    "loads",
    "scenarios",
    "template",
]
