"""Scenarios and results as objects: all that the command and the page call."""

from estimator.api.axis import geomspace, linspace
from estimator.api.check import CHECK_FORMATS, Check, check
from estimator.api.comparing import compare
from estimator.api.formula import evaluate
from estimator.api.loading import load, loads, scenarios, template
from estimator.api.practice import practice
from estimator.api.result import FORMATS, REPORT_FORMATS, Result, explain, render, render_findings
from estimator.api.scenario import Scenario
from estimator.library.constants import TABLES, Constant, constants
from estimator.report.derivation import Derivation, Step
from estimator.report.row import Row
from estimator.report.summary import Summary, convention_in_words
from estimator.report.table import Findings, Sheet, Table
from estimator.report.text import Style, unstyled
from estimator.scenario.reference import reference, sections
from estimator.scenario.schema import json_schema
from estimator.units.table import CONVENTIONS

__all__ = [
    "CHECK_FORMATS",
    "CONVENTIONS",
    "FORMATS",
    "REPORT_FORMATS",
    "TABLES",
    "Check",
    "Constant",
    "Derivation",
    "Findings",
    "Result",
    "Row",
    "Scenario",
    "Sheet",
    "Step",
    "Style",
    "Summary",
    "Table",
    "check",
    "compare",
    "constants",
    "convention_in_words",
    "evaluate",
    "explain",
    "geomspace",
    "json_schema",
    "linspace",
    "load",
    "loads",
    "practice",
    "reference",
    "render",
    "render_findings",
    "scenarios",
    "sections",
    "template",
    "unstyled",
]
