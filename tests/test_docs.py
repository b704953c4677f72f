"""Every command and code block in the README and docs does what stands there."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from golden.regenerate import output as printed
from pages import BLOCK, CHECKOUT, PAGES, WRITTEN, blocks, commands, output

import estimator as est

RUNS = [(page, *run) for page, body in blocks("console") for run in commands(body)]


def _name(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)[:40]


@pytest.mark.parametrize(("page", "command", "shown"), RUNS, ids=_name)
def test_a_command_prints_what_the_page_says(
    page: Path, command: str, shown: str, tmp_path: Path
) -> None:
    assert command.startswith("estimate ")
    assert output(page, command, tmp_path) == shown


@pytest.mark.parametrize(("page", "body"), blocks("python"), ids=_name)
def test_a_python_block_runs(page: Path, body: str) -> None:
    exec(compile(body, page.name, "exec"), {})  # noqa: S102 - our own page


@pytest.mark.parametrize(("page", "body"), blocks("yaml"), ids=_name)
def test_a_yaml_block_is_a_scenario(page: Path, body: str) -> None:
    if page.name == "language.md" and body.endswith("total: 3 GB/day + 4 GB\n"):
        with pytest.raises(est.FormulaError):
            est.load(body).estimate()
    else:
        assert len(est.load(body).estimate())


@pytest.mark.parametrize(("page", "body"), blocks("sh"), ids=_name)
def test_a_make_command_is_a_target(page: Path, body: str) -> None:
    for line in body.splitlines():
        command = shlex.split(line, comments=True)
        assert command[0] == "make", page
        dry = [command[0], "-n", *command[1:]]
        subprocess.run(dry, cwd=CHECKOUT, check=True, capture_output=True)


def test_every_other_block_is_a_picture() -> None:
    kinds = {kind for page in PAGES for kind, _ in BLOCK.findall(page.read_text("utf-8"))}
    assert kinds <= {"console", "python", "yaml", "sh", ""}


def test_every_link_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_the_reference_is_that_of_the_models(page: Path) -> None:
    command = f"schema {WRITTEN[page]}" if WRITTEN[page] else "schema --format markdown"
    assert page.read_text("utf-8") == printed(command)


def test_no_page_is_left_of_a_section_that_is_gone() -> None:
    pages = {page for page, section in WRITTEN.items() if section}
    assert {*(CHECKOUT / "docs" / "sections").iterdir()} == pages


def test_the_constraints_name_versions_alone() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line) for line in lines)
