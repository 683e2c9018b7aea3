"""The progress of a long run: a line that is overwritten, and messages on lines of their own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from dateline.commands.streams import print_error, width_of
from dateline.commands.terminal import say

__all__ = ["Progress", "start_progress"]

EVERY = 500
# Seconds before a rate is shown, and between two updates of the line.
SETTLED = 2.0
PAUSE = 0.2
MINUTE, HOUR = 60, 3600


def start_progress(what: str, *, quiet: bool = False) -> Progress:
    """Return the progress of a run, on standard error; with ``quiet`` only its messages are printed."""

    def write(text: str) -> None:
        print_error(text, end="")

    live = sys.stderr.isatty() and not quiet
    return Progress(what, write, say=say, live=live, width=width_of(sys.stderr), clock=time.monotonic)


class Progress:
    """Shows the progress of a long run on a terminal; elsewhere only its messages.

    ``write`` prints text as it is, ``say`` prints a message on a line of its own. ``live``: they print to a terminal;
    ``width``: its columns, None if unknown. With a ``clock`` (monotonic, in seconds) the rate is shown, and the time
    left once `total`, the number of bytes to read, is set.
    """

    def __init__(
        self,
        what: str,
        write: Callable[[str], None],
        *,
        say: Callable[[str], None],
        live: bool,
        width: int | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.live = live
        self.total = 0
        self._what, self._write, self._say = what, write, say
        self._width = width
        self._shown = False
        self._count = 0
        self._done = 0
        self._clock = clock
        self._began = self._last = clock() if clock is not None else 0.0

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        if self._count % EVERY == 0:
            self.reach(self._count)

    def advance(self, count: int, size: int) -> None:
        """Count more articles, from this number of bytes; the line is updated a few times a second."""
        self._count += count
        self._done += size
        if self.live and self._clock is not None and self._clock() - self._last >= PAUSE:
            self._last = self._clock()
            self.reach(self._count)

    def reach(self, count: int) -> None:
        """Show a count."""
        if self.live:
            # A line that the terminal wrapped could not be written over.
            line = f"{count:,} {self._what}{self._pace(count)}"[: self._width and self._width - 1]
            self._write(f"\r{line}\x1b[K")
            self._shown = True

    def say(self, message: str) -> None:
        """Print a message on a line of its own."""
        self.end()
        self._say(message)

    def end(self) -> None:
        """Clear the line that shows the count."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _pace(self, count: int) -> str:
        """Return the rate and the time left."""
        passed = self._clock() - self._began if self._clock is not None else 0.0
        if passed < SETTLED:
            return ""
        pace = f", {count / passed:,.0f} a second"
        if not 0 < self._done <= self.total:
            return pace
        left = passed * (self.total - self._done) / self._done
        return f"{pace}, {self._done / self.total:.0%} done, {describe_time(left)} left"


def describe_time(seconds: float) -> str:
    """Return a length of time as text."""
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds // HOUR:.0f} h {seconds % HOUR / MINUTE:.0f} min"
