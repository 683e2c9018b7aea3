"""RSS and Atom: what feeds in the wild do."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.feed import read_feed
from dateline.index.readers.formats.wordpress_text import text_of_post
from tests.growth import assert_linear


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(iter(data.splitlines(keepends=True)), "a.rss"))


def item(inside: str) -> dict[str, object]:
    (only,) = read(f"<rss><channel><title>Paper</title><item>{inside}</item></channel></rss>")
    assert isinstance(only, RawArticle)
    return dict(only.values)


@pytest.mark.parametrize(
    ("inside", "id", "url"),
    [
        ("<guid>https://a.example/1</guid>", None, "https://a.example/1"),
        ("<link>https://a.example/1</link><guid>https://a.example/1</guid>", None, "https://a.example/1"),
        ("<link>https://a.example/1</link><guid>https://a.example/?p=1</guid>", "https://a.example/?p=1", "https://a.example/1"),
        ("<link>https://a.example/1</link><guid isPermaLink='false'>urn:x:1</guid>", "urn:x:1", "https://a.example/1"),
        ("<link>https://a.example/1</link><guid isPermaLink='false'>17</guid>", None, "https://a.example/1"),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", "https://a.example/1", None),
    ],
)  # fmt: skip
def test_a_guid_is_an_id_only_where_it_names_one_article_among_all(
    inside: str, id: str | None, url: str | None
) -> None:
    values = item(inside)
    assert (values.get("id"), values.get("url")) == (id, url)


def test_an_undeclared_prefix_and_entities_of_html_are_read_all_the_same() -> None:
    values = item("<title>Caf&eacute;&nbsp;closes</title><content:encoded>&lt;p>One&lt;p>Two</content:encoded>")
    assert (values["title"], values["body"]) == ("Café closes", "One\n\nTwo")


def test_blank_lines_above_the_declaration_and_control_characters_are_passed_over() -> None:
    error, *_ = read("\n\n<?xml version='1.0'?>\n<rss><item><title>A\x07B</title></item><item>")[::-1]
    assert isinstance(error, ReadError)
    assert error.line == 4


def test_a_title_with_marks_loses_them_and_one_that_only_looks_so_keeps_them() -> None:
    assert item("<title>&lt;b&gt;Storm&lt;/b&gt; ahead</title>")["title"] == "Storm ahead"
    assert item("<title>Profit &lt; loss &amp; debt</title>")["title"] == "Profit < loss & debt"


def test_a_feed_that_breaks_is_read_on_with_a_note_on_the_item_where_it_breaks() -> None:
    first, second, third = read(
        "<rss><channel><item><title>A</title></item>\n<item><title>R&D</title></item><item><title>C</title></item>"
    )
    assert [each.values["title"] for each in (first, second, third) if isinstance(each, RawArticle)] == [
        "A",
        "R&D",
        "C",
    ]
    assert isinstance(second, RawArticle)
    assert isinstance(third, RawArticle)
    assert [note.partition(":")[0] for note in second.notes] == ["broken XML"]
    assert "line 2" in second.notes[0]
    assert third.notes == ()


def test_a_feed_without_items_has_no_articles_and_what_is_no_feed_is_an_error() -> None:
    assert read("<rss><channel><title>Paper</title></channel></rss>") == []
    (error,) = read("<shop><title>Paper</title></shop>")
    assert isinstance(error, ReadError)
    assert error.reason.startswith("the XML is neither a feed nor of another kind that is read")
    assert "`shop`" in error.reason
    (error,) = read("<x:rss xmlns:x='http://paper.example/'><x:item/></x:rss>")
    assert isinstance(error, ReadError)
    assert "`x:rss`" in error.reason


def test_other_plain_texts_of_an_item_are_kept_under_their_names() -> None:
    values = item("<desk>Sport</desk><x:tag>a</x:tag><x:tag>b</x:tag><media:title>no</media:title>")
    assert values == {"desk": "Sport", "tag": ["a", "b"], "title": "", "body": "", "source": "Paper"}


def test_items_come_as_they_are_read() -> None:
    def endless():  # type: ignore[no-untyped-def]
        yield b"<rss><channel>\n"
        while True:
            yield b"<item><title>A</title></item>\n" * 100

    found = read_feed(endless(), "-")
    assert all(isinstance(next(found), RawArticle) for _ in range(5000))


@pytest.mark.parametrize(
    ("credit", "byline"),
    [
        ('role="author"', "Tom Reid"),
        ('role="Reporter"', "Tom Reid"),
        ('role="photographer"', None),
        ('role="illustrator"', None),
        ("", "Tom Reid"),
    ],
)
def test_a_credit_in_another_role_than_that_of_a_writer_is_no_byline(credit: str, byline: str | None) -> None:
    inside = f"<title>A</title><media:credit {credit}>Tom Reid</media:credit>"
    assert item(inside).get("byline") == byline


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One\ntwo.\n\nThree.", "One\ntwo.\n\nThree."),
        ("One\r\n\r\nTwo.", "One\n\nTwo."),
        ("<p>One\ntwo.</p>\n<p>Three.</p>", "One\ntwo.\n\nThree."),
        ("<!-- wp:paragraph --><p>One\ntwo.</p>\n\n<p>Three.</p>", "One two.\n\nThree."),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\nThree", "One\n\nTwo\n\nThree"),
        ("<pre>a\n\nb</pre>", "a\n\nb"),
        ("A [sic] [1] [read more] [Reuters] b", "A [sic] [1] [read more] [Reuters] b"),
        ("[vc_row width=\"1\"][vc_text a='b']One[/vc_text]", "One"),
        ("[row]One[/row]", "[row]One[/row]"),
        ("[gallery][video src=x.mp4][/video]One[embed w=1]https://a.example[/embed]", "One"),
        ('[caption id="a"]<a href="b"><img src="c"/></a> The lamp[/caption]One', "The lamp\n\nOne"),
    ],
)
def test_the_text_of_a_post_is_shown_as_wordpress_shows_it(written: str, text: str) -> None:
    assert text_of_post(written) == text


@pytest.mark.parametrize("part", ["[caption a ", "[embed]", '[a b="c" ', "\n \n ", "a \n", "[/caption]"])
def test_posts_take_linear_time(part: str) -> None:
    assert_linear(lambda count: text_of_post(part * count), 5_000)


BLOG = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">{}</feed>"""


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>", None),
        ("<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>", "1 comment"),
        ("<blogger:type>PAGE</blogger:type>", "1 page"),
        ("<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>", "1 draft"),
    ],
)
def test_newer_exports_of_blogger_name_the_kind_in_an_element(inside: str, kind: str | None) -> None:
    (found,) = read(BLOG.format(f"<entry><title>A</title><content>B</content>{inside}</entry>"))
    if kind is None:
        assert isinstance(found, RawArticle)
        assert found.values["title"] == "A"
    else:
        assert isinstance(found, ReadError)
        assert found.reason == f"1 item is no published article: {kind}; the others were read"


def test_items_of_a_json_feed_that_are_no_list_are_an_error() -> None:
    (error,) = read('{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}')
    assert isinstance(error, ReadError)
    assert error.reason == "the items of the feed are not a list"
