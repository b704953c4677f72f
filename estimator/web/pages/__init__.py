"""The pages, one file each: its title, its path in the URL, and `page`, which shows it."""

from estimator.web.pages import (
    check_my_math,
    constants,
    estimate,
    growth_and_cost,
    latency_and_availability,
    practice,
    what_if,
)

PAGES = (
    estimate,
    what_if,
    growth_and_cost,
    latency_and_availability,
    check_my_math,
    practice,
    constants,
)
"""In the order of the navigation; the first is where a visitor arrives."""
