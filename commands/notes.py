"""How much is printed about articles that are read: the options, and the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import click

from dateline.index.article import kind_of_note

__all__ = ["ArticleNotes", "note_options"]


def note_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how much is printed about what is read."""
    options = [
        click.option(
            "--notes",
            type=click.Choice(["kinds", "all", "none"]),
            default="kinds",
            show_default=True,
            help="Print the first note of each kind with their number, each note, or none.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only: no notes, progress or counts."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


class ArticleNotes:
    """Prints notes on articles: each as it comes, or one of each kind at the end, or none."""

    def __init__(self, options: dict[str, Any], say: Callable[[str], None]) -> None:
        self._how = "none" if options["quiet"] else options["notes"]
        self._say = say
        self._first: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def take(self, where: str, notes: Iterable[str]) -> None:
        """Take the notes on an article that was read from a place."""
        for note in notes:
            line = f"{where}: note: {note}"
            if self._how == "all":
                self._say(line)
            else:
                kind = kind_of_note(note)
                self._first.setdefault(kind, line)
                self._counts[kind] += 1

    def finish(self) -> None:
        """Print the first note of each kind, with how many there were, and begin again."""
        if self._how == "kinds":
            for kind, line in self._first.items():
                count = self._counts[kind]
                self._say(line if count == 1 else f"{line} ({count:,} notes of this kind)")
        self._first.clear()
        self._counts.clear()
