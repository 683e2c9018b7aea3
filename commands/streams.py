"""The three standard streams, also when they are closed, full, or pipes without a reader.

A closed stream is opened on the null device, so that no file that the program opens gets its number: otherwise what is
printed could go into an article store.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any, BinaryIO

import click

from dateline.index.errors import DatelineError

__all__ = ["attach_streams", "discard", "print_error", "print_line", "standard_input", "width_of"]

WIDEST = 6  # digits of a number of columns; more are no width
USUAL_WIDTH = 80  # of a terminal that reports none


def attach_streams() -> None:
    """Open the null device for each closed standard stream, and replace characters that its encoding lacks.

    `sys.stdin` stays None when standard input is closed, so that a command can report that.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # it gets the lowest free number: this one
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def standard_input() -> BinaryIO | None:
    """Return standard input as bytes, None if it is closed."""
    return None if sys.stdin is None else sys.stdin.buffer


def width_of(stream: Any) -> int | None:
    """Return the width of a stream in columns: $COLUMNS, else that of the terminal; None: unlimited."""
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and len(named) <= WIDEST and int(named):
        return int(named)
    if not stream.isatty():
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def print_line(line: str) -> bool:
    """Print a line to standard output, in UTF-8 whatever the locale; return False when its reader has gone.

    Raises DatelineError when the line cannot be written.
    """
    try:
        click.echo(line.encode("utf-8", "replace"))
    except BrokenPipeError:  # as after `| head`
        discard(sys.stdout)
        return False
    except OSError as error:
        discard(sys.stdout)
        raise DatelineError(f"cannot write to standard output: {error.strerror}") from error
    return True


def print_error(text: str, *, end: str = "\n") -> None:
    """Print to standard error. A failure is ignored: there is nowhere to report it."""
    try:
        click.echo(text + end, err=True, nl=False)
    except OSError:
        discard(sys.stderr)


def discard(stream: Any) -> None:
    """Send the buffer of a stream, and all that follows, to the null device."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)
