"""Matching: bitmaps, phrases and counts equal what a naive reading of the texts gives."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._lists import encode_lists
from dateline.searcher.kernel._counting import count_buckets
from dateline.searcher.kernel._matching import (
    count_values,
    find_phrase,
    mark_documents,
    mark_form,
    mark_list,
    mark_spans,
    mark_term,
)
from tests.kernels.samples import CHUNK, Texts, bitmap, encode_texts, flat, form_of, law, make_texts, members
from tests.kernels.test_lists import SPANS, make_lists

pytestmark = pytest.mark.kernels

TERMS = 5
SEEDS = st.integers(0, 1 << 32)
SHAPES = st.sampled_from([(1, 3, 0), (50, 8, 0), (400, 5, 0), (5000, 2, 0), (300, 6, 2 * CHUNK + 9)])
TEXTS = st.builds(
    lambda seed, shape, fields: make_texts(Random(seed), shape[0], TERMS, fields, shape[1], shape[2]),
    SEEDS, SHAPES, st.integers(1, 3),
)  # fmt: skip
CODES = st.sampled_from([2, 255])


def naive_phrase(texts: Texts, words: list[tuple[int, int]], mask: int) -> tuple[array[int], array[int]]:
    """Look for (term, offset) in the texts themselves."""
    documents, counts = array("I"), array("I")
    longest = max(offset for _, offset in words)
    for document, rows in sorted(texts.words.items()):
        found = [
            sum(all(row[at + o : at + o + 1] == [t] for t, o in words) for at in range(len(row) - longest))
            for row in rows
        ]
        if any(count and mask >> field & 1 for field, count in enumerate(found)):
            documents.append(document)
            counts.extend(found)
    return documents, counts


@law
@given(TEXTS, CODES, st.lists(st.integers(0, TERMS - 1), min_size=1, max_size=4), SEEDS)
def test_a_phrase_is_found_where_it_stands(texts: Texts, codes: int, terms: list[int], seed: int) -> None:
    random = Random(seed)
    made = encode_texts(texts, TERMS, codes)
    gaps = random.sample(range(6), len(terms)) if random.random() < 0.3 else list(range(len(terms)))
    gaps = [gap - min(gaps) for gap in gaps]
    words = [(made.places[t], made.dfs[t], gap) for t, gap in zip(terms, gaps, strict=True)]
    mask = random.randint(1, (1 << texts.fields) - 1)
    answer = find_phrase(made.postings, made.positions, made.table, words, texts.lengths, mask)
    assert answer == naive_phrase(texts, list(zip(terms, gaps, strict=True)), mask)


def in_form(texts: Texts, term: int, form: int) -> Texts:
    """Return the texts with only those occurrences of a term that stand in a form; the others become no term."""
    words = {document: [list(row) for row in rows] for document, rows in texts.words.items()}
    for document, places in texts.positions(term).items():
        for position in places:
            field, at = 0, position
            while at >= len(words[document][field]):
                at -= len(words[document][field]) + 1
                field += 1
            words[document][field][at] = TERMS + (term if form_of(term, document, position) == form else TERMS)
    return Texts(texts.fields, texts.documents, words)


@law
@given(TEXTS, CODES, st.lists(st.integers(0, TERMS - 1), min_size=1, max_size=3), SEEDS)
def test_a_phrase_of_forms_is_found_where_they_stand(texts: Texts, codes: int, terms: list[int], seed: int) -> None:
    random = Random(seed)
    made = encode_texts(texts, TERMS, codes, random.choice([None, [(3.0, 1.0, 0.75)] * texts.fields]))
    forms = {term: random.choice([form for own, form in made.numbers if own == term]) for term in terms}
    only = texts
    for term, form in forms.items():
        only = in_form(only, term, form)
    words = [(made.places[term], made.dfs[term], offset) for offset, term in enumerate(terms)]
    mask, numbers = random.randint(1, (1 << texts.fields) - 1), [[made.numbers[term, forms[term]]] for term in terms]
    call = made.postings, made.positions, made.table, words, texts.lengths, mask, False, numbers
    assert find_phrase(*call) == naive_phrase(only, [(TERMS + term, at) for at, term in enumerate(terms)], mask)
    with pytest.raises(ValueError, match="its forms"):
        find_phrase(*call[:-1], [*numbers, [0]])


@law
@given(TEXTS, CODES, st.integers(0, TERMS - 1), st.integers(0, 7))
def test_a_term_marks_who_has_it_in_a_field_that_counts(texts: Texts, codes: int, term: int, mask: int) -> None:
    size, shapes = texts.documents, [(3.0, 1.0, 0.75)] * texts.fields
    made = encode_texts(texts, TERMS, codes, shapes if codes == 255 else None)
    matched = bitmap({0}, size)
    mark_term(made.postings, made.table, made.places[term], made.dfs[term], mask, matched, size)
    having = {
        document
        for document, counts in texts.frequencies(term).items()
        if any(count and mask >> field & 1 for field, count in enumerate(counts))
    }
    assert members(matched) == having | {0}


@law
@given(TEXTS, CODES, st.integers(0, TERMS - 1))
def test_a_form_marks_who_has_it_in_any_field(texts: Texts, codes: int, term: int) -> None:
    made, size = encode_texts(texts, TERMS, codes), texts.documents
    for form in [form for own, form in made.numbers if own == term]:
        matched, entry = bitmap({0}, size), (made.places[term], made.dfs[term], made.numbers[term, form])
        mark_form(made.postings, made.positions, made.table, *entry, matched, size)
        assert members(matched) == {0} | {
            document
            for document, places in texts.positions(term).items()
            if any(form_of(term, document, place) == form for place in places)
        }


@law
@given(SEEDS, SPANS)
def test_a_list_marks_its_documents(seed: int, span: int) -> None:
    rows = make_lists(seed, span)
    places, content = encode_lists(*flat(rows, "I"))
    for row, place in zip(rows, places, strict=True):
        matched = bitmap(set(), span)
        mark_list(content, place, len(row), matched, span)
        assert members(matched) == set(row)
        again = bitmap(set(), span)
        mark_documents(array("I", row), again)
        assert again == matched


def columns(seed: int, documents: int) -> tuple[array[int], array[int], array[int], array[int]]:
    """Return starts, first days, last days, and ordinals below 20."""
    random = Random(seed)
    rows = [[random.randint(-50, 50) for _ in range(random.choice([0, 0, 1, 1, 4]))] for _ in range(documents)]
    first = array("i", (day for row in rows for day in row))
    last = array("i", (day + random.choice([0, 0, 6, 30]) for day in first))
    starts = array("I", [0])
    for row in rows:
        starts.append(starts[-1] + len(row))
    ordinals = array("I", (o for row in rows for o in random.sample(range(20), len(row))))
    return starts, first, last, ordinals


@law
@given(SEEDS, st.integers(1, 300), st.integers(-60, 60), st.integers(0, 40))
def test_spans_that_touch_the_days_asked_for_are_marked(seed: int, documents: int, low: int, width: int) -> None:
    starts, first, last, _ = columns(seed, documents)
    matched = bitmap(set(), documents)
    mark_spans(starts, first, last, low, low + width, matched, documents)
    assert members(matched) == {
        d
        for d in range(documents)
        for i in range(starts[d], starts[d + 1])
        if first[i] <= low + width and last[i] >= low
    }


@law
@given(SEEDS, st.integers(1, 300))
def test_values_and_buckets_of_days_are_counted_once_an_article(seed: int, documents: int) -> None:
    starts, first, last, ordinals = columns(seed, documents)
    chosen = {d for d in range(documents) if Random(seed + d).random() < 0.6}
    matched = bitmap(chosen, documents)
    counts = array("I", bytes(4 * 20))
    lacking = sum(starts[d] == starts[d + 1] for d in chosen)
    assert count_values(starts, ordinals, matched, counts) == lacking
    assert list(counts) == [sum(v in ordinals[starts[d] : starts[d + 1]] for d in chosen) for v in range(20)]
    buckets = array("I", (day // 7 for day in range(200)))
    counts = array("I", bytes(4 * 30))
    assert count_buckets(starts, first, last, buckets, -60, matched, counts) == lacking
    touched = [
        {(day + 60) // 7 for i in range(starts[d], starts[d + 1]) for day in range(first[i], last[i] + 1)}
        for d in chosen
    ]
    assert list(counts) == [sum(bucket in row for row in touched) for bucket in range(30)]


def test_columns_that_contradict_themselves_are_damage() -> None:
    counts, days = array("I", [0]), array("i", [1])
    for starts in ([], [0], [0, 2], [1, 0], [0, 9, 1], [0xFFFFFFFF, 1]):
        with pytest.raises((IndexDamaged, ValueError)):
            mark_spans(array("I", starts), days, days, 0, 9, bytearray(1), 1)
        with pytest.raises(IndexDamaged):
            count_values(array("I", starts), array("I", [0]), b"\1", counts)
        with pytest.raises(IndexDamaged):
            count_buckets(array("I", starts), days, days, array("I", [0, 0]), 0, b"\1", counts)
    with pytest.raises(IndexDamaged):
        count_values(array("I", [0, 1]), array("I", [1]), b"\1", counts)
    with pytest.raises(IndexDamaged):
        count_values(array("I", [0, 1]), array("I", [0]), b"\2", counts)
    for low, bucket in ((2, 0), (-5, 0), (0, 7)):
        with pytest.raises(IndexDamaged):
            count_buckets(array("I", [0, 1]), days, days, array("I", [bucket] * 2), low, b"\1", counts)


def test_a_wrong_call_is_refused() -> None:
    table = array("I", [1] * 256)
    for size, documents in ((0, 0), (1, 9), (2, 8)):
        with pytest.raises(ValueError, match="another segment"):
            mark_term(b"", table, 0, 0, 1, bytearray(size), documents)
        with pytest.raises(ValueError, match="another segment"):
            mark_list(b"", 0, 0, bytearray(size), documents)
    with pytest.raises(ValueError, match="not of the segment"):
        mark_documents(array("I", [8]), bytearray(1))
    with pytest.raises(ValueError, match="at least one word"):
        find_phrase(b"", b"", table, [], [array("I", [1])], 1)
    with pytest.raises(ValueError, match="different numbers"):
        find_phrase(b"", b"", array("I", [1] * 512), [(1 << 63, 1, 0)], [array("I", [1]), array("I")], 1)
    with pytest.raises(IndexDamaged):
        find_phrase(b"", b"", table, [(1 << 63, 1, 0)], [], 1)
