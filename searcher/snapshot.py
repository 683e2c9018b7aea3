"""A snapshot: the index as of one commit, answering queries.

Opening one reads the manifest and maps the segments; it stays as it is whatever is
written afterwards. Threads may share it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from pathlib import Path

from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.manifest import read_manifest
from dateline.index.segment.columns import SpanColumn
from dateline.index.segment.documents import UNDATED
from dateline.index.segment.segment import Segment, open_segment
from dateline.searcher.engine import NAMED, DatePart, Ranked, Sort, Statistics
from dateline.searcher.kernel import Parts, count_buckets, count_values, norms_of, sort_by
from dateline.searcher.matching import match, octets_of
from dateline.searcher.query.bound import Bound, Leaf, Term, leaves_of
from dateline.searcher.ranking import Weighted, rank_segment
from dateline.searcher.scoring import EXACT, K1, idf, shape_of, weight_of

__all__ = ["Snapshot", "open_snapshot"]

TRIES = 20  # a commit may remove a file between the reading of the manifest and the opening of the file


def open_snapshot(folder: Path) -> Snapshot:
    """Open the index of a folder as of its last commit.

    Raises IndexDamaged when there is none or a file of it is missing or damaged, IndexFormatError
    when it is of another format.
    """
    generation, missing = -1, ""
    for _ in range(TRIES):
        try:
            manifest = read_manifest(folder)
        except FileNotFoundError as error:
            missing = str(error.filename)
            break
        try:
            segments = [open_segment(folder, entry.name, manifest.fields, entry.deletes) for entry in manifest.segments]
            return Snapshot(manifest.fields, tuple(segments), manifest.seq)
        except FileNotFoundError as error:
            missing = str(error.filename)
            if manifest.generation == generation:
                break
            generation = manifest.generation
    raise IndexDamaged(f"the index lacks the file {missing}; the articles are safe, run `dateline rebuild`")


class Snapshot:
    """Answers bound queries from segments: the `Engine` of an index."""

    def __init__(self, fields: FieldTable, segments: tuple[Segment, ...], seq: int) -> None:
        self.fields = fields
        self.segments = segments
        self.seq = seq
        self.articles = sum(len(segment) - segment.deletes for segment in segments)
        self._statistics: Statistics | None = None
        self._parts: list[dict[str, Parts]] | None = None

    def close(self) -> None:
        """Let go of the files."""
        self._parts = None
        for segment in self.segments:
            segment.file.close()
        self.segments = ()

    def statistics(self) -> Statistics:
        """Return the numbers that scores are made with; deleted articles are not in them."""
        if self._statistics is None:
            tokens = {row.name: 0 for row in self.fields.of_kind("text")}
            for segment in self.segments:
                for field, lengths in segment.documents.lengths.items():
                    tokens[field] += segment.tokens[field] - sum(lengths[document] for document in _deleted(segment))
            count = self.articles
            averages = {field: total / count if count else 0.0 for field, total in tokens.items()}
            self._statistics = Statistics(count, averages)
        return self._statistics

    def df(self, analysis: str, term: str) -> int:
        """Return how many live articles have a term in any field of its analysis."""
        total = 0
        for segment in self.segments:
            dictionary = segment.dictionaries[analysis]
            found = dictionary.lexicon.look_up(term)
            if found is None:
                continue
            if segment.deleted is None:
                total += found[1]
            else:
                everywhere = Term(analysis, dictionary.fields, term, term)
                total += (match(everywhere, segment) & ~int.from_bytes(segment.deleted, "little")).bit_count()
        return total

    def rank(self, tree: Bound, k: int, sort: Sort) -> list[Ranked]:
        """Return the best k articles. Ties go to the newer, then to the lower id."""
        if k <= 0:
            return []
        if sort != "relevance":
            return self._sort(tree, k, sort)
        weighted = self._weigh(leaves_of(tree))
        all_parts = self._all_parts()
        found: list[Ranked] = []
        for segment, parts in zip(self.segments, all_parts, strict=True):
            found += _ranked(segment, *rank_segment(tree, weighted, segment, parts, k))
        if len(self.segments) > 1:
            found.sort(key=_best_first)
        return found[:k]

    def total(self, tree: Bound) -> int:
        """Return how many articles match."""
        return sum(_live_matches(tree, segment).bit_count() for segment in self.segments)

    def count_values(self, tree: Bound, field: str) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, and how many lack the field."""
        totals: dict[str, int] = {}
        without = 0
        for segment in self.segments:
            column = segment.keywords[field]
            counts = array("I", bytes(4 * len(column)))
            without += count_values(
                column.starts, column.ordinals, octets_of(_live_matches(tree, segment), segment), counts
            )
            for ordinal, count in enumerate(counts):
                if count:
                    value = column.value(ordinal)
                    totals[value] = totals.get(value, 0) + count
        return totals, without

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it."""
        totals: dict[str, int] = {}
        without = 0
        for segment in self.segments:
            column = segment.spans[field]
            low, high = _bounds(column)
            bucket_of, firsts = _buckets(low, high, part)
            counts = array("I", bytes(4 * len(firsts)))
            matched = octets_of(_live_matches(tree, segment), segment)
            without += count_buckets(column.starts, column.first, column.last, bucket_of, low, matched, counts)
            for bucket in compress(range(len(counts)), counts):
                name = date.fromordinal(firsts[bucket]).isoformat()[: NAMED[part]]
                totals[name] = totals.get(name, 0) + counts[bucket]
        return totals, without

    def _sort(self, tree: Bound, k: int, sort: Sort) -> list[Ranked]:
        found: list[Ranked] = []
        for segment in self.segments:
            ranks = segment.documents.newest if sort == "newest" else segment.documents.oldest
            documents, _ = sort_by(ranks, octets_of(match(tree, segment), segment), segment.deleted, k)
            found += _ranked(segment, documents, [0.0] * len(documents))
        found.sort(key=_newest_first if sort == "newest" else _oldest_first)
        return found[:k]

    def _weigh(self, leaves: tuple[Leaf, ...]) -> Weighted:
        """Return the leaves with their weights."""
        weights = []
        for leaf in leaves:
            terms = (leaf.term,) if isinstance(leaf, Term) else leaf.terms
            total = 0.0
            for term in terms:
                total += idf(self.articles, self.df(leaf.analysis, term))
            weights.append(weight_of(total))
        return Weighted(leaves, tuple(weights))

    def _all_parts(self) -> list[dict[str, Parts]]:
        """Return what the ranking kernels need of each segment, by analysis; made at the first ranked search."""
        if self._parts is None:
            averages = self.statistics().averages
            rows = {row.name: row for row in self.fields.of_kind("text")}
            made = []
            for segment in self.segments:
                lengths = segment.documents.lengths
                parts = {}
                for analysis, dictionary in segment.dictionaries.items():
                    norms = [
                        norms_of(lengths[field], averages[field], rows[field].weight, rows[field].b)
                        for field in dictionary.fields
                    ]
                    lists, ties = dictionary.form_lists.lists, segment.documents.newest
                    shapes = [
                        shape_of(averages[field], rows[field].weight, rows[field].b) for field in dictionary.fields
                    ]
                    parts[analysis] = Parts(
                        dictionary.postings, dictionary.table, lists, norms, ties, K1, EXACT, shapes
                    )
                made.append(parts)
            self._parts = made
        return self._parts


def _live_matches(tree: Bound, segment: Segment) -> int:
    found = match(tree, segment)
    return found if segment.deleted is None else found & ~int.from_bytes(segment.deleted, "little")


def _deleted(segment: Segment) -> list[int]:
    deleted = segment.deleted or b""
    return [8 * place + bit for place, octet in enumerate(deleted) if octet for bit in range(8) if octet >> bit & 1]


def _ranked(segment: Segment, numbers: Sequence[int], scores: Sequence[float]) -> list[Ranked]:
    """Return documents of a segment with their scores as articles in their places."""
    documents = segment.documents
    seqs, instants, ids, offsets = documents.seqs, documents.instants, documents.ids, documents.id_offsets
    made = []
    for document, score in zip(numbers, scores, strict=True):
        instant = instants[document]
        id = str(ids[offsets[document] : offsets[document + 1]], "utf-8")
        made.append(Ranked(seqs[document], id, score, None if instant == UNDATED else instant))
    return made


def _newest_first(found: Ranked) -> tuple[bool, int, str]:
    return found.instant is None, -(found.instant or 0), found.id


def _oldest_first(found: Ranked) -> tuple[bool, int, str]:
    return found.instant is None, found.instant or 0, found.id


def _best_first(found: Ranked) -> tuple[float, bool, int, str]:
    return -found.score, *_newest_first(found)


def _bounds(column: SpanColumn) -> tuple[int, int]:
    """Return the first and the last day of a column; an empty one has none."""
    if not len(column.first):
        return 1, 0
    return min(column.first), max(column.last)


@lru_cache(maxsize=16)
def _buckets(low: int, high: int, part: DatePart) -> tuple[array[int], Sequence[int]]:
    """Return the number of the bucket of each day from `low` to `high`, and the first day of each bucket."""
    if part == "day":
        return array("I", range(high - low + 1)), range(low, high + 1)
    bucket_of, firsts = array("I"), array("i")
    day = low
    while day <= high:
        at = date.fromordinal(day)
        after = _next_month(at) if part == "month" else _next_year(at)
        bucket_of.extend(array("I", [len(firsts)]) * (min(after, high + 1) - day))
        firsts.append(day)
        day = after
    return bucket_of, firsts


def _next_month(at: date) -> int:
    return at.toordinal() - at.day + 1 + (_days_in(at.year, at.month))


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return date(year, month + 1, 1).toordinal() - date(year, month, 1).toordinal()


def _next_year(at: date) -> int:
    return date(at.year, 12, 31).toordinal() + 1
