"""Names in a text: a table of examples, the oracle, and texts that are meant to break it."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.places.folding import fold_name, folds, name_hash
from dateline.index.entities.places.gazetteer import tables_of, words_of
from dateline.index.kernel._gazetteer import NameScanner, scan_names
from tests.growth import assert_linear
from tests.kernels.samples import law
from tests.oracles.names import find_names, hash_name

pytestmark = pytest.mark.kernels

NAMES = ["Paris", "New York", "St. Louis", "Côte d'Ivoire", "U.S.", "Isle of Man", "York", "Россия", "Port-au-Prince"]
FOLDED_NAMES = {fold_name(name) for name in NAMES}
TABLES = tables_of({name_hash(name) for name in NAMES})
SCANNERS = [NameScanner(folds(), *TABLES), NameScanner(folds(), *TABLES, memoryview(words_of(NAMES)))]

GOLDEN = {
    "": [],
    "Paris": ["Paris"],
    "in PARIS, France": ["PARIS"],
    "paris": [],
    "Parisian": [],
    "xParis": [],
    "New York and York": ["New York", "York"],
    "New\nYork": ["New\nYork"],
    "New  York": ["York"],
    "St. Louis, St Louis": ["St. Louis", "St Louis"],
    "Cote d’Ivoire": ["Cote d’Ivoire"],
    "the U.S. and US": ["U.S"],
    "U.S.-led": ["U.S"],
    "Isle of Man": ["Isle of Man"],
    "в России, Россия": ["Россия"],
    "PORT-AU-PRINCE": ["PORT-AU-PRINCE"],
    "Paris’s": ["Paris"],
    "日本Paris 東京": ["Paris"],
}

texts = st.text(st.sampled_from("PparisNewYokSt.Lu ’'-\n1éÉŁ́я日😀")) | st.lists(st.sampled_from(NAMES)).map(" ".join)


@pytest.mark.parametrize(("text", "names"), GOLDEN.items())
def test_golden(text: str, names: list[str]) -> None:
    flat = scan_names(text, folds(), *TABLES)
    assert [text[start:end] for start, end in zip(flat[0::3], flat[1::3], strict=True)] == names


@law
@given(texts)
def test_names_are_found_and_hashed_as_the_oracle_says(text: str) -> None:
    found = scan_names(text, folds(), *TABLES)
    assert list(zip(found[0::3], found[1::3], strict=True)) == list(find_names(text, FOLDED_NAMES))
    assert all(scanner.scan(text) == found for scanner in SCANNERS)
    assert name_hash(text) == hash_name(text)
    for start, end, entry in zip(found[0::3], found[1::3], found[2::3], strict=True):
        assert TABLES[1][entry] == hash_name(text[start:end]) & 0xFFFFFFFF


@law
@given(texts, st.lists(st.integers(0, 0xFFFFFFFF), max_size=9), st.integers(0, 0xFFFFFFFF))
def test_a_damaged_table_gives_wrong_names_at_worst(text: str, hashes: list[int], bucket: int) -> None:
    buckets = array("I", [bucket]) * 65537
    found = scan_names(text, folds(), memoryview(buckets), memoryview(array("I", hashes)))
    assert all(start < end <= len(text) for start, end in zip(found[0::3], found[1::3], strict=True))


@law
@given(texts, st.integers(0, 255))
def test_a_damaged_table_of_words_gives_fewer_names_at_worst(text: str, words: int) -> None:
    scanner = NameScanner(folds(), *TABLES, memoryview(bytes([words]) * (1 << 18)))
    found = scanner.scan(text)
    assert all(start < end <= len(text) for start, end in zip(found[0::3], found[1::3], strict=True))


@pytest.mark.parametrize("words", [b"", bytes((1 << 18) - 1), bytes((1 << 18) + 1)])
def test_a_table_of_words_of_a_wrong_size_is_refused(words: bytes) -> None:
    with pytest.raises(ValueError, match="size"):
        NameScanner(folds(), *TABLES, memoryview(words))


@pytest.mark.parametrize("unit", ["A", "Paris ", "St. ", "日", "7", "A-", "É́"])
def test_time_is_linear(unit: str) -> None:
    assert_linear(lambda size: scan_names(unit * (size // len(unit)), folds(), *TABLES), 50_000)
