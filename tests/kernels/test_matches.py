"""Matches of plain words and counts over them equal what sets of documents give, with every kind of operations."""

from __future__ import annotations

from array import array
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.searcher.kernel._matches import (
    FacetColumn,
    Matches,
    WordLists,
    add_counts,
    best_counts,
    count_present,
)
from tests.kernels.samples import ABSENT, CHUNK, Texts, bitmap, encode_texts, law, long_law, make_texts, members
from tests.kernels.test_ranking import OPERATIONS as HERE

pytestmark = pytest.mark.kernels

TERMS = 6
SEEDS = st.integers(0, 1 << 32)
# Few documents for words without codes, many for words with them, and several chunks.
SHAPES = st.sampled_from([(1, 3, 0), (70, 6, 0), (1500, 2, 0), (4097, 1, 0), (700, 6, 2 * CHUNK + 9)])


OPERATIONS = st.sampled_from(HERE)


def having(texts: Texts, terms: list[int | None], all_of: bool, deleted: set[int]) -> set[int]:
    """Return the live documents with all or any of the terms; nothing has None."""
    sets = [set() if term is None else set(texts.positions(term)) for term in terms]
    return (set.intersection(*sets) if all_of else set.union(*sets)) - deleted


@law
@given(SEEDS, SHAPES, OPERATIONS, st.lists(st.one_of(st.none(), st.integers(0, TERMS - 1)), min_size=1, max_size=4))
def test_words_match_the_documents_that_have_them(seed, shape, operations, terms) -> None:
    documents, longest, span = shape
    random = Random(seed)
    texts = make_texts(random, documents, TERMS, 2, longest, span)
    shapes = random.choice([None, [(3.0, 1.0, 0.75)] * 2])
    made = encode_texts(texts, TERMS, random.choice([2, 255]), shapes)
    size = texts.documents
    deleted = {d for d in texts.words if random.random() < 0.2} if random.random() < 0.5 else set()
    lists = WordLists(made.postings, 2, size, bitmap(deleted, size) if deleted else None, operations)
    words = [None if term is None else (made.places[term], made.dfs[term], 0, 0) for term in terms]
    for all_of in (True, False):
        wanted = having(texts, terms, all_of, deleted)
        found = lists.mark(words, all_of)
        assert (lists.count(words, all_of), found.count, found.documents) == (len(wanted), len(wanted), size)
        assert members(found.bitmap()) == wanted


def column(random: Random, documents: int, values: int) -> tuple[array[int], array[int]]:
    """Return starts and ordinals of a column with none, one or several values a document, or runs of one."""
    kind = random.choice(["one", "runs", "several"])
    starts, ordinals, row = array("I", [0]), array("I"), [0]
    for document in range(documents):
        if kind == "runs":
            row = random.choice([[], [random.randrange(values)]]) if document % 50 == 0 else row
        else:
            row = random.sample(range(values), random.choice([0, 1, 1, 1] if kind == "one" else [0, 1, min(values, 3)]))
        ordinals.extend(row)
        starts.append(len(ordinals))
    return starts, ordinals


@law
@given(SEEDS, st.sampled_from([1, 63, 64, 65, 640, 3000]), st.sampled_from([1, 3, 40, 1023, 1024, 70_000]), OPERATIONS)
def test_values_are_counted_over_matches_of_any_number(seed, documents, values, operations) -> None:
    random = Random(seed)
    starts, ordinals = column(random, documents, values)
    deleted = {d for d in range(documents) if random.random() < 0.2} if random.random() < 0.5 else set()
    live = sorted(set(range(documents)) - deleted)
    counted = FacetColumn(starts, ordinals, values, bitmap(deleted, documents) if deleted else None, operations)
    for share in (0.005, 0.3, 0.9, 1.0, 0.005, 0.0):
        chosen = {d for d in live if random.random() < share}
        matches = Matches(documents, bitmap(chosen, documents))
        wanted = Counter(o for d in chosen for o in ordinals[starts[d] : starts[d + 1]])
        wanted[values] = sum(starts[d] == starts[d + 1] for d in chosen)
        counts = counted.count(matches)
        assert len(counts) == values + 1
        assert {value: count for value, count in enumerate(counts) if count} == +wanted


@law
@given(st.lists(st.integers(0, 6), max_size=60), st.integers(0, 70))
def test_the_best_counts_are_found_with_those_that_equal_the_last(counts, k) -> None:
    present = sorted((count for count in counts if count), reverse=True)[:k]
    wanted = [place for place, count in enumerate(counts) if present and count >= present[-1]]
    assert list(best_counts(array("I", counts), k)) == wanted
    assert count_present(array("I", counts)) == sum(1 for count in counts if count)


def test_counts_are_added_by_number() -> None:
    totals = array("I", [1, 0, 5])
    add_counts(totals, array("I", [2, 3, 99]), array("I", [2, 0]))
    assert list(totals) == [4, 0, 7]
    with pytest.raises(ValueError, match="too high"):
        add_counts(totals, array("I", [2]), array("I", [3]))
    with pytest.raises(ValueError, match="differ"):
        add_counts(totals, array("I", [2]), array("I", [1, 1]))


def test_bits_beyond_the_last_document_are_no_matches() -> None:
    found = Matches(3, b"\xff")
    assert (found.count, found.bitmap()) == (3, b"\x07")


def test_what_is_of_another_segment_is_refused() -> None:
    starts, ordinals = array("I", [0, 1]), array("I", [0])
    with pytest.raises(ValueError, match="another segment"):
        Matches(9, b"\xff")
    with pytest.raises(ValueError, match="another segment"):
        WordLists(b"", 1, 9, b"\0")
    with pytest.raises(ValueError, match="another segment"):
        FacetColumn(starts, ordinals, 1, b"\0\0")
    with pytest.raises(ValueError, match="another segment"):
        FacetColumn(starts, ordinals, 1).count(Matches(2))
    with pytest.raises(ValueError, match="operations"):
        WordLists(b"", 1, 0, None, b"abacus")


@pytest.mark.parametrize("starts", [[0, 2], [1, 0], [0, 9, 1], [0xFFFFFFFF, 1]])
@pytest.mark.parametrize("values", [0, 1])
def test_columns_that_contradict_themselves_are_damage(starts: list[int], values: int) -> None:
    size = len(starts) - 1
    for chosen in (set(range(size)), {size - 1}, {0}):
        with pytest.raises(IndexDamaged):
            FacetColumn(array("I", starts), array("I", [0]), values).count(Matches(size, bitmap(chosen, size)))


def test_a_damaged_row_that_is_read_alone_is_damage() -> None:
    for row, values in (([2], 1), ([0xFFFFFFFF], 1), ([1], 0)):
        starts = array("I", [0] * 200 + row)
        with pytest.raises(IndexDamaged):
            FacetColumn(starts, array("I", [0]), values).count(Matches(200, bitmap({199}, 200)))


def test_a_column_without_rows_is_damage() -> None:
    with pytest.raises(IndexDamaged, match="no rows"):
        FacetColumn(array("I"), array("I"), 0)
    assert list(FacetColumn(array("I", [0]), array("I"), 2).count(Matches(0))) == [0, 0, 0]


@long_law
@given(SEEDS)
def test_columns_of_any_numbers_leave_the_program_standing(seed: int) -> None:
    random = Random(seed)
    for _ in range(60):
        size = random.choice([1, 64, 130])
        edges = [0, 1, 2, 3, size, 0xFFFF, 0x7FFFFFFF, ABSENT]
        starts = array("I", (random.choice([*edges, at, at, at]) for at in range(size + 1)))
        ordinals = array("I", (random.choice([0, 0, 1, *edges]) for _ in range(random.choice([0, size]))))
        counted = FacetColumn(starts, ordinals, random.choice([0, 1, 5, 0xFFFF]))
        for share in (0.01, 0.9):
            chosen = {d for d in range(size) if random.random() < share}
            try:
                counted.count(Matches(size, bitmap(chosen, size)))
            except IndexDamaged:
                continue
