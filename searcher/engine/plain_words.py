"""Rank and count queries of plain words: terms that are searched in all text fields of one analysis.

Most queries are such, and the documents of a rare word are ranked in less time than a tree of its query is built. So
this goes from terms to lists of ids, versions and scores directly, and from terms to counts. The answers are those of
`Snapshot` for the bound tree, to the last bit: for ranking, the same kernels get the same words in the same order.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass
from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.forms import mask_of
from dateline.searcher.engine.ranking import Wanted, count_term, floor_of, rank_segment, rank_words
from dateline.searcher.engine.scoring import weight_of
from dateline.searcher.engine.specs import Scored, WordSpec
from dateline.searcher.kernel._hits import Columns, list_best
from dateline.searcher.kernel._matches import Matches, WordLists
from dateline.searcher.kernel._ranking import Parts
from dateline.searcher.query.leaves import TermPhrase

__all__ = ["Listed", "PlainWords", "open_plain_words"]

Listed: TypeAlias = tuple[list[str], list[int], list[float]]  # ids, versions and scores, best first
Specs: TypeAlias = list[list[WordSpec | None]]  # by segment, each word; None: the segment does not have it
Row: TypeAlias = tuple[int, ...]  # place, df, and unless only counts are wanted the number of the form plus one
Found: TypeAlias = list[list[Row | None]]  # the same as the segments have them


@dataclass(frozen=True, slots=True)
class SearchedSegment:
    """A segment with what its kernels take; ``parts`` are those of one analysis, ``all_parts`` by analysis."""

    segment: Segment
    mask: int
    parts: Parts
    all_parts: Mapping[str, Parts]
    lists: WordLists
    columns: Columns

    def count_words(self, words: list[Row | None], counts: array[int]) -> None:
        """Add to the counts how many live documents have each word, and how often it stands there.

        Raises IndexDamaged.
        """
        try:
            self.parts.count_words(words, self.segment.deleted, counts)
        except IndexDamaged:
            with self.segment.file.naming_damage:
                raise


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The segments of a snapshot for queries of plain words. Threads may share it.

    ``fields`` are the text fields of the analysis.
    """

    fields: tuple[str, ...]
    segments: tuple[SearchedSegment, ...]
    articles: int

    def look_up(self, words: Collection[tuple[str, str]], *, with_forms: bool) -> Found:
        """Return the words, each a term and its form as typed, as each segment has them. Raises IndexDamaged.

        Only ranking needs the forms.
        """
        return [_look_up(words, each, with_forms) for each in self.segments]

    def count(self, words: Found, *, all_of: bool) -> int:
        """Return how many articles have all of the words, or any. Raises IndexDamaged."""
        total = 0
        for each, found in zip(self.segments, words, strict=True):
            with each.segment.file.reading:
                total += each.lists.count(found, all_of)
        return total

    def mark(self, words: Found, *, all_of: bool) -> list[Matches]:
        """Return the articles that have all of the words, or any, by segment. Raises IndexDamaged."""
        made = []
        for each, found in zip(self.segments, words, strict=True):
            with each.segment.file.reading:
                made.append(each.lists.mark(found, all_of))
        return made

    def weigh(self, words: Mapping[tuple[str, str], int], rows: Found) -> Specs:
        """Return words that were looked up as the ranking kernels take them. Raises IndexDamaged.

        ``words`` says how often the query has each.
        """
        counts, times = array("Q", bytes(16 * len(words))), list(words.values())
        for each, row in zip(self.segments, rows, strict=True):
            each.count_words(row, counts)
        return [
            each.parts.weigh_words(row, counts, times, self.articles, each.mask)
            for each, row in zip(self.segments, rows, strict=True)
        ]

    def rank(self, specs: Specs, k: int, *, all_of: bool) -> Listed:
        """Return the best k articles that have all of the words, or any. Raises IndexDamaged."""
        founds, floor = [], 0.0
        for each, words in zip(self.segments, specs, strict=True):
            try:
                found = rank_words(words, each.parts, each.segment.deleted, k, floor, all_of=all_of)
            except IndexDamaged:
                with each.segment.file.naming_damage:
                    raise
            founds.append((each.columns, *found))
            floor = max(floor, floor_of(found[1], k))
        return list_best(founds, k)

    def rank_phrase(self, terms: Sequence[str], k: int) -> Listed:
        """Return the best k articles that have two terms or more one after the other. Raises IndexDamaged."""
        leaf = TermPhrase(ENGLISH, self.fields, tuple(terms))
        for each in self.segments:
            each.segment.file.check_size()
        counted = Scored((leaf,), (weight_of(leaf, 1.0, self.articles, self.term_counts),))
        founds, floor = [], 0.0
        for each in self.segments:
            with each.segment.file.naming_damage:
                found = rank_segment(leaf, counted, each.segment, each.all_parts, Wanted(k, floor))
            founds.append((each.columns, *found))
            floor = max(floor, floor_of(found[1], k))
        return list_best(founds, k)

    def term_counts(self, analysis: str, term: str) -> tuple[int, int]:
        """Return how many live articles have a term, and how often it stands there."""
        segments = [each.segment for each in self.segments]
        return count_term(segments, [each.all_parts for each in self.segments], analysis, term)


def open_plain_words(
    fields: FieldTable, segments: Sequence[Segment], parts: Sequence[Mapping[str, Parts]], articles: int
) -> PlainWords | None:
    """Return the segments of a snapshot for queries of plain words.

    None if words without a field are not searched in all fields of English analysis and in no others.
    """
    if len(fields.bare) != 1:
        return None
    ((analysis, names, everywhere),) = fields.bare
    if analysis != ENGLISH or not everywhere:
        return None
    made = []
    for segment, own in zip(segments, parts, strict=True):
        documents, mask = segment.documents, mask_of(names, segment.dictionaries[ENGLISH])
        columns = Columns(documents.seqs, documents.instants, documents.ids, documents.id_offsets, segment.file.path)
        dictionary = segment.dictionaries[ENGLISH]
        lists = WordLists(dictionary.postings, len(dictionary.fields), len(segment), segment.deleted)
        made.append(SearchedSegment(segment, mask, own[ENGLISH], own, lists, columns))
    return PlainWords(names, tuple(made), articles)


def _look_up(words: Collection[tuple[str, str]], searched: SearchedSegment, with_forms: bool) -> list[Row | None]:
    """Return place and document frequency of each term in a segment, and the number of its form plus one, if wanted."""
    segment = searched.segment
    segment.file.reading.check_size()
    lexicon = segment.dictionaries[ENGLISH].lexicon
    try:
        if with_forms:
            return lexicon.look_up_words(words)
        find = lexicon.look_up
        return [find(term) for term, _ in words]
    except IndexDamaged:
        with segment.file.naming_damage:
            raise
