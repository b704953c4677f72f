"""`estimate check`: read someone's estimate, and say which line is off, by how much and why."""

from __future__ import annotations

import errno
import re
import sys
from pathlib import Path

import click

from estimator import api
from estimator.cli.scenario import format_option, style
from estimator.diagnostics import Diagnostic
from estimator.errors import DocumentError

# One byte more is refused, without reading the rest: a letter has four at most.
_LARGEST = 4_000_001


# A line of math is no file, or too long for one, or in no folder.
_NO_PATH = (errno.ENOENT, errno.ENAMETOOLONG, errno.ENOTDIR)


# A line may begin with a minus.
@click.command("check", context_settings={"ignore_unknown_options": True})
@click.argument("worksheet", metavar='FILE|-|"LINE"')
@format_option(*api.FORMATS)
def command(worksheet: str, format_: str) -> None:
    """Check a worksheet: a file, - for standard input, or one line of math.

    Exit code 1 means that a line is off, or of the wrong kind.
    """
    found = api.check(_text(worksheet))
    click.echo(found.report(format_, style()))
    if not found.ok:
        sys.exit(1)


def _text(worksheet: str) -> str:
    if worksheet == "-":
        if sys.stdin is None:
            raise DocumentError([Diagnostic("unreadable-file", "standard input is closed")])
        return sys.stdin.buffer.read(_LARGEST).decode("utf-8", "replace")
    try:
        # An empty name is the folder one is in.
        with Path(worksheet or "\0").open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except OSError as error:
        if error.errno not in _NO_PATH:
            message = f"{worksheet} can't be read: {error.strerror}"
            raise DocumentError([Diagnostic("unreadable-file", message)]) from None
    except ValueError:
        # A line with a NUL is no path.
        pass
    if re.search(r"\d", worksheet) and re.search(r"[=~≈→*/+^×÷·]|\s(x|per|times)\s", worksheet):
        return worksheet
    message = f"there is no file {worksheet}, and it is no line of math"
    hint = 'write a line as in "150M * 2 / 86400 = 3,500/s"'
    raise DocumentError([Diagnostic("no-such-file", message, hint=hint)])
