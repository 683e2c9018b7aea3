"""Prints the notes on articles that are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.index.article import kind_of_note

__all__ = ["ArticleNotes"]


class ArticleNotes:
    """Prints notes on articles as --notes says: each as it comes, or the first of each kind at the end, or none."""

    def __init__(self, options: Mapping[str, Any], say: Callable[[str], None]) -> None:
        self._how = "none" if options["quiet"] else options["notes"]
        self._say = say
        self._first: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def take(self, where: str, notes: Iterable[str]) -> None:
        """Print or count the notes on an article; ``where`` is the file and line it was read from."""
        for note in notes:
            line = f"{where}: note: {note}"
            if self._how == "all":
                self._say(line)
            else:
                kind = kind_of_note(note)
                self._first.setdefault(kind, line)
                self._counts[kind] += 1

    def finish(self) -> None:
        """Print the first note of each kind with the number of its kind, and start again."""
        if self._how == "kinds":
            for kind, line in self._first.items():
                count = self._counts[kind]
                self._say(line if count == 1 else f"{line} ({count:,} notes of this kind)")
        self._first.clear()
        self._counts.clear()
