"""Scenarios and results as objects: what Python, the command and the page all call."""

from estimator.api.result import FORMATS, Result, render
from estimator.api.scenario import Scenario, evaluate, load, scenarios

__all__ = ["FORMATS", "Result", "Scenario", "evaluate", "load", "render", "scenarios"]
