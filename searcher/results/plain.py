"""Answer a query of plain words, without a tree of it unless a hit or a count asks for one.

`answer_plain` gives what `SearchArchive.search` gives for the same text and limit, in a fraction of the time: parsing,
binding and making hits take longer than ranking a rare word. Whatever is not plain takes the way of every query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final

from dateline.index.analysis.english import term_of
from dateline.index.article import Article
from dateline.searcher.engine.plain_words import Listed
from dateline.searcher.engine.protocol import Ranked
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.facets import count_facets
from dateline.searcher.kernel._hits import make_hits
from dateline.searcher.kernel._plain import read_plain
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.tree import Note
from dateline.searcher.results.answering import LOOSENED, make_page
from dateline.searcher.results.highlight import Snippet
from dateline.searcher.results.mentions import MatchedMention
from dateline.searcher.results.results import Explanation, FacetCount, Hit, Page, Results
from dateline.searcher.results.stories import Tally
from dateline.searcher.results.view import View

__all__ = ["answer_plain"]

ALL_OF: Final = 0
PHRASE: Final = 2


def answer_plain(view: View, query: str, limit: int) -> Results | None:
    """Return the best articles for a query of plain words; None if the query, or the archive, takes another way."""
    plain = read_plain(query)
    if plain is None:
        return None
    engine = view.engine
    words = engine.plain_words() if isinstance(engine, Snapshot) else None
    if words is None:
        return None
    joint, forms = plain
    loosened = False
    if joint == PHRASE:
        found = words.rank_phrase([term_of(form) for form in forms], limit)
    else:
        pairs = [(term_of(form), form) for form in forms]
        if len(pairs) > 1:
            pairs = sorted(set(pairs))  # the order in which scores are summed
        specs = words.weigh(pairs)
        found = words.rank(specs, limit, all_of=joint == ALL_OF)
        if not found[0] and joint == ALL_OF:
            found = words.rank(specs, limit, all_of=False)
            loosened = bool(found[0])
    page = PlainPage(view, query, found, loosened)
    notes = (Note(LOOSENED, 0, len(query)),) if loosened else ()
    return Results(query, make_hits(Hit, *found, page), notes, 0, page.count, page.count_facets)


class PlainPage(Page):
    """The page of a query of plain words: the query is bound when more is asked than ids and scores."""

    view: View
    query: str
    found: Listed
    loosened: bool  # whether the articles were found by any of the words

    def __init__(self, view: View, query: str, found: Listed, loosened: bool) -> None:
        self.__dict__.update(view=view, query=query, found=found, loosened=loosened)

    @cached_property
    def tree(self) -> Bound:
        """The bound tree. Words alone name no people, places or stories, so there is nothing to resolve."""
        fields = self.view.fields
        bound = bind(parse(self.query, lambda name: fields.get(name) is not None).tree, fields, self.query)
        return bound.loosened if self.loosened and bound.loosened is not None else bound.tree

    @cached_property
    def bound(self) -> Page:
        """The page as every other query has it."""
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
        return self.view.engine.total(self.tree)

    def count_facets(self) -> Mapping[str, tuple[FacetCount, ...]]:
        """Return the counts of facets, of which there are none. Raises ArchiveClosed."""
        view = self.view
        return count_facets(
            (), Tally(self.tree, view.engine, "article", view.stories), view.engine, view.entities(True)
        )
