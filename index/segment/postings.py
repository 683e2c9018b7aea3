"""The inverted part of a segment: terms, forms, and their documents.

Each analysis has one dictionary for all its text fields. The fields of a document share one sequence of positions: the
first field begins at 0, each other one position after the end of the field before it. One position after the end of the
last field, at E + 1, a second sequence starts for words broken at ends of lines (``cli-⏎mate``): ``climate`` has the
position E + 1 + p, where p is that of ``cli``, and is followed by the word at p + 2. It counts in its field's
frequency, but not in its length. Sections, where ``english`` is the analysis:

``english.terms``, ``english.term-offsets``
    The concatenated UTF-8 of the terms in byte order; term t is ``terms[offsets[t]:offsets[t + 1]]`` (u32).
``english.dfs``, ``english.places``
    The number of documents with the term in any field (u32), and the place of its postings (u64): an offset into
    *postings*, or, if the top bit is set, the only posting of a term with one occurrence: bits 55–62 its frequency
    code, 23–54 the document, 0–22 the position. Bit 62 of an offset: the list has impact codes (see `impacts`).
``english.postings``
    A record for each chunk of 65,536 documents that has the term, 4-byte aligned::

        u16 chunk               document number >> 16
        u16 last                postings in this record, minus one
        u32 size                of the record in bytes
        u64 positions           offset into *positions*
        u32 total               number of positions
        u32 escapes             bits 0–30: records at the end; bit 31: positions take 4 bytes, not 2
        blocks                  only for more than 32 postings; for each 32:
            u32 first               number of the block's first position
        u16 documents[]         document number & 0xFFFF, ascending
        u8  codes[]             frequency code, padded to 4 bytes
        escapes                 u32 posting, u32 frequency in each field: of those with code 255

``english.positions``
    The positions of each record, by document, ascending; u16, or u32 if one does not fit.
``english.frequencies``
    The frequencies of a code: u32 ``table[field * 256 + code]``. The most common combinations have codes; one byte for
    each posting holds the frequency in every field.
``english.frequency-counts``
    The number of postings of each code when they were written (u64 each of 256), from which a merge chooses its codes.
``english.forms``, ``english.form-offsets``, ``english.form-counts``, ``english.form-places``, ``english.form-lists``
    The forms of the terms as in the texts, each as ``term NUL form``, in byte order, with the list of their documents
    (see `lists`).

A document is found by a fixed-width search in 16-bit numbers, without decoding. Measured on 40,000 newspaper pieces of
1916 (70 MB, 12.3 million tokens): 23 MB of postings without impact codes, 24 of positions, 13 of form lists.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._postings import count_frequencies, encode
from dateline.index.kernel._terms import Lexicon
from dateline.index.segment.format import SectionReader, SectionWriter
from dateline.index.segment.impacts import Shape
from dateline.index.segment.lists import ListTable, write_lists

__all__ = [
    "Dictionary",
    "frequency_counts",
    "frequency_table",
    "read_dictionary",
    "write_dictionary",
    "write_terms",
]

CODES = 255
MOST_POSTINGS = 1 << 48  # above the limit of any segment


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """One analysis of one segment, in the mapped file. Arrays are memoryviews of u32 or u64."""

    fields: tuple[str, ...]
    terms: memoryview
    term_offsets: memoryview
    dfs: memoryview
    places: memoryview
    postings: memoryview
    positions: memoryview
    table: memoryview
    table_counts: memoryview
    forms: memoryview
    form_offsets: memoryview
    form_lists: ListTable
    lexicon: Lexicon


def frequency_table(counts: Mapping[tuple[int, ...], int], fields: int) -> tuple[array[int], array[int]]:
    """Return the table of the 255 most common combinations, and their counts; ties go to lower frequencies."""
    table, coded = array("I", bytes(4 * 256 * fields)), array("Q", bytes(8 * 256))
    for code, key in enumerate(sorted(counts, key=lambda key: (-counts[key], key))[:CODES]):
        coded[code] = counts[key]
        for field, frequency in enumerate(key):
            table[field * 256 + code] = frequency
    return table, coded


def frequency_counts(dictionary: Dictionary) -> dict[tuple[int, ...], int]:
    """Return the number of postings of each combination that has a code. Raises IndexDamaged."""
    fields = len(dictionary.fields)
    if max(dictionary.table_counts) > MOST_POSTINGS:
        raise IndexDamaged("it counts more postings than a segment can have")
    return {
        tuple(dictionary.table[field * 256 + code] for field in range(fields)): count
        for code, count in enumerate(dictionary.table_counts)
        if count
    }


def read_dictionary(file: SectionReader, analysis: str, fields: Sequence[str]) -> Dictionary:
    """Return one analysis of a segment."""
    term_offsets, form_offsets = file.offsets(f"{analysis}.term-offsets"), file.offsets(f"{analysis}.form-offsets")
    count, form_count = len(term_offsets) - 1, len(form_offsets) - 1
    terms, forms = (
        file.section(f"{analysis}.terms", term_offsets[count]),
        file.section(f"{analysis}.forms", form_offsets[form_count]),
    )
    dfs, places = file.numbers(f"{analysis}.dfs", "I", count), file.numbers(f"{analysis}.places", "Q", count)
    lists = ListTable.read(file, f"{analysis}.form", form_count)
    return Dictionary(
        fields=tuple(fields),
        terms=terms,
        term_offsets=term_offsets,
        dfs=dfs,
        places=places,
        postings=file.section(f"{analysis}.postings"),
        positions=file.section(f"{analysis}.positions"),
        table=file.numbers(f"{analysis}.frequencies", "I", len(fields) * 256),
        table_counts=file.numbers(f"{analysis}.frequency-counts", "Q", 256),
        forms=forms,
        form_offsets=form_offsets,
        form_lists=lists,
        lexicon=Lexicon(terms, term_offsets, dfs, places, forms, form_offsets, lists.counts, lists.places),
    )


def write_dictionary(
    file: SectionWriter,
    analysis: str,
    terms: tuple[bytes, array[int]],
    occurrences: tuple[array[int], array[int]],
    forms: tuple[bytes, array[int]],
    form_documents: tuple[array[int], array[int]],
    lengths: list[array[int]],
    shapes: Sequence[Shape],
) -> None:
    """Write one analysis from memory: dictionaries as (text, offsets), the rest as (starts, content)."""
    table, counts = frequency_table(count_frequencies(*occurrences, lengths), len(lengths))
    dfs, places, postings, positions = encode(*occurrences, lengths, table, shapes=shapes)
    file.put(f"{analysis}.postings", postings)
    file.put(f"{analysis}.positions", positions)
    write_terms(file, analysis, terms, dfs, places, (table, counts))
    file.put(f"{analysis}.forms", forms[0])
    file.put(f"{analysis}.form-offsets", memoryview(forms[1]).cast("B"))
    write_lists(file, f"{analysis}.form", *form_documents)


def write_terms(
    file: SectionWriter,
    analysis: str,
    terms: tuple[bytes, array[int]],
    dfs: array[int],
    places: array[int],
    table: tuple[array[int], array[int]],
) -> None:
    """Write the sections by term, and the frequency table with its counts."""
    file.put(f"{analysis}.terms", terms[0])
    file.put(f"{analysis}.term-offsets", memoryview(terms[1]).cast("B"))
    file.put(f"{analysis}.dfs", memoryview(dfs).cast("B"))
    file.put(f"{analysis}.places", memoryview(places).cast("B"))
    file.put(f"{analysis}.frequencies", memoryview(table[0]).cast("B"))
    file.put(f"{analysis}.frequency-counts", memoryview(table[1]).cast("B"))
