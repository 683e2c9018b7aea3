"""Phrases with slop, in articles whose title has words of the phrase too."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import open_archive

ARTICLES = [
    Article(id="body", title="Oil", body="gas coal oil"),
    Article(id="across", title="Oil coal", body="gas"),
    Article(id="title", title="Coal gas oil", body="Oil."),
]


@pytest.mark.parametrize("use_index", [True, False])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"oil coal gas"~4', {"body", "title"}),  # a word of the title is none of a place in the body
        ('"oil coal gas"~3', {"title"}),
        ('"coal gas oil"', {"title"}),
        ('"gas oil"~1', {"body", "title"}),
    ],
)
def test_its_words_are_of_one_field(tmp_path: Path, query: str, found: set[str], use_index: bool) -> None:
    with Archive.create(tmp_path / "news") as archive:
        for article in ARTICLES:
            archive.add(article)
    with open_archive(tmp_path / "news", use_index=use_index) as opened:
        assert {hit.id for hit in opened.search(query).hits} == found
