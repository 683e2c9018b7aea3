"""Signatures and what is found by them: what they mean, the oracles, and texts and runs meant to break them."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.places.folding import folds
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._candidates import (
    bucket_starts,
    enter,
    find_candidates,
    merge_entries,
    pack_entries,
    unpack_entries,
)
from dateline.index.kernel._likeness import likeness, most_alike, overlap
from dateline.index.kernel._signatures import KEYS, RECORD, SIGNATURE, sketch
from tests.growth import assert_linear
from tests.kernels.samples import law
from tests.oracles import likeness as alike
from tests.oracles import signatures as signed
from tests.oracles.signatures import Run

pytestmark = pytest.mark.kernels

WORDS = (
    "the", "harbour", "of", "Lisbon", "1,755", "ships", "Dvůr", "KRÁLOVÉ", "flooded", "İ", "ß", "東京", "ไทย", "R&D",
    "millions", "it’s", "\u2014", "3.8bn",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=90).map(" ".join) | st.text(max_size=60)
numbers = st.lists(st.integers(0, (1 << 36) - 1).map(lambda n: n * 0x9E3779B9 % (1 << 64)), max_size=60)


def signature(body: str, title: str = "") -> memoryview:
    return memoryview(sketch([(title, body)], folds())).cast("I")


def words_of(record: memoryview) -> int:
    return record[0]


def test_words() -> None:
    assert words_of(signature("two words")) == 0
    assert words_of(signature("Dvůr Králové, 2009.")) == 3
    assert words_of(signature("東京の空")) == 4
    assert signature("DVUR  kralove - 2009") == signature("Dvůr Králové, 2009.")


def test_the_title_tells_in_short_texts_only() -> None:
    short, long = "div 12 cts vs 12 cts prior", " ".join(f"word{i}" for i in range(60))
    assert overlap(signature(short, "Acme sets payout"), signature(short, "Zenith sets payout")) == (5, 8, 8, 5, 6, 6)
    assert signature(long, "Acme") == signature(long, "Zenith")


def test_sketches_estimate_what_sets_share() -> None:
    common = [f"w{i}" for i in range(3000)]
    first = signature(" ".join(common[:2000]))
    shared, ones, others = overlap(first, signature(" ".join(common[1000:])))[:3]
    assert 0.2 < shared / (ones + others - shared) < 0.47  # a third
    shared, ones, others = overlap(first, signature(" ".join(common[:500])))[:3]
    assert shared == others
    assert ones > 2 * others


@law
@given(texts, texts, texts)
def test_a_sketch_and_a_likeness_are_those_of_the_oracles(title: str, body: str, other: str) -> None:
    records = sketch([(title, body), (body, other)], folds())
    assert records == signed.sketch([(title, body), (body, other)], folds())
    assert len(records) == 2 * 4 * RECORD
    pair = [memoryview(records[place : place + 4 * RECORD]).cast("I") for place in (0, 4 * RECORD)]
    assert overlap(*pair) == alike.overlap(*pair)
    assert likeness(*pair) == alike.likeness(*pair)


@law
@given(st.integers(0, 1 << 30))
def test_the_most_alike_is_chosen(seed: int) -> None:
    random = Random(seed)
    words = [f"w{number}" for number in range(random.choice((9, 30, 90, 300)))]
    texts = [("", " ".join(random.sample(words, random.randrange(len(words))))) for _ in range(3)]
    for _ in range(5):
        row = random.choice(texts)[1].split()
        texts.append(("", " ".join(word for word in row[: random.randint(0, len(row))] if random.random() < 0.97)))
    records = memoryview(sketch(texts, folds())).cast("I")
    signatures = [records[place * RECORD :][:SIGNATURE] for place in range(8)]
    parts = [(1, memoryview(b"".join(signatures[:3])).cast("I")), (4, memoryview(b"".join(signatures[3:])).cast("I"))]
    pairs = array("Q", (one << 32 | other for one in range(1, 9) for other in range(1, one)))
    assert most_alike(pairs, parts) == alike.most_alike(pairs, dict(enumerate(signatures, 1)))
    for wrong in (9 << 32 | 1, 2 << 32):
        with pytest.raises(IndexDamaged, match="no signature"):
            most_alike(array("Q", [wrong]), parts)


@law
@given(st.lists(st.integers(0, (1 << 32) - 1), min_size=2 * SIGNATURE, max_size=2 * SIGNATURE))
def test_damaged_signatures_are_compared(numbers: list[int]) -> None:
    one, other = array("I", numbers[:SIGNATURE]), array("I", numbers[SIGNATURE:])
    for same in (overlap(one, other), overlap(one, one)):
        assert 0 <= same[0] <= 64
        assert 0 <= same[3] <= 32


@pytest.mark.parametrize("count", [63, 64, 65, 66, 255, 257, 258, 300, 5000])
def test_the_lowest_hashes_of_long_texts_are_kept(count: int) -> None:
    texts = [("", " ".join(f"w{number % distinct}" for number in range(count))) for distinct in (count, 70, 5)]
    assert sketch(texts, folds()) == signed.sketch(texts, folds())


def run_of(entries: array[int], first: int, versions: int) -> Run:
    bits = (versions - 1).bit_length()
    return pack_entries(entries, first, bits), bucket_starts([entries[:50], entries[50:]], bits), first


@law
@given(st.integers(0, 1 << 30), st.integers(1, 9), st.integers(1, 9))
def test_candidates_share_most_keys(seed: int, of_key: int, of_version: int) -> None:
    random = Random(seed)
    keys = [random.randrange(1 << 32) for _ in range(6)]
    parts, firsts, number = [], [], random.choice((1, 90))
    for _ in range(3):
        records, row = array("I"), array("I")
        firsts.append(number)
        for _ in range(random.randrange(1, 12)):
            chosen = [random.choice(keys) for _ in range(KEYS)]
            records.extend([random.randrange(2), *[0] * (SIGNATURE - 1), *chosen])
            row.append(number)
            number += random.choice((1, 1, 3))
        parts.append(enter(records, row))
        assert parts[-1] == signed.enter(records, row)
    runs = [run_of(parts[n], firsts[n], firsts[n + 1] - firsts[n]) for n in (1, 0)]
    merged = merge_entries(parts[0], parts[1])
    assert merged == array("Q", sorted(parts[0] + parts[1]))
    found = find_candidates(parts[2], runs, of_key, of_version)
    assert found == signed.find_candidates(parts[2], runs, of_key, of_version)
    # However they lie in runs.
    assert find_candidates(parts[2], [run_of(merged, firsts[0], firsts[2] - firsts[0])], of_key, of_version) == found


@law
@given(numbers, st.integers(0, 32), st.integers(0, 7))
def test_runs_give_their_entries_back(row: list[int], bits: int, part_bits: int) -> None:
    bits = min(bits, 12)
    first = 1 << 20
    entries = array("Q", sorted({number >> 32 << 32 | first + number % (1 << bits) for number in row}))
    run = pack_entries(entries, first, bits), bucket_starts([entries[:7], entries[7:]], bits), first
    assert len(run[1]) == (1 << bits) + 1
    assert signed.entries_of(run) == list(entries)
    read = [unpack_entries(*run, part, part_bits) for part in range(1 << part_bits)]
    assert [entry for part in read for entry in part] == list(entries)
    assert all(entry >> 64 - part_bits == part for part, each in enumerate(read) if part_bits for entry in each)
    with pytest.raises(ValueError, match="no such part"):
        unpack_entries(*run, 1 << part_bits, part_bits)


def test_a_run_has_no_room_for_other_versions() -> None:
    for wrong in (6, 11):
        with pytest.raises(IndexDamaged, match="its run has not"):
            pack_entries(array("Q", [5 << 32 | wrong]), 7, 2)


def test_of_a_key_that_all_have_the_latest_count() -> None:
    records = sketch([("", "the same words in every one of them")] * 100, folds())
    entries = enter(memoryview(records).cast("I"), array("I", range(1, 101)))
    pairs = find_candidates(entries, [], 4, 2)
    assert [pair & 0xFFFFFFFF for pair in pairs if pair >> 32 == 100] == [98, 99]
    assert len(pairs) == 2 * 98 + 1


def test_candidates_come_in_order_however_many_keys_they_share() -> None:
    entries = array("Q", (key << 32 | number for key, number in ((1, 1), (1, 2), (1, 3), (2, 1), (2, 3))))
    assert [pair & 0xFFFFFFFF for pair in find_candidates(entries, [], 4, 4) if pair >> 32 == 3] == [1, 2]
    assert [pair & 0xFFFFFFFF for pair in find_candidates(entries, [], 4, 1) if pair >> 32 == 3] == [1]


@pytest.mark.parametrize("starts", [[], [0], [0, 5, 2], [0, 9], [0, 1, 2, 3]])
def test_damaged_buckets_raise(starts: list[int]) -> None:
    entries = enter(signature("four words and more"), array("I", [2]))
    run = array("I", [1, 2, 3]), array("I", starts), 1
    with pytest.raises(IndexDamaged, match="buckets"):
        find_candidates(entries, [run], 4, 4)
    with pytest.raises(IndexDamaged, match="buckets"):
        [unpack_entries(*run, part, 1) for part in range(2)]


@pytest.mark.parametrize(
    "text", ["a " * 3_000_000, "a" * 5_000_000, "東" * 3_000_000, "1 2 3 " * 1_000_000, "é-" * 500]
)
def test_endless_texts_take_no_time(text: str) -> None:
    sketch([(text, text)], folds())
    assert_linear(lambda size: sketch([("", text[:1] * size)], folds()), 100_000)
    cut = [("", text[:2000])]
    assert sketch(cut, folds()) == signed.sketch(cut, folds())


def test_merging_keeps_the_order() -> None:
    assert merge_entries(array("Q", [1, 4]), array("Q", [2, 3, 9])) == array("Q", [1, 2, 3, 4, 9])
