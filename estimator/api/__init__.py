"""Scenarios and results as objects: all that the command and the page call."""

from estimator.api.axis import geomspace, linspace
from estimator.api.check import Check, check
from estimator.api.comparing import compare
from estimator.api.formula import evaluate
from estimator.api.loading import load, loads, scenarios, template
from estimator.api.practice import practice
from estimator.api.result import FORMATS, REPORT_FORMATS, Result, explain, render, render_findings
from estimator.api.scenario import Scenario
from estimator.check.verdict import Verdict
from estimator.check.worksheet import Line
from estimator.library.constants import TABLES, Constant, constants
from estimator.report.derivation import Derivation, Step
from estimator.report.dot import graph as as_graph
from estimator.report.latex import step as as_latex
from estimator.report.money import CostLine
from estimator.report.outlook import Grown, Growth, Passing, Runway
from estimator.report.redundancy import Part
from estimator.report.row import Row
from estimator.report.summary import Summary, convention_in_words
from estimator.report.table import Findings, Sheet, Table
from estimator.report.text import Style, unstyled
from estimator.report.waterfall import LatencyPath, LatencyStep
from estimator.scenario.choices import Choice
from estimator.scenario.reference import reference, sections
from estimator.scenario.schema import json_schema
from estimator.units.table import CONVENTIONS

__all__ = [
    "CONVENTIONS",
    "FORMATS",
    "REPORT_FORMATS",
    "TABLES",
    "Check",
    "Choice",
    "Constant",
    "CostLine",
    "Derivation",
    "Findings",
    "Grown",
    "Growth",
    "LatencyPath",
    "LatencyStep",
    "Line",
    "Part",
    "Passing",
    "Result",
    "Row",
    "Runway",
    "Scenario",
    "Sheet",
    "Step",
    "Style",
    "Summary",
    "Table",
    "Verdict",
    "as_graph",
    "as_latex",
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
