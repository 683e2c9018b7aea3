"""Dates and authors of plugins and microformats, and the day of the last change that readers see."""

from __future__ import annotations

import json

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import parse_published
from dateline.index.readers.formats.html import read_page
from tests.growth import assert_linear
from tests.readers.page_forms.form import TEXT, TITLE


def values(head: str = "", line: str = "") -> dict[str, object]:
    page = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{line}{TEXT}</body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return dict(found.values)


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ailsa Moray'>"
            "<meta name=twitter:label2 content='Est. reading time'><meta name=twitter:data2 content='3 minutes'>",
            "",
            {"byline": ["Ailsa Moray"]},
        ),
        (
            "<meta name=twitter:label1 content=Published><meta name=twitter:data1 content='14 December 2016'>",
            "",
            {"published": "14 December 2016"},
        ),
        ("<meta name=citation_date content=2016/12/14>", "", {"published": "2016/12/14"}),
        ("<meta name=prism:publicationDate content=2016-12-14>", "", {"published": "2016-12-14"}),
        ("", "<span itemprop=dateCreated content=2016-12-14T07:12>x</span>", {"published": "2016-12-14T07:12"}),
        (
            "",
            "<p>Published 14 December 2016 (updated 2 January 2017)</p>",
            {"published": "2016-12-14", "updated": "2017-01-02"},
        ),
        (
            "",
            "<p><time datetime=2016-12-14>14 Dec 2016</time> <time datetime=2017-01-02>Updated 2 Jan 2017</time></p>",
            {"published": "2016-12-14", "updated": "2017-01-02"},
        ),
        (
            "",
            "<p class=updated title=2017-01-02>2 January</p><p class=published title=2016-12-14>x</p>",
            {"published": "2016-12-14", "updated": "2017-01-02"},
        ),
        (
            "",
            "<time class=published datetime=2016-12-14>x</time><time class=updated datetime=2017-01-02>y</time>",
            {"published": "2016-12-14", "updated": "2017-01-02"},
        ),
        ("<meta name=twitter:label1 content='Price'><meta name=twitter:data1 content='2016-12-14'>", "", {}),
        ("<meta name=twitter:label1 content='Written by'>", "", {}),
    ],
)
def test_what_is_said_of_publication_and_change(head: str, line: str, expected: dict[str, object]) -> None:
    found = values(head, line)
    assert {key: found[key] for key in ("published", "updated", "byline") if key in found} == expected


def notes(head: str = "", line: str = "", root: str = "<html lang=en>") -> tuple[dict[str, object], tuple[str, ...]]:
    page = f"{root}<head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{line}{TEXT}</body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return {key: found.values[key] for key in ("published", "updated") if key in found.values}, found.notes


def linked(**values: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **values})
    return f"<script type=application/ld+json>{data}</script>"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (linked(dateModified="2017-01-02"), ""),
        ("<meta property=article:modified_time content=2017-01-02>", ""),
        ("", "<p>Updated 2 January 2017</p>"),
        ("", "<p>2017年1月2日更新</p>"),
        ("", "<b itemprop=dateModified content=2017-01-02>2 January</b>"),
    ],
)
def test_a_page_that_gives_only_its_last_change_has_no_day_and_a_note(head: str, line: str) -> None:
    note = "the page gives only the day of its last change, 2017-01-02, and none of publication"
    assert notes(head, line) == ({"updated": "2017-01-02"}, (note,))


@pytest.mark.parametrize(
    "line",
    [
        "<time class='entry-date updated' datetime=2017-01-02>x</time><time class='entry-date published' "
        "datetime=2016-12-14>y</time>",
        "<p><span class='date updated'>2 January 2017</span> <span class='date published'>14 December 2016</span></p>",
        "<p class=post-date>14 December 2016</p><p class='post-date updated'>2 January 2017</p>",
        "<p><b itemprop=dateModified content=2017-01-02>x</b> <time datetime=2016-12-14>y</time></p>",
        "<p data-updated-date=2017-01-02>Ailsa Moray</p><time datetime=2016-12-14>y</time>",
        "<p>2016年12月14日公開 2017年1月2日更新</p>",
    ],
)
def test_a_day_marked_as_a_change_is_not_that_of_publication_beside_another(line: str) -> None:
    found, said = notes(line=line)
    assert (str(parse_published(found["published"])), said) == ("2016-12-14", ())
    assert str(parse_published(found.get("updated", "2017-01-02"))) == "2017-01-02"


@pytest.mark.parametrize("mark", ["date updated", "entry-date updated", "published updated"])
def test_the_only_day_of_a_theme_is_that_of_publication_in_spite_of_its_class(mark: str) -> None:
    assert notes(line=f"<time class='{mark}' datetime=2016-12-14>x</time>") == ({"published": "2016-12-14"}, ())


@pytest.mark.parametrize(("root", "day"), [("<html lang=fr>", "2017-02-01"), ("<html lang=en-US>", "2017-01-02")])
def test_the_last_change_is_read_in_the_order_of_the_page(root: str, day: str) -> None:
    head = linked(datePublished="2016-12-14", dateModified="01/02/2017")
    assert notes(head, root=root) == ({"published": "2016-12-14", "updated": day}, ())


@pytest.mark.parametrize(
    "value",
    [
        "0001-01-01T00:00:00", "0001-01-01", "1/1/0001 12:00:00 AM", "1970-01-01", "1970-01-01 00:00",
        "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00",
        "Thu, 01 Jan 1970 00:00:00 GMT", "1 January 1970", "1900-01-01T00:00:00", "1899-12-30",
        "0000-00-00 00:00:00", "-0001-11-30T00:00:00", "9999-12-31",
    ],
)  # fmt: skip
def test_what_programs_write_for_a_missing_date_is_not_read(value: str) -> None:
    note = f"“{value}” of JSON-LD stands for a missing date; not taken"
    assert notes(linked(datePublished=value)) == ({}, (note,))
    found, said = notes(linked(datePublished=value), "<p>Published 14 December 2016</p>")
    assert (found, said) == ({"published": "2016-12-14"}, (note,))


@pytest.mark.parametrize("value", ["1916-01-02", "1969-12-30", "1970-01-02", "1900-01-02", "1969-12-31"])
def test_days_of_old_papers_are_dates(value: str) -> None:
    assert notes(linked(datePublished=value)) == ({"published": value}, ())


@pytest.mark.parametrize("period", ["12-13 December 2016", "13./14. Dezember 2016", "12 December - 13 December 2016"])
@pytest.mark.parametrize("mark", ["<p>{}</p>", "<p class=post-date>{}</p>", "<time>{}</time>", "<p>Published {}</p>"])
def test_a_period_in_the_header_is_no_day_and_has_a_note(period: str, mark: str) -> None:
    found, said = notes(line=mark.format(period))
    assert (found, [note.endswith(f"{period}” is a period, and no day of publication") for note in said]) == (
        {},
        [True],
    )


def test_a_byline_that_is_not_the_article_s_contradicts_nothing() -> None:
    head = linked(datePublished="2016-12-14", author="Ailsa Moray")
    for other in (
        "<aside><a rel=author href=/x>Tom Reid</a></aside>",
        "<div class=comments><i class=byline>Tom Reid</i></div>",
    ):
        assert notes(head, other)[1] == ()
    assert notes(head, "<a rel=author href=/x>Tom Reid</a>")[1] == (
        "the visible byline is “Tom Reid”, but “Ailsa Moray” was taken",
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<h1>A quay for Norwick</h1>", "<h1><a href=/>Home</a></h1>", "<h2>A quay for Norwick at</h2>",
        "<meta property=og:title content='A quay {}'>", "<time class='date updated'>2016-12-14</time>",
    ],
)  # fmt: skip
def test_many_headings_and_titles_take_linear_time(piece: str) -> None:
    def look(size: int) -> None:
        many = "".join(piece.format(at) for at in range(size))
        read_page(
            f"<html><head><title>{TITLE}</title></head><body>{many}<p>x</p>{TEXT}</body></html>".encode(), "a.html"
        )

    assert_linear(look, 400)
