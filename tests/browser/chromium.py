"""The Chromium that the tests open pages in; it is installed where that can be done."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks import chromium

# Tests run in several processes, and only one at a time can install.
_LOCK = Path(tempfile.gettempdir()) / "chromium-install.lock"
_STEPS = (("update", "--quiet"), ("install", "--yes", "--quiet", "chromium"))


def ensure() -> None:
    """Install Debian's Chromium if there is none, as root on a machine that has apt-get."""
    if chromium.find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not chromium.find():
            _install()


def _install() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in _STEPS:
        done = subprocess.run(
            ["apt-get", *step], env=quiet, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise chromium.NoChromium(f"{chromium.MISSING}\n{done.stderr.strip()}")
