"""How far a long run is: a count that is written over itself, and messages on lines of their own."""

from __future__ import annotations

from collections.abc import Callable

from dateline.searcher.render.text import as_line

__all__ = ["Progress"]

EVERY = 500


class Progress:
    """Says on a terminal how far a long run is; anywhere else it only passes messages on.

    ``write`` takes text as it is to be printed, line ends among it; ``live`` says that it is a terminal's.
    """

    def __init__(self, what: str, write: Callable[[str], None], *, live: bool) -> None:
        self._what, self._write, self._live = what, write, live
        self._shown = False
        self._count = 0

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        if self._count % EVERY == 0:
            self.reach(self._count)

    def reach(self, count: int) -> None:
        """Show a count."""
        if self._live:
            self._write(f"\r{count:,} {self._what}")
            self._shown = True

    def say(self, message: str) -> None:
        """Print a message on a line of its own."""
        self.end()
        self._write(f"{as_line(message)}\n")

    def end(self) -> None:
        """Leave the line that shows the count."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False
