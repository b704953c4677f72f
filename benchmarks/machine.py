"""Say what the numbers were measured on: the machine, Python, and every peer's version."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.peers import by_squiggle

_PEERS = ("numpy", "scipy", "pint", "pydantic", "pyarrow", "streamlit", "squigglepy", "mcerp")


def software() -> str:
    """Name Python and every peer with its version."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    peers = (f"{name} {_version(name)}" for name in _PEERS)
    return ", ".join([python, *peers, _squiggle()])


def hardware() -> str:
    """Name the processor, how many of it there are, and the system."""
    return f"{os.cpu_count()} × {_processor()}, {platform.platform()}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not there"


def _squiggle() -> str:
    if by_squiggle.missing():
        return "@quri/squiggle-lang not there"
    node = [str(shutil.which("node")), "--version"]
    found = subprocess.run(node, capture_output=True, text=True, check=True).stdout.strip()
    return f"@quri/squiggle-lang {by_squiggle.version()} in node {found.removeprefix('v')}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    text = file.read_text("utf-8") if file.exists() else ""
    found = re.search(r"model name\s*: (.+)", text)
    return found[1] if found else platform.processor() or platform.machine()
