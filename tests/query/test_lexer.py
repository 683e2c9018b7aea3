"""Query text → lexemes: a table of examples, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher.query.lexemes import Leaf, Lexeme
from dateline.searcher.query.lexer import lex
from dateline.searcher.query.tree import Everything, Named, Pattern, Phrase, Range, Word

FIELDS = frozenset(("title", "published"))
TABLE = Path(__file__).with_name("lexemes.txt")
TEXTS = st.text() | st.text(alphabet='abAND:=*~^2.-+−()"“ <>…\0', max_size=20)


def read(query: str) -> tuple[list[Lexeme], list[tuple[str, int, int]]]:
    remarks: list[tuple[str, int, int]] = []
    return lex(query, FIELDS.__contains__, lambda *remark: remarks.append(remark[:3])), remarks


def shown_leaf(leaf: Leaf) -> str:
    match leaf:
        case Word(text, exact, _, letters):
            return f"Word({text!r}{', exact' * exact}{', letters' * letters})"
        case Phrase(text, exact, _, letters, slop):
            return f"Phrase({text!r}{', exact' * exact}{', letters' * letters}{f', ~{slop}' if slop else ''})"
        case Pattern(text, kind, distance):
            return f"Pattern({text!r}, {kind}{f', ~{distance}' if distance else ''})"
        case Named(what):
            return f"Named({what!r})"
        case Everything():
            return "Everything()"
        case Range(field, low, high, low_open, high_open):
            return f"Range({field!r}, {low!r}, {high!r}{', low_open' * low_open}{', high_open' * high_open})"


def clip(lexeme: Lexeme) -> str:
    place = f"{lexeme.kind}@{lexeme.start}-{lexeme.end}"
    if lexeme.leaf is not None:
        return f"{place} {shown_leaf(lexeme.leaf)}"
    if lexeme.name:
        return f"{place} {lexeme.name} {lexeme.number:g}"
    return f"{place} {lexeme.text}" if lexeme.kind == "field" else place


def examples() -> list[list[str]]:
    blocks = TABLE.read_text("utf-8").strip().split("\n\n")
    return [block.split("\n") for block in blocks if not block.startswith("#")]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example[0][2:])
def test_query_gives_the_lexemes_of_the_table(example: list[str]) -> None:
    query, *expected = example
    assert [clip(lexeme) for lexeme in read(query[2:])[0]] == expected


@given(TEXTS)
def test_lexemes_stand_in_order_and_do_not_overlap(query: str) -> None:
    lexemes, _ = read(query)
    places = [place for lexeme in lexemes for place in (lexeme.start, lexeme.end)]
    assert places == sorted(places)
    assert all(0 <= lexeme.start < lexeme.end <= len(query) for lexeme in lexemes)


@given(TEXTS)
def test_signs_and_fields_always_have_something_behind_them(query: str) -> None:
    lexemes, _ = read(query)
    for lexeme, following in pairwise([*lexemes, None]):
        assert lexeme is not None
        if lexeme.kind in ("+", "-", "^", "field"):
            assert following is not None
            assert following.kind in ("leaf", "blank", "(", "^", "field")
            assert following.start == lexeme.end or query[lexeme.end : following.start].strip("=+-−*") == ""


@given(TEXTS)
def test_remarks_speak_of_a_place_in_the_text(query: str) -> None:
    _, remarks = read(query)
    assert all(message and 0 <= start < end <= len(query) for message, start, end in remarks)


@given(st.text(alphabet="abc'’.&£-", min_size=1).filter(lambda word: word[0].isalpha()))
def test_punctuation_inside_a_word_stays(word: str) -> None:
    lexemes, remarks = read(word)
    assert lexemes == [Lexeme("leaf", word, 0, len(word), Word(word))]
    assert not remarks
