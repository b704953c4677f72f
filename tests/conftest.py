"""What all tests share: where the command stands, and how property tests run."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Doctests are looked for in every file, and two of this name would be one module.
collect_ignore = ["conftest.py", "browser/conftest.py"]

# No example is timed: these tests hold laws, and machines are noisy.
settings.register_profile("laws", deadline=None, max_examples=200, derandomize=True)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def estimate_command() -> str:
    """Give the path of the installed command."""
    return str(Path(sys.executable).parent / "estimate")
