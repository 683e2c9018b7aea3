"""Web pages: their encodings, what they say of themselves, the text without its furniture, and pages from hell."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.html import read_html, read_page
from dateline.index.readers.page.boilerplate import HeadLines, drop_boilerplate, is_heading, words_of
from dateline.index.readers.page.encoding import decode_page
from dateline.index.readers.page.tree import LARGEST_PAGE, strip_page
from tests.growth import assert_linear

TEXT = [
    "The harbour board of Norwick met on Tuesday to hear how the new quay would be paid for.",
    "It will cost four million crowns, of which the state pays half, the chairman said after the meeting.",
    "Work begins in May, when the herring boats have left, and is to be done before the first frost.",
]
BODY = "\n\n".join(TEXT)


def page(head: str = "", body: str = "", text: list[str] = TEXT, root: str = "<html>") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text)
    return f"{root}<head>{head}</head><body><article>{paragraphs}{body}</article></body></html>".encode()


def article(data: bytes, **known: str) -> RawArticle:
    found = read_page(data, "a.html", **known)
    assert isinstance(found, RawArticle), found
    return found


def linked_data(**values: object) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})
    return f'<script type="application/ld+json">{data}</script>'


def test_the_article_is_found_and_stands_alone() -> None:
    (found,) = read_html(iter(page().splitlines(keepends=True)), "a.html")
    assert isinstance(found, RawArticle)
    assert (found.values["body"], found.file, found.alone) == (BODY, "a.html", True)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Größe – 5 €".encode(), ""),
        ("\ufeffGröße – 5 €".encode(), ""),
        ("\ufeffGröße – 5 €".encode("utf-16-le"), ""),
        ("Größe – 5 €".encode("cp1252"), ""),
        (b'<meta charset="ISO-8859-1">' + "Größe – 5 €".encode("cp1252"), ""),
        (b"<meta http-equiv=Content-Type content='text/html; charset=utf-16'>" + "Größe – 5 €".encode(), ""),
        ("Größe – 5 €".encode("cp1252"), "windows-1252"),
        ("Größe – 5 €".encode("cp1252"), "no-such"),
        ("Größe – 5 €".encode("cp1252"), "punycode"),
    ],
)
def test_encodings(data: bytes, charset: str) -> None:
    assert decode_page(data, charset).text.rpartition(">")[2] == "Größe – 5 €"


def test_a_declared_encoding_is_used() -> None:
    assert decode_page(b'<meta charset="windows-1251">' + "Волга".encode("cp1251")).text.endswith(">Волга")
    assert decode_page("Волга".encode("koi8-r"), "koi8-r").text == "Волга"


def test_structured_data_stands_above_what_is_visible() -> None:
    head = (
        linked_data(
            headline="Quay &amp; board",
            datePublished="2016-12-14T10:00:00+01:00",
            dateModified="2016-12-15",
            author={"@type": "Person", "name": "Ailsa Moray"},
            publisher={"name": "Norwick Courier"},
            inLanguage="en",
            articleSection=["Local", "News"],
            keywords="harbour, quay",
        )
        + '<title>Other</title><meta property="og:title" content="Another"><meta name="author" content="Nobody">'
    )
    values = dict(article(page(head, "<time datetime=2001-01-01>x</time>")).values)
    del values["body"]
    assert values == {
        "title": "Quay & board",
        "published": "2016-12-14T10:00:00+01:00",
        "updated": "2016-12-15",
        "byline": ["Ailsa Moray"],
        "source": "Norwick Courier",
        "language": "en",
        "section": "Local",
        "topics": ["harbour", "quay"],
    }


def test_meta_elements_come_next_and_then_the_page_itself() -> None:
    head = (
        '<meta property="og:title" content="A quay | The Lamp"><meta property="og:site_name" content="The Lamp">'
        '<meta name="author" content="By Tom Reid"><meta name="dc.date" content="2016-12-14">'
    )
    values = article(page(head)).values
    assert [values[key] for key in ("title", "source", "byline", "published")] == [
        "A quay", "The Lamp", ["Tom Reid"], "2016-12-14"
    ]  # fmt: skip
    values = article(page("<title>Whole title</title>", "<h1>Heading</h1><time>14 December 2016</time>")).values
    assert (values["title"], values["published"]) == ("Heading", "14 December 2016")


def test_a_headline_cut_short_is_made_whole_by_the_visible_one() -> None:
    head = linked_data(headline="The quay of Norwick will be paid for by…")
    body = "<h1>The quay of Norwick will be paid for by the state and the town</h1>"
    assert article(page(head, body)).values["title"] == "The quay of Norwick will be paid for by the state and the town"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "T"',
        "[" * 100_000,
        '{"@type": 7, "headline": ["T"]}',
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[]], "datePublished": 5, "keywords": {}}',
        "null",
        "",
    ],
)
def test_broken_structured_data_is_no_harm(script: str) -> None:
    assert article(page(f'<script type="application/ld+json">{script}</script>')).values["body"] == BODY


def test_structured_data_may_hold_line_feeds_and_comment_marks() -> None:
    head = '<script type="application/ld+json"><!--\n{"@type": "NewsArticle", "headline": "A\nquay"}\n--></script>'
    assert article(page(head)).values["title"] == "A quay"


def test_structured_data_of_another_article_is_not_taken() -> None:
    head = linked_data(headline="This one", hasPart={"@type": "NewsArticle", "headline": "Another", "author": "X"})
    assert article(page(head)).values["title"] == "This one"


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "soon", "", "1970-01-01T00:00:00Z"])
def test_what_is_no_date_gives_way_to_the_address(date: str) -> None:
    found = article(page(linked_data(headline="T", datePublished=date)), address="http://lamp.example/2014/5/2/bakers")
    assert found.values["published"] == "2014-05-02"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.lamp.example/a", "https://www.lamp.example/a"),
        ("/a", "http://lamp.example/a"),
        ("https://other.example/a", "http://lamp.example/b?x=1"),
        ("http://[broken", "http://lamp.example/b?x=1"),
        ("javascript:void(0)", "http://lamp.example/b?x=1"),
    ],
)
def test_the_canonical_address_is_taken_where_it_is_on_the_same_site(link: str, url: str) -> None:
    found = article(page(f'<link rel="canonical" href="{link}">'), address="http://lamp.example/b?x=1")
    assert found.values["url"] == url


def test_an_address_on_another_site_is_a_note_and_a_part_of_the_site_is_none() -> None:
    other = (
        '<link rel=canonical href="https://other.example/a"><meta property=og:url content="https://other.example/b">'
    )
    found = article(page(other), address="https://lamp.example/b")
    assert found.notes == ("it names https://other.example/a as its address, on another site; not taken",)
    found = article(page('<link rel=canonical href="https://lamp.example/a">'), address="https://m.lamp.example/a")
    assert (found.values["url"], found.notes) == ("https://lamp.example/a", ())
    relative = '<link rel=canonical href="/a"><meta property=og:url content="https://lamp.example/b">'
    assert article(page(relative)).values["url"] == "https://lamp.example/a"


HEAD = linked_data(
    headline="A quay for Norwick", datePublished="2016-12-14T22:00:00Z", author="Ailsa Moray", publisher="The Lamp"
)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A QUAY FOR NORWICK!</h1>",
        "<h1>The Lamp</h1>",
        "<h1>A quay for Norwick | The Lamp</h1>",
        "<h1>A quay for Norwick, and more</h1>",
        "<h1>The Lamp</h1><h1>A quay for Norwick</h1>",
        "<time datetime='2016-12-15T08:00+10:00'>15 December</time>",
        "<a rel=author href=/x>By A. MORAY</a>",
        "<p class='lead byline'>Ailsa Moray and Tom Reid</p>",
    ],
)
def test_what_is_visible_may_say_the_same_in_other_letters(body: str) -> None:
    assert article(page(HEAD, body)).notes == ()


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (
            "<h1>Herring sold out</h1>",
            "the visible heading is “Herring sold out”, but “A quay for Norwick” of JSON-LD was taken",
        ),
        (
            "<time datetime=2016-12-11>then</time>",
            "the visible date is 2016-12-11, but 2016-12-14T22:00:00+00:00 was taken",
        ),
        ("<a rel=author href=/x>By Tom Reid</a>", "the visible byline is “Tom Reid”, but “Ailsa Moray” was taken"),
    ],
)
def test_what_is_visible_and_says_something_else_is_a_note(body: str, note: str) -> None:
    found = article(page(HEAD, body))
    assert found.notes == (note,)
    assert (found.values["title"], found.values["byline"]) == ("A quay for Norwick", ["Ailsa Moray"])


def test_section_agency_and_dateline_of_a_page() -> None:
    head = linked_data(headline="T", sourceOrganization={"name": "The Associated Press"}, dateline="NORWICK")
    values = article(page(head), address="https://lamp.example/world/2016/12/14/quay").values
    assert [values[key] for key in ("section", "agency", "dateline")] == ["world", "AP", "NORWICK"]
    head = linked_data(headline="T", provider="The Lamp") + '<meta name="parsely-section" content="Harbour">'
    values = article(page(head), address="https://lamp.example/world/2016/12/14/quay").values
    assert [values.get(key) for key in ("section", "agency")] == ["Harbour", None]


@pytest.mark.parametrize(
    ("root", "head", "language"),
    [
        ('<html lang="pt_BR">', "", "pt-BR"),
        ("<html>", '<meta property="og:locale" content="de_DE">', "de-DE"),
        ('<html lang="{{lang}}">', '<meta http-equiv="content-language" content="fr">', "fr"),
    ],
)
def test_the_language_is_what_the_page_says(root: str, head: str, language: str) -> None:
    assert article(page(head, root=root)).values["language"] == language


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>Sign up here for our free newsletter.</p>",
        "<p>Follow us on Twitter</p>",
        "<p><a href=/x>Herring boats kept in port by a week of storms</a></p>",
        "<p>Related: <a href=/x>Herring boats kept in port by a week of storms</a></p>",
        "<p>Read more:</p><ul><li><a href=/x>Herring boats kept in port</a></li><li><a href=/y>Frost</a></li></ul>",
        "<p>© 2016 The Lamp. All rights reserved.</p>",
        "<p>Tom Reid can be reached at tom@lamp.example.</p>",
        "<p>Lesen Sie auch: <a href=/x>Heringsboote liegen still</a></p><p>Abonnieren Sie unseren Rundbrief</p>",
    ],
)
def test_furniture_below_the_text_is_left_out(furniture: str) -> None:
    assert article(page(body=furniture)).values["body"] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "He told readers to follow the money, and nobody did.",
        "More than forty people signed the petition: a record.",
        "The newsletter of the union, in which the strike was first proposed, appeared on Monday and was sold out.",
        "Related families live on both sides of the sound.",
        "Most read it as a threat.",
    ],
)
def test_text_that_speaks_of_such_things_stays(line: str) -> None:
    assert drop_boilerplate([TEXT[0], line, TEXT[1]], set(), HeadLines(["T"]), []) == [TEXT[0], line, TEXT[1]]
    assert drop_boilerplate([TEXT[0], line], set(), HeadLines(["T"]), [])[-1] == line


@pytest.mark.parametrize(
    "line",
    ["More rain is forecast for Tuesday.", "More than 40 died.", "Also in court is his brother.", "More than a game"],
)
def test_sentences_and_subheads_that_begin_as_pointers_stay(line: str) -> None:
    assert drop_boilerplate([TEXT[0], line, TEXT[1]], set(), HeadLines(["T"]), []) == [TEXT[0], line, TEXT[1]]
    links = {words_of("Fog closes the airport")}
    below = [TEXT[0], "More on fog", "Fog closes the airport"]
    assert drop_boilerplate([*below, TEXT[1]], links, HeadLines(["T"]), []) == TEXT[:2]
    assert drop_boilerplate([TEXT[0], "Also in the news", "More on fog"], set(), HeadLines(["T"]), []) == TEXT[:1]


@pytest.mark.parametrize(
    "line",
    [
        "Also in hospital is his brother.",
        "Readers may subscribe to the magazine, which sells 9,000 copies, from March.",
        "Copyright law does not cover the case, the judge said.",
        "“Follow us on Twitter,” the minister told the pupils, who had no telephones.",
        "He wrote on the banner: “All rights reserved”, and the crowd laughed for a long time.",
        "Advertisement revenue fell.",
        "Posted on the door was a notice in red ink.",
        "Updated at midnight, the list has 48 names.",
        "Published by Gull Press, 214pp, £14.99",
        "Mr Moray can be contacted at his hotel.",
        "Contact him at your peril.",
        "Like other ministers, she has left Facebook.",
        "Subscription prices will go up here next year.",
        "The photographs may not be published in Norwick, the court ruled on Thursday.",
    ],
)
def test_a_last_sentence_that_tells_something_is_no_call(line: str) -> None:
    assert drop_boilerplate([TEXT[0], line], set(), HeadLines(["T"]), [])[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to The Lamp today for just £5.",
        "If you enjoyed this, subscribe to our newsletter.",
        "Follow Tom Reid on Twitter.",
        "Leave a comment.",
        "Comments?",
        "Copyright 2016 The Lamp.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Updated at 1:23 p.m.",
        "Updated on 3 May 2016.",
        "Originally published on The Lamp.",
        "Advertisement",
    ],
)
def test_a_last_line_that_is_the_call_itself_goes(line: str) -> None:
    assert drop_boilerplate([TEXT[0], line], set(), HeadLines(["T"]), []) == TEXT[:1]


def test_a_note_quotes_what_is_dropped_below_the_text() -> None:
    link = "<p>Video: <a href=/x>Herring boats kept in port</a></p><p><a href=/y>Frost</a></p>"
    found = article(page(body=f"<p>Follow us on Twitter</p>{link}"))
    assert found.notes == (
        "dropped a call or a credit below the text: Follow us on Twitter",
        "dropped a line that leads to another article: Video: Herring boats kept in port",
    )


def test_the_headline_and_the_byline_are_not_repeated_in_the_text() -> None:
    lines = ["Quay to be built at last", "By Ailsa Moray", "Reading time: 3 minutes", "14 December 2016, 10:31", *TEXT]
    assert drop_boilerplate(lines, set(), HeadLines(["Quay to be built at last"]), []) == TEXT
    assert drop_boilerplate(["Quay"], set(), HeadLines(["Quay"]), []) == ["Quay"]


def test_a_pointer_needs_a_link() -> None:
    links = {words_of("Fog closes the airport")}
    assert drop_boilerplate(["a b", "Related: Fog closes the airport", "c d"], links, HeadLines([]), []) == [
        "a b",
        "c d",
    ]
    assert drop_boilerplate(["a b", "Related: fog and rain", "c d"], links, HeadLines([]), []) == [
        "a b",
        "Related: fog and rain",
        "c d",
    ]


def test_a_heading_is_known_in_other_letters_and_when_it_is_most_of_the_title() -> None:
    assert is_heading("QUAY TO BE BUILT", "Quay to be built")
    assert is_heading("Quay to be built at last", "Quay to be built at last – The Lamp")
    assert not is_heading("Quay to be", "Quay to be built at last by the board")
    assert not is_heading("", "")


def test_scripts_and_comments_are_taken_out_but_for_structured_data() -> None:
    data = linked_data(headline="T")
    text = f"<p>a<script>x</script>b<!-- c --><STYLE>d</STYLE>e{data}<script>f"
    assert strip_page(text) == f"<p>abe{data}<script>f"


def test_characters_by_number_are_what_the_page_means() -> None:
    assert (
        strip_page("Ailsa&#146;s &#x93;quay&#148; &#38; &#1;&#x1f;&#1462; &#65;")
        == "Ailsa’s “quay” &#38; &#1462; &#65;"
    )


def test_control_characters_are_no_harm() -> None:
    odd = "<blockquote class='twitter-tweet'>a\x01<a href='/x'>b\x0c&#1;&#12;</a>\ufffe</blockquote>\ud800"
    assert read_page(page(body=odd.encode("utf-8", "replace").decode()), "a.html").values["body"].startswith(BODY)  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"", b"   ", b"<html></html>", b"<!-- -->", b"\0", b"<script>x</script>"])
def test_a_page_without_an_article_is_an_error(data: bytes) -> None:
    assert isinstance(read_page(data, "a.html"), ReadError)


def test_a_page_of_100_megabytes_is_refused_in_words() -> None:
    (found,) = read_html((b"<p>Herring.</p>\n" * 1000 for _ in range(7000)), "a.html")
    assert isinstance(found, ReadError)
    assert "too much for one article" in found.reason
    found = read_page(b"<p>Herring.</p>" * 200_000, "a.html")
    assert isinstance(found, ReadError)
    assert "too many for one article" in found.reason


def test_a_page_that_is_large_by_its_scripts_and_pictures_is_read() -> None:
    ballast = "<script>" + "x" * LARGEST_PAGE + "</script><img src='data:image/png;base64," + "A" * LARGEST_PAGE + "'>"
    assert article(page(body=ballast)).values["body"] == BODY


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<", "&amp;", "<p><a href=x>y z</a>", "<!--", "<script>", "<li>a", "<table><tr><td>"]
)
def test_odd_pages_take_linear_time(piece: str) -> None:
    assert_linear(lambda size: read_page(page(body=piece * (size // len(piece))), "a.html"), 50_000)


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(
        st.one_of(
            st.sampled_from(
                ["<p>", "</p>", "<div class='tooltip'>", "<a href='/x'>", "</a>", "<blockquote class='twitter-tweet'>"]
            ),
            st.sampled_from(
                [
                    '<script type="application/ld+json">',
                    "</script>",
                    "<!--",
                    "-->",
                    "<time datetime='",
                    "<h1>",
                    "<title>",
                ]
            ),
            st.text(max_size=30),
        ),
        max_size=40,
    )
)
def test_no_page_raises(parts: list[str]) -> None:
    found = read_page("".join(parts).encode("utf-8", "surrogatepass"), "a.html")
    assert isinstance(found, RawArticle | ReadError)


@pytest.mark.parametrize("package", ["lxml.html", "trafilatura"])
def test_a_missing_package_names_the_command(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    found = read_page(page(), "a.html")
    assert isinstance(found, ReadError)
    assert "pip install 'dateline[html]'" in found.reason


MENU = "".join(f"<a href=/{name}>{name.title()}</a><br>" for name in ("news", "sport", "weather", "letters", "boats"))
COLUMN = "".join(f"<p>{line}</p>" for line in TEXT * 2)
FIGURES = "<table><tr><td>Herring</td><td>40</td></tr><tr><td>Cod</td><td>12</td></tr></table>"


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td width=120>{MENU}</td><td><h1>A quay</h1>{COLUMN}</td></tr></table>",
        f"<table><tr><td colspan=2><nav>{MENU}</nav></td></tr><tr><td>{COLUMN}</td><td>{MENU}</td></tr></table>",
        f"<table><tr><td>{MENU}</td><td><table><tr><td>{COLUMN}</td></tr></table></td></tr></table>",
        f"<table role=presentation><tr><td><ul role=menu><li>{MENU}</ul></td><td>{COLUMN}</td></tr></table>",
    ],
)
def test_tables_that_lay_out_a_page_are_no_tables_and_menus_in_them_no_text(table: str) -> None:
    body = str(article(f"<html><head><title>A quay</title></head><body>{table}</body></html>".encode()).values["body"])
    assert "|" not in body
    assert "Weather" not in body
    assert all(line in body for line in TEXT)


def test_tables_of_figures_stay() -> None:
    body = str(article(page(body=FIGURES)).values["body"])
    assert "Herring | 40" in body
