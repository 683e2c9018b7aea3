"""The archive, open for searching: query text in, results out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from dateline.index.article import Article
from dateline.index.errors import ArchiveClosed, FieldError
from dateline.index.fields import Field, FieldTable
from dateline.index.layout import INDEX, fields_of, find_store
from dateline.index.store import Store
from dateline.searcher.engine import DatePart, Engine, Ranked, Sort
from dateline.searcher.filters import bind_filters
from dateline.searcher.highlight import Highlighter, Snippet
from dateline.searcher.query import parse
from dateline.searcher.query.binding import BoundQuery, Match, bind
from dateline.searcher.query.bound import AllOf, Bound, Every, Nowhere
from dateline.searcher.query.tree import Note
from dateline.searcher.results import Explanation, FacetCount, Hit, Page, Results
from dateline.searcher.snapshot import Snapshot, open_snapshot

__all__ = ["SearchArchive", "Stats", "open_archive"]

LOOSENED = "no article has all of these words; the answer is ranked over any of them"
MOST_HITS = (1 << 32) - 1  # documents of a segment
DATE_PARTS = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Stats:
    """What an archive holds: live articles, segments, tokens by text field, first and last day of publication."""

    articles: int
    segments: int
    tokens: Mapping[str, int]
    first: date | None
    last: date | None


def open_archive(path: str | os.PathLike[str], *, use_index: bool = True) -> SearchArchive:
    """Open an archive for searching, as it was at its last commit.

    With ``use_index=False`` every article is read for every query, which gives the same answers
    slowly and without the index. Raises ArchiveMissing, StoreError, IndexDamaged, IndexFormatError.
    """
    return SearchArchive(Path(path), use_index=use_index)


class SearchArchive:
    """An archive open for searching. Threads may share it; what is written later is not seen."""

    def __init__(self, path: Path, *, use_index: bool = True) -> None:
        """Use `open_archive`."""
        self.path = path
        self._store = Store.open(find_store(path))
        self._snapshot: Snapshot | None = None
        try:
            if use_index:
                self._snapshot = open_snapshot(path / INDEX)
                self.fields, upto = self._snapshot.fields, self._snapshot.seq
                self._engine: Engine = self._snapshot
            else:
                self.fields, upto = fields_of(path), self._store.last_seq()
                from dateline.searcher.scanning import Scan  # start-up: only a search without the index needs it

                self._engine = Scan(lambda: self._store.scan(upto=upto), self.fields)
        except BaseException:
            self._store.close()
            raise
        self._closed = False

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
    ) -> Results:
        """Answer a query with hits `offset` + 1 to `offset` + `limit`.

        `facets` are names of keyword fields, or of date fields with a part (``published:month``).
        `filters` are (field, value) pairs that all must hold and never score; an empty value asks for
        articles that lack the field. `match` says what words side by side mean: ``all`` of them, ``any``, or ``auto``:
        all, and any when no article has them all. `today` is the reference day of relative dates. Any text is a
        query; raises FieldError for a facet or a filter that is none, ArchiveClosed.
        """
        self._check_open()
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset are 0 or more")
        asked = [self._facet(name) for name in facets]
        bound = self._bind(query, filters, match, today)
        tree, notes = bound.tree, bound.notes
        wanted = min(offset + limit, MOST_HITS) or 1
        # Counts alone need no ranking, unless it must be known whether anything matches at all.
        ranked = self._engine.rank(tree, wanted, sort) if limit or bound.loosened is not None else []
        if not ranked and bound.loosened is not None:
            loosened = self._engine.rank(bound.loosened, wanted, sort)
            if loosened:
                tree, ranked = bound.loosened, loosened
                notes = (*notes, Note(LOOSENED, 0, len(query)))
        page = self._page(tree, ranked[offset : offset + limit])
        hits = tuple(
            Hit(offset + place, found.id, found.seq, found.score, page)
            for place, found in enumerate(ranked[offset : offset + limit], start=1)
        )
        return Results(
            query, hits, notes, offset, lambda: self._open_engine().total(tree), lambda: self._count(tree, asked)
        )

    def get(self, id: str) -> Article:
        """Return the newest version of an article. Raises ArticleMissing, ArchiveClosed."""
        self._check_open()
        return self._store.get(id)

    def highlighter(self, query: str, *, match: Match = "auto", today: date | None = None) -> Highlighter:
        """Return what finds the places of a query's words in an article."""
        return Highlighter(self._bind(query, (), match, today).tree, self.fields)

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

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it anew")

    def _open_engine(self) -> Engine:
        self._check_open()
        return self._engine

    def _bind(self, query: str, filters: Sequence[tuple[str, str]], match: Match, today: date | None) -> BoundQuery:
        parsed = parse(query, lambda name: self.fields.get(name) is not None)
        bound = bind(parsed.tree, self.fields, query, match=match, today=today)
        notes = (*parsed.notes, *bound.notes)
        if not filters:
            return BoundQuery(bound.tree, bound.loosened, notes)
        kept = bind_filters(filters, self.fields, today)
        return BoundQuery(_both(bound.tree, kept), bound.loosened and _both(bound.loosened, kept), notes)

    def _page(self, tree: Bound, ranked: Sequence[Ranked]) -> Page:
        seqs = [found.seq for found in ranked]

        def read() -> Mapping[int, Article]:
            self._check_open()
            return self._store.read(seqs)

        def cut(article: Article, length: int) -> Snippet:
            return Highlighter(tree, self.fields).snippet(article.body, length)

        def why(article: Article) -> Explanation:
            from dateline.searcher.explain import explain_article  # start-up: only explanations need it

            return explain_article(article, tree, self._open_engine(), self.fields)

        return Page(read, cut, why)

    def _facet(self, name: str) -> tuple[str, Field, DatePart | None]:
        """Return a facet's name, its field and, of a date, the part."""
        field_name, _, part = name.partition(":")
        row = self.fields.get(field_name)
        if row is None or row.kind == "text" or (part and (row.kind != "date" or part not in DATE_PARTS)):
            raise FieldError(f"there is no facet {name!r}; there are {', '.join(_facet_names(self.fields))}")
        return name, row, cast("DatePart", part or "year") if row.kind == "date" else None

    def _count(
        self, tree: Bound, asked: Sequence[tuple[str, Field, DatePart | None]]
    ) -> Mapping[str, tuple[FacetCount, ...]]:
        engine, made = self._open_engine(), {}
        for name, row, part in asked:
            if part is None:
                counts, without = engine.count_values(tree, row.name)
                order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            else:
                counts, without = engine.count_dates(tree, row.name, part)
                order = sorted(counts.items())
            row_counts = [FacetCount(value, count) for value, count in order]
            made[name] = (*row_counts, FacetCount(None, without)) if without else tuple(row_counts)
        return made


def _both(tree: Bound, kept: tuple[Bound, ...]) -> Bound:
    return Nowhere() if isinstance(tree, Nowhere) else AllOf((tree, *kept))


def _facet_names(fields: FieldTable) -> list[str]:
    names = [row.name for row in fields.of_kind("keyword")]
    return [*names, *(f"{row.name}:{part}" for row in fields.of_kind("date") for part in DATE_PARTS)]
