"""The answer of a search whose time is limited: what was found of it, with notes on what was left out."""

from __future__ import annotations

from typing import Any

from dateline.searcher.engine.deadline import Deadline, TimeUp, Watch
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.tree import Note
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import read_query
from dateline.searcher.results.diagnosis import Change, Diagnosis
from dateline.searcher.results.results import Results
from dateline.searcher.results.view import TimedView, View

__all__ = ["TimedResults", "check_deadline", "count_within", "nothing_searched"]

NOTHING = "the time ran out before any article was searched"
SEARCHED = "the time ran out when {} were searched; other articles may match"
RANKED = "the time ran out when {} were searched; other articles may match or rank higher"
COUNTED = "the time ran out when {} were counted; the hits are complete, the total may be higher"
UNCOUNTED = "the time ran out before all facets were counted; the hits and the total are complete"


class TimedResults(Results):
    """Results whose total and facets were counted together with the hits.

    Snippets and mentions take time, too; what is left out of them is noted when they are read.
    """

    def __init__(self, found: Results, watch: Watch, *, complete: bool, at_least: bool) -> None:
        self.__dict__.update(found.__dict__)
        self.__dict__.update(_found=found.notes, _watch=watch, _complete=complete, _at_least=at_least)

    _found: tuple[Note, ...]
    _watch: Watch
    _complete: bool
    _at_least: bool

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes on the query, and on what was left out so far."""
        return (*self._found, *(Note(each, 0, len(self.query)) for each in self._watch.remarks))

    @property
    def complete(self) -> bool:
        """Whether the hits, the total and the facets are whole. If not, others may match, or rank higher."""
        return self._complete

    @property
    def at_least(self) -> bool:
        """Whether the total is a lower bound, because the time ran out."""
        return self._at_least

    @property
    def diagnosis(self) -> Diagnosis | None:
        """Why no article matches; None if one does, or one of those that were not searched may."""
        return super().diagnosis if self._complete else None

    @property
    def suggestion(self) -> Change | None:
        """The query with a far commoner word or name; None if there is none, or if the time was up."""
        try:
            return super().suggestion if self._complete else None
        except TimeUp:
            return None


def check_deadline(deadline: Any) -> Deadline:
    """Return a deadline. Raises TypeError if it is no function."""
    if not callable(deadline):
        raise TypeError(
            f"deadline is a function that returns whether the time is up, not {deadline!r:.60}; "
            "end = time.monotonic() + 0.5; deadline=lambda: time.monotonic() > end"
        )
    return deadline  # type: ignore[no-any-return]  # what it returns is its truth


def count_within(found: Results, view: TimedView, tree: Bound, *, ranked: bool) -> TimedResults:
    """Return results whose total and facets are counted as far as there is time. ``ranked``: the hits are complete."""
    watch = view.watch
    total = max(found.total, _fewest(found, view))
    counted = not watch.up
    facets = found.facets
    notes = found.notes
    if watch.up:
        message = UNCOUNTED if counted else _describe(found, view, tree, ranked)
        notes = (*notes, Note(message, 0, len(found.query)))
    found.__dict__.update(total=total, facets=facets, notes=notes)
    return TimedResults(found, watch, complete=not watch.up, at_least=not counted)


def nothing_searched(view: TimedView, request: SearchRequest) -> TimedResults:
    """Return the answer to a request whose time was up before it was bound."""
    notes = (*read_query(view, request).notes, Note(NOTHING, 0, len(request.query)))
    found = Results(
        request.query,
        (),
        notes,
        request.offset,
        lambda: 0,
        lambda: dict.fromkeys(request.facets, ()),
        request.count_by,
        request.collapse is not None,
    )
    return TimedResults(found, view.watch, complete=False, at_least=True)


def _fewest(found: Results, view: View) -> int:
    """Return how many articles, stories or sources match at least, as there are hits."""
    if not found.hits:
        return 0
    if found.count_by == "source":
        return 1
    if found.count_by == "story" and not found.collapsed:
        return len({view.stories.story_of(hit.seq) for hit in found.hits})
    return found.offset + len(found.hits)


def _describe(found: Results, view: TimedView, tree: Bound, ranked: bool) -> str:
    """Return a note on how much was searched."""
    searched, articles = view.timed_engine().count_searched(tree)
    if not searched and not found.hits:
        return NOTHING
    many = f"{searched:,} articles" if articles is None else f"{searched:,} of {articles:,} articles"
    if not found.hits:
        return SEARCHED.format(many)
    return (COUNTED if ranked else RANKED).format(many)
