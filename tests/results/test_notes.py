"""Notes on what an archive has, and strict requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import QueryError
from dateline.searcher import SearchArchive, open_archive

TODAY = date(2016, 12, 14)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SearchArchive]:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="a", title="Oil", body="Oil rose.", published=date(1987, 2, 26)))
        made.add(Article(id="b", title="Gas", body="Gas fell.", published=date(1987, 10, 20)))
        made.add(Article(id="c", title="Rain", body="It rained."))
    with open_archive(tmp_path / "news") as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("published:2016", "2016-01-01 to 2016-12-31"),
        ("oil published:>=1988-01", "all days from 1988-01-01"),
        ("-published:1912-04-15", "1912-04-15"),
    ],
)
def test_days_beyond_those_of_the_archive_are_noted_with_their_place(
    archive: SearchArchive, query: str, days: str
) -> None:
    (note,) = archive.search(query, match="all").notes
    message = f"the archive has articles from 1987-02-26 to 1987-10-20, none in the days searched ({days})"
    assert note.message == message
    assert query[note.start : note.end] in query.removeprefix("-").split()[-1]


@pytest.mark.parametrize("query", ["published:1987", "published:1987-05", "about:2016", "published:1986..1988"])
def test_days_among_those_of_the_archive_are_not_noted(archive: SearchArchive, query: str) -> None:
    assert archive.search(query).notes == ()


def test_days_of_a_filter_are_noted_too(archive: SearchArchive) -> None:
    (note,) = archive.search("oil", filters={"published": "2016"}).notes
    assert note.message.startswith("the filter on published: the archive has articles from 1987-02-26")


def test_an_archive_without_days_says_so(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="c", title="Rain", body="It rained."))
    with open_archive(tmp_path / "news") as archive:
        (note,) = archive.search("published:2016").notes
    assert note.message == "no article of this archive has a day of publication"


@pytest.mark.parametrize("query", ["topcs:oil", "oil AND", "published:yesterday", "oil -n", "published:=1987"])
def test_a_strict_request_has_no_note_on_how_it_is_read(archive: SearchArchive, query: str) -> None:
    assert archive.search(query, today=TODAY).notes
    with pytest.raises(QueryError, match=r"not read as typed: .*; change it"):
        archive.search(query, today=TODAY, strict=True)


@pytest.mark.parametrize("query", ["oil", "oil gas", "published:2016", "title:oil -gas"])
def test_notes_on_the_archive_are_no_errors_of_a_strict_request(archive: SearchArchive, query: str) -> None:
    strict = archive.search(query, strict=True)
    assert (strict.hits, strict.notes) == (archive.search(query).hits, archive.search(query).notes)


@pytest.mark.parametrize(("half_life", "today", "noted"), [
    (30, TODAY, True), (30, date(1988, 8, 15), False), (30, date(1988, 8, 16), True), (30, date(1980, 1, 1), False),
    (10_000, TODAY, False), (None, TODAY, False),
])  # fmt: skip
def test_recency_that_adds_nothing_is_noted(
    archive: SearchArchive, half_life: int | None, today: date, noted: bool
) -> None:
    messages = [note.message for note in archive.search("oil", half_life=half_life, today=today, strict=True).notes]
    age = (today - date(1987, 10, 20)).days
    assert (
        messages
        == [
            f"the newest article is of 1987-10-20, {age:,} days before {today}, so that recency adds next to "
            "nothing; to count from that day, write --today 1987-10-20"
        ]
        * noted
    )


@pytest.mark.parametrize("closeness", [False, True])
def test_what_was_perhaps_meant_as_an_operator_is_noted_whatever_way_the_query_takes(
    archive: SearchArchive, closeness: bool
) -> None:
    (note,) = archive.search("oil within 5 of gas", match="any", closeness=closeness).notes
    assert note.message == '"within 5 of" is searched as words; the operator is "NEAR/5"'


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("oil or gas", '"or" is searched as a word; the operator is "OR"'),
        ("oil not gas", '"not" is searched as a word; the operator is "NOT"'),
        ("oil N5 gas", '"N5" is searched as words; the operator is "NEAR/5"'),
        ("oil AROUND 5 gas", '"AROUND 5" is searched as words; the operator is "NEAR/5"'),
    ],
)
def test_plain_words_have_the_notes_of_every_query(archive: SearchArchive, query: str, message: str) -> None:
    assert message in [each.message for each in archive.search(query).notes]  # the short way
    assert message in [each.message for each in archive.search(query, sort="relevance").notes]
