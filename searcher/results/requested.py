"""Answer a request: everything that a search may ask for, on the way that every query can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.index.errors import FieldError
from dateline.index.fields import FieldTable
from dateline.searcher.engine.deadline import Deadline, TimeUp, Watch
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.facets import count_facets, facet_notes, find_facet
from dateline.searcher.query.bound import Every
from dateline.searcher.query.tree import Note
from dateline.searcher.request import MOST_HITS, SearchRequest
from dateline.searcher.results.answering import bind_query, make_page, rank, refinement_of
from dateline.searcher.results.results import COMMONER, LOOSENED, Hit, Results
from dateline.searcher.results.stories import Tally
from dateline.searcher.results.view import TimedView, View

if TYPE_CHECKING:
    from dateline.searcher.results.diagnosis import Change, Diagnosis, Nearest

__all__ = ["answer_request", "answer_within", "diagnose_request", "suggest_request"]


def answer_within(view: View, request: SearchRequest, deadline: Deadline) -> Results:
    """Return as much of the answer to a request as there is time for."""
    from dateline.searcher.results.timed import check_deadline, nothing_searched  # start-up: few have a deadline

    timed = view.within(Watch(check_deadline(deadline)))
    try:
        return answer_request(timed, request)
    except TimeUp:
        return nothing_searched(timed, request)


def answer_request(view: View, request: SearchRequest) -> Results:
    """Return the answer to any request."""
    if request.count_by == "source" and not _has_sources(view.fields):
        raise FieldError("this archive has no keyword field source to count by; count by article or story")
    limit, offset, collapse = request.limit, request.offset, request.collapse
    facets = [find_facet(name, view.fields) for name in request.facets]
    bound = bind_query(view, request)
    tree, notes = bound.tree, bound.notes
    of_facets = facet_notes(facets, request.query, lambda: view.entities(request.aliases))
    notes = (*notes, *(each for each in of_facets if each not in notes))
    wanted = min(offset + limit, MOST_HITS) or 1
    # Counts alone need no ranking, unless the query can be loosened and may have no match.
    order = request.sort, collapse, refinement_of(view, request)
    ranked = rank(view, tree, wanted, *order) if limit or bound.loosened is not None else []
    gave_way = False
    if not ranked and bound.loosened is not None and not view.is_cut():
        ranked = rank(view, bound.loosened, wanted, *order)
        if gave_way := bool(ranked):
            tree = bound.loosened
            notes = (*notes, Note(LOOSENED, 0, len(request.query)))
    page = make_page(view, tree, ranked[offset : offset + limit], *order[1:])
    hits = tuple(
        Hit(offset + place, found.id, found.seq, found.score, page)
        for place, found in enumerate(ranked[offset : offset + limit], start=1)
    )

    def tally() -> Tally:
        return Tally(tree, view.engine, request.count_by, view.stories, view.watch)

    whole = not view.is_cut()
    results = Results(
        request.query,
        hits,
        notes,
        offset,
        lambda: tally().total(),
        lambda: count_facets(facets, tally(), view.engine, view.entities(request.aliases)),
        request.count_by,
        collapse is not None,
        gave_way,
        lambda: diagnose_request(view, request),
        lambda total: suggest_request(view, request, total),
    )
    if not isinstance(view, TimedView):
        return results
    from dateline.searcher.results.timed import count_within  # start-up: few searches have a deadline

    return count_within(results, view, tree, ranked=whole)


def diagnose_request(view: View, request: SearchRequest) -> Diagnosis:
    """Return why a request matches no article."""
    from dateline.searcher.results.diagnosis import diagnose  # start-up: only empty answers need it

    return diagnose(view, request, _nearest_words(view))


def suggest_request(view: View, request: SearchRequest, total: int) -> Change | None:
    """Return a request that matches far more articles by another spelling; ``total`` is how many this one matches."""
    if view.engine.total(Every()) < COMMONER:
        return None
    from dateline.searcher.results.rare_words import find_commoner  # start-up: only short answers need it

    return find_commoner(view, request, total, _nearest_words(view))


def _nearest_words(view: View) -> Nearest:
    """Return the function that gives words of the articles like another, the most similar first."""
    from dateline.searcher.automata.suggestion import nearest_words, suggest_words  # start-up: few answers need it
    from dateline.searcher.results.diagnosis import no_words  # start-up: the same

    engine = view.whole.engine
    if isinstance(engine, Snapshot):
        return lambda word, _: [near for near, _ in suggest_words(word, engine.segments)]
    from dateline.searcher.engine.scan import Scan  # start-up: only a search without the index needs it

    if not isinstance(engine, Scan):
        return no_words
    return lambda word, _: [near for near, _ in nearest_words(word, engine.folded_words())]


def _has_sources(fields: FieldTable) -> bool:
    row = fields.get("source")
    return row is not None and row.name == "source" and row.kind == "keyword"
