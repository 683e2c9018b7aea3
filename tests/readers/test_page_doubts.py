"""What pages say of themselves that is doubtful: dates to come, dates that contradict, references to nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.metadata.day_labels import is_label, role_of
from dateline.index.metadata.publication import Dating
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.archived import original_address
from dateline.index.readers.page.headline import parts_of
from tests.readers.page_forms.form import DAY, TEXT, TITLE

TODAY = date(2026, 1, 1)


def data(*objects: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(list(objects))}</script>'


def news(**values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **values}


def read(head: str = "", body: str = "", address: str | None = None) -> RawArticle:
    page = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{body}{TEXT}</body></html>"
    found = read_page(page.encode(), "a.html", address=address)
    assert isinstance(found, RawArticle), found
    return found


def cleaned(head: str = "", body: str = "", address: str | None = None) -> Article:
    return clean(read(head, body, address), Dating(today=TODAY))


@pytest.mark.parametrize(
    ("head", "body", "address"),
    [
        (data(news(datePublished="2099-01-01")), "<p>Posted: 14 December 2016</p>", None),
        (data(news(datePublished="2099-01-01T00:00:00Z")), "<time datetime=2016-12-14>x</time>", None),
        (data(news(datePublished="2099-01-01")), "", "https://lamp.example/2016/12/14/quay"),
        ("<meta property=article:published_time content=2099-01-01>", "<p>December 14, 2016</p>", None),
    ],
)
def test_a_date_to_come_gives_way_to_the_next_source_with_one_note(head: str, body: str, address: str | None) -> None:
    found = cleaned(head, body, address)
    assert found.published == DAY
    (note,) = found.notes
    assert note.startswith(("the source says 2099-01-01", "JSON-LD says 2099-01-01"))


def test_a_page_with_nothing_but_a_date_to_come_has_none() -> None:
    found = cleaned(data(news(datePublished="2099-01-01")))
    assert found.published is None
    assert found.notes == ("the source says 2099-01-01, which is still to come; not taken",)


def test_a_date_to_come_is_taken_where_any_day_is_allowed() -> None:
    assert clean(read(data(news(datePublished="2099-01-01")), "<p>Posted: 14 December 2016</p>")).published == date(
        2099, 1, 1
    )


@pytest.mark.parametrize(
    ("head", "note"),
    [
        (data(news(datePublished="soon")), "“soon” of JSON-LD is no date"),
        (
            data(news(datePublished="2016-12-14"), news(datePublished="2016-12-11")),
            "there are two dates of JSON-LD: 2016-12-14 and 2016-12-11",
        ),
        (
            "<meta name=pubdate content=2016-12-14><meta name=pubdate content=2016-12-11>",
            "there are two dates of the meta elements: 2016-12-14 and 2016-12-11",
        ),
    ],
)
def test_doubts_are_notes(head: str, note: str) -> None:
    assert read(head).notes == (note,)


@pytest.mark.parametrize(
    ("head", "body", "place"),
    [("", "<p>04/05/2016</p>", ""), ("<meta name=pubdate content=04/05/2016>", "", " of the meta elements")],
)
def test_a_day_that_can_be_read_in_two_ways_is_none_with_a_note(head: str, body: str, place: str) -> None:
    found = read(head, body)
    assert "published" not in found.values
    assert found.notes == (f"“04/05/2016”{place} can mean 2016-04-05 or 2016-05-04; not taken",)


def test_two_days_beside_the_headline_are_a_doubt() -> None:
    found = read(body="<p>14 December 2016</p><p>11 December 2016</p>")
    assert (found.values["published"], found.notes) == (
        "2016-12-14",
        ("there are two dates of the header: 2016-12-14 and 2016-12-11",),
    )


def test_two_times_of_one_day_are_no_doubt() -> None:
    assert (
        read(data(news(datePublished="2016-12-14T23:30:00Z"), news(datePublished="2016-12-15T00:30+01:00"))).notes == ()
    )


@pytest.mark.parametrize(
    ("published", "updated", "noted"),
    [
        ("2016-12-14T10:00:00+01:00", "2016-12-14T09:30:00", False),
        ("2016-12-14T10:00:00", "2016-12-14T09:30:00Z", False),
        ("2016-12-14T10:00:00+01:00", "2016-12-12T09:30:00", True),
        ("2016-12-14T10:00:00", "2016-12-12T09:30:00Z", True),
        ("2016-12-14T10:00:00", "2016-12-14T09:30:00", True),
    ],
)
def test_a_time_without_a_zone_is_before_one_with_it_if_it_is_so_everywhere(
    published: str, updated: str, noted: bool
) -> None:
    values = {"title": "T", "body": "B", "published": published, "updated": updated}
    notes = clean(RawArticle(values, "a.json")).notes
    assert any("before it was published" in note for note in notes) is noted


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@id": "#a"}, ["Ailsa Moray"]),
        ("#a", ["Ailsa Moray"]),
        ([{"@id": "#a"}, {"@id": "#b"}], ["Ailsa Moray", "Tom Reid"]),
        ({"@id": "#gone"}, None),
        ({"@id": "#loop"}, None),
        ([[{"@id": "#a"}]], None),
        ({"@id": "#a", "name": "Jo Hale"}, ["Jo Hale"]),
    ],
)
def test_people_that_json_ld_refers_to(author: object, names: list[str] | None) -> None:
    people = [
        {"@type": "Person", "@id": "#a", "name": "Ailsa Moray"},
        {"@type": "WebSite", "publisher": {"@type": "Person", "@id": "#b", "name": "Tom Reid"}},
        {"@id": "#loop", "name": {"@id": "#loop"}, "author": {"@id": "#loop"}},
    ]
    found = read(data(news(author=author)) + data({"@graph": people}))
    assert found.values.get("byline") == names


def test_a_publisher_that_is_only_referred_to_is_no_name() -> None:
    found = read(data(news(publisher={"@id": "https://lamp.example/#org"})), address="https://lamp.example/quay")
    assert found.values["source"] == "lamp.example"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Published: ", "published"),
        ("Date: ", "published"),
        ("Date: Wednesday, ", "published"),
        ("By Ailsa Moray | Date: ", "published"),
        ("Fecha de publicación: ", "published"),
        ("发布时间：", "published"),
        ("Posted by Ailsa Moray in Harbour on ", "published"),
        ("Last updated: ", "updated"),
        ("Event date: ", "other"),
        ("Closing date ", "other"),
        ("Sale: ", "other"),
        ("Startdatum: ", "other"),
        ("Fecha de inicio: ", "other"),
        ("Дата события: ", "other"),
        ("开始时间：", "other"),
        ("When: Norwick, ", "other"),
        ("By Ailsa Moray: ", ""),
        ("10:31, ", ""),
        ("", ""),
        ("Ailsa Moray | ", ""),
    ],
)
def test_only_labels_of_publication_make_a_date_that_of_publication(words: str, role: str) -> None:
    assert role_of(words) == role


@pytest.mark.parametrize(
    ("line", "role"),
    [("Published", "published"), ("Date", "published"), ("When", "other"), ("Event date", "other"), ("Sale:", "other"),
     ("Ailsa Moray", ""), ("Harbour", "")],
)  # fmt: skip
def test_labels_on_the_line_above(line: str, role: str) -> None:
    assert is_label(line) == role


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://web.archive.org/web/20171220101112/http://lamp.example/a", "http://lamp.example/a"),
        ("http://web.archive.org/web/20171220101112id_/https:/lamp.example/a", "https://lamp.example/a"),
        (
            "https://webarchive.example/national/20171220101112mp_/http://lamp.example/a?b=c",
            "http://lamp.example/a?b=c",
        ),
        ("/web/20171220/http://lamp.example/a", "http://lamp.example/a"),
        ("https://lamp.example/2016/12/14/a", "https://lamp.example/2016/12/14/a"),
        ("https://lamp.example/20161214/a", "https://lamp.example/20161214/a"),
        ("", ""),
    ],
)
def test_the_address_of_an_archived_page(address: str, own: str) -> None:
    assert original_address(address) == own


def test_a_title_has_parts() -> None:
    assert parts_of(f"The Lamp » Blog Archive » {TITLE}") == ["The Lamp", TITLE]
    assert parts_of(f"{TITLE} (The Lamp)") == [TITLE, "The Lamp"]
    assert parts_of("Quay: the board – decides | Norwick Lamp") == ["the board", "Norwick Lamp"]


def test_a_byline_that_is_not_taken_stays_in_the_text() -> None:
    found = read(body="<p>By Reuters Ltd</p>", head=data(news(author="Ailsa Moray")))
    taken = found.values["byline"], str(found.values["body"])
    assert taken[0] == ["Ailsa Moray"]
    assert "By Reuters Ltd" in taken[1] or any("Reuters Ltd" in note for note in found.notes)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>{day}</div><div><h1>{title}</h1></div><div>{text}</div>",
        "<div>{day}</div><article><h1>{title}</h1>{text}</article>",
        "<header><span>The Lamp | {day}</span></header><article><h1>{title}</h1>{text}</article>",
        "<p>{day}</p><p>News</p><p>By Ailsa Moray</p><p>Harbour</p><h1>{title}</h1>{text}",
        "<p><a href=/news>News</a> {day}</p><h1>{title}</h1>{text}",
        "<p>{day}</p>{text}",
        "<h1>{title}</h1><p>{day}</p>{text}",
    ],
)
@pytest.mark.parametrize("day", ["04/05/2016", "04-05-2016"])
def test_the_only_day_above_a_text_names_its_readings(markup: str, day: str) -> None:
    found = read_page(f"<html><body>{markup.format(day=day, title=TITLE, text=TEXT)}</body></html>".encode(), "a.html")
    assert isinstance(found, RawArticle)
    assert "published" not in found.values
    assert found.notes == (f"“{day}” can mean 2016-04-05 or 2016-05-04; not taken",)


@pytest.mark.parametrize("line", ["04/05/2016 and 06/07/2016", "Call 12-34-5678", "Section 3-2-10"])
def test_other_numbers_above_a_text_have_no_such_note(line: str) -> None:
    line = line.replace(" and ", "</p><p>")
    page = f"<html><body><p>{line}</p><p>News</p><p>Harbour</p><article><h1>{TITLE}</h1>{TEXT}</article></body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle)
    assert found.notes == ()
