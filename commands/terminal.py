"""Printing: results to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dateline.commands.streams import print_error, print_line, width_of
from dateline.searcher.render.wrapping import wrap

if TYPE_CHECKING:  # start-up: commands that do not search need no search engine
    from dateline.searcher import Note

__all__ = [
    "COLOUR",
    "colour",
    "fail",
    "graceful_interrupt",
    "print_notes",
    "printable",
    "say",
    "show_error",
    "show_lines",
    "width",
]

COLOUR = "dateline.colour"  # where the context keeps what --color says
HANGING = 2  # columns that the further lines of a message are indented by


@contextmanager
def graceful_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on the first Ctrl-C or SIGTERM inside the block; a second one ends the program at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread can handle signals
        return
    import signal  # start-up: only commands that write need it

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def once(number: int, frame: object) -> None:
        for each, handler in before.items():
            signal.signal(each, handler)
        stop()

    try:
        for number in before:
            signal.signal(number, once)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def print_notes(notes: Sequence[Note], query: str) -> None:
    """Print the notes about a query."""
    for note in notes:
        about = query[note.start : note.end]
        place = f" (at “{about}”)" if about and about != query and len(about) <= 60 else ""
        say(f"note: {note.message}{place}")


def show_lines(lines: Iterable[str], *, streamed: bool = False) -> None:
    """Print lines to standard output, until its reader closes it.

    All lines are made before the first is printed, so that an error leaves no partial answer on standard output;
    ``streamed`` prints each line when it is made.
    """
    for line in lines if streamed else list(lines):
        if not print_line(line):
            return


def say(message: str) -> None:
    """Print a message to standard error: one line, wrapped where a terminal would cut it."""
    for line in wrap(printable(message), width_of(sys.stderr), HANGING):
        print_error(line)


def printable(message: str) -> str:
    """Return a message without control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in message.encode("utf-8", "replace").decode())


def width() -> int | None:
    """Return the width of standard output in columns; None: unlimited."""
    return width_of(sys.stdout)


def colour() -> bool:
    """Return whether results are coloured, by --color, else $NO_COLOR, else $FORCE_COLOR, else the terminal."""
    chosen = click.get_current_context().find_root().meta.get(COLOUR, "auto")
    if chosen != "auto":
        return bool(chosen == "always")
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def fail(message: str, code: int) -> int:
    """Print why a command failed; return the exit code."""
    say(f"dateline: {message}")
    return code


def show_error(error: click.ClickException) -> int:
    """Print the error of a wrong call; return the exit code."""
    shown = io.StringIO()
    error.show(shown)
    for line in shown.getvalue().splitlines():
        say(line)
    return 2
