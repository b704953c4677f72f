"""The sections of a scenario, each a file: its fields, and its answers as formulas."""

from estimator.sections.actions import Action
from estimator.sections.registry import Sections
from estimator.sections.storage import Storage
from estimator.sections.traffic import Traffic
from estimator.sections.users import Users

SECTIONS = Sections(
    {
        "users": Users,
        "actions": Action,
        "traffic": Traffic,
        "storage": Storage,
        "network": "network.Network",
        "cache": "cache.Cache",
        "servers": "servers.Servers",
        "database": "database.Database",
        "latency": "latency.Path",
        "availability": "availability.Availability",
        "cost": "cost.Cost",
        "growth": "growth.Growth",
    }
)
"""Each section by its key in a scenario, in the order of the report.

A new section is a file here and a line above: its class, or where that is found
when a scenario first asks for it.
"""
