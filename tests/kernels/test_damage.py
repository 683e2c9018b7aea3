"""A damaged file raises, or misleads; it never takes the program down that reads it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._lists import encode_lists, gather_lists
from dateline.index.kernel._postings import gather
from dateline.index.kernel._terms import Lexicon, find, merge_terms
from dateline.searcher.kernel._matches import WordLists
from dateline.searcher.kernel._matching import find_phrase, mark_form, mark_list, mark_term
from dateline.searcher.kernel._proximity import mark_places
from dateline.searcher.kernel._ranking import Parts, norms_of, rank_all, rank_among, rank_any, rank_best, rank_phrase
from tests.kernels.samples import ABSENT, CHUNK, Encoded, Texts, encode_texts, flat, make_texts
from tests.kernels.test_lists import Lists, make_lists

pytestmark = pytest.mark.kernels

TERMS = 4
EDGES = [0, 1, 2, 3, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, ABSENT]
FAR = [1 << 63, (1 << 63) - 1, (1 << 63) - 4, (1 << 63) - 24, (1 << 64) - 1, ABSENT << 23, 1 << 62, 1 << 32]


# Two words near each other, in a phrase, moved, and with no border between them; many of one (`_proximity`).
PROGRAMS = (
    (0, 0, 0, 0, 1, 0, 4, 3, 0),
    (0, 0, 0, 0, 1, 0, 2, 2, 0),
    (0, 0, 0, 0, 1, 0, 0, 2, 0, 3, 4, 3),
    (0, 0, 0, 0, 1, 0, 5, 2, 2),
    (0, 0, 0, 0, 1, 0, 1, 2, 0, 8, 2, 0),
)


def survives(call: Callable[..., object], *arguments: object) -> None:
    with suppress(IndexDamaged):
        call(*arguments)


def read_all(made: Encoded, texts: Texts, forms: Sequence[int]) -> None:
    """Read a dictionary in every way there is."""
    size = texts.documents
    lengths = texts.lengths
    norms = [norms_of(row, 3.0, 1.0, 0.75) for row in lengths]
    parts = Parts(made.postings, made.table, made.positions, norms, array("I", range(size)), 1.2, 0.3, 1.5)
    entries = list(zip(made.places, made.dfs, strict=True))
    words = [(*entry, 1.0 + i, 3, forms[i]) for i, entry in enumerate(entries)]
    survives(gather, [array("I", range(TERMS))], [made], [array("I", range(size))])
    survives(rank_any, parts, words, None, None, 3)
    survives(rank_best, parts, words, None, 3)
    survives(rank_all, parts, words, bytes((size + 7) // 8), 3)
    survives(rank_among, parts, words, b"\xff" * ((size + 7) // 8), 3)
    for entry in entries:
        for deleted in (bytes([1]) * ((size + 7) // 8), b"\xff" * ((size + 7) // 8)):
            survives(parts.count_live, *entry, deleted)
    for all_of in (True, False):
        for deleted in (None, bytes((size + 7) // 8)):
            survives(WordLists(made.postings, 2, size, deleted).mark, words, all_of)
    for first, second in zip(entries, entries[1:] + entries[:1], strict=True):
        survives(WordLists(made.postings, 2, size).count, [first, second], True)
        phrase = [(*first, 0), (*second, 1)]
        for numbers in (None, [[max(form, 1) - 1, 7] for form in forms[:2]]):
            survives(find_phrase, made.postings, made.positions, made.table, phrase, lengths, 3, False, numbers)
        words_at = [(*first, 3, None), (*second, 3, (max(forms[0], 1) - 1,)), (*first, 1, None)]
        for steps in PROGRAMS:
            bitmaps = bytes([255]) * (size // 8) + bytes([(1 << size % 8) - 1]) * (size % 8 > 0)
            call = made.postings, made.positions, made.table, words_at, array("I", steps), lengths, [], bitmaps
            survives(mark_places, *call, bytearray((size + 7) // 8))
        survives(rank_phrase, parts, phrase, lengths, 3, 1.0, None, 3, True)
        form = max(forms[0], 1) - 1, bytearray((size + 7) // 8), size
        survives(mark_form, made.postings, made.positions, made.table, *first, *form)
        for mask in (1, 3):
            survives(mark_term, made.postings, made.table, *first, mask, bytearray((size + 7) // 8), size)


def flipped(content: bytes, seed: int, every: int) -> Iterator[bytes]:
    """Yield the content with one byte changed, everywhere or at every so many bytes, and cut short."""
    random = Random(seed)
    for at in range(random.randrange(every), len(content), every):
        changed = bytearray(content)
        changed[at] ^= random.choice([0xFF, 0x80, 1, random.randrange(1, 256)])
        yield bytes(changed)
    for _ in range(20):
        yield content[: random.randrange(len(content) + 1)]


def segment(seed: int, documents: int, span: int, codes: int) -> tuple[Texts, Encoded]:
    texts = make_texts(Random(seed), documents, TERMS, 2, 4, span)
    return texts, encode_texts(texts, TERMS, codes, [(3.0, 1.0, 0.75)] * 2)


FORMS = (1, 2, 0, 5)  # number of the form as typed plus one, 0 for none


@pytest.mark.parametrize(
    ("documents", "span", "codes", "every"),
    [
        (30, 0, 255, 1),
        (200, 0, 3, 5),
        (900, 0, 255, 11),
        (900, 7000, 255, 13),
        (12, CHUNK + 9, 1, 7),
        (300, CHUNK + 9, 255, 31),
    ],
)
@pytest.mark.parametrize("section", ["postings", "positions", "table", "forms"])
def test_any_byte_changed_leaves_the_program_standing(
    section: str, documents: int, span: int, codes: int, every: int
) -> None:
    texts, made = segment(documents, documents, span, codes)
    read_all(made, texts, FORMS)
    step = every * (10 if span else 1)
    if section == "table":
        random = Random(2)
        for _ in range(151):
            table = array("I", made.table)
            for _ in range(3):
                table[random.randrange(512)] = random.choice(EDGES)
            for code in range(20):
                table[code] = random.choice([table[code], table[code], random.choice(EDGES)])
            read_all(replace(made, table=table), texts, FORMS)
    else:
        for content in flipped(getattr(made, section), 3, step):
            read_all(replace(made, **{section: content}), texts, FORMS)


@pytest.mark.parametrize("codes", [1, 255])
def test_any_place_and_count_leave_the_program_standing(codes: int) -> None:
    texts, made = segment(4, 300, 0, codes)
    random = Random(codes)
    for _ in range(600):
        places = [
            random.choice([p, p, *FAR, random.randrange(1 << 64), random.randrange(len(made.postings))])
            for p in made.places
        ]
        dfs = [random.choice([d, d, d + 1, *EDGES]) for d in made.dfs]
        wild = [random.choice([form, form + 1, *EDGES]) for form in FORMS]
        read_all(replace(made, places=array("Q", places), dfs=array("I", dfs)), texts, wild)


def test_records_made_up_of_edge_numbers_leave_the_program_standing() -> None:
    texts, made = segment(6, 300, 0, 2)
    random = Random(8)
    for _ in range(1500):
        postings = bytearray(made.postings)
        for _ in range(random.choice([1, 1, 2])):
            place = random.choice([p for p in made.places if p < len(postings)])
            at = place + random.choice([0, 4, 8, 12, 16, 20, 24, 28, 32])
            postings[at : at + 4] = random.choice([*EDGES, 0xFFFFFFF0, 0x80000001]).to_bytes(4, "little")
        read_all(replace(made, postings=bytes(postings[: len(made.postings)])), texts, FORMS)


def test_parts_that_differ_in_length_are_damage() -> None:
    _, made = segment(3, 30, 0, 255)
    picks, numbers = [array("I", range(TERMS))], [array("I", range(30))]
    for wrong in (
        replace(made, places=made.places[:1]), replace(made, dfs=made.dfs[:1]), replace(made, table=array("I")),
        replace(made, term_offsets=made.term_offsets[:2]), replace(made, groups=array("I")),
    ):  # fmt: skip
        with pytest.raises(IndexDamaged):
            gather(picks, [wrong], numbers)
    with pytest.raises(IndexDamaged):
        gather([array("I", [TERMS])], [made], numbers)
    with pytest.raises(IndexDamaged):
        gather_lists([array("I", [0])], [Lists(array("I", [1]), array("Q"), b"")], numbers)


@pytest.mark.parametrize("span", [50, 5000, CHUNK + 500])
def test_any_byte_of_lists_changed_leaves_the_program_standing(span: int) -> None:
    rows = make_lists(span, span)
    places, content = encode_lists(*flat(rows, "I"))
    counts, random = array("I", map(len, rows)), Random(span)

    def read(places: array[int], counts: array[int], content: bytes) -> None:
        made = Lists(counts, places, content)
        survives(gather_lists, [array("I", range(len(rows)))], [made], [array("I", range(span))])
        for place, count in zip(places, counts, strict=True):
            survives(mark_list, content, place, count, bytearray((span + 7) // 8), span)

    for changed in flipped(content, 5, max(1, len(content) // 300) | 1):
        read(places, counts, changed)
    for _ in range(200):
        wild = array("Q", (random.choice([p, *FAR, random.randrange(len(content) + 1)]) for p in places))
        read(wild, array("I", (random.choice([c, c, c + 1, *EDGES]) for c in counts)), content)


def look_up(text: bytes, offsets: array[int], records: bytes, groups: array[int]) -> None:
    lexicon = Lexicon(text, offsets, array("I", [1] * 4), array("Q", [1] * 4), records, groups)
    lexicon.look_up("gamma")
    lexicon.look_up_word("alpha", "alpha")
    lexicon.look_up_word("epsilon", "beta")
    lexicon.forms_of("gamma")


def test_any_offsets_of_a_dictionary_leave_the_program_standing() -> None:
    random, text = Random(1), b"alpha\0betagammagammasepsilon"
    for _ in range(500):
        offsets = array("I", sorted(random.choices(range(len(text) + 1), k=5)))
        offsets[random.randrange(5)] = random.choice([*EDGES, 7])
        survives(find, text, offsets, b"gamma")
        survives(merge_terms, [(text, offsets), (text, offsets), (b"", array("I", [0]))])
        records = bytes(random.choice([0, 1, 2, 0x31, 0x4F, 0x80, 0xFF, random.randrange(256)]) for _ in range(16))
        for content in (records, records[: random.randrange(17)]):
            survives(look_up, text, offsets, content, array("I", [random.choice([0, 0, *EDGES])]))
    for count, groups in ((1, 1), (5, 1), (4, 0), (4, 2)):
        beside = array("I", [1] * count), array("Q", [1] * count)
        with pytest.raises(IndexDamaged):
            Lexicon(text, array("I", [0] * 5), *beside, bytes(16), array("I", bytes(4 * groups)))
