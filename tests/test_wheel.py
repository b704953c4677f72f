"""The built wheel, installed into an empty environment away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(CHECKOUT)], check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_scenarios_and_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder, package in (("scenarios", "estimator/scenarios"), ("estimator/data", None)):
        for path in (CHECKOUT / folder).rglob("*"):
            if path.is_file():
                inside = path.relative_to(CHECKOUT).as_posix()
                if package:
                    inside = inside.replace(folder, package, 1)
                assert inside in names


def test_the_installed_wheel_gives_the_same_report(wheel: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True, timeout=300)
    binaries = tmp_path / "env" / "bin"
    install = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "-c"]
    subprocess.run(
        [*install, str(CHECKOUT / "constraints.txt"), str(wheel)],
        check=True,
        timeout=600,
        env=environment,
        cwd=tmp_path,
    )
    done = subprocess.run(
        [str(binaries / "estimate"), "run", "twitter"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        cwd=tmp_path,
    )
    golden = CHECKOUT / "tests" / "golden" / "twitter.txt"
    assert done.stdout == golden.read_text("utf-8")
