"""How far a long run is: a count that is written over itself, and messages on lines of their own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from dateline.commands.streams import print_error, width_of
from dateline.commands.terminal import say

__all__ = ["Progress", "start_progress"]

EVERY = 500
# Seconds before the rate says anything, and between two looks at the clock's worth of lines.
SETTLED = 2.0
PAUSE = 0.2
MINUTE, HOUR = 60, 3600


def start_progress(what: str, *, quiet: bool = False) -> Progress:
    """Return what says on standard error how far a long run is; if ``quiet`` it only passes messages on."""

    def write(text: str) -> None:
        print_error(text, end="")

    live = sys.stderr.isatty() and not quiet
    return Progress(what, write, say=say, live=live, width=width_of(sys.stderr), clock=time.monotonic)


class Progress:
    """Says on a terminal how far a long run is; anywhere else it only passes messages on.

    ``write`` takes text as it is to be printed, ``say`` a message for a line of its own; ``live`` says that they go to
    a terminal, and ``width`` how many columns it has, None if that is not known. With a ``clock`` (seconds that only go
    up) the rate is shown too, and the time left as soon as `total`, the bytes there are to do, is known.
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
        """Count so many more, from so many bytes that are done; shown a few times a second."""
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
        """Leave the line that shows the count."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _pace(self, count: int) -> str:
        """Return how fast it goes, and how long it will take."""
        passed = self._clock() - self._began if self._clock is not None else 0.0
        if passed < SETTLED:
            return ""
        pace = f", {count / passed:,.0f} a second"
        if not 0 < self._done <= self.total:
            return pace
        left = passed * (self.total - self._done) / self._done
        return f"{pace}, {self._done / self.total:.0%} done, {time_in_words(left)} left"


def time_in_words(seconds: float) -> str:
    """Return a length of time as one says it."""
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds // HOUR:.0f} h {seconds % HOUR / MINUTE:.0f} min"
