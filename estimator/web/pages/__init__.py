"""The pages, one file each: its title, its path in the URL, and `page`, which shows it."""

from estimator.web.pages import estimate

PAGES = (estimate,)
"""In the order of the navigation; the first is where a visitor arrives."""
