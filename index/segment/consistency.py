"""Verify a segment: its checksums, and that its sections agree. This reads all of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.index.dates import PRECISIONS
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._lists import gather_lists
from dateline.index.kernel._postings import gather
from dateline.index.segment.columns import KeywordColumn, SpanColumn
from dateline.index.segment.folded import make_folded
from dateline.index.segment.lists import ListTable
from dateline.index.segment.postings import Dictionary, groups_of
from dateline.index.segment.segment import Segment

__all__ = ["verify_segment"]

# Documents of terms, or of lists, read at a time.
RANGE = 1_000_000


def verify_segment(segment: Segment) -> None:
    """Verify the checksums of a segment, then its sections. Raises IndexDamaged for the first problem.

    After this, reading the segment never raises. Errors that are consistent can only be found by comparison with the
    store.
    """
    segment.file.verify()
    with segment.file.naming_damage:
        numbers = array("I", range(len(segment)))
        _verify_documents(segment)
        for dictionary in segment.dictionaries.values():
            _verify_dictionary(dictionary, numbers)
        for column in segment.keywords.values():
            _verify_keywords(column, numbers)
        for spans in segment.spans.values():
            _verify_spans(spans, len(segment))
    segment.file.release_pages()


def _verify_documents(segment: Segment) -> None:
    documents = segment.documents
    _expect(all(a < b for a, b in pairwise(documents.seqs)), "its versions do not ascend")
    _expect(documents.seqs[len(documents) - 1] < 1 << 63, "it has a version number that is too high")
    for document in range(len(documents)):
        documents.id(document)
    for field, lengths in documents.lengths.items():
        _expect(sum(lengths) == segment.tokens[field], f"the lengths of the field {field} do not add up to its tokens")


def _verify_dictionary(dictionary: Dictionary, numbers: array[int]) -> None:
    _verify_order(dictionary.terms, dictionary.term_offsets)
    records, sizes = bytearray(), array("I")
    for part in _ranges(dictionary.dfs):
        *_, part_records, part_sizes = gather([array("I", part)], [dictionary], [numbers])
        records += part_records
        sizes.extend(part_sizes)
    _expect(records == dictionary.forms, "its forms are not those of its occurrences")
    _expect(groups_of(sizes) == array("I", dictionary.groups), "its forms are not where its dictionary says")
    words, blocks = make_folded(dictionary.terms, dictionary.term_offsets, dictionary.forms)
    same = words == dictionary.folded.words and blocks == array("I", dictionary.folded.blocks)
    _expect(same, "its words without case and accents are not those of its forms")


def _verify_keywords(column: KeywordColumn, numbers: array[int]) -> None:
    _verify_order(column.values, column.value_offsets)
    for ordinal in range(len(column)):
        _expect("\0" in column.key(ordinal), "a value in it has no folded form")
    for document in numbers:
        ordinals = column.ordinals_of(document)
        _expect(all(a < b for a, b in pairwise(ordinals)), "the values of a document do not ascend")
        _expect(not len(ordinals) or ordinals[-1] < len(column), "a document has a value that its segment does not")
    _verify_lists(column.lists, numbers)


def _verify_spans(spans: SpanColumn, documents: int) -> None:
    spans.bounds()
    for document in range(documents):
        for span in spans.spans_of(document):
            first, last = spans.days(span)
            _expect(first <= last and spans.precision[span] < len(PRECISIONS), "a span in it is invalid")
            _expect(spans.certainty[span] <= 100, "a certainty in it is above 100 percent")


def _verify_lists(table: ListTable, numbers: array[int]) -> None:
    for part in _ranges(table.counts):
        gather_lists([array("I", part)], [table], [numbers])


def _verify_order(content: memoryview, offsets: Sequence[int]) -> None:
    """Raise IndexDamaged unless the texts are UTF-8 and ascending."""
    _expect(all(a <= b for a, b in pairwise(offsets)), "the offsets of its texts do not ascend")
    texts = bytes(content)
    _expect(
        all(texts[a:b] < texts[b:c] for a, b, c in zip(offsets, offsets[1:], offsets[2:], strict=False)),
        "its texts are not in order",
    )
    try:
        texts.decode()
    except UnicodeDecodeError:
        raise IndexDamaged("a text in it is not UTF-8") from None


def _ranges(counts: Sequence[int]) -> Iterator[range]:
    """Split the numbers of terms or lists into ranges of about RANGE documents."""
    start = documents = 0
    for number, count in enumerate(counts):
        documents += count
        if documents >= RANGE:
            yield range(start, number + 1)
            start, documents = number + 1, 0
    if start < len(counts):
        yield range(start, len(counts))


def _expect(sound: bool, what: str) -> None:
    if not sound:
        raise IndexDamaged(what)
