"""Names: the labels that weigh most, in texts and with tables of every kind."""

from __future__ import annotations

from array import array
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.names_file import NamesFile, load_shipped
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._tagging import FEATURES, classes_of, describe_words, hash_word, sentence_starts, tag
from tests.kernels.samples import law
from tests.oracles.labels import best_names

pytestmark = pytest.mark.kernels

PIECES = """
    President Ilham Aliyev met Mr. Smith in the U.S. of and
    al-Assad O’Brien O'Neill's U.S.-led 3.8bn 1,000 AT&T — -
    " “ ” ( ) ; , . ... ! ? Šefčovič Jean-Claude Ministry of Foreign Affairs NATO
    's St. J. K. Rowling d'Estaing İstanbul ß Ǆ
    ПУТИН 東京 é́ WASHINGTON said Gen. a.m. \n \n\n \t \x85
"""
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80) | st.text("AaBb .,'’-\nÉ1&", max_size=80)
SENTENCE = 512  # the most tokens of one


def threes(row: array[int]) -> list[tuple[int, ...]]:
    return [tuple(row[at : at + 3]) for at in range(0, len(row), 3)]


def tagged(text: str, tables: NamesFile, operations: bytes | None = None) -> tuple[list[tuple[int, ...]], list[int]]:
    starts, ends, kinds, sentences = tag(text, tables.lexicon, tables.rows, tables.moves, operations)
    return list(zip(starts, ends, kinds, strict=True)), list(sentences)


def known_operations() -> list[bytes]:
    """Return the names of the operations that this processor has."""
    known = []
    for name in (b"plain", b"avx2"):
        with suppress(ValueError):
            tag("Baku", load_shipped().lexicon, load_shipped().rows, load_shipped().moves, name)
            known.append(name)
    return known


OPERATIONS = known_operations()


@law
@given(TEXTS)
def test_names_are_the_labels_that_weigh_most(text: str) -> None:
    for form in (text, text.upper()):
        names = best_names(form, load_shipped())
        for operations in OPERATIONS:
            assert tagged(form, load_shipped(), operations)[0] == names


@law
@given(TEXTS)
def test_words_names_and_sentences_stand_in_order_within_the_text(text: str) -> None:
    names, sentences = tagged(text, load_shipped())
    words, features = describe_words(text, load_shipped().lexicon)
    assert len(features) == len(words) // 3 * FEATURES
    for spans in (names, threes(words)):
        assert all(0 <= start < end <= len(text) for start, end, _ in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert {kind for _, _, kind in names} <= {1, 2, 3, 4, 5}
    assert sentences == sorted(set(sentences))


@law
@given(TEXTS)
def test_the_width_of_characters_in_memory_changes_nothing(text: str) -> None:
    names, sentences = tagged(text, load_shipped())
    words, features = describe_words(text, load_shipped().lexicon)
    for wider in ("ж", "😀"):
        assert tagged(f"{text}\n\n{wider}", load_shipped()) == (names, [*sentences, len(text) + 2])
        assert describe_words(f"{text}\n\n{wider}", load_shipped().lexicon) == (words, features)


@pytest.mark.parametrize(("unit", "tokens"), [("Aa ", 1), ("aliyev ", 1), ("Aa, ", 2), ("Ab-Cd'Ef ", 1), ("3.5 ", 1)])
def test_a_sentence_without_end_is_cut(unit: str, tokens: int) -> None:
    text = unit * 1500
    names, sentences = tagged(text, load_shipped())
    assert sentences == list(range(0, len(text), SENTENCE // tokens * len(unit)))
    assert names == best_names(text, load_shipped())


@pytest.mark.parametrize("text", ["A" * 3000, "A. " * 1500, "“" * 900, "\n" * 900, "a." * 900, "A-" * 900, "'s" * 900])
def test_texts_of_one_mark_or_letter_are_read(text: str) -> None:
    assert tagged(text, load_shipped())[0] == best_names(text, load_shipped())


def test_a_long_text_is_scored_in_blocks() -> None:
    text = "Mr. Aliyev met 12 men in Baku. AND IT RAINED.\n" * 1200  # more tokens than a block has
    names, sentences = tagged(text, load_shipped())
    assert len(sentences) == 2400
    assert names == best_names(text, load_shipped())


@pytest.mark.parametrize("part", ["lexicon", "rows", "moves"])
def test_tables_of_a_wrong_size_are_refused(part: str) -> None:
    tables = {"lexicon": load_shipped().lexicon, "rows": load_shipped().rows, "moves": load_shipped().moves}
    # A lexicon may have any number of entries but none.
    for wrong in (tables[part][:0],) if part == "lexicon" else (tables[part][:-1], tables[part][:0]):
        with pytest.raises(IndexDamaged, match="reinstall"):
            tag("Baku", **(tables | {part: wrong}))
    with pytest.raises(IndexDamaged, match="reinstall"):
        describe_words("Baku", array("Q"))


@pytest.mark.parametrize("weight", [0x00, 0x55, 0xFF])
def test_tables_of_nonsense_do_no_harm(weight: int) -> None:
    rows = bytes([weight]) * len(load_shipped().rows)
    lexicon = array("Q", bytes([weight]) * 8 * len(load_shipped().lexicon))
    tables = NamesFile(lexicon, rows, load_shipped().moves)
    text = "In Baku, Mr. Aliyev met U.S. troops."
    for operations in OPERATIONS:
        assert tagged(text, tables, operations)[0] == best_names(text, tables)


@law
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_nothing_is_left_of_the_texts_before(texts: list[str]) -> None:
    for text in (*texts, "In Baku, Aliyev said.\n" * 700, *texts):
        assert tagged(text, load_shipped())[0] == best_names(text, load_shipped())


def test_operations_that_no_processor_has_are_refused() -> None:
    assert OPERATIONS[0] == b"plain"
    with pytest.raises(ValueError, match="no operations"):
        tagged("Baku", load_shipped(), b"avx3")


def test_a_word_has_one_hash_in_any_case_and_the_classes_of_its_entry() -> None:
    assert hash_word("BAKU") == hash_word("Baku") == hash_word("baku") != hash_word("Bakü")
    assert hash_word("ПУТИН") == hash_word("Путин")
    word = hash_word("Baku")
    first, mark = word * 16 >> 32, (word & 0xFFFFFF) << 40
    full = array("Q", [mark ^ 1 << 63 | 7] * 16)  # entries of another word, none free
    assert classes_of(full, word) == 0
    for place in (0, 15):
        lexicon = array("Q", full)
        lexicon[(first + place) % 16] = mark | 9 << 32 | 0x12345678
        assert classes_of(lexicon, word) == 0x12345678
    lexicon[first] = 0  # a free slot ends the search
    assert classes_of(lexicon, word) == 0
    assert classes_of(array("Q"), word) == 0


@law
@given(TEXTS, st.lists(st.integers(0, 90), max_size=4, unique=True).map(sorted))
def test_sentences_are_found_without_names_where_the_tagger_finds_them(text: str, cuts: list[int]) -> None:
    tables = load_shipped()
    _, wanted = tagged(text, tables)
    assert list(sentence_starts(text, array("Q"), array("Q"), tables.lexicon)) == wanted
    removed = [3 * (number + 1) for number in range(len(cuts))]
    printed = [start + 3 * sum(cut <= start for cut in cuts) for start in wanted]
    assert list(sentence_starts(text, array("Q", cuts), array("Q", removed), tables.lexicon)) == printed


def test_a_sentence_of_any_length_is_one() -> None:
    tables = load_shipped()
    text = "The " + "small word " * SENTENCE + "ends. Another begins."
    assert len(tagged(text, tables)[1]) > 2
    assert list(sentence_starts(text, array("Q"), array("Q"), tables.lexicon)) == [0, text.index("Another")]


def test_sentences_are_found_with_a_lexicon_and_cuts_in_pairs() -> None:
    with pytest.raises(ValueError, match="no lexicon"):
        sentence_starts("One.", array("Q"), array("Q"), array("Q"))
    with pytest.raises(ValueError, match="belong together"):
        sentence_starts("One.", array("Q", [1]), array("Q"), load_shipped().lexicon)
