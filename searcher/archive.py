"""The archive, open for searching: query text in, results out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, get_args

from dateline.index.article import Article
from dateline.index.entities.mention import Extraction
from dateline.index.errors import ArchiveClosed, ArticleMissing, FieldError
from dateline.index.history import Version
from dateline.index.layout import INDEX, fields_of, find_store
from dateline.index.store import Store, missing
from dateline.searcher.asked_facets import count_facets, find_facet
from dateline.searcher.engine import Engine, Ranked, Sort
from dateline.searcher.entities import Entities
from dateline.searcher.filters import bind_filters
from dateline.searcher.highlight import Highlighter, Mark, Snippet
from dateline.searcher.mentions import MatchedMention, matched_mentions, speaks_of_entities
from dateline.searcher.query import parse
from dateline.searcher.query.binding import STORY, BoundQuery, Match, bind, row_of
from dateline.searcher.query.bound import AllOf, Bound, Every, Nowhere
from dateline.searcher.query.tree import Note
from dateline.searcher.results import Explanation, Hit, Page, Results
from dateline.searcher.snapshot import Snapshot, open_snapshot
from dateline.searcher.states import Past, Present, State
from dateline.searcher.stories import CountBy, Stories, Tally

if TYPE_CHECKING:
    from dateline.searcher.comparing import Comparison

__all__ = ["SearchArchive", "Stats", "open_archive"]

LOOSENED = "no article has all of these words; the answer is ranked over any of them"
MOST_HITS = (1 << 32) - 1  # documents of a segment


@dataclass(frozen=True, slots=True)
class Stats:
    """What an archive holds: live articles, segments, tokens by text field, first and last day of publication."""

    articles: int
    segments: int
    tokens: Mapping[str, int]
    first: date | None
    last: date | None


def open_archive(path: str | os.PathLike[str], *, use_index: bool = True, as_of: date | None = None) -> SearchArchive:
    """Open an archive for searching, as it was at its last commit.

    With ``use_index=False`` every article is read for every query, which gives the same answers
    slowly and without the index. With ``as_of`` the archive is as if it held of each article the version of that day
    and no other (`dateline.index.history` says which that is). Raises ArchiveMissing, StoreError, IndexDamaged,
    IndexFormatError.
    """
    return SearchArchive(Path(path), use_index=use_index, as_of=as_of)


class SearchArchive:
    """An archive open for searching. Threads may share it; what is written later is not seen."""

    def __init__(self, path: Path, *, use_index: bool = True, as_of: date | None = None) -> None:
        """Use `open_archive`."""
        self.path = path
        self.as_of = as_of
        self._store = Store.open(find_store(path))
        self._snapshot: Snapshot | None = None
        try:
            self._state, self._engine = self._open(use_index)
        except BaseException:
            self.close()
            raise
        self._entities: dict[bool, Entities] = {}
        self._stories = Stories(self._state)
        self._closed = False

    def _open(self, use_index: bool) -> tuple[State, Engine]:
        """Return which versions there are, and what searches them."""
        if use_index:
            self._snapshot = open_snapshot(self.path / INDEX)
            self.fields, upto = self._snapshot.fields, self._snapshot.seq
        else:
            self.fields, upto = fields_of(self.path), self._store.last_seq()
        state = Present(self._store, upto) if self.as_of is None else Past(self._store, upto, self.as_of)
        if self._snapshot is None:
            from dateline.searcher.scanning import Scan  # start-up: only a search without the index needs it

            return state, Scan(state.scan, self.fields)
        if isinstance(state, Past):
            from dateline.searcher.past import snapshot_of_day  # start-up: only a search of the past needs it

            self._snapshot = snapshot_of_day(self._snapshot, state.held, state.older())
        return state, self._snapshot

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close; hits whose articles were not read yet cannot be read any more."""
        self._closed = True
        self._store.close()
        if self._snapshot is not None:
            self._snapshot.close()

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
        filters: Sequence[tuple[str, str]] = (),
        match: Match = "auto",
        today: date | None = None,
        certainly: bool = False,
        aliases: bool = True,
        collapse: Literal["story"] | None = None,
        count_by: CountBy = "article",
    ) -> Results:
        """Answer a query with hits `offset` + 1 to `offset` + `limit`.

        `facets` are names of keyword fields, of date fields with a part (``published:month``), of fields of places with
        a level (``places:country``), or ``lag``, the days from what an article speaks of to its publication.
        `filters` are (field, value) pairs that all must hold and never score; an empty value asks for
        articles that lack the field. `match` says what words side by side mean: ``all`` of them, ``any``, or ``auto``:
        all, and any when no article has them all. `today` is the reference day of relative dates. `certainly` asks of
        dates that the article's lie in those of the query whole; else one day in common will do. Without `aliases`
        people and places are as each article names them, whatever the authority file says. With `collapse` there is
        one hit for each story, the best of it, which knows its `copies`. `count_by` says what the total and the facets
        count: matching articles, or the distinct stories or sources among them (all that name no source are of one).
        Any text is a query; raises FieldError for a facet or a filter that is none, ArchiveClosed.
        """
        self._check_open()
        if collapse not in (None, "story") or count_by not in get_args(CountBy):
            raise ValueError('collapse is None or "story", and count_by "article", "story" or "source"')
        if count_by == "source" and not self._has_sources():
            raise FieldError("this archive has no keyword field source to count by; count by article or story")
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset are 0 or more")
        asked = [find_facet(name, self.fields) for name in facets]
        bound = self._bind(query, filters, match, today, certainly, aliases)
        tree, notes = bound.tree, bound.notes
        wanted = min(offset + limit, MOST_HITS) or 1
        # Counts alone need no ranking, unless it must be known whether anything matches at all.
        ranked = self._rank(tree, wanted, sort, collapse) if limit or bound.loosened is not None else []
        if not ranked and bound.loosened is not None:
            loosened = self._rank(bound.loosened, wanted, sort, collapse)
            if loosened:
                tree, ranked = bound.loosened, loosened
                notes = (*notes, Note(LOOSENED, 0, len(query)))
        page = self._page(tree, ranked[offset : offset + limit], collapse)
        hits = tuple(
            Hit(offset + place, found.id, found.seq, found.score, page)
            for place, found in enumerate(ranked[offset : offset + limit], start=1)
        )

        def tally() -> Tally:
            return Tally(tree, self._open_engine(), count_by, self._stories)

        return Results(
            query,
            hits,
            notes,
            offset,
            lambda: tally().total(),
            lambda: count_facets(asked, tally(), self._open_engine(), self._known_by(aliases)),
            count_by,
            collapse is not None,
        )

    def get(self, id: str, version: int | None = None) -> Article:
        """Return the newest version of an article, or the one with a number. Raises ArticleMissing, ArchiveClosed."""
        return self._version(id, version)[1]

    def original(self, id: str, version: int | None = None) -> Article:
        """Return an article as `get` does, its title and body as they came, before cleaning.

        Raises ArticleMissing, ArchiveClosed.
        """
        return self._store.original(*self._version(id, version))

    def versions(self, id: str) -> tuple[Version, ...]:
        """Return every version of an article and its deletions, the oldest first, without their texts.

        Those of a deleted article too, and with ``as_of`` those of later days. Raises ArticleMissing for an id that
        never was, ArchiveClosed.
        """
        self._check_open()
        found = self._store.versions(id, self._store.last_seq())
        if not found:
            raise missing(id)
        return tuple(found)

    def highlighter(
        self, query: str, *, match: Match = "auto", today: date | None = None, certainly: bool = False
    ) -> Highlighter:
        """Return what finds the places of a query's words in an article."""
        return Highlighter(self._bind(query, (), match, today, certainly).tree, self.fields)

    def changes(self, id: str) -> Iterator[Comparison]:
        """Yield what changed from each version of an article to the next, the second version's changes first.

        Raises ArticleMissing for an id that never was, ArchiveClosed.
        """
        from dateline.searcher.comparing import compare  # start-up: only who asks for changes needs difflib

        for before, after in pairwise(each.seq for each in self.versions(id) if not each.deleted):
            self._check_open()
            found = self._store.read([before, after])
            yield compare(found[before], found[after])

    def marker(
        self,
        id: str,
        query: str,
        *,
        today: date | None = None,
        certainly: bool = False,
        version: int | None = None,
    ) -> Callable[[str, str], list[Mark]]:
        """Return what finds the places of a query's words, people, places and dates in the texts of one article.

        It takes a text of the article's and its field. Raises ArticleMissing.
        """
        mentions = self.matched_mentions(id, query, today=today, certainly=certainly, version=version)
        finder = self.highlighter(query, today=today, certainly=certainly)
        return lambda text, field: finder.marks_in(text, field, mentions)

    def found_in(self, id: str, version: int | None = None) -> Extraction | None:
        """Return what was found in an article as `get` returns it; None: nobody looked. Raises ArticleMissing."""
        seq, article = self._version(id, version)
        return self._store.mentions({seq: article}).get(seq)

    def matched_mentions(
        self,
        id: str,
        query: str,
        *,
        today: date | None = None,
        certainly: bool = False,
        aliases: bool = True,
        version: int | None = None,
    ) -> list[MatchedMention]:
        """Return the mentions of an article that a query's people, places and dates match. Raises ArticleMissing."""
        found = self.found_in(id, version)
        tree = self._bind(query, (), "all", today, certainly, aliases).tree
        return [] if found is None else matched_mentions(self.get(id, version), found, tree)

    def name_of(self, field: str, key: str, id: str | None = None) -> str | None:
        """Return the person or place that a key names in the archive, in one article of it; None: it is hidden."""
        row = self.fields.get(field)
        return key if row is None or not row.entity else self._known_by(True).of(row).name_of(key, id)

    def stats(self) -> Stats:
        """Return what the archive holds."""
        self._check_open()
        numbers = self._engine.statistics()
        row = self.fields.get("published")
        dated = row is not None and row.kind == "date"
        days = sorted(self._engine.count_dates(Every(), "published", "day")[0]) if dated else []
        return Stats(
            articles=numbers.articles,
            segments=len(self._snapshot.segments) if self._snapshot else 0,
            tokens={field: round(mean * numbers.articles) for field, mean in numbers.averages.items()},
            first=date.fromisoformat(days[0]) if days else None,
            last=date.fromisoformat(days[-1]) if days else None,
        )

    def _version(self, id: str, number: int | None) -> tuple[int, Article]:
        """Return a version of an article, and its seq."""
        self._check_open()
        told = f"`dateline show {id} --versions` lists what there is"
        if number is not None:
            seq = next((each.seq for each in self.versions(id) if each.number == number), None)
            problem = ArticleMissing(f"the article {id!r} has no version {number}; {told}")
        elif self.as_of is not None:
            seq = self._state.seq_of(id)
            problem = ArticleMissing(f"no article had the id {id!r} on {self.as_of}; {told}")
        else:
            # The newest there is, even if it was stored since; what was found in it then belongs to it.
            seq = self._store.live_seq(id)
            problem = missing(id)
            if seq is None and self._store.versions(id, self._store.last_seq()):
                problem = ArticleMissing(f"the article {id!r} was deleted; {told}")
        if seq is None:
            raise problem
        return seq, self._store.read([seq])[seq]

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it anew")

    def _open_engine(self) -> Engine:
        self._check_open()
        return self._engine

    def _bind(
        self,
        query: str,
        filters: Sequence[tuple[str, str]],
        match: Match,
        today: date | None,
        certainly: bool = False,
        aliases: bool = True,
    ) -> BoundQuery:
        parsed = parse(query, lambda name: row_of(name, self.fields) is not None)
        bound = bind(parsed.tree, self.fields, query, match=match, today=today, certainly=certainly)
        tree, loosened, notes = bound.tree, bound.loosened, (*parsed.notes, *bound.notes)
        if filters:
            kept = bind_filters(filters, self.fields, today, certainly=certainly)
            tree, loosened = _both(tree, kept), loosened and _both(loosened, kept)
        tree, said = self._known_by(aliases).mean(tree, query)
        loosened = loosened and self._known_by(aliases).mean(loosened, query)[0]
        if self.fields.get(STORY.name) is None and (filters or STORY.name in query.lower()):
            tree, told = self._stories.mean(tree, query)
            loosened = loosened and self._stories.mean(loosened, query)[0]
            said = (*said, *told)
        return BoundQuery(tree, loosened, (*notes, *said))

    def _rank(self, tree: Bound, wanted: int, sort: Sort, collapse: str | None) -> list[Ranked]:
        if collapse is None:
            return self._engine.rank(tree, wanted, sort)
        return self._stories.collapse(lambda k: self._engine.rank(tree, k, sort), wanted)

    def _has_sources(self) -> bool:
        row = self.fields.get("source")
        return row is not None and row.name == "source" and row.kind == "keyword"

    def _known_by(self, aliases: bool) -> Entities:
        """Return who and what the archive's people and places are, by its authority file or without it."""
        if aliases not in self._entities:
            self._entities[aliases] = Entities(self.path, self._open_engine(), self.fields, aliases=aliases)
        return self._entities[aliases]

    def _page(self, tree: Bound, ranked: Sequence[Ranked], collapse: str | None) -> Page:
        seqs = [found.seq for found in ranked]

        def read() -> Mapping[int, Article]:
            self._check_open()
            return self._store.read(seqs)

        def cut(article: Article, length: int, mentions: Sequence[MatchedMention]) -> Snippet:
            return Highlighter(tree, self.fields).snippet(article.body, length, mentions=mentions)

        def match(articles: Mapping[int, Article]) -> Mapping[int, list[MatchedMention]]:
            if not speaks_of_entities(tree):
                return {}
            self._check_open()
            found = self._store.mentions(articles)
            return {seq: matched_mentions(articles[seq], each, tree) for seq, each in found.items()}

        def why(article: Article) -> Explanation:
            from dateline.searcher.explain import explain_article  # start-up: only explanations need it

            return explain_article(article, tree, self._open_engine(), self.fields)

        def copies() -> Mapping[int, int]:
            return self._stories.copies(tree, seqs, self._open_engine()) if collapse else {}

        return Page(read, cut, match, why, copies)


def _both(tree: Bound, kept: tuple[Bound, ...]) -> Bound:
    return Nowhere() if isinstance(tree, Nowhere) else AllOf((tree, *kept))
