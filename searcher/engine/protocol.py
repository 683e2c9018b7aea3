"""What an engine answers: the one protocol between a search and what it searches.

`dateline.searcher.engine.snapshot` answers from the index, `dateline.searcher.engine.scan` by
reading every article. Both give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from dateline.searcher.query.bound import Bound

__all__ = ["PREFIX_LENGTHS", "DatePart", "Engine", "Naming", "Ranked", "Sort", "Statistics"]

Sort = Literal["relevance", "newest", "oldest"]
DatePart = Literal["year", "month", "day"]
PREFIX_LENGTHS: Mapping[DatePart, int] = {"year": 4, "month": 7, "day": 10}  # characters of a day as ISO writes it


class Ranked(NamedTuple):
    """One article in its place: its version, its id, its score, its instant (None: undated)."""

    seq: int
    id: str
    score: float
    instant: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many articles there are, and the mean number of tokens in each text field."""

    articles: int
    averages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Naming:
    """Which names to count the values of a keyword field under: none, one or several for each value.

    ``exceptions`` are the names of a value in single articles, by article id and value. ``purpose`` tells one
    naming of an archive from another (``places:country``).
    """

    purpose: str
    names_of: Callable[[str], tuple[str, ...]]
    exceptions: Mapping[tuple[str, str], tuple[str, ...]]

    def names_in(self, id: str, value: str) -> tuple[str, ...]:
        """Return the names of a value in an article."""
        names = self.exceptions.get((id, value))
        return self.names_of(value) if names is None else names


class Engine(Protocol):
    """Answers bound queries about one state of an archive."""

    def rank(self, tree: Bound, k: int, sort: Sort) -> list[Ranked]:
        """Return the best k articles. Ties go to the newer, then to the lower id.

        Sorted by date, articles are not scored: their scores are 0.
        """

    def total(self, tree: Bound) -> int:
        """Return how many articles match."""

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field that live articles have.

        Only those need be returned whose folded form (`analysis.fold_value`) has `piece` in it.
        """

    def count_values(self, tree: Bound, field: str, naming: Naming | None = None) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, and how many lack the field.

        With a naming they are counted by names instead, each article once under each, and those that have no name
        lack it.
        """

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it.

        Buckets are named ``2016``, ``2016-12``, ``2016-12-14``. An article counts once in
        every bucket that its spans touch.
        """

    def count_lags(self, tree: Bound) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by the days from what they speak of (`about`) to their publication.

        Counted are spans named to the day, each lag of an article once, a range by its last day; a lag
        below 0 speaks of what was to come. Second comes how many articles have no lag.
        """

    def values(
        self, tree: Bound, field: str, part: DatePart | None = None, naming: Naming | None = None
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and what it is counted under, each once.

        That is as in `count_values` for a keyword field, and as in `count_dates` for a date field with its part.
        """

    def lags(self, tree: Bound) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its lags as in `count_lags`, each once."""

    def statistics(self) -> Statistics:
        """Return the numbers that scores are made with."""

    def df(self, analysis: str, term: str) -> int:
        """Return how many articles have a term in any field of its analysis."""
