"""The note on a question of which few articles have all words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive


@pytest.fixture(scope="module", params=[True, False])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path = tmp_path_factory.mktemp("question") / "news"
    with Archive.create(path) as made:
        for number in range(12):
            made.add(Article(id=f"a{number}", title="Oil", body=f"Oil prices fall. {'Why did they?' * (number < 2)}"))
            made.add(Article(id=f"b{number}", title="Vote", body="Who won the vote in Lyon?"))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def notes(archive: SearchArchive, query: str, **options: object) -> list[str]:
    return [each.message for each in archive.search(query, **options).notes]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        (
            "why did oil prices fall",
            "“why did” is searched, too; without it 12 articles match: write oil prices fall",
        ),
        ("Why oil prices fall", "“Why” is searched, too; without it 12 articles match: write oil prices fall"),
        ("oil prices fall", None),
        ("who won the vote", None),
        ("why", None),
        ("why oil", None),
        ("where is Lyon", "“where is” is searched, too; without it 12 articles match: write Lyon"),
        ("why did -oil prices", None),
        ("why did =oil prices", None),
    ],
)
def test_a_question_with_few_articles_has_a_note(archive: SearchArchive, query: str, note: str | None) -> None:
    said = [each for each in notes(archive, query, limit=1, strict=True) if not each.startswith("no article has")]
    assert said == ([] if note is None else [note])


def test_what_the_note_says_to_write_matches_what_it_promises(archive: SearchArchive) -> None:
    (note,) = notes(archive, "why did oil prices fall")
    promised, _, written = note.partition("without it ")[2].partition(" articles match: write ")
    assert archive.search(written).total == int(promised)


def test_what_the_note_says_to_write_is_the_change_that_is_proposed(archive: SearchArchive) -> None:
    found = archive.search("where did oil prices fall").diagnosis
    assert found is not None
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == ("oil prices fall", 12)


def test_the_note_is_for_words_that_may_give_way(archive: SearchArchive) -> None:
    for options in ({"match": "all"}, {"match": "any"}, {"plain": True}, {"filters": {"source": ""}}):
        assert notes(archive, "why did oil prices fall", **options) == []


def test_the_note_is_beside_that_on_words_that_gave_way(archive: SearchArchive) -> None:
    first, second = notes(archive, "where did oil prices fall")
    assert first.startswith("“where did” is searched, too; without it 12 articles")
    assert second.startswith("no article has all of these words")
