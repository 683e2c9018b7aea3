"""Postings: to bytes and back, through deletes and merges; their escapes, widths and blocks."""

from __future__ import annotations

import struct
from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.kernel._postings import count_frequencies, encode, gather
from tests.kernels.samples import (
    ABSENT,
    CHUNK,
    Encoded,
    Texts,
    encode_rows,
    encode_texts,
    flat,
    form_name,
    form_of,
    law,
    long_law,
    make_texts,
    named_forms,
)

pytestmark = pytest.mark.kernels

TERMS = 12
# Of a record: chunk, postings less one, bytes, where its positions are and how many, escapes.
HEADER = struct.Struct("<HHIQII")
SEEDS = st.integers(0, 1 << 32)
FIELDS = st.integers(1, 3)
CODES = st.sampled_from([0, 1, 5, 255])
SHAPES = st.tuples(st.integers(0, 400), st.sampled_from([1, 4, 12]), st.sampled_from([0, 1000, 3 * CHUNK]))


def texts_of(seed: int, fields: int, shape: tuple[int, int, int]) -> Texts:
    documents, longest, span = shape
    return make_texts(Random(seed), documents, TERMS, fields, longest, span)


def same(documents: int) -> array[int]:
    return array("I", range(documents))


@law
@given(SEEDS, FIELDS, SHAPES, CODES)
def test_occurrences_come_back_as_they_were_written(
    seed: int, fields: int, shape: tuple[int, int, int], codes: int
) -> None:
    texts = texts_of(seed, fields, shape)
    made = encode_texts(texts, TERMS, codes)
    assert list(made.dfs) == [len(texts.positions(term)) for term in range(TERMS)]
    starts, occurrences, forms, records, sizes = gather([same(TERMS)], [made], [same(texts.documents)])
    assert (starts, occurrences) == texts.occurrences(TERMS)
    assert named_forms(records, sizes, forms, starts) == [
        form_name(0, form) for term in range(TERMS) for form in texts.forms(term)
    ]


@law
@given(SEEDS, FIELDS, st.lists(SHAPES, min_size=1, max_size=4), CODES)
def test_segments_come_together_without_the_deleted(
    seed: int, fields: int, shapes: list[tuple[int, int, int]], codes: int
) -> None:
    random = Random(seed)
    segments = [texts_of(seed + i, fields, shape) for i, shape in enumerate(shapes)]
    picks = [array("I", random.sample([*range(TERMS), ABSENT], TERMS + 1)) for _ in segments]
    renumberings, base = [], 0
    for texts in segments:
        live = [random.random() < 0.7 for _ in range(texts.documents)]
        numbers = iter(range(base, base + texts.documents))
        renumberings.append(array("I", (next(numbers) if lives else ABSENT for lives in live)))
        base += sum(live)
    wanted = [
        [
            (renumbered[document] << 32 | position, form_name(0, form_of(pick[place], document, position)))
            for texts, pick, renumbered in zip(segments, picks, renumberings, strict=True)
            if pick[place] != ABSENT
            for document, row in texts.positions(pick[place]).items()
            if renumbered[document] != ABSENT
            for position in row
        ]
        for place in range(TERMS + 1)
    ]
    made = [encode_texts(texts, TERMS, codes) for texts in segments]
    starts, occurrences, forms, records, sizes = gather(picks, made, renumberings)
    assert (starts, occurrences) == flat([[occurrence for occurrence, _ in row] for row in wanted])
    assert named_forms(records, sizes, forms, starts) == [form for row in wanted for _, form in row]


@law
@given(SEEDS, FIELDS, SHAPES, CODES, st.integers(0, 999))
def test_postings_may_follow_what_was_written_before(
    seed: int, fields: int, shape: tuple[int, int, int], codes: int, before: int
) -> None:
    texts = texts_of(seed, fields, shape)
    table = encode_texts(texts, TERMS, codes).table
    bases = 4 * before, 4 * (before // 2)
    behind = encode_rows(*texts.occurrences(TERMS), texts.lengths, table, bases=bases)
    assert gather([same(TERMS)], [behind], [same(texts.documents)])[:2] == texts.occurrences(TERMS)


@law
@given(SEEDS, FIELDS, SHAPES)
def test_combinations_of_frequencies_are_counted(seed: int, fields: int, shape: tuple[int, int, int]) -> None:
    texts = texts_of(seed, fields, shape)
    counted = count_frequencies(*texts.occurrences(TERMS), texts.lengths)
    every = [key for term in range(TERMS) for key in texts.frequencies(term).values()]
    assert counted == {key: every.count(key) for key in every}


@law
@given(SEEDS, FIELDS, st.sampled_from([0, 70_000]), CODES)
def test_blocks_begin_with_the_number_of_their_first_position(seed: int, fields: int, span: int, codes: int) -> None:
    texts = make_texts(Random(seed), 700, 3, fields, 5, span)
    made = encode_texts(texts, 3, codes)
    for term in range(3):
        place, left = made.places[term], made.dfs[term]
        postings = list(texts.frequencies(term).items())
        while left and not place >> 63:
            _, last, size, _, _, _ = HEADER.unpack_from(made.postings, place)
            rows, first = postings[: last + 1], 0
            for block in range(0, last + 1 if last >= 32 else 0, 32):
                part = rows[block : block + 32]
                assert struct.unpack_from("<I", made.postings, place + HEADER.size + block // 32 * 8) == (first,)
                first += sum(sum(counts) for _, counts in part)
            postings, left, place = postings[last + 1 :], left - last - 1, place + size


def encoded(rows: list[list[int]], lengths: list[array[int]], table: array[int] | None = None) -> Encoded:
    return encode_rows(*flat(rows), lengths, table or array("I", [1] * 256 * len(lengths)))


@pytest.mark.parametrize("frequency", [1, 254, 255, 256, 70_000])
def test_a_frequency_of_any_size_is_kept(frequency: int) -> None:
    rows = [list(range(frequency)), [0 << 32 | frequency, *(1 << 32 | i for i in range(frequency))]]
    lengths = [array("I", [frequency + 1, frequency])]
    made = encoded(rows, lengths)
    assert gather([same(2)], [made], [same(2)])[:2] == flat(rows)
    counted = count_frequencies(*flat(rows), lengths)
    assert counted == ({(frequency,): 2, (1,): 1} if 1 < frequency < 255 else {(1,): 3 if frequency == 1 else 1})


def test_more_combinations_than_there_are_codes_are_kept_and_counted_up_to_a_limit() -> None:
    lengths = [array("I", [100] * 6000) for _ in range(2)]
    row = [
        document << 32 | position
        for document in range(6000)
        for position in [*range(1 + document % 77), *range(101, 102 + document // 77)]
    ]
    table = array("I", [*range(256), *range(256)])
    made = encoded([row], lengths, table)
    assert gather([same(1)], [made], [same(6000)])[:2] == flat([row])
    assert len(count_frequencies(*flat([row]), lengths)) == 4096


@long_law
@given(st.lists(st.sampled_from([0, 1, 0xFFFF, 0x10000, (1 << 23) - 1, 1 << 23, 1 << 31, 0xFFFFFFFE]), max_size=6))
def test_positions_of_any_width_are_kept(positions: list[int]) -> None:
    row = sorted(set(positions))
    rows = [row, [p << 0 for p in row[:1]], [3 << 32 | p for p in row[-1:]], [7, CHUNK << 32 | 5]]
    lengths = [array("I", [0xFFFFFFFF]) * (CHUNK + 1)]
    made = encoded(rows, lengths)
    assert gather([same(4)], [made], [same(CHUNK + 1)])[:2] == flat(rows)
    inline = [bool(place >> 63) for place in made.places]
    assert inline[2] == (bool(row) and row[-1] < 1 << 23)


def test_a_wrong_call_is_refused() -> None:
    lengths, table = [array("I", [9])], array("I", [1] * 256)
    for starts, occurrences in [([], []), ([1], []), ([0, 1], []), ([0, 2, 1, 2], [1, 2]), ([0, 1 << 63, 1], [1])]:
        with pytest.raises(ValueError, match="start"):
            encode(array("Q", starts), array("Q", occurrences), lengths, table)
    with pytest.raises(ValueError, match="no document"):
        encode(array("Q", [0, 1]), array("Q", [1 << 32]), lengths, table)
    with pytest.raises(ValueError, match="ascend"):
        encode(array("Q", [0, 2]), array("Q", [2, 1]), lengths, table)
    with pytest.raises(ValueError, match="wrong size"):
        encode(array("Q", [0]), array("Q"), lengths, array("I"))
    with pytest.raises(ValueError, match="different numbers"):
        encode(array("Q", [0]), array("Q"), [array("I", [1]), array("I")], array("I", [1] * 512))
    for number in (0, 9):
        with pytest.raises(ValueError, match="1 to 8 fields"):
            encode(array("Q", [0]), array("Q"), lengths * number, array("I", [1] * 256 * number))
    with pytest.raises(ValueError, match="belong together"):
        gather([array("I")], [], [])
    with pytest.raises(ValueError, match="one form"):
        encode(array("Q", [0, 1]), array("Q", [1]), lengths, table, forms=array("I"))
    assert gather([], [], []) == (array("Q", [0]), array("Q"), array("I"), b"", array("I"))
