"""Answer a query of plain words, without a tree of it unless a hit or a count asks for one.

`answer_plain` gives what `SearchArchive.search` gives for the same text, limit and facets, in a fraction of the time:
parsing, binding and making hits take longer than ranking a rare word. Whatever is not plain takes the way of all other
queries.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from dateline.index.analysis.english import term_of
from dateline.searcher.engine.plain_words import Found, Listed, PlainWords
from dateline.searcher.engine.protocol import Engine, Naming, Ranked
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.kernel._hits import make_hits
from dateline.searcher.kernel._matches import Matches
from dateline.searcher.kernel._plain import read_plain
from dateline.searcher.query.bound import Bound, Match, Nowhere
from dateline.searcher.query.noted_words import ASKING, NOTED, PRONOUN
from dateline.searcher.query.tree import Note
from dateline.searcher.results.results import LOOSENED, Explanation, FacetCount, Hit, Page, Results
from dateline.searcher.results.stories import Tally
from dateline.searcher.results.view import View

if TYPE_CHECKING:  # start-up: plain words need none of these
    from dateline.index.article import Article
    from dateline.searcher.facets import NamedFacet
    from dateline.searcher.results.highlight import Snippet
    from dateline.searcher.results.mentions import MatchedMention

__all__ = ["answer_plain"]

ALL_OF: Final = 0
PHRASE: Final = 2
NOTHING: Final[Listed] = ([], [], [])
T = TypeVar("T", bound=Hashable)


def answer_plain(view: View, query: str, limit: int, facets: Sequence[NamedFacet], match: Match) -> Results | None:
    """Return the best articles for a query of plain words; None if the query, or the archive, takes another way."""
    plain = read_plain(query)
    if plain is None or not NOTED.isdisjoint(plain[1]):  # it may have a note
        return None
    engine = view.engine
    words = engine.plain_words() if isinstance(engine, Snapshot) else None
    if words is None:
        return None
    joint, forms = plain
    page = _find_phrase(words, forms, limit) if joint == PHRASE else _find_words(words, joint, forms, limit, match)
    page.__dict__.update(view=view, query=query, facets=facets)
    notes: tuple[Note, ...] = ()
    if facets:
        from dateline.searcher.facets import facet_notes  # start-up: few searches have facets

        notes = facet_notes(facets, query, lambda: view.entities(True))
    is_question = match == "auto" and forms[0].lower() in ASKING
    if joint != PHRASE and (is_question or PRONOUN in forms):
        from dateline.searcher.results.plain_notes import note_plain  # start-up: few queries have notes

        notes = note_plain(view, query, notes, is_question=is_question)
    gave_way = page.loosened and match == "auto"
    if gave_way:
        notes = (*notes, Note(LOOSENED, 0, len(query)))
    hits = make_hits(Hit, *page.found, page)
    return Results(query, hits, notes, 0, page.count, page.count_facets, loosened=gave_way)


def _find_phrase(words: PlainWords, forms: Sequence[str], limit: int) -> PlainPage:
    """Return a page of a phrase."""
    return PlainPage(None, words.rank_phrase([term_of(form) for form in forms], limit) if limit else NOTHING)


def _find_words(words: PlainWords, joint: int, forms: Sequence[str], limit: int, match: Match) -> PlainPage:
    """Return a page of words. Any of them will do if no article has them all, unless `match` says otherwise."""
    pairs: dict[tuple[str, str], int] = {}  # how often the query has each word
    for pair in sorted([(term_of(form), form) for form in forms]):  # the order in which scores are summed
        pairs[pair] = pairs.get(pair, 0) + 1
    rows = words.look_up(pairs, with_forms=limit > 0)
    loosened = joint == ALL_OF and match == "any"
    all_of = joint == ALL_OF and not loosened and len(pairs) > 1
    if not limit:  # counts alone need no ranking
        total = words.count(rows, all_of=True) if all_of and match == "auto" else None
        if total == 0 and (loosely := words.count(rows, all_of=False)):
            return PlainPage(rows, NOTHING, loosened=True, total=loosely)
        return PlainPage(rows, NOTHING, all_of=all_of, loosened=loosened, total=total)
    specs = words.weigh(pairs, rows)
    found = words.rank(specs, limit, all_of=all_of)
    if found[0] or not all_of or match == "all":
        return PlainPage(rows, found, all_of=all_of, loosened=loosened)
    found = words.rank(specs, limit, all_of=False)
    loosened = bool(found[0])
    return PlainPage(rows, found, all_of=not loosened, loosened=loosened)


class PlainPage(Page):
    """The page of a query of plain words: the query is bound when more is asked than ids, scores and counts."""

    view: View
    query: str
    facets: Sequence[NamedFacet]
    rows: Found | None  # the words as each segment has them; None: a phrase
    found: Listed
    all_of: bool
    loosened: bool  # whether words side by side mean any of them
    total: int | None  # how many articles match, where that had to be counted

    def __init__(
        self,
        rows: Found | None,
        found: Listed,
        *,
        all_of: bool = False,
        loosened: bool = False,
        total: int | None = None,
    ) -> None:
        self.__dict__.update(rows=rows, found=found, all_of=all_of, loosened=loosened, total=total)

    @cached_property
    def tree(self) -> Bound:
        """The bound tree. Words alone name no people, places or stories, so there is nothing to resolve."""
        from dateline.searcher.query.binding import bind  # start-up: ids, scores and counts need no tree
        from dateline.searcher.query.grammar import parse  # start-up: the same

        fields = self.view.fields
        bound = bind(parse(self.query, lambda name: fields.get(name) is not None).tree, fields, self.query)
        return bound.loosened if self.loosened and bound.loosened is not None else bound.tree

    @cached_property
    def bound(self) -> Page:
        """The page as every other query has it."""
        from dateline.searcher.results.answering import make_page  # start-up: ids and scores need no page

        ids, seqs, scores = self.found
        ranked = [Ranked(seq, id, score, None) for id, seq, score in zip(ids, seqs, scores, strict=True)]
        return make_page(self.view, self.tree, ranked, None)

    @property
    def read(self) -> Callable[[], Mapping[int, Article]]:
        """As `Page` has it, like the next ones."""
        return self.bound.read

    @property
    def cut(self) -> Callable[[Article, int, Sequence[MatchedMention]], Snippet]:
        """See `read`."""
        return self.bound.cut

    @property
    def match(self) -> Callable[[Mapping[int, Article]], Mapping[int, list[MatchedMention]]]:
        """See `read`."""
        return self.bound.match

    @property
    def explain(self) -> Callable[[Article], Explanation]:
        """See `read`."""
        return self.bound.explain

    @property
    def copies(self) -> Callable[[], Mapping[int, int]]:
        """See `read`."""
        return self.bound.copies

    def count(self) -> int:
        """Return how many articles match. Raises ArchiveClosed."""
        engine, rows = self.view.engine, self.rows
        if self.total is not None:
            return self.total
        words = engine.plain_words() if rows is not None and isinstance(engine, Snapshot) else None
        if rows is None or words is None:
            return engine.total(self.tree)
        return words.count(rows, all_of=self.all_of)

    def count_facets(self) -> Mapping[str, Sequence[FacetCount]]:
        """Return the counts of facets. Raises ArchiveClosed."""
        from dateline.searcher.facets import count_facets  # start-up: few searches have facets

        view = self.view
        engine = view.engine
        return count_facets(self.facets, PlainTally(self, engine), engine, view.entities(True))


class PlainTally(Tally):
    """Counts of the matches of plain words by article: those of keyword fields need no tree."""

    def __init__(self, page: PlainPage, engine: Engine) -> None:
        super().__init__(Nowhere(), engine, "article", page.view.stories)
        self._page = page
        self._matches: Sequence[Matches] | None = None

    def count_values(self, field: str, naming: Naming | None) -> tuple[Mapping[str, int], int]:
        """Return the counts of a keyword field by value, or by name, and of what lacks it."""
        engine, rows = self._engine, self._page.rows
        words = engine.plain_words() if rows is not None and isinstance(engine, Snapshot) else None
        if rows is None or words is None or not isinstance(engine, Snapshot):
            return engine.count_values(self._page.tree, field, naming)
        if self._matches is None:
            self._matches = words.mark(rows, all_of=self._page.all_of)
        return engine.facet_table(field, naming).count(self._matches)

    def count(
        self,
        count: Callable[[Bound], tuple[Mapping[T, int], int]],
        rows: Callable[[Bound], Iterable[tuple[int, Sequence[T]]]],
    ) -> tuple[Mapping[T, int], int]:
        """Return the counts of any other facet, and of what lacks it."""
        return count(self._page.tree)
