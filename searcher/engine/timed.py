"""An engine that answers one search within a limit of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from dateline.searcher.engine.deadline import TimeUp, Watch
from dateline.searcher.engine.protocol import DatePart, Naming, Ranked, Sort, Statistics
from dateline.searcher.engine.refinement import Refinement
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.leaves import WordPattern

if TYPE_CHECKING:  # start-up: only a search without the index needs it
    from dateline.searcher.engine.scan import Scan

__all__ = ["TimedEngine"]

FEW = 256  # rows between two questions whether the time is up
T = TypeVar("T")


class TimedEngine:
    """An `Engine` for one search, which stops when the time of its watch is up.

    Rankings, counts and rows are then those of the articles that were searched until then. What scores and names need
    is counted whole, or TimeUp is raised.
    """

    def __init__(self, engine: Snapshot | Scan, watch: Watch) -> None:
        self.engine, self.watch = engine, watch

    def rank(self, tree: Bound, k: int, sort: Sort, refinement: Refinement | None = None) -> list[Ranked]:
        """Return the best k articles of those that were searched."""
        try:
            return self.engine.rank(tree, k, sort, refinement, self.watch)
        except TimeUp:
            return []

    def total(self, tree: Bound) -> int:
        """Return how many of the articles that were searched match."""
        return self.engine.total(tree, self.watch)

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field, as `Engine` has it. Raises TimeUp."""
        self.watch.check()
        return self.engine.keys(field, piece)

    def count_values(self, tree: Bound, field: str, naming: Naming | None = None) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, or by name, and how many lack the field."""
        return self.engine.count_values(tree, field, naming, self.watch)

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it."""
        return self.engine.count_dates(tree, field, part, self.watch)

    def count_lags(self, tree: Bound) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by days from a date in the text to publication, and how many have none."""
        return self.engine.count_lags(tree, self.watch)

    def values(
        self, tree: Bound, field: str, part: DatePart | None = None, naming: Naming | None = None
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and its distinct values, names or buckets."""
        return self._while_there_is_time(self.engine.values(tree, field, part, naming, self.watch))

    def lags(self, tree: Bound) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its distinct lags."""
        return self._while_there_is_time(self.engine.lags(tree, self.watch))

    def days(self, field: str) -> tuple[date, date] | None:
        """Return the first and the last day of a date field over all articles. Raises TimeUp."""
        found = self.engine.days(field, self.watch)
        self.watch.check()  # what was not read may have others
        return found

    def statistics(self) -> Statistics:
        """Return the statistics that scores use."""
        return self.engine.statistics()

    def term_counts(self, analysis: str, term: str) -> tuple[int, int]:
        """Return how many articles have a term, and how often it stands in them. Raises TimeUp."""
        return self.engine.term_counts(analysis, term, self.watch)

    def pattern_df(self, pattern: WordPattern) -> int | None:
        """Return how many articles have a word that a pattern matches; None if there are too many. Raises TimeUp."""
        return self.engine.pattern_df(pattern, self.watch)

    def count_searched(self, tree: Bound) -> tuple[int, int | None]:
        """Return how many articles were searched for a tree, and how many there are; None if that is not known."""
        return self.engine.count_searched(tree, self.watch)

    def _while_there_is_time(self, rows: Iterator[T]) -> Iterator[T]:
        for number, row in enumerate(rows):
            if number % FEW == 0:
                try:
                    self.watch.check()
                except TimeUp:
                    return
            yield row
