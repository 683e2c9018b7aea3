"""Results and hits; expensive parts are loaded on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.index.arguments import check_text
from dateline.index.dataclass import dataclass, field
from dateline.searcher.kernel._hits import CountRow, HitRow
from dateline.searcher.query.tree import Note
from dateline.searcher.results.stories import CountBy

if TYPE_CHECKING:  # start-up; a diagnosis has a request, and requests say how results are counted
    from dateline.index.article import Article
    from dateline.searcher.results.diagnosis import Change, Diagnosis
    from dateline.searcher.results.highlight import Snippet
    from dateline.searcher.results.mentions import MatchedMention

FEW = 3  # articles of an answer that may be due to a misspelling
COMMONER = 30  # times as many articles have what was meant
LOOSENED = "no article has all of these words; the answer is ranked over any of them"

__all__ = ["COMMONER", "FEW", "LOOSENED", "Explanation", "FacetCount", "Hit", "Page", "Results"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number with its label and its parts.

    The parts of the whole score add up to it, and so do the parts of a leaf's tf′.
    """

    value: float
    label: str
    parts: tuple[Explanation, ...] = ()


@dataclass(frozen=True, init=False)  # a kernel makes those of a facet
class FacetCount(CountRow):
    """The number of matching articles that have a value; None: that lack the field."""

    value: str | None
    count: int


@dataclass(frozen=True)
class Page:
    """What the hits of one page share: functions that read their articles, all at once, and that show them."""

    read: Callable[[], Mapping[int, Article]]
    cut: Callable[[Article, int, Sequence[MatchedMention]], Snippet]
    match: Callable[[Mapping[int, Article]], Mapping[int, list[MatchedMention]]]
    explain: Callable[[Article], Explanation]
    copies: Callable[[], Mapping[int, int]] = dict

    @cached_property
    def articles(self) -> Mapping[int, Article]:
        """The articles of the page by seq, read together at first use."""
        return self.read()

    @cached_property
    def mentions(self) -> Mapping[int, list[MatchedMention]]:
        """The mentions that the query matched, by seq, read together at first use."""
        return self.match(self.articles)

    @cached_property
    def copied(self) -> Mapping[int, int]:
        """The number of other matches of the same story, by seq, for hits that have any, counted at first use."""
        return self.copies()


@dataclass(frozen=True, init=False)  # a kernel makes the hits of a page
class Hit(HitRow):
    """One hit: its rank (from 1), its id, its version in the store, its score (0 when sorted by date).

    The article's text is read on demand, together with those of the whole page; this raises ArchiveClosed after the
    archive was closed.
    """

    rank: int
    id: str
    seq: int
    score: float
    page: Page = field(repr=False, compare=False)

    @property
    def article(self) -> Article:
        """The article in the searched state of the archive."""
        return self.page.articles[self.seq]

    @property
    def mentions(self) -> Sequence[MatchedMention]:
        """The mentions of people, places and dates that the query matched, in the order of the text."""
        return self.page.mentions.get(self.seq, ())

    @property
    def copies(self) -> int:
        """The number of other matching articles of the same story if the search collapsed stories, else 0."""
        return self.page.copied.get(self.seq, 0)

    @cached_property
    def _snippet(self) -> Snippet:
        return self.page.cut(self.article, 240, self.mentions)

    def snippet(self, before: str = "", after: str = "", length: int = 240) -> str:
        """Return about `length` characters of the body around the query's words.

        Each match is enclosed in `before` and `after`; nothing is escaped. Raises TypeError, and ValueError for a
        length below 1.
        """
        check_text("before", before), check_text("after", after)
        if type(length) is not int:
            raise TypeError(f"length is a number of characters, not {length!r:.60}")
        if length < 1:
            raise ValueError(f"length is 1 or more characters, not {length}")
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
        """The places of the query's words in the plain snippet: (start, end) in characters."""
        return tuple(self._snippet.marks)

    def explanation(self) -> Explanation:
        """Return the parts of the score, which add up to it."""
        return self.page.explain(self.article)


@dataclass(frozen=True, init=False)
class Results:
    """The answer to a query: a page of hits, and the total and the facets, which are counted on demand.

    Iteration yields the hits, the length is their number, and results without hits are false. ``loosened``: no article
    has all of the words, so that any of them are enough; a note says so, too.
    """

    query: str
    hits: tuple[Hit, ...]
    notes: tuple[Note, ...]
    offset: int
    count: Callable[[], int] = field(repr=False, compare=False)
    count_facets: Callable[[], Mapping[str, Sequence[FacetCount]]] = field(repr=False, compare=False)
    count_by: CountBy = "article"
    collapsed: bool = False
    loosened: bool = False
    _diagnose: Callable[[], Diagnosis] | None = field(default=None, repr=False, compare=False)
    _suggest: Callable[[int], Change | None] | None = field(default=None, repr=False, compare=False)

    def __init__(
        self,
        query: str,
        hits: tuple[Hit, ...],
        notes: tuple[Note, ...],
        offset: int,
        count: Callable[[], int],
        count_facets: Callable[[], Mapping[str, Sequence[FacetCount]]],
        count_by: CountBy = "article",
        collapsed: bool = False,
        loosened: bool = False,
        _diagnose: Callable[[], Diagnosis] | None = None,
        _suggest: Callable[[int], Change | None] | None = None,
    ) -> None:
        # All at once: each attribute of a frozen class by itself takes as long.
        self.__dict__.update(
            query=query,
            hits=hits,
            notes=notes,
            offset=offset,
            count=count,
            count_facets=count_facets,
            count_by=count_by,
            collapsed=collapsed,
            loosened=loosened,
            _diagnose=_diagnose,
            _suggest=_suggest,
        )

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @cached_property
    def total(self) -> int:
        """The number of all matching articles, or of stories or sources, by `count_by`."""
        return self.count()

    @property
    def complete(self) -> bool:
        """Whether the hits, the total and the facets are whole: without a deadline they are."""
        return True

    @property
    def at_least(self) -> bool:
        """Whether the total is a lower bound, because the time ran out."""
        return False

    @cached_property
    def diagnosis(self) -> Diagnosis | None:
        """Why no article matches, or has all of the words, and what would have some; None if one does."""
        if self._diagnose is None or (self.total and not self.loosened):
            return None
        return self._diagnose()

    @cached_property
    def suggestion(self) -> Change | None:
        """The query with a far commoner word or name in place of one that few articles have; None if there is none.

        It is looked for if one to three articles match: an article may have the same misspelling as the query.
        """
        if self._suggest is None or self.loosened or not 0 < self.total <= FEW:
            return None
        return self._suggest(self.total)

    @cached_property
    def facets(self) -> Mapping[str, Sequence[FacetCount]]:
        """Counts over all matching articles for each facet, of articles, stories or sources by `count_by`.

        Values are sorted by frequency, dates by date; articles that lack the field come last. A sequence of values
        reads only those that are looked at (``results.facets["people"][:10]``).
        """
        return self.count_facets()
