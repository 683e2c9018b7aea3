"""An archive open for searching: from query text to results."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from dateline.index.arguments import check_flag, check_path, check_text
from dateline.index.dataclass import dataclass, replace
from dateline.index.errors import ArchiveClosed, ArticleError, ArticleMissing
from dateline.index.store.store import missing_article
from dateline.searcher.engine.deadline import Deadline
from dateline.searcher.query.bound import Every
from dateline.searcher.request import (
    LIMIT,
    MATCHES,
    MOST_HITS,
    OPTIONS,
    SearchOptions,
    SearchRequest,
    check_day,
    unknown_option,
)
from dateline.searcher.results.plain import answer_plain
from dateline.searcher.results.results import FEW, Results
from dateline.searcher.results.view import View

if TYPE_CHECKING:  # start-up: plain words need none of these
    from dateline.index.article import Article
    from dateline.index.entities.authority.authority import LoadedAuthority
    from dateline.index.entities.mention import Extraction
    from dateline.index.fields import Field, FieldTable
    from dateline.index.store.history import Version
    from dateline.searcher.entities.meaning import NamedBy
    from dateline.searcher.query.bound import Match
    from dateline.searcher.query.outline import Outline
    from dateline.searcher.results.diagnosis import Change, Diagnosis
    from dateline.searcher.results.highlight import Highlighter, Mark
    from dateline.searcher.results.mentions import MatchedMention
    from dateline.searcher.results.verdict import Verdict
    from dateline.searcher.results.versions import Comparison

__all__ = ["SearchArchive", "Stats", "open_archive"]

PLAIN_OPTIONS = frozenset(("limit", "facets", "match"))  # those that a query of plain words may have


@dataclass(frozen=True, slots=True)
class Stats:
    """The contents of an archive: live articles, segments, tokens by text field, first and last day of publication.

    ``archive`` is the archive's id. ``generation`` counts the commits that changed its answers, up to the state that is
    searched (`dateline.index.store.generation`). In older archives both are None until the archive is next opened for
    writing.
    """

    articles: int
    segments: int
    tokens: Mapping[str, int]
    first: date | None
    last: date | None
    archive: str | None = None
    generation: int | None = None


def open_archive(path: str | os.PathLike[str], *, use_index: bool = True, as_of: date | None = None) -> SearchArchive:
    """Open an archive for searching, in the state of its last commit.

    With ``use_index=False`` each query reads every article: slow, but independent of the index. With ``as_of`` a search
    finds the version that each article had on that day (`dateline.index.store.history`). Raises ArchiveMissing,
    StoreError, IndexDamaged, IndexFormatError, and TypeError for wrong arguments.
    """
    return SearchArchive(
        check_path(path), use_index=check_flag("use_index", use_index), as_of=check_day("as_of", as_of)
    )


class SearchArchive:
    """An archive open for searching. Threads may share it.

    All answers come from one state: that of the last commit when it was opened or last refreshed. Results belong to the
    state that they came from; they can be read until they are dropped or the archive is closed.
    """

    def __init__(self, path: Path, *, use_index: bool = True, as_of: date | None = None) -> None:
        """Use `open_archive`."""
        self.path = path
        self.as_of = as_of
        self._folder = path.absolute()  # the program may change its working folder
        self._use_index = use_index
        self._closed = False
        self._refreshing = threading.RLock()
        self._view = View(path, use_index=use_index, as_of=as_of)
        # Results keep their view alive; closing the archive closes these views too.
        self._views = [weakref.ref(self._view)]

    @property
    def fields(self) -> FieldTable:
        """The field table."""
        return self._view.fields

    def __enter__(self) -> Self:
        self._check_open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close; the articles of hits that were not read yet become unreadable.

        Any thread may close it at any time, more than once. Closing does not wait: calls running in other threads
        return their result or raise ArchiveClosed, and the last one releases the files.
        """
        self._closed = True
        for each in self._views:
            if (view := each()) is not None:
                view.close()

    def is_current(self) -> bool:
        """Return whether `refresh` would change nothing; takes a few dozen microseconds. Raises ArchiveClosed."""
        return self._open_view().is_current()

    def refresh(self) -> bool:
        """Use the newest committed state for later searches; return whether anything changed.

        It includes all commits and rebuilds of any program, the authority file and the archive's gazetteer. Other
        threads may search meanwhile: each search uses either the old or the new state. Earlier results do not change.
        If the newest state cannot be opened, the archive keeps its state. Raises ArchiveClosed and what `open_archive`
        raises.
        """
        with self._refreshing:  # one refresh at a time, so that an older state never replaces a newer one
            view = self._open_view()
            if view.is_current():
                return False
            fresh = View(self._folder, use_index=self._use_index, as_of=self.as_of, before=view)
            self._views = [*(each for each in self._views if each() is not None), weakref.ref(fresh)]
            self._view = fresh
            if self._closed:  # `close` may have missed this view
                fresh.close()
            self._check_open()
            return True

    def search(
        self, query: str | SearchRequest, *, deadline: Deadline | None = None, **options: Unpack[SearchOptions]
    ) -> Results:
        """Answer a query. The options are the attributes of `SearchRequest`; a request can be passed instead of both.

        ``deadline`` is a function that returns whether the time is up; it is asked every few milliseconds, in this
        thread, until it returns True. Total and facets are then counted before this returns. If the time was up before
        everything was searched, the results are not ``complete``: their hits, total and facets are those of the
        articles that were searched, and a note says so.

        Any text is a valid query. Raises FieldError for an unknown facet or filter, QueryError, ArchiveClosed,
        ValueError and TypeError for invalid options, and ValueError if the request has another ``as_of`` than the
        archive. What ``deadline`` raises ends the search.
        """
        view = self._open_view()
        if deadline is not None:
            from dateline.searcher.results.requested import answer_within  # start-up: plain words have another way

            return answer_within(view, self._request(query, options), deadline)
        if type(query) is str and options.keys() <= PLAIN_OPTIONS:
            plain = _answer_plain(view, query, **options)
            if plain is not None:
                if not plain.hits or plain.loosened:
                    plain.__dict__["_diagnose"] = lambda: _diagnose(view, SearchRequest(query, **options))
                elif len(plain.hits) <= FEW:
                    plain.__dict__["_suggest"] = lambda total: _suggest(view, SearchRequest(query, **options), total)
                return plain
        from dateline.searcher.results.requested import answer_request  # start-up: plain words have another way

        return answer_request(view, self._request(query, options))

    def _request(self, query: str | SearchRequest, options: SearchOptions) -> SearchRequest:
        """Return the query and its options as a request for the day for which the archive was opened."""
        if isinstance(query, SearchRequest):
            if options:
                raise TypeError(f"pass {', '.join(options)} to SearchRequest: a request has its own options")
            request = query
        else:
            if not options.keys() <= OPTIONS:
                raise TypeError(unknown_option(min(options.keys() - OPTIONS)))
            if self.as_of is not None:
                options.setdefault("as_of", self.as_of)
            request = SearchRequest(query, **options)
        if request.as_of != self.as_of:
            days = [f"as of {day}" if day else "for the current state" for day in (self.as_of, request.as_of)]
            raise ValueError(
                f"the archive is open {days[0]}, and the request is {days[1]}; "
                "open it for that day: open_archive(path, as_of=request.as_of)"
            )
        return request

    def __contains__(self, id: object) -> bool:
        """Return whether there is an article with this id. Raises ArchiveClosed."""
        view = self._open_view()
        return isinstance(id, str) and view.state.seq_of(id) is not None

    def __len__(self) -> int:
        """Return the number of articles. Raises ArchiveClosed."""
        return self._open_view().engine.statistics().articles

    def articles(self) -> Iterator[Article]:
        """Yield every article as `get` returns it, in stored order, in bounded memory. Raises ArchiveClosed."""
        return self._open_view().state.articles()

    def get(self, id: str, version: int | None = None) -> Article:
        """Return an article in its current version, or in the version with a number.

        Raises ArticleMissing, ArchiveClosed.
        """
        return self._version(self._open_view(), id, version)[1]

    def original(self, id: str, version: int | None = None) -> Article:
        """Return an article as `get` does, with its title and body as they were before cleaning.

        Raises ArticleMissing, ArchiveClosed.
        """
        view = self._open_view()
        return view.store.original(*self._version(view, id, version))

    def versions(self, id: str) -> tuple[Version, ...]:
        """Return every version of an article and its deletions, the oldest first, without their texts.

        This includes deleted articles and, with ``as_of``, versions of later days. Versions stored after the searched
        state appear after the next `refresh`. Raises ArticleMissing for an unknown id, ArchiveClosed.
        """
        return _versions(self._open_view(), id)

    def highlighter(
        self, query: str, *, match: Match = "auto", today: date | None = None, certainly: bool = False
    ) -> Highlighter:
        """Return a highlighter that finds the words of a query in an article. Raises ArchiveClosed."""
        from dateline.searcher.results.marking import highlighter_of  # start-up: ids and scores need no marks

        view = self._open_view()
        return highlighter_of(view, SearchRequest(query, match=match, today=today, certainly=certainly))

    def changes(self, id: str) -> Iterator[Comparison]:
        """Yield the changes from each version of an article to the next, in order.

        The versions are those that `versions` returns at the time of the call. Raises ArticleMissing for an unknown id,
        ArchiveClosed.
        """
        from dateline.searcher.results.versions import compare  # start-up: only changes need difflib

        view = self._open_view()
        seqs = [each.seq for each in _versions(view, id) if not each.deleted]

        def compared() -> Iterator[Comparison]:
            for before, after in pairwise(seqs):
                found = view.store.read([before, after])
                yield compare(found[before], found[after])

        return compared()

    def marker(
        self,
        id: str,
        query: str,
        *,
        today: date | None = None,
        certainly: bool = False,
        version: int | None = None,
    ) -> Callable[[str, str], list[Mark]]:
        """Return a function that finds a query's words, people, places and dates in the texts of one article.

        Its arguments are a text of the article and the text's field. Raises ArticleMissing, ArchiveClosed.
        """
        from dateline.searcher.results.marking import highlighter_of  # start-up: ids and scores need no marks

        view = self._open_view()
        request = SearchRequest(query, today=today, certainly=certainly)
        mentions = self._matched_mentions(view, id, request, version)
        finder = highlighter_of(view, request)
        return lambda text, field: finder.marks_in(text, field, mentions)

    def found_in(self, id: str, version: int | None = None) -> Extraction | None:
        """Return the mentions in an article as `get` returns it; None if it was never searched for them.

        Raises ArticleMissing, ArchiveClosed.
        """
        view = self._open_view()
        seq, article = self._version(view, id, version)
        return view.store.mentions.of({seq: article}).get(seq)

    def matched_mentions(
        self,
        id: str,
        query: str | SearchRequest,
        *,
        today: date | None = None,
        certainly: bool = False,
        aliases: bool = True,
        version: int | None = None,
    ) -> list[MatchedMention]:
        """Return the mentions of an article that a query's people, places and dates match.

        A request has its own ``today``, ``certainly`` and ``aliases``. Raises ArticleMissing, ArchiveClosed.
        """
        if isinstance(query, SearchRequest):
            request = replace(query, match="all", filters=())
        else:
            request = SearchRequest(query, match="all", today=today, certainly=certainly, aliases=aliases)
        return self._matched_mentions(self._open_view(), id, request, version)

    def reading(self, query: str | SearchRequest, **options: Unpack[SearchOptions]) -> Outline:
        """Return how a query is read, in words. Raises ArchiveClosed, ValueError and TypeError for invalid options."""
        from dateline.searcher.results.leaf_meanings import read_outline  # start-up: only explanations need it

        return read_outline(self._open_view(), self._request(query, options))

    def verdict(self, id: str, query: str | SearchRequest, **options: Unpack[SearchOptions]) -> Verdict:
        """Return why an article matches a query or does not, by the parts of the query, and its score.

        Raises ArticleMissing, FieldError for an unknown filter, QueryError, ArchiveClosed, ValueError and TypeError.
        """
        from dateline.searcher.results.verdict import judge  # start-up: only explanations need it

        view, request = self._open_view(), self._request(query, options)
        seq, article = self._version(view, id, None)
        return judge(view, article, seq, request, view.store.mentions.of({seq: article}).get(seq))

    def name_of(self, field: str, key: str, id: str | None = None) -> str | None:
        """Return the person or place of a key in the archive, or in one of its articles; None if it is hidden."""
        view = self._open_view()
        row = _field_of_key(view, field, key, id)
        return key if row is None or not row.entity else view.entities(True).of(row).name_of(key, id)

    def authority(self) -> LoadedAuthority:
        """Return the authority file as this archive uses it, and the problem with the file, if any."""
        return self._open_view().authority()

    def named_by(self, field: str, key: str, id: str | None = None) -> NamedBy:
        """Return which source decides `name_of` for a key that is not its own name."""
        view = self._open_view()
        row = _field_of_key(view, field, key, id)
        return "names" if row is None or not row.entity else view.entities(True).named_by(row, key, id)

    def stats(self) -> Stats:
        """Return the contents of the archive as numbers. Raises ArchiveClosed."""
        view = self._open_view()
        numbers, identity = view.engine.statistics(), view.identity()
        row = view.fields.get("published")
        dated = row is not None and row.kind == "date"
        days = sorted(view.engine.count_dates(Every(), "published", "day")[0]) if dated else []
        return Stats(
            articles=numbers.articles,
            segments=view.segments,
            tokens={field: round(mean * numbers.articles) for field, mean in numbers.averages.items()},
            first=date.fromisoformat(days[0]) if days else None,
            last=date.fromisoformat(days[-1]) if days else None,
            archive=identity.archive,
            generation=identity.generation,
        )

    def _version(self, view: View, id: str, number: int | None) -> tuple[int, Article]:
        """Return the seq and the article of a version."""
        _check_id(id)
        if number is not None and type(number) is not int:
            raise TypeError(f"version is the number of a version, counted from 1, not {number!r:.60}")
        hint = f"`dateline show {id} --versions` lists what there is"
        if number is not None:
            seq = next((each.seq for each in _versions(view, id) if each.number == number), None)
            problem = ArticleMissing(f"the article {id!r} has no version {number}; {hint}")
        else:
            seq = view.state.seq_of(id)
            problem = missing_article(id)
            if self.as_of is not None:
                problem = ArticleMissing(f"no article had the id {id!r} on {self.as_of}; {hint}")
            elif seq is None and view.store.history.versions(id, view.upto):
                problem = ArticleMissing(f"the article {id!r} was deleted; {hint}")
        if seq is None:
            raise problem
        return seq, view.store.read([seq])[seq]

    def _matched_mentions(
        self, view: View, id: str, request: SearchRequest, number: int | None
    ) -> list[MatchedMention]:
        from dateline.searcher.results.marking import mentions_matched  # start-up: ids and scores need no mentions

        return mentions_matched(view, *self._version(view, id, number), request)

    def _open_view(self) -> View:
        """Return the current state. Each public method calls this once, so that its answer comes from one state."""
        self._check_open()
        return self._view

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it again")


def _answer_plain(
    view: View, query: str, limit: Any = LIMIT, facets: Any = (), match: Any = "auto", **_: Any
) -> Results | None:
    """Return the answer to a query of plain words; None if it, or an option, takes the way of every request."""
    if type(limit) is not int or not 0 <= limit <= MOST_HITS or match not in MATCHES:
        return None
    if not facets:
        return answer_plain(view, query, limit, (), match) if facets == () or facets == [] else None
    if type(facets) not in (list, tuple) or not all(type(each) is str for each in facets):
        return None
    from dateline.searcher.facets import find_facet  # start-up: few searches have facets

    return answer_plain(view, query, limit, [find_facet(each, view.fields) for each in facets], match)


def _diagnose(view: View, request: SearchRequest) -> Diagnosis:
    """Return why a request matches no article."""
    from dateline.searcher.results.requested import diagnose_request  # start-up: only empty answers need it

    return diagnose_request(view, request)


def _suggest(view: View, request: SearchRequest, total: int) -> Change | None:
    """Return a request that matches far more articles by another spelling; ``total`` is how many this one matches."""
    from dateline.searcher.results.requested import suggest_request  # start-up: only short answers need it

    return suggest_request(view, request, total)


def _check_id(id: object) -> None:
    """Raise ArticleError for an id that is not text."""
    if not isinstance(id, str):
        raise ArticleError(f"{id!r} is a {type(id).__name__}, not an id; give each id as a str", argument="id")


def _field_of_key(view: View, field: str, key: str, id: str | None) -> Field | None:
    """Return the field of a key, None if there is none. Raises TypeError, and ArticleError for a wrong id."""
    check_text("field", field), check_text("key", key)
    if id is not None:
        _check_id(id)
    return view.fields.get(field)


def _versions(view: View, id: str) -> tuple[Version, ...]:
    """Return the versions of an article and its deletions, as of a state of the archive."""
    _check_id(id)
    found = view.store.history.versions(id, view.upto)
    if not found:
        raise missing_article(id)
    return tuple(found)
