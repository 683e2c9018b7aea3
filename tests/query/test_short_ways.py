"""What reads common queries in less time gives what the long way gives."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index import DEFAULT_FIELDS
from dateline.searcher.query import binding, lexer, parse
from dateline.searcher.query.binding import row_of
from dateline.searcher.query.other_operators import QUOTED, ROWS, has_other_operators
from dateline.searcher.query.scanner import PIECE, PIECE_WITHOUT_SLASH

TODAY = date(2019, 10, 12)
PARTS = [
    "oil", "Gas", "OPEC", "USA", "OF", "OR", "AND", "NOT", "near", "SENT", "2", "5", "1987", "1st", "b1", "N5", "ß",
    "Köln", "²", "–", "'", '"', "(", ")", ":", "^", "^2", "~2", "*", "?", "+", "-", "=", "==", ".", ",", "/",
    "/a.*b/", "title:", "people:", "published:", "nosuch:", "NEAR/5", "ADJ", "FIRST/50", "ATLEAST/2", "U.S.",
    "e-mail", "R&D", "pric*", "w?man", "2016..2017", "[person]", "«", "XOR", "ANDNOT", "around", "AROUND(3)",
    "near5", "n/5", "pre/3", "atleast3", "w/s", "+3", "(5)", "3%", "!a", "a!", "$", "#",
]  # fmt: skip
QUERIES = st.lists(st.sampled_from([*PARTS, " ", " ", "\n", "\u200b"]), max_size=12).map("".join)
SPACED = st.lists(st.sampled_from(PARTS), max_size=9).map(" ".join)


def is_field(name: str) -> bool:
    return row_of(name, DEFAULT_FIELDS) is not None


def read(query: str) -> tuple[object, object]:
    """Return all that a query is read as: lexemes with their remarks, and the clause with its notes."""
    remarks: list[object] = []
    lexemes = lexer.lex(query, is_field, lambda *remark: remarks.append(remark))
    tree = parse(query, is_field).tree
    return (lexemes, remarks), binding.bind(tree, DEFAULT_FIELDS, query, today=TODAY)


@pytest.mark.parametrize(
    ("module", "short_way", "refusal"), [(lexer, "_read_plain", False), (binding, "_bind_plain", None)]
)
@given(QUERIES | SPACED)
@example("2 OF (a b)")
@example("OF(a")
@example("-USA +OPEC title:oil")
@example("title:oil NEAR/5 (gas OR Visited)")
@example("people:aliyev NEAR/10 oil")
def test_a_plain_word_is_read_as_any_other(module: ModuleType, short_way: str, refusal: object, query: str) -> None:
    with mock.patch.object(module, short_way, return_value=refusal):
        expected = read(query)
    assert read(query) == expected


@given(QUERIES | SPACED | st.text(max_size=20))
def test_a_query_with_fewer_than_two_slashes_has_the_same_pieces(query: str) -> None:
    query = query.replace("/", "", max(0, query.count("/") - 1))
    assert PIECE_WITHOUT_SLASH.findall(query) == PIECE.findall(query)


@given(QUERIES | SPACED)
@example("oil n/5 gas")
@example("2 OF oil gas")
@example("oil NEAR (5) gas")
@example("gas BUT NOT oil")
def test_a_query_with_an_operator_of_the_table_is_not_passed_over(query: str) -> None:
    text = QUOTED.sub(lambda found: '"' * len(found[0]), query)
    if any(row.pattern.search(text) for row in ROWS):
        assert has_other_operators(query)


@pytest.mark.parametrize("query", ["oil price", "war on drugs"])
def test_plain_words_are_passed_over(query: str) -> None:
    assert not has_other_operators(query)
