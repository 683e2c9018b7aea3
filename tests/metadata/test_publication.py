"""Which source gives when an article was published, and what is said when they disagree."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import STEPS, clean
from dateline.index.metadata.publication import DATE_SOURCES, Dating, find_day_in_file_name, find_day_in_url
from tests.commands.calls import ROOT, dateline
from tests.growth import assert_linear

DAY = date(2016, 12, 14)
TODAY = date(2020, 6, 1)


def made(file: str = "a.txt", alone: bool = True, **values: object) -> Article:
    raw = RawArticle({"title": "T", "body": "B.", **values}, file, 1, alone)
    return clean(raw, Dating(date(2001, 1, 1), TODAY))


def test_each_source_is_asked_where_those_before_it_are_silent() -> None:
    url = "https://press.example/2016/12/14/ferry"
    assert made("2015-05-05.txt", published="2016-12-13", url="https://press.example/a").published == date(2016, 12, 13)
    assert made("2015-05-05.txt", url=url).published == DAY
    assert made("2015-05-05.txt", url="https://press.example/a").published == date(2015, 5, 5)
    assert made("2015-05-05.jsonl", alone=False).published == date(2001, 1, 1)
    assert made("ferry.txt").published == date(2001, 1, 1)


def test_a_note_says_which_source_was_used_and_which_disagrees() -> None:
    assert made(url="https://press.example/2016/12/14/ferry").notes == (
        "the date 2016-12-14 was taken from the address",
    )
    assert made("wire_20161215.txt", published="2016-12-14", url="http://p.example/2016-12-16/a").notes == (
        "the address says 2016-12-16, but 2016-12-14 was taken",
        "the file name says 2016-12-15, but 2016-12-14 was taken",
    )


@pytest.mark.parametrize(
    "line",
    [
        "2016-12-14",
        "Wednesday, December 14, 2016",
        "Published: 14 December 2016",
        "Posted on Dec. 14, 2016",
        "Veröffentlicht am 14.12.2016",
        "Posted by Ailsa Grant on December 14, 2016",
    ],
)
def test_a_day_on_a_line_of_its_own_is_a_source(line: str) -> None:
    for body in (f"{line}\n\nA ferry ran aground.", f"By Ailsa Grant\n{line}\nA ferry ran aground."):
        article = made("2015-05-05.txt", body=body)
        assert (article.published, article.body) == (DAY, body)
        assert article.notes[0] == "the date 2016-12-14 was taken from the text"
        assert made(published="2016-12-14", body=body).notes == ()
        assert made(published="2016-12-13", body=body).notes == ("the text says 2016-12-14, but 2016-12-13 was taken",)
        assert made(alone=False, published="2016-12-13", body=body).notes == ()


@pytest.mark.parametrize(
    "body",
    ["On December 14, 2016\na ferry ran aground.", "20161214\n\nText.", "1\n2\n3\n2016-12-14", "December 2016\nText."],
)
def test_other_lines_are_no_source_of_a_day(body: str) -> None:
    assert made(body=body).published == date(2001, 1, 1)


def test_an_instant_is_of_every_day_that_it_is_somewhere() -> None:
    late = "2016-12-15T03:10:00Z"
    assert made(published=late, url="https://press.example/2016/12/14/ferry").notes == ()
    assert made(published=late, url="https://press.example/2016/12/15/ferry").notes == ()
    assert len(made(published=late, url="https://press.example/2016/12/16/ferry").notes) == 1
    for end in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        clean(RawArticle({"body": "", "published": end, "url": "http://a.example/2016/12/14/"}, "a", 1))


def test_a_day_to_come_is_not_taken_and_the_next_source_is_used() -> None:
    article = made("2016-12-14.txt", published="2031-01-01")
    assert article.published == DAY
    assert article.notes == (
        "the source says 2031-01-01, which is still to come; not taken",
        "the date 2016-12-14 was taken from the file name",
    )
    assert clean(RawArticle({"body": "B", "published": "2031-01-01"}, "a", 1)).published == date(2031, 1, 1)
    assert made(published="2020-06-01").published == TODAY
    assert made(published="2020-06-02").published == date(2001, 1, 1)
    assert made(published="2020-06-02T08:00:00+12:00").notes == ()  # there it is tomorrow already


def test_a_date_that_cannot_be_read_is_told_of_and_the_address_asked() -> None:
    article = made(published="the day after", url="https://press.example/2016/12/14/ferry")
    assert article.published == DAY
    assert article.notes[-1] == '"the day after" is not a date'


def test_updated_before_published_is_a_note_and_to_come_is_not_taken() -> None:
    assert made(published="2016-12-14", updated="2016-12-14T10:00:00Z").notes == ()
    article = made(published="2016-12-14", updated="2016-12-12")
    assert article.updated == date(2016, 12, 12)
    assert article.notes == ("it was updated 2016-12-12, before it was published, 2016-12-14",)
    article = made(published="2016-12-14", updated="2031-01-01")
    assert article.updated is None
    assert article.notes == ("it was updated 2031-01-01, which is still to come; not taken",)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://press.example/2016/12/14/ferry.html", DAY),
        ("https://press.example/news/2016/1/5/", date(2016, 1, 5)),
        ("https://press.example/news/2016-12-14-ferry", DAY),
        ("/a/20161214/ferry", DAY),
        ("https://press.example/2016/12/14/a/2016-12-14", DAY),
        ("https://press.example/sport/2016/dec/14/ferry", DAY),
        ("https://press.example/2016/December/14/ferry", DAY),
        ("https://press.example/2016-12/14/c_1120.htm", DAY),
        ("https://press.example/201612/14/ferry.html", DAY),
        ("https://press.example/2016/1214/c1-2.html", DAY),
        ("https://press.example/news/t20161214_1.shtml", DAY),
        ("https://press.example/14-12-2016/ferry", DAY),
        ("https://press.example/ferry-14.12.2016", DAY),
        ("https://press.example/04-05-2016/ferry", None),
        ("https://press.example/2016/dec/34/ferry", None),
        ("https://press.example/2016/12/14/what-2015-05-05-was", None),
        ("https://press.example/a?id=20161214", None),
        ("https://press.example/a#2016-12-14", None),
        ("https://press.example/a120161214/x", None),
        ("https://press.example/201612145", None),
        ("https://press.example/2016/02/31/x", None),
        ("https://2016-12-14.example.org.2016/12", DAY),
        ("not an address", None),
        ("", None),
        ("https://press.example/world/2016/dec/14/ferry", DAY),
        ("https://press.example/2016/part/14/ferry", None),
        ("https://press.example/2016/feb/30/ferry", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert find_day_in_url(url) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2016-12-14.txt", DAY),
        ("/x/ferry_2016_12_14_b.txt", DAY),
        ("/x/20161214T0930.txt", DAY),
        ("/x/2016/12/14/ferry.txt", DAY),
        ("C:\\x\\2016\\12\\14\\ferry.txt", DAY),
        ("/backup-2024-01-01/ferry.txt", None),
        ("/x/IMG20161214.txt", None),
        ("/x/20161399.txt", None),
    ],
)
def test_days_in_file_names(path: str, day: date | None) -> None:
    assert find_day_in_file_name(path) == day


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_each_of_its_forms(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y_%m_%d"):
        assert find_day_in_file_name(f"x/wire-{day.strftime(form)}.txt") == day
    assert find_day_in_url(f"https://press.example/{day.strftime('%Y/%m/%d')}/a") == day


@pytest.mark.parametrize("unit", ["2016/", "2016-12-", "20161214 ", "/", "2", "2016/12/14/", "2016/dec/"])
def test_addresses_and_names_take_linear_time(unit: str) -> None:
    def look(size: int) -> None:
        text = unit * (size // len(unit))
        find_day_in_url(text)
        find_day_in_file_name(text)

    assert_linear(look, 200_000)


def test_the_last_change_of_a_file_counts_only_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text("Ferry aground\n\nIt ran aground.\n", encoding="utf-8")
    os.utime(file, (1_481_700_000, 1_481_700_000))
    assert json.loads(dateline("read", "ferry.txt", cwd=tmp_path).out)["published"] is None
    shown = json.loads(dateline("read", "ferry.txt", "--date-from", "mtime", cwd=tmp_path).out)
    assert shown["published"] == datetime.fromtimestamp(1_481_700_000, UTC).isoformat()
    assert shown["notes"] == ["the date 2016-12-14T07:20:00+00:00 was taken from the file's last change"]
    piped = dateline("read", "-", "--date-from", "mtime", cwd=tmp_path, stdin=b"Ferry\n\nIt ran.\n")
    assert json.loads(piped.out)["published"] is None


def test_the_command_line_says_what_today_is(tmp_path: Path) -> None:
    later = (date.today() + timedelta(days=400)).isoformat()
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "T", "body": "B.", "published": later}), encoding="utf-8")
    assert json.loads(dateline("read", "a.jsonl", cwd=tmp_path).out)["published"] is None
    assert json.loads(dateline("read", "a.jsonl", "--allow-future", cwd=tmp_path).out)["published"] == later


def test_a_byline_is_kept_without_its_by() -> None:
    article = made(byline="BY  JANE ROE")
    assert (article.byline, article.notes) == ("JANE ROE", ("the byline is kept without its BY",))
    assert made(byline="Byron Lee").byline == "Byron Lee"


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("| step |", [step.name for step in STEPS]),
        ("| source |", [source.name for source in DATE_SOURCES]),
    ],
)
def test_the_page_names_every_step_and_source_in_order(table: str, names: list[str]) -> None:
    page = (ROOT / "docs" / "reading-files.md").read_text(encoding="utf-8")
    rows = page[page.index(table) :].partition("\n\n")[0]
    told = [name.strip("` ") for row in rows.splitlines()[2:] for name in row.split("|")[1].split(",")]
    assert [name for name in told if name != "headline"] == names


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("14-12-2016.txt", DAY),
        ("ferry-14-12-2016.txt", DAY),
        ("14.12.2016.txt", DAY),
        ("ferry 14_12_2016.md", DAY),
        ("2016.12.14.txt", DAY),
        ("2016.12.14-ferry.txt", DAY),
        ("04-05-2016.txt", None),
        ("14-12-2016 and 15-12-2016.txt", None),
        ("31-02-2016.txt", None),
        ("114-12-2016.txt", None),
        ("14-12-20161.txt", None),
        ("v12016.12.14.txt", None),
        ("14-12-2016/ferry.txt", None),
    ],
)
def test_file_names_may_have_the_day_first(name: str, day: date | None) -> None:
    assert find_day_in_file_name(name) == day
