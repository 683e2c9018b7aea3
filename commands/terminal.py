"""What is printed, and where: results to standard output, all else to standard error."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from dateline.searcher import Note
from dateline.searcher.render.progress import Progress

__all__ = ["colour", "ending_softly", "fail", "printable", "progress_of", "show_lines", "tell"]


def progress_of(what: str) -> Progress:
    """Return what says on standard error how far a long run is."""
    return Progress(
        what, lambda text: click.echo(text, err=True, nl=False), live=sys.stderr.isatty(), clock=time.monotonic
    )


@contextmanager
def ending_softly(stop: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl-C, and a system that shuts down, end what goes on inside by `stop`; a second Ctrl-C ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may ask for signals
        return
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


def tell(notes: Sequence[Note], query: str) -> None:
    """Print the notes about a query."""
    for note in notes:
        about = query[note.start : note.end]
        place = f" (at “{about}”)" if about and about != query and len(about) <= 60 else ""
        click.echo(printable(f"note: {note.message}{place}"), err=True)


def show_lines(lines: Iterable[str]) -> None:
    """Print lines to standard output, in UTF-8 whatever the locale; end quietly when whoever reads them has gone."""
    try:
        for line in lines:
            click.echo(line.encode("utf-8", "replace"))
    except BrokenPipeError:  # as `head` does; click would end the program with 1, which says that nothing was found
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def printable(message: str) -> str:
    """Return a message that any terminal can print and none obeys."""
    return "".join(c if c.isprintable() else "\ufffd" for c in message.encode("utf-8", "replace").decode())


def colour() -> bool:
    """Return whether standard output wants colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def fail(message: str, code: int) -> int:
    """Say why on one line of standard error; return the exit code."""
    click.echo(printable(f"dateline: {message}"), err=True)
    return code
