"""Back-of-the-envelope capacity estimates: unit-checked, with the derivation shown.

>>> import estimator as est
>>> result = est.load("twitter").estimate()
>>> print(f"{result['actions.tweet.peak_rate'].to('tweet/s').magnitude:,.0f}")
1,736
"""

from estimator.api import Result, Scenario, evaluate, load, scenarios
from estimator.errors import (
    DocumentError,
    DomainError,
    EstimatorError,
    FormulaError,
    SchemaError,
    UnknownNameError,
)
from estimator.library.constants import Constant, constants

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
    "load",
    "scenarios",
]
