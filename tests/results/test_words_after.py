"""The note on words after the value of a field that were probably meant as part of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive

TODAY = date(2016, 12, 14)


@pytest.fixture(scope="module", params=[True, False], ids=["index", "scan"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchArchive]:
    path: Path = tmp_path_factory.mktemp("words_after") / "news"
    with Archive.create(path) as made:
        day = date(2016, 6, 3)
        made.add(
            Article(id="a", title="Talks", body="Oil.", places=("West Germany",), published=day, source="The Post")
        )
        made.add(Article(id="b", title="Gas", body="Germany and oil.", people=("James Baker",), places=("Iran",)))
        made.add(Article(id="c", title="June", body="2016 last week", byline="Ailsa Grant", topics=("nat-gas",)))
    with open_archive(path, use_index=request.param) as opened:
        yield opened


def note_of(archive: SearchArchive, query: str) -> tuple[str, str] | None:
    """The message of the note, and the part of the query that it is on."""
    found = archive.search(query, today=TODAY).notes
    told = [(each.message, query[each.start : each.end]) for each in found if each.message.startswith("only ")]
    assert len(told) < 2
    return told[0] if told else None


@pytest.mark.parametrize("query", ["oil published:last week", "published:last month oil", "-published:last week oil"])
def test_a_value_that_is_no_date_alone_has_no_second_note(archive: SearchArchive, query: str) -> None:
    found = archive.search(query, today=TODAY).notes
    assert [each.message for each in found if "“last”" in each.message] == [note_of(archive, query)[0]]  # type: ignore[index]


def test_a_value_that_is_no_date_with_the_words_after_it_keeps_its_note(archive: SearchArchive) -> None:
    (note, *_) = archive.search("published:last oil", today=TODAY).notes
    assert note.message == "“last” is not a date that Dateline reads; searched as words"


@pytest.mark.parametrize(
    ("query", "typed", "field", "whole", "place"),
    [
        ("places:west germany", "west", "places", 'places:"west germany"', "west germany"),
        ("oil -places:west germany talks", "west", "places", 'places:"west germany"', "west germany"),
        ("gas OR (+place:west germany oil)", "west", "places", 'place:"west germany"', "west germany"),
        ("people:james baker oil", "james", "people", 'people:"james baker"', "james baker"),
        ("people:president baker", "president", "people", 'people:"president baker"', "president baker"),
        ("author:ailsa grant", "ailsa", "byline", 'author:"ailsa grant"', "ailsa grant"),
        ("source:the post", "the", "source", 'source:"the post"', "the post"),
        ("topics:nat gas", "nat", "topics", 'topics:"nat-gas"', "nat gas"),
        ("published:last week", "last", "published", 'published:"last week"', "last week"),
        ("published:march 1987 oil", "march", "published", 'published:"march 1987"', "march 1987"),
        ("published:3 june 2016", "3", "published", 'published:"3 june 2016"', "3 june 2016"),
        (
            "published:from 1 june 2016 to 5 july 2016", "from", "published",
            'published:"from 1 june 2016 to 5 july 2016"', "from 1 june 2016 to 5 july 2016",
        ),
        (
            "published:1 june 2016 to 5 july 2016", "1", "published", 'published:"1 june 2016 to 5 july 2016"',
            "1 june 2016 to 5 july 2016",
        ),
        ("published:>june 2016", ">june", "published", 'published:>"june 2016"', "published:>june 2016"),
        (
            "published:june 2016..july 2016", "june", "published", 'published:"june 2016".."july 2016"',
            "june 2016..july 2016",
        ),
        (
            "published:june..july 2016", "june..july", "published", 'published:"june 2016".."july 2016"',
            "published:june..july 2016",
        ),
    ],
)  # fmt: skip
def test_words_that_belong_to_the_value_have_a_note(
    archive: SearchArchive, query: str, typed: str, field: str, whole: str, place: str
) -> None:
    assert note_of(archive, query) == (f"only “{typed}” is in {field}; for more words write {whole}", place)
    assert note_of(archive, whole) is None


@pytest.mark.parametrize(
    "query",
    ["places:iran oil", "places:west", "places:west =germany", 'places:west "germany"', "places:west OR germany",
     "places:(west germany)", "places:w* germany", "people:baker iran", "topics:nat oil", "published:2016 oil",
     "published:june oil", "about:2016-06 crash", "title:west germany", "source:post iran", "id:a oil", "west germany",
     "published:2016-01..2016-06 oil", "author:grant oil"],
)  # fmt: skip
def test_other_queries_have_none(archive: SearchArchive, query: str) -> None:
    assert note_of(archive, query) is None


@pytest.mark.parametrize(
    ("query", "changed", "total", "said"),
    [
        ("places:west germany", 'places:"west germany"', 1, 'places:"west germany" instead of places:west germany'),
        ("published:june 2016..july 2016", 'published:"june 2016".."july 2016"', 1,
         'published:"june 2016".."july 2016" instead of published:june 2016..july 2016'),
        ("-title:x places:west germany source:the post", '-title:x places:"west germany" source:"the post"', 1,
         'places:"west germany" instead of places:west germany, source:"the post" instead of source:the post'),
    ],
)  # fmt: skip
def test_an_empty_answer_proposes_the_whole_value_first(
    archive: SearchArchive, query: str, changed: str, total: int, said: str
) -> None:
    found = archive.search(query, match="all", today=TODAY).diagnosis
    assert found is not None
    assert found.change is not None
    assert (found.change.request.query, found.change.total) == (changed, total)
    assert ", ".join(found.change.changes) == said
    assert archive.search(changed, match="all", today=TODAY).total == total


def test_the_whole_value_is_the_first_of_the_similar_ones(archive: SearchArchive) -> None:
    found = archive.search("places:west germany", match="all").diagnosis
    assert found is not None
    assert (found.missing[0].similar[0].text, found.missing[0].similar[0].count) == ('places:"west germany"', 1)


def test_the_note_is_on_the_archive_and_not_on_the_reading(archive: SearchArchive) -> None:
    assert archive.search("places:west germany", strict=True).notes
    assert not [each for each in archive.search("places:west germany", plain=True).notes if "only" in each.message]
