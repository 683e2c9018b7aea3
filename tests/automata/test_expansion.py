"""What a pattern matches in a segment, as terms and forms, and damage in the words that it is looked for in."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dateline.index import Archive, Article
from dateline.index.analysis.english import fold
from dateline.index.errors import IndexDamaged
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.layout import INDEX
from dateline.index.segment.consistency import verify_segment
from dateline.searcher.automata import compile_pattern, expansion, find_words
from dateline.searcher.automata.suggestion import suggest_words
from dateline.searcher.engine.snapshot import Snapshot, open_snapshot
from dateline.searcher.query.leaves import WordPattern
from tests.fuzz.damage_kinds import put_table, table_of

pytestmark = pytest.mark.kernels

BODIES = ("Oil oil OIL oils", "study Studies studying Studied", "running runs ran", "Müller MULLER mullers, mulled")
FIELDS = tuple(row.name for row in DEFAULT_FIELDS.of_kind("text") if row.bare)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        for number, body in enumerate(BODIES):
            archive.add(Article(id=str(number), title="oil", body=body), extract=False)
        for number in range(60):
            archive.add(Article(id=f"w{number}", body=f"word{number} wörd{number}x {'y' * number}"), extract=False)
        archive.commit()
    return tmp_path / "news" / INDEX


@pytest.mark.parametrize("keep", [0, 3, 1000])
@pytest.mark.parametrize("stride", [1, 2, 1000])
def test_an_expansion_in_steps_is_that_of_one_walk(news: Path, keep: int, stride: int, monkeypatch) -> None:
    monkeypatch.setattr(expansion, "STRIDE", stride)
    dictionary = open_snapshot(news).segments[0].dictionaries["english"]
    for text, kind in (("", "prefix"), ("wor", "prefix"), ("*d*", "wildcard"), ("mullers", "fuzzy"), ("zzz", "prefix")):
        automaton, asked = compile_pattern(text, kind, 2), []
        whole = find_words(dictionary, automaton, keep)
        steps = find_words(dictionary, automaton, keep, lambda asked=asked: asked.append(True))
        for name in ("words", "kept", "entries", "terms", "ends", "numbers"):
            assert getattr(steps, name) == getattr(whole, name), (text, name)
        assert len(asked) > (1 if stride > 2 else 3)


def test_an_expansion_has_terms_with_the_forms_that_match(news: Path) -> None:
    snapshot = open_snapshot(news)
    dictionary = snapshot.segments[0].dictionaries["english"]
    for text, kind, terms in (
        ("oil", "prefix", {"oil": None}),
        ("oil", "wildcard", {"oil": ["OIL", "Oil", "oil"]}),
        ("*ying", "wildcard", {"studi": ["studying"]}),
        ("study", "prefix", {"studi": ["study", "studying"]}),
        ("m[uü]ll.*r", "regex", {"muller": ["MULLER", "Müller"]}),
        ("rans", "fuzzy", {"run": ["ran", "runs"]}),
        ("zzz", "prefix", {}),
    ):
        found = find_words(dictionary, compile_pattern(text, kind, 1), 0)
        expected = {}
        for term, forms in terms.items():
            looked_up = dictionary.lexicon.look_up(term)
            assert looked_up is not None
            own = dictionary.lexicon.forms_of(term)
            numbers = None if forms is None else tuple(sorted(map(own.index, forms)))
            expected[looked_up] = numbers
        places = [(dictionary.places[term], dictionary.dfs[term]) for term in found.terms]
        assert {place: found.forms(entry) for entry, place in enumerate(places)} == expected, text
        assert all(form is not None and fold(form) for term in terms for form in dictionary.lexicon.forms_of(term))
    snapshot.close()


def forge_words(segment: Path, change: Callable[[bytearray], bytearray]) -> None:
    """Change the folded words of a segment, and make its checksums right again."""
    content = bytearray(segment.read_bytes())
    table = table_of(content)
    start, size, _ = table["sections"]["english.folded"]
    content[start : start + size] = change(content[start : start + size])
    table["sections"]["english.folded"][2] = zlib.crc32(content[start : start + size])
    put_table(segment, content, table)


def test_damaged_words_are_an_answer_or_an_error_that_names_the_file(news: Path) -> None:
    (segment,) = news.glob("*.seg")
    sound, random, named = segment.read_bytes(), Random(9), []

    def broken(words: bytearray) -> bytearray:
        for _ in range(random.choice([1, 3])):
            words[random.randrange(len(words))] = random.choice([0, 15, 0x7F, 0x80, 0xF0, 0xFF])
        return words

    for _ in range(120):
        forge_words(segment, broken)
        snapshot = open_snapshot(news)
        try:
            ask(snapshot)
        except IndexDamaged as error:
            named.append(error.file)
        snapshot.close()
        segment.write_bytes(sound)
    assert len(named) > 20
    assert set(named) == {segment}


def test_a_check_compares_the_words_with_the_forms(news: Path) -> None:
    (segment,) = news.glob("*.seg")
    snapshot = open_snapshot(news)
    verify_segment(snapshot.segments[0])
    snapshot.close()
    forge_words(segment, lambda words: words.replace(b"word1", b"ward1"))
    snapshot = open_snapshot(news)
    with pytest.raises(IndexDamaged, match="without case and accents") as raised:
        verify_segment(snapshot.segments[0])
    assert raised.value.file == segment
    snapshot.close()


def ask(snapshot: Snapshot) -> None:
    """Use the folded words in every way there is."""
    for text, kind in (("", "prefix"), ("*d1*", "wildcard"), (".*x", "regex")):
        leaf = WordPattern("english", FIELDS, text, kind)
        snapshot.pattern_df(leaf)
        snapshot.rank(leaf, 5, "relevance")
        snapshot.total(WordPattern("english", FIELDS[:1], text, kind))
    suggest_words("wrod12", snapshot.segments)
