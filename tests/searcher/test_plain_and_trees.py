"""Requests whose query is plain text, or a tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.errors import FieldError
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.query import (
    And,
    AtLeast,
    Boost,
    First,
    InField,
    Named,
    Near,
    Node,
    Not,
    Pattern,
    Phrase,
    Word,
    parse,
    parse_plain,
)
from dateline.searcher.query.grammar import LONGEST, MOST_WORDS
from dateline.searcher.query.loosening import clauses_of
from tests.strategies import queries


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("plain") / "news"
    with Archive.create(path) as made:
        made.add(Article(id="a", title="Oil", body="Oil and gas rose. AND not NEAR/5.", source="Courier"))
        made.add(Article(id="b", title="Mayor of Lyon", body="The mayor spoke of oil.", source="Post"))
    with open_archive(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oil -gas", ["oil", "-gas"]),
        ("title:oil AND (NOT", ["title:oil", "AND", "(NOT"]),
        ('say "hello - world', ["say", '"hello', "world"]),
        ("a*~2^3\u200bb", ["a*~2^3", "b"]),
        ("…— !?", []),
        ("", []),
    ],
)
def test_every_character_of_a_plain_text_is_text(text: str, words: list[str]) -> None:
    parsed = parse_plain(text)
    clauses = clauses_of(parsed.tree)
    assert [each.text for each in clauses if isinstance(each, Word)] == words
    assert parsed.notes == ()
    assert all(isinstance(each, Word) and each.place and text[slice(*each.place)] == each.text for each in clauses)


@given(st.text())
def test_plain_text_has_no_notes(archive: SearchArchive, text: str) -> None:
    assert parse_plain(text).notes == ()
    assert [note for note in archive.search(text, plain=True).notes if "no article has all" not in note.message] == []


def test_limits_of_plain_text_are_noted() -> None:
    many = parse_plain("oil " * (MOST_WORDS + 1))
    assert isinstance(many.tree, And)
    assert len(many.tree.clauses) == MOST_WORDS
    assert "1,024 words" in many.notes[0].message
    assert "100,000" in parse_plain(" " * LONGEST + "oil").notes[0].message


def test_operators_of_a_plain_query_are_words(archive: SearchArchive) -> None:
    assert [hit.id for hit in archive.search("oil NEAR/5 AND", plain=True)] == ["a"]
    assert archive.search("source:Post", plain=True).total == 0
    assert archive.search("source:Post").total == 1


@given(queries())
def test_a_tree_is_searched_as_its_query(archive: SearchArchive, query: str) -> None:
    tree = parse(query, lambda name: archive.fields.get(name) is not None).tree
    request = SearchRequest.of_tree(tree)
    assert [hit.id for hit in archive.search(request)] == [hit.id for hit in archive.search(query)]
    again = SearchRequest.from_json(request.as_json())
    assert again == request
    assert archive.search(SearchRequest("", tree=tree)).total == archive.search(query).total


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"plain": 1}, "plain is True or False, not 1"),
        ({"tree": "oil"}, "tree is a node of dateline.searcher.query or None"),
        ({"tree": Word("oil"), "plain": True}, "a tree is not read as plain text"),
    ],
)
def test_wrong_options_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        SearchRequest("oil", **options)


def test_a_wrong_tree_in_the_json_of_a_request_is_told_with_its_place() -> None:
    with pytest.raises(ValueError, match=r"tree.text: this is a text"):
        SearchRequest.from_json('{"query": "", "tree": {"type": "word", "text": 1}}')


def test_an_unknown_field_in_a_tree_is_an_error_that_names_the_nearest(archive: SearchArchive) -> None:
    with pytest.raises(FieldError, match="'topcs', which the archive has not; it has topics"):
        archive.search(SearchRequest.of_tree(InField("topcs", Word("oil"))))


@pytest.mark.parametrize(
    ("tree", "error"),
    [
        (Word(5), TypeError),  # type: ignore[arg-type]
        (Not(None), TypeError),  # type: ignore[arg-type]
        (And((Word("oil"), "gas")), TypeError),  # type: ignore[arg-type]
        (First(Word("oil"), -1), ValueError),
        (Boost(Word("oil"), float("nan")), ValueError),
        (Boost(Word("oil"), -1.0), ValueError),
        (Near("NEAR", Word("oil"), Word("gas"), -3), ValueError),
        (Phrase("oil gas", slop=-1), ValueError),
        (Phrase("oil gas", slop=10**30), ValueError),
        (Phrase("oil gas", slop=1.5), TypeError),  # type: ignore[arg-type]
        (Near("NEAR", Word("oil"), Word("gas"), 10**30), ValueError),
        (Near("FOO", Word("oil"), Word("gas"), 3), ValueError),  # type: ignore[arg-type]
        (AtLeast(2**70, Word("oil")), ValueError),
        (Boost(Word("oil"), 10**400), ValueError),
        (Boost(Word("oil"), "2"), TypeError),  # type: ignore[arg-type]
        (Pattern("oil", "foo"), ValueError),  # type: ignore[arg-type]
        (Pattern("oil", "fuzzy", 9), ValueError),
        (Named("dog"), ValueError),  # type: ignore[arg-type]
        (InField(None, Word("oil")), TypeError),  # type: ignore[arg-type]
        (reduce(lambda made, _: Not(made), range(100_000), Word("oil")), ValueError),
        (reduce(lambda made, _: And((made, made)), range(1_000), Word("oil")), ValueError),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_tree_with_values_that_mean_nothing_is_refused(archive: SearchArchive, tree: Node, error: type) -> None:
    with pytest.raises(error):
        archive.search(SearchRequest("oil", tree=tree))
    with pytest.raises(error):
        SearchRequest.of_tree(tree)
