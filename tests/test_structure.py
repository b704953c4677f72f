"""The house: imports go one way, modules stay small, the public API is what it lists."""

import subprocess
import sys
from pathlib import Path

import pytest

import estimator as est

CHECKOUT = Path(__file__).parent.parent
MODULES = sorted((CHECKOUT / "estimator").rglob("*.py"))


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_module_is_a_room_and_not_a_house(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_the_public_names_are_sorted_and_there() -> None:
    assert est.__all__ == sorted(est.__all__)
    assert all(hasattr(est, name) for name in est.__all__)


def test_every_public_name_says_what_it_is() -> None:
    for name in est.__all__:
        public = getattr(est, name)
        assert (public.__doc__ or "").strip(), name


def test_a_plain_run_starts_without_what_it_does_not_need() -> None:
    program = (
        "import sys, estimator as est; print(est.load('twitter').estimate()); "
        "heavy = {'pint', 'numpy', 'streamlit', 'pandas'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
