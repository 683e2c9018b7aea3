"""What an engine answers: the one protocol between a search and what it searches.

`dateline.searcher.snapshot` answers from the index, `dateline.searcher.scanning` by
reading every article. Both give the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from dateline.searcher.query.bound import Bound

__all__ = ["NAMED", "DatePart", "Engine", "Ranked", "Sort", "Statistics"]

Sort = Literal["relevance", "newest", "oldest"]
DatePart = Literal["year", "month", "day"]
NAMED: Mapping[DatePart, int] = {"year": 4, "month": 7, "day": 10}  # characters of a day as ISO writes it


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


class Engine(Protocol):
    """Answers bound queries about one state of an archive."""

    def rank(self, tree: Bound, k: int, sort: Sort) -> list[Ranked]:
        """Return the best k articles. Ties go to the newer, then to the lower id.

        Sorted by date, articles are not scored: their scores are 0.
        """

    def total(self, tree: Bound) -> int:
        """Return how many articles match."""

    def count_values(self, tree: Bound, field: str) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, and how many lack the field."""

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it.

        Buckets are named ``2016``, ``2016-12``, ``2016-12-14``. An article counts once in
        every bucket that its spans touch.
        """

    def statistics(self) -> Statistics:
        """Return the numbers that scores are made with."""

    def df(self, analysis: str, term: str) -> int:
        """Return how many articles have a term in any field of its analysis."""
