"""Results and hits, as a program reads them: what costs something is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.index.article import Article
from dateline.searcher.query.tree import Note
from dateline.searcher.results.highlight import Snippet
from dateline.searcher.results.mentions import MatchedMention
from dateline.searcher.results.stories import CountBy

__all__ = ["Explanation", "FacetCount", "Hit", "Page", "Results"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number, what it is, and the numbers it is made of.

    The parts of the whole score add up to it, and so do the parts of a leaf's tf′.
    """

    value: float
    label: str
    parts: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the matching articles have a value; None stands for those that lack the field."""

    value: str | None
    count: int


@dataclass(frozen=True)
class Page:
    """What the hits of one page share: how to read their articles, all at once, and how to show them."""

    read: Callable[[], Mapping[int, Article]]
    cut: Callable[[Article, int, Sequence[MatchedMention]], Snippet]
    match: Callable[[Mapping[int, Article]], Mapping[int, list[MatchedMention]]]
    explain: Callable[[Article], Explanation]
    copies: Callable[[], Mapping[int, int]] = dict

    @cached_property
    def articles(self) -> Mapping[int, Article]:
        """The articles of the page by seq, read in one go at first use."""
        return self.read()

    @cached_property
    def mentions(self) -> Mapping[int, list[MatchedMention]]:
        """The mentions that the query matched, by seq, read in one go at first use."""
        return self.match(self.articles)

    @cached_property
    def copied(self) -> Mapping[int, int]:
        """How many other matches are of the story of each hit that has such, by seq, counted at first use."""
        return self.copies()


@dataclass(frozen=True)
class Hit:
    """One article found: its place (from 1), its id, its version in the store, its score (0 when sorted by date).

    The article's text is read when it is first asked for, with those of the whole page; after the archive was
    closed that raises ArchiveClosed.
    """

    rank: int
    id: str
    seq: int
    score: float
    page: Page = field(repr=False, compare=False)

    @property
    def article(self) -> Article:
        """The article as it was when the archive was opened."""
        return self.page.articles[self.seq]

    @property
    def mentions(self) -> Sequence[MatchedMention]:
        """The mentions of people, places and dates that the query matched, in the order of the text."""
        return self.page.mentions.get(self.seq, ())

    @property
    def copies(self) -> int:
        """How many other matching articles are of the same story, where the search collapsed stories; else 0."""
        return self.page.copied.get(self.seq, 0)

    @cached_property
    def _snippet(self) -> Snippet:
        return self.page.cut(self.article, 240, self.mentions)

    def snippet(self, before: str = "", after: str = "", length: int = 240) -> str:
        """Return about `length` characters of the body where the query's words stand.

        Each word or phrase found is put between `before` and `after`; nothing is escaped.
        """
        cut = self._snippet if length == 240 else self.page.cut(self.article, length, self.mentions)
        if not before and not after:
            return cut.text
        pieces, at = [], 0
        for start, end in cut.marks:
            pieces += [cut.text[at:start], before, cut.text[start:end], after]
            at = end
        return "".join([*pieces, cut.text[at:]])

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Where the query's words stand in the plain snippet: (start, end) in characters."""
        return tuple(self._snippet.marks)

    def explanation(self) -> Explanation:
        """Return what the score is made of; its parts add up to it."""
        return self.page.explain(self.article)


@dataclass(frozen=True)
class Results:
    """The answer to a query: a page of hits, and the total and the facets, which are counted when first read.

    Results iterate over their hits, have their number as length, and are true when there is a hit.
    """

    query: str
    hits: tuple[Hit, ...]
    notes: tuple[Note, ...]
    offset: int
    count: Callable[[], int] = field(repr=False, compare=False)
    count_facets: Callable[[], Mapping[str, tuple[FacetCount, ...]]] = field(repr=False, compare=False)
    count_by: CountBy = "article"
    collapsed: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @cached_property
    def total(self) -> int:
        """How many articles match, of which the hits are a page; or how many stories or sources, by `count_by`."""
        return self.count()

    @cached_property
    def facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """Counts over all matching articles for each facet asked for, of articles, stories or sources by `count_by`.

        Values come most frequent first, dates in the order of the calendar, those that lack
        the field last.
        """
        return self.count_facets()
