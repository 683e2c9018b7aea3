"""Answer a query from a view: bind it, rank the articles, prepare a page of hits.

Each function takes one view, so that all parts of an answer come from one state of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.errors import QueryError
from dateline.index.layout import INDEX
from dateline.searcher.engine.protocol import MOST_SCORED, Ranked, Sort
from dateline.searcher.engine.refinement import Recency, Refinement
from dateline.searcher.entities.authors import resolve_authors
from dateline.searcher.query import Parsed, parse, parse_plain
from dateline.searcher.query.binding import BoundQuery, bind, row_of
from dateline.searcher.query.bound import (
    AllOf,
    Bound,
    Dated,
    Nowhere,
    Versions,
    Weighted,
    clauses_of,
    dates_of,
    leaves_of,
)
from dateline.searcher.query.dates import span_text
from dateline.searcher.query.filters import bind_filters
from dateline.searcher.query.leaves import WordPattern
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.own_fields import ID, STORY
from dateline.searcher.query.scope import names_of
from dateline.searcher.query.tree import Node, Note, limit_notes
from dateline.searcher.query.tree_checks import check_tree
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.country import note_country
from dateline.searcher.results.highlight import Highlighter, Snippet
from dateline.searcher.results.hits import read_hits
from dateline.searcher.results.ids import resolve_ids
from dateline.searcher.results.mentions import MatchedMention, has_entity_clauses, matched_mentions
from dateline.searcher.results.question import note_question
from dateline.searcher.results.results import Explanation, Page
from dateline.searcher.results.view import View

__all__ = ["bind_query", "bind_tree", "make_page", "rank", "read_query", "refinement_of"]

MOST_HALF_LIVES = 10  # of the newest article: recency adds a thousandth of its score then
TOO_MANY = "{} matches more than {:,} words; every one is found, the score leaves it out"
UNMARKED = "the time ran out: what the query matched is not marked in all snippets"
NO_COPIES = "the time ran out: further articles of the stories were not all counted"


def read_query(view: View, request: SearchRequest) -> Parsed:
    """Return the tree of a request, with notes. Raises FieldError if it has a tree with an unknown field."""
    fields = view.fields
    if request.tree is not None:
        check_tree(request.tree, fields)
        return Parsed(request.tree)
    if request.plain:
        return parse_plain(request.query)
    return parse(request.query, lambda name: row_of(name, fields) is not None, lambda: names_of(fields))


def bind_query(view: View, request: SearchRequest) -> BoundQuery:
    """Return the query of a request bound to a view, with notes. Raises QueryError if it is strict and has some."""
    parsed = read_query(view, request)
    bound = bind_tree(view, parsed.tree, request)
    notes = (*parsed.notes, *bound.notes)
    if request.strict and notes:
        raise _unclear(notes, request.query)
    typed = request.tree is None and not request.plain
    facts = (*bound.facts, *note_country(view, parsed.tree, request.query)) if typed else bound.facts
    if typed and ":" in request.query:
        from dateline.searcher.results.words_after import (
            is_unread_within,
            note_words_after,
        )  # start-up: most queries have no field

        after = note_words_after(view, parsed.tree, request)
        # A value that is no date alone needs no note of its own where the note says which words make it one.
        notes = tuple([each for each in notes if not any(is_unread_within(each, other) for other in after)])
        facts = (*facts, *after)
    if typed and request.match == "auto" and not request.filter_pairs:
        facts = (*facts, *note_question(view, parsed.tree, request.query))
    if typed and not request.query.strip():
        facts = (*facts, Note("nothing is searched; “*” finds every article", 0, len(request.query)))
    if request.half_life is not None and request.today is not None and (old := _too_old(view, request)):
        facts = (*facts, Note(old, 0, len(request.query)))
    return BoundQuery(bound.tree, bound.loosened, limit_notes((*notes, *facts)))


def bind_tree(view: View, tree: Node, request: SearchRequest, *, with_facts: bool = True) -> BoundQuery:
    """Return a tree bound to a view, with the filters of a request and notes.

    ``with_facts=False``: without the notes on days that the archive does not have, which cost a count. What the names
    of people and places, and the files of names, give a note for is among the facts.
    """
    fields, query, filters = view.fields, request.query, request.filter_pairs

    def outside(clause: Bound) -> str:
        return _outside(clause, view) if with_facts else ""

    def days() -> tuple[date, date] | None:
        return view.engine.days("published")

    bound = bind(
        tree,
        fields,
        query,
        match=request.match,
        today=request.today,
        certainly=request.certainly,
        outside=outside,
        matches=(lambda clause: view.engine.total(clause) > 0) if with_facts else None,
        days=days,
    )
    made, loosened, notes, facts = bound.tree, bound.loosened, bound.notes, bound.facts
    if filters:
        kept, of_filters = bind_filters(filters, fields, request.today, certainly=request.certainly, days=days)
        beyond = [f"the filter on published: {message}" for clause in kept if (message := outside(clause))]
        notes = (*notes, *(Note(each, 0, len(query)) for each in of_filters))
        facts = (*facts, *(Note(each, 0, len(query)) for each in beyond))
        made, loosened = _both(made, kept), loosened and _both(loosened, kept)
    resolvers = [view.entities(request.aliases).resolve]
    byline = fields.get("byline")
    if byline is not None and byline.kind == "keyword" and byline.by_word and not byline.entity:
        resolvers.append(partial(resolve_authors, engine=view.engine, row=byline))
    if fields.get(STORY.name) is None:
        resolvers.append(view.stories.resolve)
    if fields.get(ID.name) is None:
        resolvers.append(partial(resolve_ids, state=view.state))
    for resolve in resolvers:
        made, found = resolve(made, query)
        loosened = loosened and resolve(loosened, query)[0]
        facts = (*facts, *found)
    return BoundQuery(made, loosened, notes, (*facts, *_pattern_notes(view, made, query)))


def _pattern_notes(view: View, tree: Bound, query: str) -> Iterator[Note]:
    """Yield a note for each pattern of too many words."""
    if not any(isinstance(clause, WordPattern) for clause in clauses_of(tree)):
        return
    for leaf in leaves_of(tree):
        for pattern in leaf.patterns:
            if view.engine.pattern_df(pattern) is None:
                start = query.find(pattern.typed)
                place = (start, start + len(pattern.typed)) if start >= 0 else (0, len(query))
                yield Note(TOO_MANY.format(pattern.label, MOST_SCORED), *place)


def _outside(clause: Bound, view: View) -> str:
    """Return a message if a clause of days of publication is outside of those of the archive, else an empty text.

    Raises TimeUp.
    """
    if not isinstance(clause, Dated) or clause.field != "published":
        return ""
    days = view.engine.days("published")
    if days is None:
        return "no article of this archive has a day of publication"
    if clause.days.first <= days[1] and clause.days.last >= days[0]:
        return ""
    return f"the archive has articles from {days[0]} to {days[1]}, none in the days searched ({span_text(clause.days)})"


def _too_old(view: View, request: SearchRequest) -> str:
    """Return a message if recency adds next to nothing to the score of any article, else an empty text.

    Raises TimeUp.
    """
    days = view.engine.days("published")
    if days is None or request.today is None or request.half_life is None:
        return ""
    last = days[1]
    age = (request.today - last).days
    if age <= MOST_HALF_LIVES * request.half_life:
        return ""
    return (
        f"the newest article is of {last}, {age:,} days before {request.today.isoformat()}, so that recency adds next "
        f"to nothing; to count from that day, write --today {last}"
    )


def _unclear(notes: Sequence[Note], query: str) -> QueryError:
    """Return the error of a strict request whose query has notes."""
    told = [f"{note.message} (at “{clip(query[note.start : note.end])}”)" for note in notes]
    return QueryError(f"the query is not read as typed: {'; '.join(told)}; change it, or leave “strict” out")


def refinement_of(view: View, request: SearchRequest) -> Refinement | None:
    """Return what a request adds to the scores of its tree. Raises QueryError for a half-life without today."""
    if not request.closeness and request.half_life is None:
        return None
    recency = None
    if request.half_life is not None:
        if request.today is None:
            raise QueryError("half_life counts from a reference day; pass today=date(…)")
        recency = Recency(request.today, request.half_life)
    from dateline.searcher.query.runs import runs_of  # start-up: few programs ask for closeness

    return Refinement(runs_of(read_query(view, request).tree, view.fields) if request.closeness else (), recency)


def rank(
    view: View, tree: Bound, wanted: int, sort: Sort, collapse: str | None, refinement: Refinement | None
) -> list[Ranked]:
    """Return the best articles of a view, or with ``collapse`` the best article of each story."""
    engine = view.engine
    if collapse is None:
        return engine.rank(tree, wanted, sort, refinement)
    return view.stories.collapse(lambda k: engine.rank(tree, k, sort, refinement), wanted)


def make_page(
    view: View, tree: Bound, ranked: Sequence[Ranked], collapse: str | None, refinement: Refinement | None = None
) -> Page:
    """Return a page of hits. Its contents are read from the same view on demand."""
    seqs, watch = [found.seq for found in ranked], view.watch

    def cut(article: Article, length: int, mentions: Sequence[MatchedMention]) -> Snippet:
        marked = tree if watch is None or watch.has_time(UNMARKED) else Nowhere()
        return Highlighter(marked, view.fields).snippet(article.body, length, mentions=mentions)

    def match(articles: Mapping[int, Article]) -> Mapping[int, list[MatchedMention]]:
        if not has_entity_clauses(tree):
            return {}
        found = view.store.mentions.of(articles)
        return {
            seq: matched_mentions(articles[seq], each, tree)
            for seq, each in found.items()
            if watch is None or watch.has_time(UNMARKED)
        }

    def why(article: Article) -> Explanation:
        from dateline.searcher.engine.explain import explain_article  # start-up: only explanations need it

        seq = None if article.id is None else view.state.seq_of(article.id)
        versions = Versions(frozenset(() if seq is None else (seq,)))
        if seq is not None and article.mentions is None and dates_of(tree):
            article = replace(article, mentions=view.store.mentions.of({seq: article}).get(seq))

        engine = view.whole.engine  # an explanation adds up to the score, whatever the time

        def matches(clause: Bound) -> bool:
            return engine.total(AllOf((clause, versions))) > 0

        return explain_article(article, tree, engine, view.fields, matches, refinement, lambda: seq in best())

    @cache
    def best() -> frozenset[int]:
        from dateline.searcher.engine.closeness import BEST  # start-up: only explanations need it

        recency = None if refinement is None else Refinement((), refinement.recency)
        return frozenset(each.seq for each in view.whole.engine.rank(tree, BEST, "relevance", recency))

    def copies() -> Mapping[int, int]:
        if not collapse or (watch is not None and not watch.has_time(NO_COPIES)):
            return {}
        found = view.stories.copies(tree, seqs, view.engine)
        if watch is not None:
            watch.remark_cut(NO_COPIES)
        return found

    return Page(lambda: read_hits(view.store, view.path / INDEX, ranked), cut, match, why, copies)


def _both(tree: Bound, kept: tuple[Bound, ...]) -> Bound:
    """Return a tree with clauses of filters, which never score: of all clauses that they can be, only dates would."""
    unscored = [Weighted(clause, 0.0) if isinstance(clause, Dated) else clause for clause in kept]
    return Nowhere() if isinstance(tree, Nowhere) else AllOf((tree, *unscored))
