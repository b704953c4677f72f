"""The sections of a scenario, each a file: its fields, and its answers as formulas.

`SECTIONS` is the order of the report, and the order in which one section's
answers are known to the next. A new section is a file here and a line below.
"""

from estimator.sections.actions import Action, Traffic
from estimator.sections.section import Section
from estimator.sections.storage import Storage
from estimator.sections.users import Users

SECTIONS: dict[str, type[Section]] = {
    "users": Users,
    "actions": Action,
    "traffic": Traffic,
    "storage": Storage,
}
"""Each section by its key in a scenario; one with a `noun` is kept by name."""
