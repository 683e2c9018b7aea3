"""Years of two digits mean the century of the archive, if only one of its years has these digits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.searcher import open_archive
from dateline.searcher.query.dates import read_date_value
from dateline.searcher.query.short_years import read_archive_bounds, read_archive_date

TODAY = date(2016, 12, 14)
OLD = date(1916, 1, 1), date(1917, 6, 30)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("16", "1916-01-01 to 1916-12-31"),
        ("'16", "1916-01-01 to 1916-12-31"),
        ("July '16", "1916-07-01 to 1916-07-31"),
        ("July 4, '16", "1916-07-04"),
        ("july 4, 16", "1916-07-04"),
        ("4 Jul 16", "1916-07-04"),
        ("7/14/16", "1916-07-14"),
        ("14.7.16", "1916-07-14"),
        ("7/11/17", None),  # two days, both beyond
        ("5/8/17", "1917-05-08"),  # of its two days only one is in the archive
        ("summer of 16", "1916-06-01 to 1916-08-31"),
        ("1916", None),
        ("15", None),
        ("'15", None),
        ("10 am", None),
        ("12:16", None),
        ("last 16", None),
        ("oil 16", None),
    ],
)
def test_a_year_has_the_century_of_the_archive(text: str, days: str | None) -> None:
    read = read_archive_date(text, TODAY, lambda: OLD)
    if days is None:
        assert read.date == read_date_value(text, TODAY).date
        return
    assert read.date is not None
    assert str(read.date.days) == days
    why = "the only day that it can mean in this archive" if text == "5/8/17" else "the century of the archive"
    assert read.note == f"“{text}” is read as {days}, {why}"


@pytest.mark.parametrize(("text", "day"), [("5/8/1917", "1917-05-08"), ("8/5/1917", "1917-05-08"), ("7/4/1916", None)])
def test_the_only_one_of_two_days_that_is_in_the_archive_is_meant(text: str, day: str | None) -> None:
    read = read_archive_date(text, TODAY, lambda: OLD)
    assert (read.date is None) if day is None else (read.date is not None and str(read.date.days) == day)
    assert read.note.endswith("write 1916-04-07 or 1916-07-04" if day is None else "can mean in this archive")


def test_both_bounds_of_a_range_are_read_with_the_archive() -> None:
    for low, high in (("5/8/17", "5/14/17"), ("5/8/1917", "5/14/1917")):
        read = read_archive_bounds((low, high), TODAY, lambda: OLD)
        assert [str(each.date.days) for each in read if each and each.date] == ["1917-05-08", "1917-05-14"]


def test_two_days_of_the_archive_are_named_with_their_year() -> None:
    read = read_archive_date("7/4/16", TODAY, lambda: OLD)
    assert read.date is None
    assert read.note == "“7/4/16” can mean two days; write 1916-04-07 or 1916-07-04"


def test_a_day_of_every_year_stays_one_and_says_how_to_ask_for_the_year() -> None:
    read = read_archive_date("Mar 16", TODAY, lambda: OLD)
    assert read.date == read_date_value("Mar 16", TODAY).date
    assert read.note == "“Mar 16” is read as 16 March of every year; for the year write 1916-03"


@pytest.mark.parametrize(
    "days",
    [
        None,
        (date(1916, 1, 1), date(2016, 12, 31)),  # two of its years end so
        (date(2016, 1, 1), date(2016, 12, 31)),  # as it is read anyway
        (date(1987, 1, 1), date(1988, 12, 31)),
    ],
)
def test_otherwise_it_is_read_as_everywhere(days: tuple[date, date] | None) -> None:
    for text in ("'16", "July '16", "7/14/16", "summer of 16"):
        assert read_archive_date(text, TODAY, lambda: days) == read_date_value(text, TODAY)
    assert read_archive_date("'16", TODAY, None) == read_date_value("'16", TODAY)


def test_both_bounds_of_a_range_are_of_one_century() -> None:
    for bounds, first in ((("'15", "'16"), 1915), (("'16", None), 1916), (("'15", "1916"), 2015)):
        read = read_archive_bounds(bounds, TODAY, lambda: OLD)
        assert read[0] is not None
        assert read[0].date is not None
        assert read[0].date.days is not None
        assert read[0].date.days.first.year == first


@pytest.mark.parametrize("use_index", [True, False])
def test_queries_and_filters_read_it_alike(tmp_path: Path, use_index: bool) -> None:
    with Archive.create(tmp_path / "news") as made:
        made.add(Article(id="a", title="Ferry", body="A ferry in May 1916.", published=date(1916, 5, 1)))
        made.add(Article(id="b", title="Ferry", body="A ferry.", published=date(1917, 5, 1)))
    with open_archive(tmp_path / "news", use_index=use_index) as archive:
        for query in ("published:'16", "published:16", "published:'15..'16", "about:'16"):
            assert [hit.id for hit in archive.search(query, today=TODAY)] == ["a"], query
        results = archive.search("ferry", filters={"published": "'16"}, today=TODAY)
        assert [hit.id for hit in results] == ["a"]
        assert "the century of the archive" in results.notes[0].message
