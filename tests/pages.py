"""The README and the pages in docs/, as code blocks; `make golden` writes their outputs anew."""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from estimator.api import reference, sections

CHECKOUT = Path(__file__).parent.parent
DOCS = CHECKOUT / "docs"
WRITTEN = {DOCS / "scenario.md": ""} | {DOCS / "sections" / f"{s}.md": s for s in sections()}
"""The pages that are written from the models, and the section of each."""
PAGES = [CHECKOUT / "README.md", *sorted({*DOCS.glob("*.md"), *WRITTEN})]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"`(\w+\.yaml)`:\n\n```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[tuple[Path, str]]:
    """Give the code blocks of a kind, each with its page."""
    return [
        (page, body)
        for page in PAGES
        for found, body in BLOCK.findall(page.read_text("utf-8"))
        if found == kind
    ]


def commands(body: str) -> list[tuple[str, str]]:
    """Give each command of a console block, and the output that stands below it."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def output(page: Path, command: str, folder: Path) -> str:
    """Run a command of a page in a folder that holds the page's files."""
    for name, body in NAMED.findall(page.read_text("utf-8")):
        (folder / name).write_text(body, "utf-8")
    program, *arguments = shlex.split(command)
    done = subprocess.run(
        [str(Path(sys.executable).parent / program), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=folder,
        check=False,
    )
    return (done.stdout + done.stderr).rstrip() + "\n"


def rewrite(page: Path) -> None:
    """Put what each command prints today below it."""

    def anew(block: re.Match[str]) -> str:
        if block[1] != "console":
            return block[0]
        with tempfile.TemporaryDirectory() as folder:
            runs = [
                f"$ {command}\n{output(page, command, Path(folder))}"
                for command, _ in commands(block[2])
            ]
        return "```console\n" + "".join(runs) + "```"

    page.write_text(BLOCK.sub(anew, page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for page, section in WRITTEN.items():
        page.write_text(reference(section) + "\n", "utf-8")
    for each in PAGES:
        rewrite(each)
