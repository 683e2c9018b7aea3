"""The protocol of engines, which answer bound queries.

`dateline.searcher.engine.snapshot` uses the index, `dateline.searcher.engine.scan` reads every article. Both give the
same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol

from dateline.index.dataclass import dataclass
from dateline.searcher.engine.refinement import Refinement
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.leaves import WordPattern

__all__ = ["MOST_SCORED", "PREFIX_LENGTHS", "DatePart", "Engine", "Naming", "Ranked", "Sort", "Statistics"]

Sort = Literal["relevance", "newest", "oldest"]
DatePart = Literal["year", "month", "day"]
MOST_SCORED = 1024
PREFIX_LENGTHS: Mapping[DatePart, int] = {"year": 4, "month": 7, "day": 10}  # characters of an ISO day


class Ranked(NamedTuple):
    """One article of a ranking: its version, its id, its score, its instant (None: undated)."""

    seq: int
    id: str
    score: float
    instant: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The number of articles, and the mean number of tokens of each text field."""

    articles: int
    averages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Naming:
    """The names under which to count the values of a keyword field: none, one or several for each value.

    ``exceptions`` are the names of a value in single articles, by article id and value. ``purpose`` identifies the
    naming within an archive (``places:country``).
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

    def rank(self, tree: Bound, k: int, sort: Sort, refinement: Refinement | None = None) -> list[Ranked]:
        """Return the best k articles. Ties are broken by newer date, then by lower id.

        A refinement adds to the scores of a ranking by relevance. In a ranking by date all scores are 0.
        """

    def total(self, tree: Bound) -> int:
        """Return how many articles match."""

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field that live articles have.

        Values whose folded form (`analysis.fold_value`) does not contain `piece` may be left out.
        """

    def count_values(self, tree: Bound, field: str, naming: Naming | None = None) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, and how many lack the field.

        With a naming, articles are counted once under each name instead; articles without a name lack the field.
        """

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it.

        Buckets are named ``2016``, ``2016-12``, ``2016-12-14``. An article counts once in every bucket that its spans
        overlap.
        """

    def count_lags(self, tree: Bound) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by lag, the days from a date in the text to publication, and how many have none.

        Only dates in `about` with the precision of a day count; of a range its last day. Each lag of an article counts
        once. A lag below 0 is a date after publication.
        """

    def values(
        self, tree: Bound, field: str, part: DatePart | None = None, naming: Naming | None = None
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and its distinct values as in `count_values` or `count_dates`."""

    def lags(self, tree: Bound) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its distinct lags as in `count_lags`."""

    def days(self, field: str) -> tuple[date, date] | None:
        """Return the first and the last day of a date field over all articles; None if none has one."""

    def statistics(self) -> Statistics:
        """Return the statistics that scores use."""

    def term_counts(self, analysis: str, term: str) -> tuple[int, int]:
        """Return how many articles have a term in any field of its analysis, and how often it stands there in all."""

    def pattern_df(self, pattern: WordPattern) -> int | None:
        """Return how many articles have a word that a pattern matches in any field of its analysis.

        None if the articles have more than `MOST_SCORED` such words, too many for a score.
        """
