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
        u32 escapes             bits 0–26: records at the end; bits 27–30: form codes have 0, 1, 2, 4 or 8 bits
                                (1 to 5), or there are none (0), and all have form 0
        blocks                  only for more than 32 postings; for each 32:
            u32 first               number of the block's first position
            u32 place               of the block's positions, from *positions* above on
        u16 documents[]         document number & 0xFFFF, ascending
        u8  codes[]             frequency code
        u8  widths[]            of the positions of each 32 postings, in bits; padded to 4 bytes
        escapes                 u32 posting, u32 frequency in each field: of those with code 255

``english.positions``
    For each record, its form codes, if it says so, then its positions, by document, ascending. The positions of 32
    postings take as many bits each as the highest of them; bits fill bytes from the lowest, and a block begins at a
    byte. So the positions of a posting are read in place. Eight zero bytes end the section.

    Form codes are u32 n, a code for each position, and n times u32 position, u32 form, ascending. An occurrence has the
    form with the number of its code; with the highest code, it has the form given for the number of its position, if
    there is one.
``english.frequencies``
    The frequencies of a code: u32 ``table[field * 256 + code]``. The most common combinations have codes, in a new
    segment those of its first terms; one byte for each posting holds the frequency in every field.
``english.frequency-counts``
    The number of postings of each code when they were written (u64 each of 256), from which a merge chooses its codes.
``english.forms``, ``english.groups``
    The forms of the terms as in the texts, term by term, the commonest first: form 0, 1 … Each term has the number of
    its forms, then for each of them one byte: bits 0–3 the number of bytes added (15: a number more follows), bits 4–5
    the number of bytes that are dropped at the end of the term (3: a number more follows first), bits 6–7: letters as
    they stand (0), the first of a–z a capital (1), all capitals (2). The bytes added follow. Numbers take 7 bits a
    byte, the lowest first; bit 7 says that more follow. A term that is no written word (see `pairs` and `marks` of
    `dateline.index.analysis`) has no forms.
    ``groups`` has the offset of every sixteenth term's (u32).

The forms folded, in order, are in sections of their own (see `folded`).

A document is found by a fixed-width search in 16-bit numbers, without decoding. Measured on 100,000 newspaper pieces of
1916 (178 MB, 31.6 million tokens): 86 MB of postings with impact codes and pairs, 53 of positions with form codes, 3 of
forms.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.dataclass import field as attribute
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._terms import Lexicon
from dateline.index.segment.folded import FoldedWords, read_folded, write_folded
from dateline.index.segment.format import Buffer, SectionReader, SectionWriter
from dateline.index.segment.impacts import Shape

__all__ = [
    "SLACK",
    "Dictionary",
    "Inverted",
    "Occurrences",
    "commonest",
    "frequency_counts",
    "frequency_table",
    "groups_of",
    "read_dictionary",
    "write_dictionary",
    "write_forms",
    "write_terms",
]

CODES = 255
FORM_GROUP = 16  # terms
SLACK = bytes(8)  # at the end of *positions*, so that 8 bytes can be read from each
MOST_POSTINGS = 1 << 48  # above the limit of any segment
# Terms are inverted in so many ranges, but not in ranges of fewer occurrences, which take 12 bytes each: every range
# goes through all tokens. Tuned on newspapers of 1916, one segment of 34 million tokens: 672 MB with ranges of 8
# million, 570 MB with ranges of 4 million, which take an eighth more time.
RANGES, LEAST_RANGE = 4, 1_000_000

Occurrences: TypeAlias = "tuple[array[int], array[int], array[int]]"


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """One analysis of one segment, in the mapped file. Arrays are memoryviews of u32 or u64.

    ``kept`` is for searches, which keep there what they find in the dictionary.
    """

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
    groups: memoryview
    lexicon: Lexicon
    folded: FoldedWords
    kept: dict[Hashable, Any] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Inverted:
    """One analysis of a new segment, in memory.

    ``terms`` is (text, offsets), ``forms`` (records, groups); term t has ``starts[t + 1] - starts[t]`` occurrences.
    ``invert(first, stop)`` returns those of a range of terms as (starts from 0, occurrences, each
    ``document << 32 | position``, and the form of each).
    """

    terms: tuple[bytes, array[int]]
    forms: tuple[bytes, array[int]]
    starts: array[int]
    invert: Callable[[int, int], Occurrences]

    def ranges(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of terms that have about as many occurrences each, in order."""
        first, last = 0, len(self.starts) - 1
        most = max(self.starts[last] // RANGES + 1, LEAST_RANGE)
        while first < last:
            stop = max(bisect_right(self.starts, self.starts[first] + most, first, last + 1) - 1, first + 1)
            yield first, stop
            first = stop


def commonest(counts: Mapping[tuple[int, ...], int]) -> Sequence[tuple[int, ...]]:
    """Return the 255 most common combinations of frequencies, which have codes; ties go to lower frequencies."""
    return sorted(counts, key=lambda key: (-counts[key], key))[:CODES]


def frequency_table(
    keys: Sequence[tuple[int, ...]], counts: Mapping[tuple[int, ...], int], fields: int
) -> tuple[array[int], array[int]]:
    """Return the table of the combinations that have codes, and how many postings have each."""
    table, coded = array("I", bytes(4 * 256 * fields)), array("Q", bytes(8 * 256))
    for code, key in enumerate(keys):
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
    term_offsets = file.offsets(f"{analysis}.term-offsets")
    count = len(term_offsets) - 1
    terms, forms = file.section(f"{analysis}.terms", term_offsets[count]), file.section(f"{analysis}.forms")
    groups = file.numbers(f"{analysis}.groups", "I", (count + FORM_GROUP - 1) // FORM_GROUP)
    dfs, places = file.numbers(f"{analysis}.dfs", "I", count), file.numbers(f"{analysis}.places", "Q", count)
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
        groups=groups,
        lexicon=Lexicon(terms, term_offsets, dfs, places, forms, groups),
        folded=read_folded(file, analysis),
    )


def write_dictionary(
    file: SectionWriter, analysis: str, inverted: Inverted, lengths: list[array[int]], shapes: Sequence[Shape]
) -> None:
    """Write one analysis from memory, a range of terms at a time. Its codes are chosen from the first range."""
    from dateline.index.kernel._postings import count_frequencies, encode  # start-up: searches do not write

    counted: Counter[tuple[int, ...]] = Counter()
    keys: Sequence[tuple[int, ...]] = ()
    table, counts = frequency_table(keys, counted, len(lengths))
    dfs, places, positions, size = array("I"), array("Q"), bytearray(), 0
    file.begin(f"{analysis}.postings")
    for first, stop in inverted.ranges():
        starts, occurrences, forms = inverted.invert(first, stop)
        counted.update(count_frequencies(starts, occurrences, lengths))
        keys = keys or commonest(counted)
        table, counts = frequency_table(keys, counted, len(lengths))
        made = encode(starts, occurrences, lengths, table, size, len(positions), shapes, forms)
        file.append(made[2])
        dfs.extend(made[0])
        places.extend(made[1])
        positions += made[3]
        size += len(made[2])
    file.begin(f"{analysis}.positions")
    file.append(positions)
    file.append(SLACK)
    write_terms(file, analysis, inverted.terms, dfs, places, (table, counts))
    write_forms(file, analysis, inverted.terms, inverted.forms)


def write_forms(
    file: SectionWriter, analysis: str, terms: tuple[bytes, array[int]], forms: tuple[Buffer, array[int]]
) -> None:
    """Write the forms of the terms, given as (records, groups), and what they are folded."""
    file.put(f"{analysis}.forms", forms[0])
    file.put(f"{analysis}.groups", memoryview(forms[1]).cast("B"))
    write_folded(file, analysis, terms, forms[0])


def groups_of(sizes: Iterable[int]) -> array[int]:
    """Return where the forms of every sixteenth term begin, given the size of those of each term in bytes."""
    *starts, _ = accumulate(sizes, initial=0)
    return array("I", starts[::FORM_GROUP])


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
