"""A snapshot: the engine over the index as of one commit.

Opening one reads the manifest and maps the segments. Later commits do not change it. Threads may share it. The files
are unmapped when the last reference to the snapshot is dropped, so never during a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.errors import IndexDamaged
from dateline.index.fields import Field, FieldTable
from dateline.index.segment.documents import UNDATED
from dateline.index.segment.impacts import drift_of
from dateline.index.segment.manifest import read_manifest
from dateline.index.segment.segment import Segment, open_segments
from dateline.index.segment.texts import text_at
from dateline.searcher.engine import counting as facets
from dateline.searcher.engine.blocks import live_matches, match_searched
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.matching import to_bitmap
from dateline.searcher.engine.plain_words import PlainWords, open_plain_words
from dateline.searcher.engine.protocol import DatePart, Naming, Ranked, Sort, Statistics
from dateline.searcher.engine.ranking import Wanted, count_term, floor_of, rank_segment
from dateline.searcher.engine.refinement import Recency, Refinement, Run
from dateline.searcher.engine.scoring import EXACT, K1, weight_of
from dateline.searcher.engine.specs import Scored, scored_leaves
from dateline.searcher.kernel._matches import Matches
from dateline.searcher.kernel._ranking import Parts, norms_of, sort_by
from dateline.searcher.query.bound import Bound, Every, leaves_of, unweighted
from dateline.searcher.query.leaves import Leaf, WordPattern

if TYPE_CHECKING:
    from dateline.searcher.engine.facet_tables import FacetTable, ValueCounts

__all__ = ["Snapshot", "open_snapshot"]

MOST_PATTERNS = 256  # of which it is kept how many articles they match
MOST_TRIES = 20  # a commit may remove a file after the manifest was read and before the file is opened


def open_snapshot(folder: Path) -> Snapshot:
    """Open the index of a folder as of its last commit.

    Raises IndexDamaged if the index or a file of it is missing or damaged, IndexFormatError if it has another format.
    """
    generation, missing = -1, ""
    for _ in range(MOST_TRIES):
        try:
            manifest = read_manifest(folder)
        except FileNotFoundError as error:
            missing = str(error.filename)
            break
        try:
            segments = open_segments(folder, manifest)
            known = manifest.generation, manifest.archive
            return Snapshot(manifest.fields, segments, manifest.seq, *known)
        except FileNotFoundError as error:
            missing = str(error.filename)
            if manifest.generation == generation:
                break
            generation = manifest.generation
    raise IndexDamaged("it is missing", missing)


class Snapshot:
    """An `Engine` over the segments of an index."""

    def __init__(
        self,
        fields: FieldTable,
        segments: tuple[Segment, ...],
        seq: int,
        generation: int = 0,
        archive: str | None = None,
    ) -> None:
        """Use `open_snapshot`. ``archive`` is the id of the archive, if known."""
        self.fields = fields
        self.generation = generation
        self.archive = archive
        self.segments = segments
        self.seq = seq
        self.articles = sum(len(segment) - segment.deletes for segment in segments)
        self._statistics: Statistics | None = None
        self._parts: list[dict[str, Parts]] | None = None
        self._plain_words: PlainWords | None = None
        self._facet_tables: dict[tuple[str, str], FacetTable] = {}
        self._pattern_dfs: dict[tuple[str, str, str, int], int | None] = {}
        self._days: dict[str, tuple[date, date] | None] = {}

    def close(self) -> None:
        """Close the files at once; only for a caller that does not share the snapshot."""
        self._parts = self._plain_words = None
        self._facet_tables = {}
        for segment in self.segments:
            segment.file.close()
        self.segments = ()

    def statistics(self) -> Statistics:
        """Return the statistics that scores use, over live articles."""
        if self._statistics is None:
            tokens = {row.name: 0 for row in self.fields.of_kind("text")}
            self._check_sizes()
            for segment in self.segments:
                for field, lengths in segment.documents.lengths.items():
                    tokens[field] += segment.tokens[field] - sum(lengths[document] for document in _deleted(segment))
                    if tokens[field] < 0:
                        segment.file.damaged("more of its words are deleted than it has")
            count = self.articles
            averages = {field: total / count if count else 0.0 for field, total in tokens.items()}
            self._statistics = Statistics(count, averages)
        return self._statistics

    def term_counts(self, analysis: str, term: str, watch: Watch | None = None) -> tuple[int, int]:
        """Return how many live articles have a term in any field of its analysis, and how often it stands there."""
        self._check_sizes()
        return self._term_counts(analysis, term)

    def _term_counts(self, analysis: str, term: str) -> tuple[int, int]:
        return count_term(self.segments, self._all_parts(), analysis, term)

    def pattern_df(self, pattern: WordPattern, watch: Watch | None = None) -> int | None:
        """Return how many live articles have a word that a pattern matches; None if they have too many such words.

        Raises TimeUp.
        """
        from dateline.searcher.engine.patterns import find_within, pattern_df  # start-up: few queries have patterns

        self._check_sizes()
        key = pattern.analysis, *pattern.key
        if key not in self._pattern_dfs:
            if watch is not None:
                for segment in self.segments:
                    with segment.file.naming_damage:
                        find_within(pattern, segment, watch)
            if len(self._pattern_dfs) >= MOST_PATTERNS:
                self._pattern_dfs = {}
            self._pattern_dfs[key] = pattern_df(pattern, self.segments)
        return self._pattern_dfs[key]

    def rank(
        self, tree: Bound, k: int, sort: Sort, refinement: Refinement | None = None, watch: Watch | None = None
    ) -> list[Ranked]:
        """Return the best k articles. Ties are broken by newer date, then by lower id.

        With a ``watch``, they are the best of those that were searched before its time was up. Raises TimeUp if none
        was.
        """
        if k <= 0:
            return []
        self._check_sizes()
        if sort != "relevance":
            return self._sort(tree, k, sort, watch)
        if refinement is None:
            return self._rank(tree, k, None, watch)
        from dateline.searcher.engine.closeness import BEST  # start-up: few programs ask for it

        phrases = self._phrases(refinement.runs)
        if phrases is None:
            return self._rank(tree, k, refinement.recency, watch)
        found = self._rank(tree, max(k, BEST), refinement.recency, watch)
        return [*self._with_closeness(found[:BEST], phrases), *found[BEST:]][:k]

    def _rank(self, tree: Bound, k: int, recency: Recency | None, watch: Watch | None) -> list[Ranked]:
        """Return the best k articles by the score of a tree and recency."""
        counted = scored_leaves(tree, self._weigh if watch is None else partial(self._weigh, watch=watch))
        tree, all_parts = unweighted(tree), self._all_parts()
        found: list[Ranked] = []
        floor = 0.0
        for segment, parts in zip(self.segments, all_parts, strict=True):
            with segment.file.naming_damage:
                best = partial(rank_segment, tree, counted, segment, parts)
                if recency is None:
                    documents, scores = best(Wanted(k, floor if watch is None else 0.0, watch))
                    found += _ranked(segment, documents, scores)
                    floor = max(floor, floor_of(scores, k))
                else:
                    from dateline.searcher.engine.recency import rank_recent  # start-up: few searches ask for it

                    found += _ranked(segment, *rank_recent(best, Wanted(k, watch=watch), recency, segment))
        if len(self.segments) > 1:
            found.sort(key=_best_first)
        return found[:k]

    def _weigh(self, leaf: Leaf, times: float, watch: Watch | None = None) -> float:
        pattern_df = self.pattern_df if watch is None else partial(self.pattern_df, watch=watch)
        return weight_of(leaf, times, self.articles, self._term_counts, pattern_df)

    def _phrases(self, runs: Sequence[Run]) -> Scored | None:
        """Return the phrases of runs with their weights; None if there are none."""
        from dateline.searcher.engine.closeness import phrases_of, weigh_phrases  # start-up: few programs ask for it

        phrases = phrases_of(runs, self.articles, self._term_counts)
        return weigh_phrases(phrases, self._weigh) if phrases else None

    def _with_closeness(self, best: Sequence[Ranked], phrases: Scored) -> list[Ranked]:
        """Return the best articles of a ranking with their closeness, the best first."""
        from dateline.searcher.engine.closeness import score_phrases  # start-up: few programs ask for it

        made: list[Ranked] = []
        for segment, parts in zip(self.segments, self._all_parts(), strict=True):
            with segment.file.naming_damage:
                found = [(segment.document_of(each.seq), each) for each in best]
                # As of a day a version may be in two segments, deleted in one of them.
                own = [(at, each) for at, each in found if at is not None and not segment.is_deleted(at)]
                close = score_phrases(phrases, [document for document, _ in own], segment, parts)
                made += [each._replace(score=each.score + close[document]) for document, each in own]
        return sorted(made, key=_best_first)

    def plain_words(self) -> PlainWords | None:
        """Return what ranks queries of plain words; None if such words are searched by other analyses."""
        found = self._plain_words
        if found is None:
            self._check_sizes()
            found = self._plain_words = open_plain_words(self.fields, self.segments, self._all_parts(), self.articles)
        return found

    def find_documents_of(self, tree: Bound, segment: Segment, k: int) -> Sequence[int]:
        """Return at most k documents of one segment of the snapshot that match a tree of words, of any score."""
        leaves = leaves_of(tree)
        parts = self._all_parts()[self.segments.index(segment)]
        with segment.file.reading:
            return rank_segment(unweighted(tree), Scored(leaves, (1.0,) * len(leaves)), segment, parts, Wanted(k))[0]

    def total(self, tree: Bound, watch: Watch | None = None) -> int:
        """Return how many articles match, of those that were searched before the time was up."""
        total = 0
        for segment in self.segments:
            with segment.file.reading:
                total += live_matches(tree, segment, watch).bit_count()
        return total

    def count_searched(self, tree: Bound, watch: Watch) -> tuple[int, int]:
        """Return how many articles were searched for a tree before the time was up, and how many there are."""
        plain, total = unweighted(tree), 0
        for segment in self.segments:
            _, searched = watch.searched(segment, plain)
            total += (searched & ~int.from_bytes(segment.deleted or b"", "little")).bit_count()
        return total, self.articles

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field of live articles that contain `piece` in their folded form."""
        found: set[str] = set()
        for segment in self.segments:
            with segment.file.reading:
                found.update(_keys(segment, field, piece))
        return frozenset(found)

    def count_values(
        self, tree: Bound, field: str, naming: Naming | None = None, watch: Watch | None = None
    ) -> tuple[ValueCounts, int]:
        """Return the matching articles by value of a keyword field, or by name, and how many lack the field."""
        matches = []
        for segment in self.segments:
            with segment.file.reading:
                matches.append(Matches(len(segment), to_bitmap(live_matches(tree, segment, watch), segment)))
        return self.facet_table(field, naming).count(matches)

    def facet_table(self, field: str, naming: Naming | None = None) -> FacetTable:
        """Return a keyword field ready to be counted; made when it is first counted."""
        key = field, "" if naming is None else naming.purpose
        found = self._facet_tables.get(key)
        if found is None:
            from dateline.searcher.engine.facet_tables import open_facet_table  # start-up: few searches have facets

            found = self._facet_tables.setdefault(key, open_facet_table(self.segments, field, naming))
        return found

    def count_dates(
        self, tree: Bound, field: str, part: DatePart, watch: Watch | None = None
    ) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it."""
        return facets.count_dates(self.segments, tree, field, part, watch)

    def days(self, field: str, watch: Watch | None = None) -> tuple[date, date] | None:
        """Return the first and the last day of a date field over live articles; kept when it was asked for once."""
        if field not in self._days:
            self._check_sizes()
            self._days[field] = facets.days_of(self.segments, field)
        return self._days[field]

    def count_lags(self, tree: Bound, watch: Watch | None = None) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by days from a date in the text to publication, and how many have none."""
        return facets.count_lags(self.segments, tree, watch)

    def values(
        self,
        tree: Bound,
        field: str,
        part: DatePart | None = None,
        naming: Naming | None = None,
        watch: Watch | None = None,
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and its distinct values, names or buckets."""
        return facets.values(self.segments, tree, field, part, naming, watch)

    def lags(self, tree: Bound, watch: Watch | None = None) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its distinct lags."""
        return facets.lags(self.segments, tree, watch)

    def _check_sizes(self) -> None:
        """Raise IndexDamaged if another program cut a file short."""
        for segment in self.segments:
            segment.file.check_size()

    def _sort(self, tree: Bound, k: int, sort: Sort, watch: Watch | None) -> list[Ranked]:
        found: list[Ranked] = []
        for segment in self.segments:
            ranks = segment.documents.newest if sort == "newest" else segment.documents.oldest
            with segment.file.naming_damage:
                matched = to_bitmap(match_searched(tree, segment, watch), segment)
                documents, _ = sort_by(ranks, matched, segment.deleted, k)
                found += _ranked(segment, documents, [0.0] * len(documents))
        found.sort(key=_newest_first if sort == "newest" else _oldest_first)
        return found[:k]

    def _all_parts(self) -> list[dict[str, Parts]]:
        """Return the data of each segment for the ranking kernels, by analysis; made at the first ranked search."""
        if self._parts is None:
            averages = self.statistics().averages
            rows = {row.name: row for row in self.fields.of_kind("text")}
            made = []
            for segment in self.segments:
                with segment.file.naming_damage:
                    made.append(_parts(segment, averages, rows))
            self._parts = made
        return self._parts


def _keys(segment: Segment, field: str, piece: str) -> Iterator[str]:
    column = segment.keywords[field]
    ordinals: Iterable[int] = column.containing(piece) if piece else range(len(column))
    if segment.deleted is not None:
        counts = facets.count_ordinals(Every(), segment, column)
        ordinals = filter(counts.__getitem__, ordinals)
    return map(column.value, ordinals)


def _parts(segment: Segment, averages: Mapping[str, float], rows: Mapping[str, Field]) -> dict[str, Parts]:
    """Return the data of a segment for the ranking kernels, by analysis."""
    lengths, parts = segment.documents.lengths, {}
    for analysis, dictionary in segment.dictionaries.items():
        norms, shapes = [], []
        for field in dictionary.fields:
            shape = averages[field], rows[field].weight, rows[field].b
            norms.append(norms_of(lengths[field], *shape))
            shapes.append(shape)
        drift = drift_of((segment.shapes[field] for field in dictionary.fields), shapes)
        positions, ties = dictionary.positions, segment.documents.newest
        parts[analysis] = Parts(dictionary.postings, dictionary.table, positions, norms, ties, K1, EXACT, drift)
    return parts


def _deleted(segment: Segment) -> list[int]:
    deleted = segment.deleted or b""
    return [8 * place + bit for place, octet in enumerate(deleted) if octet for bit in range(8) if octet >> bit & 1]


def _ranked(segment: Segment, numbers: Sequence[int], scores: Sequence[float]) -> list[Ranked]:
    """Return documents of a segment with their scores as ranked articles."""
    documents = segment.documents
    seqs, instants, ids, offsets = documents.seqs, documents.instants, documents.ids, documents.id_offsets
    made = []
    for document, score in zip(numbers, scores, strict=True):
        instant = instants[document]
        id = text_at(ids, offsets, document)
        made.append(Ranked(seqs[document], id, score, None if instant == UNDATED else instant))
    return made


def _newest_first(found: Ranked) -> tuple[bool, int, str]:
    return found.instant is None, -(found.instant or 0), found.id


def _oldest_first(found: Ranked) -> tuple[bool, int, str]:
    return found.instant is None, found.instant or 0, found.id


def _best_first(found: Ranked) -> tuple[float, bool, int, str]:
    return -found.score, *_newest_first(found)
