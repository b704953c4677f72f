"""Write every golden file anew; read the difference before you commit it."""

import io
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import yaml

from estimator.cli import estimate

HERE = Path(__file__).parent
CASES: dict[str, str] = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))


def output(command: str) -> str:
    """Give what a command prints to standard output."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        estimate(shlex.split(command), standalone_mode=False)
    return printed.getvalue()


if __name__ == "__main__":
    for name, command in CASES.items():
        (HERE / name).write_text(output(command), "utf-8")
