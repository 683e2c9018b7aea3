"""Limits of time: a search asks a function of its caller whether its time is up.

The library reads no clock. Whoever searches passes a `Deadline`, which is asked between segments, between clauses,
between blocks of documents and between the articles of a page. When it says yes, what is finished counts: a partial
answer is the exact answer over the articles that were searched.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

__all__ = ["Deadline", "TimeUp", "Watch"]

Deadline: TypeAlias = Callable[[], bool]  # whether the time is up


MOST_KEPT = 256  # sets of documents


class TimeUp(Exception):
    """The time of a search is up. No caller of the library sees it."""


class Watch:
    """Asks the deadline of one search, and keeps what the search found so far.

    ``up``: the time is up, and something was left out for that reason. ``remarks`` say what was left out of the hits
    after they were found. Each search has a watch of its own, in one thread.
    """

    def __init__(self, deadline: Deadline) -> None:
        self.up = False
        self.remarks: dict[str, None] = {}
        self._deadline = deadline
        self._kept: dict[tuple[int, Hashable], int] = {}
        self._searched: dict[tuple[int, Hashable], tuple[int, int]] = {}

    def check(self) -> None:
        """Raise TimeUp if the time is up. A deadline that was up once is not asked again."""
        if self.up or self._deadline():
            self.up = True
            raise TimeUp

    def has_time(self, remark: str) -> bool:
        """Return whether there is time left; if not, something is left out, which the remark says."""
        try:
            self.check()
        except TimeUp:
            self.remark_cut(remark)
            return False
        return True

    def remark_cut(self, remark: str) -> None:
        """Say what was left out, if the time is up."""
        if self.up:
            self.remarks[remark] = None

    def keep(self, place: object, clause: Hashable, match: Callable[[], int]) -> int:
        """Return the set of documents of a clause in a place, a segment; matched at its first use. Raises TimeUp."""
        found = self._kept.get((id(place), clause))
        if found is None:
            self.check()
            found = match()
            if len(self._kept) < MOST_KEPT:
                self._kept[id(place), clause] = found
        return found

    def forget_clauses(self) -> None:
        """Forget the sets of single clauses; what was added stays."""
        self._kept.clear()

    def searched(self, place: object, tree: Hashable) -> tuple[int, int]:
        """Return the documents of a place that match a tree, and those that were searched: what was added."""
        return self._searched.get((id(place), tree), (0, 0))

    def add(self, place: object, tree: Hashable, found: int, searched: int) -> tuple[int, int]:
        """Add documents that match a tree, and documents that were searched; return all of either so far."""
        before = self.searched(place, tree)
        self._searched[id(place), tree] = made = before[0] | found, before[1] | searched
        return made
