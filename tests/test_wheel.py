"""The built wheel, installed into an empty environment away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from page_server import free_port, served, session

CHECKOUT = Path(__file__).parent.parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}


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
    assert {f"estimator/web/main/{name}" for name in ("app.py", ".streamlit/config.toml")} < {
        *names
    }


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, and what the page needs; give the folder of its commands."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True, timeout=300)
    binaries = folder / "env" / "bin"
    install = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "-c"]
    subprocess.run(
        [*install, str(CHECKOUT / "constraints.txt"), f"{wheel}[app]"],
        check=True,
        timeout=600,
        env=ENVIRONMENT,
        cwd=folder,
    )
    return binaries


def test_the_installed_wheel_gives_the_same_report(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(installed / "estimate"), "run", "twitter"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=ENVIRONMENT,
        cwd=tmp_path,
    )
    golden = CHECKOUT / "tests" / "golden" / "twitter.txt"
    assert done.stdout == golden.read_text("utf-8")


def test_the_installed_wheel_serves_the_page(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    with served(str(installed / "estimate"), tmp_path, port):
        begun, shown = session(port)
    assert "4.11 PB" in shown
    assert begun.main_script_path.startswith(str(installed.parent))
    # As the options beside the script have it, which travel with it.
    assert begun.custom_theme.base_font_size == 15
    assert not begun.config.gather_usage_stats
