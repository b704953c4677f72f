"""Scenarios and results as objects: all that the command and the page call."""

from estimator.api.result import FORMATS, Result, explain, render
from estimator.api.scenario import Scenario, evaluate, load, loads, scenarios, template
from estimator.library.constants import TABLES, Constant, constants
from estimator.report.derivation import Derivation, Step
from estimator.report.row import Row
from estimator.report.summary import Summary, convention_in_words
from estimator.report.text import Style, unstyled
from estimator.scenario.reference import reference, sections
from estimator.scenario.schema import json_schema
from estimator.units.table import CONVENTIONS

__all__ = [
    "CONVENTIONS",
    "FORMATS",
    "TABLES",
    "Constant",
    "Derivation",
    "Result",
    "Row",
    "Scenario",
    "Step",
    "Style",
    "Summary",
    "constants",
    "convention_in_words",
    "evaluate",
    "explain",
    "json_schema",
    "load",
    "loads",
    "reference",
    "render",
    "scenarios",
    "sections",
    "template",
    "unstyled",
]
