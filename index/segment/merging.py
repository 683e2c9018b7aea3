"""Merge several segments into one without their deleted documents, in the same order.

The data of the segments is copied; no text is read again. Postings and lists are processed in ranges of terms of
bounded size, so that a merge takes memory for the vocabulary and one range, not for the index.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress, pairwise
from pathlib import Path
from typing import TypeAlias

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._lists import encode_lists, gather_lists
from dateline.index.kernel._postings import encode, gather
from dateline.index.kernel._terms import merge_terms
from dateline.index.segment.builder import facts_of
from dateline.index.segment.columns import KeywordColumn, SpanColumn, row_at
from dateline.index.segment.documents import write_documents
from dateline.index.segment.format import NamingDamage, SectionWriter
from dateline.index.segment.impacts import Shape, shapes_of
from dateline.index.segment.lists import ListTable
from dateline.index.segment.postings import (
    SLACK,
    Dictionary,
    commonest,
    frequency_counts,
    frequency_table,
    groups_of,
    write_forms,
    write_terms,
)
from dateline.index.segment.segment import Segment

__all__ = ["merge_segments"]

ABSENT = 0xFFFFFFFF
# Postings, or documents in lists, at a time, about 60 bytes each. Tuned on 13 segments with 34 million tokens: 281 MB
# with ranges of one million, 427 MB of four, in the same time.
RANGE = 1_000_000

Picks: TypeAlias = "list[array[int]]"
Renumbering: TypeAlias = "array[int]"


def merge_segments(path: Path, segments: Sequence[Segment]) -> int:
    """Write one segment from adjacent ones; return its number of documents.

    The segments' checksums are verified first, so that damage is not copied. Raises IndexDamaged; after an error there
    is no file.
    """
    for segment in segments:
        segment.file.verify()
    with NamingDamage(path.parent):
        return _merge(path, segments)


def _merge(path: Path, segments: Sequence[Segment]) -> int:
    renumberings = _renumber(segments)
    documents = sum(len(segment) - segment.deletes for segment in segments)
    with SectionWriter(path) as file:
        lengths = {
            field: array("I", chain.from_iterable(_live_values(s, s.documents.lengths[field]) for s in segments))
            for field in segments[0].documents.lengths
        }
        shapes = shapes_of({field: shape[1:] for field, shape in segments[-1].shapes.items()}, lengths)
        for analysis in segments[0].dictionaries:
            _merge_dictionaries(file, path, analysis, segments, renumberings, lengths, shapes)
        for field in segments[0].keywords:
            _merge_keywords(file, f"keyword.{field}", [s.keywords[field] for s in segments], segments, renumberings)
            _release_pages(segments)
        for field in segments[0].spans:
            _merge_spans(file, f"date.{field}", [s.spans[field] for s in segments], segments)
        _merge_documents(file, segments, lengths)
        analyses = {name: list(each.fields) for name, each in segments[0].dictionaries.items()}
        joined = any(segment.joined for segment in segments)
        file.close(facts_of(documents, analyses, lengths, shapes, joined=joined))
    return documents


def _renumber(segments: Sequence[Segment]) -> list[Renumbering]:
    """Return the new document numbers for each segment, ABSENT for deleted documents."""
    base, made = 0, []
    for segment in segments:
        if segment.deleted is None:
            row = array("I", range(base, base + len(segment)))
        else:
            live = _live(segment)
            numbers = accumulate(live, initial=base)
            row = array("I", (number if lives else ABSENT for number, lives in zip(numbers, live, strict=False)))
        made.append(row)
        base += len(segment) - segment.deletes
    return made


def _live(segment: Segment) -> list[int]:
    """Return 1 for each live document, 0 for each deleted one."""
    deleted = segment.deleted or bytes((len(segment) + 7) // 8)
    return [1 - (deleted[document >> 3] >> (document & 7) & 1) for document in range(len(segment))]


def _live_values(segment: Segment, column: Sequence[int]) -> Iterator[int]:
    """Yield the items of a column for live documents."""
    return iter(column) if segment.deleted is None else compress(column, _live(segment))


def _merge_dictionaries(
    file: SectionWriter,
    path: Path,
    analysis: str,
    segments: Sequence[Segment],
    renumberings: list[Renumbering],
    all_lengths: dict[str, array[int]],
    all_shapes: dict[str, Shape],
) -> None:
    dictionaries: list[Dictionary] = [segment.dictionaries[analysis] for segment in segments]
    lengths = [all_lengths[field] for field in dictionaries[0].fields]
    shapes = [all_shapes[field] for field in dictionaries[0].fields]
    text, offsets, picks = merge_terms([(each.terms, each.term_offsets) for each in dictionaries])
    counts: Counter[tuple[int, ...]] = Counter()
    for each in dictionaries:
        counts.update(frequency_counts(each))
    table = frequency_table(commonest(counts), counts, len(lengths))
    dfs, places, records, sizes = array("I"), array("Q"), bytearray(), array("I")
    size = positions_size = 0
    spool = path.with_suffix(".positions")
    file.begin(f"{analysis}.postings")
    try:
        with spool.open("w+b") as positions_file:
            for part in _ranges(picks, [each.dfs for each in dictionaries]):
                gathered = gather([pick[part] for pick in picks], dictionaries, renumberings)
                starts, occurrences, forms, part_records, part_sizes = gathered
                part_dfs, part_places, postings, positions = _encode(
                    starts, occurrences, forms, lengths, table[0], size, positions_size, shapes
                )
                file.append(postings)
                positions_file.write(positions)
                size, positions_size = size + len(postings), positions_size + len(positions)
                dfs.extend(part_dfs)
                places.extend(part_places)
                records += part_records
                sizes.extend(part_sizes)
                _release_pages(segments)
            positions_file.seek(0)
            file.begin(f"{analysis}.positions")
            while content := positions_file.read(1 << 20):
                file.append(content)
            file.append(SLACK)
    finally:
        spool.unlink(missing_ok=True)
    terms, dfs, places = _drop_empty((text, offsets), dfs, places)
    write_terms(file, analysis, terms, dfs, places, table)
    write_forms(file, analysis, terms, (records, groups_of(filter(None, sizes))))


def _encode(
    starts: array[int],
    occurrences: array[int],
    forms: array[int],
    lengths: list[array[int]],
    table: array[int],
    size: int,
    positions: int,
    shapes: list[Shape],
) -> tuple[array[int], array[int], bytes, bytes]:
    """Encode merged postings; an error means that a segment is damaged."""
    try:
        return encode(starts, occurrences, lengths, table, size, positions, shapes, forms)
    except ValueError as error:
        raise IndexDamaged(f"the postings of its segments contradict themselves ({error})") from error


def _release_pages(segments: Sequence[Segment]) -> None:
    """Release the memory of the files."""
    for segment in segments:
        segment.file.release_pages()


def _ranges(picks: Picks, counts: Sequence[Sequence[int]]) -> Iterator[slice]:
    """Split the merged terms into ranges of about RANGE entries, given the counts of each source."""
    start = entries = 0
    sizes = zip(*map(_picked, picks, counts), strict=True)
    number = -1
    for number, row in enumerate(sizes):
        entries += sum(row)
        if entries >= RANGE:
            yield slice(start, number + 1)
            start, entries = number + 1, 0
    if start <= number:
        yield slice(start, number + 1)


def _picked(pick: Sequence[int], counts: Sequence[int]) -> Iterator[int]:
    """Yield the count of each merged term in one source."""
    return (0 if place == ABSENT else counts[place] for place in pick)


def _merge_lists(
    file: SectionWriter, name: str, picks: Picks, tables: Sequence[ListTable], renumberings: list[Renumbering]
) -> tuple[array[int], array[int]]:
    """Write ``name-lists``; return (counts, places) of all lists, including empty ones."""
    counts, places, size = array("I"), array("Q"), 0
    file.begin(f"{name}-lists")
    for part in _ranges(picks, [table.counts for table in tables]):
        starts, documents = gather_lists([pick[part] for pick in picks], list(tables), renumberings)
        part_places, content = encode_lists(starts, documents, size)
        file.append(content)
        size += len(content)
        counts.extend(stop - start for start, stop in pairwise(starts))
        places.extend(part_places)
    return counts, places


def _put_rows(file: SectionWriter, name: str, counts: array[int], places: array[int]) -> None:
    file.put(f"{name}-counts", memoryview(counts).cast("B"))
    file.put(f"{name}-places", memoryview(places).cast("B"))


def _drop_empty(
    words: tuple[bytes, array[int]], counts: array[int], places: array[int]
) -> tuple[tuple[bytes, array[int]], array[int], array[int]]:
    """Remove words without documents."""
    if all(counts):
        return words, counts, places
    text, offsets = words
    kept = [text[start:stop] for start, stop, count in zip(offsets, offsets[1:], counts, strict=False) if count]
    made = array("I", accumulate(map(len, kept), initial=0))
    return (b"".join(kept), made), array("I", filter(None, counts)), array("Q", compress(places, counts))


def _merge_keywords(
    file: SectionWriter,
    name: str,
    columns: list[KeywordColumn],
    segments: Sequence[Segment],
    renumberings: list[Renumbering],
) -> None:
    text, offsets, picks = merge_terms([(column.values, column.value_offsets) for column in columns])
    counts, places = _merge_lists(file, f"{name}.value", picks, [column.lists for column in columns], renumberings)
    numbers = list(accumulate((1 if count else 0 for count in counts), initial=0))
    starts, ordinals = array("I", [0]), array("I")
    for column, segment, pick in zip(columns, segments, picks, strict=True):
        new = array("I", bytes(4 * len(column)))
        for value, ordinal in enumerate(pick):
            if ordinal != ABSENT:
                new[ordinal] = numbers[value]
        live = _live_values(segment, range(len(segment)))
        for document in live:
            try:
                ordinals.extend(map(new.__getitem__, column.ordinals_of(document)))
            except IndexError:
                raise IndexDamaged("a document has a value that its segment does not", segment.file.path) from None
            starts.append(len(ordinals))
    (text, offsets), counts, places = _drop_empty((text, offsets), counts, places)
    file.put(f"{name}.values", text)
    file.put(f"{name}.value-offsets", memoryview(offsets).cast("B"))
    file.put(f"{name}.starts", memoryview(starts).cast("B"))
    file.put(f"{name}.ordinals", memoryview(ordinals).cast("B"))
    _put_rows(file, f"{name}.value", counts, places)


def _merge_spans(file: SectionWriter, name: str, columns: list[SpanColumn], segments: Sequence[Segment]) -> None:
    starts = array("I", [0])
    kept: list[tuple[SpanColumn, list[slice]]] = []
    for column, segment in zip(columns, segments, strict=True):
        rows = [slice(*row_at(column.starts, d)) for d in _live_values(segment, range(len(segment)))]
        for row in rows:
            starts.append(starts[-1] + row.stop - row.start)
        kept.append((column, rows))
    file.put(f"{name}.starts", memoryview(starts).cast("B"))
    for part, kind in (("first", "i"), ("last", "i"), ("precision", "B"), ("certainty", "B")):
        made = array(kind)
        for column, rows in kept:
            content = getattr(column, part)
            for row in rows:
                made.extend(content[row])
        file.put(f"{name}.{part}", memoryview(made).cast("B"))


def _merge_documents(file: SectionWriter, segments: Sequence[Segment], lengths: dict[str, array[int]]) -> None:
    seqs, instants = array("Q"), array("q")
    ids: list[str] = []
    for segment in segments:
        seqs.extend(_live_values(segment, segment.documents.seqs))
        instants.extend(_live_values(segment, segment.documents.instants))
        ids.extend(map(segment.documents.id, _live_values(segment, range(len(segment)))))
    write_documents(file, seqs, ids, instants, lengths)
