"""Terms in some of their forms, taken together: documents and frequencies are those of a naive reading."""

from __future__ import annotations

from array import array
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.errors import IndexDamaged
from dateline.searcher.kernel._word_sets import count_words, mark_words, place_words
from tests.kernels.samples import Encoded, Texts, bitmap, encode_texts, form_of, law, make_texts, members
from tests.kernels.test_matching import CODES, SEEDS, TERMS, TEXTS

pytestmark = pytest.mark.kernels

# A term, and some of its forms by number; none means all.
Chosen = list[tuple[int, list[int]]]


def chosen_of(random: Random, made: Encoded) -> Chosen:
    """Choose terms and, of some, forms."""
    chosen: Chosen = []
    for term in sorted(random.sample(range(TERMS), random.randint(0, TERMS))):
        numbers = sorted(number for (own, _), number in made.numbers.items() if own == term)
        some = random.sample(numbers, random.randint(1, len(numbers))) if random.random() < 0.7 else []
        chosen.append((term, sorted(some)))
    return chosen


def arrays(chosen: Chosen) -> tuple[array[int], array[int], array[int]]:
    terms, ends, numbers = array("I"), array("I"), array("I")
    for term, forms in chosen:
        terms.append(term)
        numbers.extend(forms)
        ends.append(len(numbers))
    return terms, ends, numbers


def naive_counts(texts: Texts, made: Encoded, chosen: Chosen) -> dict[int, list[int]]:
    """Return how often the chosen terms stand in each field, in the chosen forms, by document."""
    counts: dict[int, list[int]] = {}
    for term, forms in chosen:
        for document, positions in texts.positions(term).items():
            row = counts.setdefault(document, [0] * texts.fields)
            for position in positions:
                field, at = 0, position
                while at >= len(texts.words[document][field]):
                    at -= len(texts.words[document][field]) + 1
                    field += 1
                row[field] += not forms or made.numbers[term, form_of(term, document, position)] in forms
    return counts


def naive_places(texts: Texts, made: Encoded, chosen: Chosen, candidates: set[int]) -> list[int]:
    """Return where the chosen terms stand in the candidates, in the chosen forms."""
    return sorted(
        document << 32 | position
        for term, forms in chosen
        for document, positions in texts.positions(term).items()
        for position in positions
        if document in candidates and (not forms or made.numbers[term, form_of(term, document, position)] in forms)
    )


@law
@given(TEXTS, CODES, SEEDS)
def test_they_are_marked_and_counted_where_they_stand(texts: Texts, codes: int, seed: int) -> None:
    random = Random(seed)
    made = encode_texts(texts, TERMS, codes, random.choice([None, [(3.0, 1.0, 0.75)] * texts.fields]))
    chosen = chosen_of(random, made)
    expected = naive_counts(texts, made, chosen)
    parts = made.postings, made.positions, made.table, made.places, made.dfs, *arrays(chosen)
    matched = bitmap({0}, texts.documents)
    mark_words(*parts, matched, texts.documents)
    assert members(matched) == {0} | {document for document, row in expected.items() if any(row)}
    low, high = random.choice([(0, texts.documents), sorted(random.choices(range(texts.documents + 1), k=2))])
    candidates = {document for document in range(low, high) if random.random() < 0.5}
    found = place_words(*parts, bytes(bitmap(candidates, texts.documents)), texts.documents)
    assert list(found) == naive_places(texts, made, chosen, candidates)
    mask = random.randint(0, (1 << texts.fields) - 1)
    documents, frequencies = count_words(*parts, texts.lengths, mask)
    rows = {
        document: row
        for document, row in sorted(expected.items())
        if any(count and mask >> field & 1 for field, count in enumerate(row))
    }
    assert list(documents) == list(rows)
    assert list(frequencies) == [count for row in rows.values() for count in row]


@pytest.mark.parametrize(("documents", "codes"), [(30, 255), (300, 2), (900, 255)])
def test_damage_misleads_or_raises(documents: int, codes: int) -> None:
    texts = make_texts(Random(documents), documents, TERMS, 2, 4)
    made = encode_texts(texts, TERMS, codes, [(3.0, 1.0, 0.75)] * 2)
    random = Random(codes)
    for _ in range(1500):
        postings, positions = bytearray(made.postings), bytearray(made.positions)
        for content in (postings, positions):
            if content and random.random() < 0.7:
                content[random.randrange(len(content))] = random.choice([0, 1, 0x7F, 0x80, 0xFF])
        dfs = array("I", [random.choice([df, df, df + 1, 0]) for df in made.dfs])
        positions = positions[: random.choice([len(positions), random.randrange(len(positions))])]
        parts = bytes(postings), bytes(positions), made.table, made.places, dfs, *arrays(chosen_of(random, made))
        with suppress(IndexDamaged):
            mark_words(*parts, bytearray((documents + 7) // 8), documents)
        with suppress(IndexDamaged):
            count_words(*parts, texts.lengths, 3)
        with suppress(IndexDamaged):
            place_words(*parts, random.randbytes((documents + 7) // 8), documents)


@given(st.sampled_from([([TERMS], [0], []), ([0], [1], []), ([0, 1], [1, 0], [0]), ([0], [], []), ([0], [9], [0])]))
def test_terms_and_forms_that_do_not_fit_are_refused(wrong: tuple[list[int], list[int], list[int]]) -> None:
    texts = make_texts(Random(1), 30, TERMS, 2, 4)
    made = encode_texts(texts, TERMS)
    parts = made.postings, made.positions, made.table, made.places, made.dfs
    rows = [array("I", row) for row in wrong]
    with pytest.raises(ValueError, match="each term"):
        mark_words(*parts, *rows, bytearray(4), 30)
    with pytest.raises(ValueError, match="each term"):
        count_words(*parts, *rows, texts.lengths, 3)
    with pytest.raises(ValueError, match="each term"):
        place_words(*parts, *rows, bytes(4), 30)
    good = array("I", [0]), array("I", [0]), array("I")
    with pytest.raises(ValueError, match="another segment"):
        place_words(*parts, *good, bytes(9), 30)
    with pytest.raises(ValueError, match="another segment"):
        mark_words(*parts, *good, bytearray(9), 30)
    with pytest.raises(ValueError, match="lengths"):
        count_words(*parts, *good, [texts.lengths[0], texts.lengths[1][:5]], 3)
    with pytest.raises(IndexDamaged):
        count_words(*parts, *good, texts.lengths[:1], 3)
    with pytest.raises(IndexDamaged):
        mark_words(made.postings, made.positions, array("I"), made.places, made.dfs, *good, bytearray(4), 30)
