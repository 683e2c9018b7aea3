"""Answer a query from a view: bind it, rank the articles, prepare a page of hits.

Each function takes one view, so that all parts of an answer come from one state of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateline.index.article import Article
from dateline.index.layout import INDEX
from dateline.searcher.engine.protocol import MOST_SCORED, Ranked, Sort
from dateline.searcher.query import parse
from dateline.searcher.query.binding import STORY, BoundQuery, Match, bind, row_of
from dateline.searcher.query.bound import AllOf, Bound, Nowhere, Versions, leaves_of
from dateline.searcher.query.filters import bind_filters
from dateline.searcher.query.tree import Note, limit_notes
from dateline.searcher.results.highlight import Highlighter, Snippet
from dateline.searcher.results.hits import read_hits
from dateline.searcher.results.mentions import MatchedMention, has_entity_clauses, matched_mentions
from dateline.searcher.results.results import Explanation, Page
from dateline.searcher.results.view import View

__all__ = ["LOOSENED", "bind_query", "make_page", "rank"]

TOO_MANY = "{} matches more than {:,} words; every one is found, the score leaves it out"
LOOSENED = "no article has all of these words; the answer is ranked over any of them"


def bind_query(
    view: View,
    query: str,
    filters: Sequence[tuple[str, str]],
    match: Match,
    today: date | None,
    certainly: bool = False,
    aliases: bool = True,
) -> BoundQuery:
    """Return a query bound to a view, with notes; the parameters are those of `SearchArchive.search`."""
    fields = view.fields
    parsed = parse(query, lambda name: row_of(name, fields) is not None)
    bound = bind(parsed.tree, fields, query, match=match, today=today, certainly=certainly)
    tree, loosened, notes = bound.tree, bound.loosened, (*parsed.notes, *bound.notes)
    if filters:
        kept, filter_notes = bind_filters(filters, fields, today, certainly=certainly)
        notes = (*notes, *(Note(each, 0, len(query)) for each in filter_notes))
        tree, loosened = _both(tree, kept), loosened and _both(loosened, kept)
    tree, entity_notes = view.entities(aliases).resolve(tree, query)
    loosened = loosened and view.entities(aliases).resolve(loosened, query)[0]
    if fields.get(STORY.name) is None and (filters or STORY.name in query.lower()):
        tree, story_notes = view.stories.resolve(tree, query)
        loosened = loosened and view.stories.resolve(loosened, query)[0]
        entity_notes = (*entity_notes, *story_notes)
    return BoundQuery(tree, loosened, limit_notes((*notes, *entity_notes, *_pattern_notes(view, tree, query))))


def _pattern_notes(view: View, tree: Bound, query: str) -> Iterator[Note]:
    """Yield a note for each pattern of too many words."""
    for leaf in leaves_of(tree):
        for pattern in leaf.patterns:
            if view.engine.pattern_df(pattern) is None:
                start = query.find(pattern.typed)
                place = (start, start + len(pattern.typed)) if start >= 0 else (0, len(query))
                yield Note(TOO_MANY.format(pattern.label, MOST_SCORED), *place)


def rank(view: View, tree: Bound, wanted: int, sort: Sort, collapse: str | None) -> list[Ranked]:
    """Return the best articles of a view, or with ``collapse`` the best article of each story."""
    engine = view.engine
    if collapse is None:
        return engine.rank(tree, wanted, sort)
    return view.stories.collapse(lambda k: engine.rank(tree, k, sort), wanted)


def make_page(view: View, tree: Bound, ranked: Sequence[Ranked], collapse: str | None) -> Page:
    """Return a page of hits. Its contents are read from the same view on demand."""
    seqs = [found.seq for found in ranked]

    def cut(article: Article, length: int, mentions: Sequence[MatchedMention]) -> Snippet:
        return Highlighter(tree, view.fields).snippet(article.body, length, mentions=mentions)

    def match(articles: Mapping[int, Article]) -> Mapping[int, list[MatchedMention]]:
        if not has_entity_clauses(tree):
            return {}
        found = view.store.mentions.of(articles)
        return {seq: matched_mentions(articles[seq], each, tree) for seq, each in found.items()}

    def why(article: Article) -> Explanation:
        from dateline.searcher.engine.explain import explain_article  # start-up: only explanations need it

        seq = None if article.id is None else view.state.seq_of(article.id)
        versions = Versions(frozenset(() if seq is None else (seq,)))

        def matches(clause: Bound) -> bool:
            return view.engine.total(AllOf((clause, versions))) > 0

        return explain_article(article, tree, view.engine, view.fields, matches)

    def copies() -> Mapping[int, int]:
        return view.stories.copies(tree, seqs, view.engine) if collapse else {}

    return Page(lambda: read_hits(view.store, view.path / INDEX, ranked), cut, match, why, copies)


def _both(tree: Bound, kept: tuple[Bound, ...]) -> Bound:
    return Nowhere() if isinstance(tree, Nowhere) else AllOf((tree, *kept))
