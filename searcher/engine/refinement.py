"""What a search may ask of a ranking by relevance, beside the score of the words: closeness of words, and recency.

    base  = the score of the tree (`dateline.searcher.engine.scoring`)
    score = base + base · 2^(−age / half-life) + closeness

The part of recency is there if a search asks for it. `dateline.searcher.engine.closeness` defines closeness; only the
best articles by the parts before it have it, so they are the same however many hits are wanted.
"""

from __future__ import annotations

from datetime import date
from math import pow
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.dates import day_of
from dateline.index.fields import FieldTable
from dateline.searcher.query.leaves import Term, TermPhrase

__all__ = ["Recency", "Refinement", "Run", "day_published"]

Run: TypeAlias = tuple[Term | TermPhrase, ...]  # words side by side in a query, two or more, of one analysis


@dataclass(frozen=True, slots=True)
class Recency:
    """New articles first: ``today`` is the day from which their age is counted, ``half_life`` a number of days."""

    today: date
    half_life: int

    def rate(self, published: int | None) -> float:
        """Return the part of the base that recency adds, 0 to 1, given a day of publication as an ordinal.

        It is 1 for articles of that day and of later days, and 0 for those of an unknown day.
        """
        if published is None:
            return 0.0
        return pow(2.0, -max(0, self.today.toordinal() - published) / self.half_life)


@dataclass(frozen=True, slots=True)
class Refinement:
    """What is added to the scores of a tree: closeness of the words of runs, and recency."""

    runs: tuple[Run, ...] = ()
    recency: Recency | None = None


def day_published(article: Article, fields: FieldTable) -> int | None:
    """Return the day of publication as an ordinal; None if it is unknown, or the archive has no field of it."""
    row = fields.get("published")
    if article.published is None or row is None or row.name != "published" or row.kind != "date":
        return None
    return day_of(article.published).toordinal()
