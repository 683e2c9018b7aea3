"""The kinds of feeds, and the elements that each has for the same thing."""

from __future__ import annotations

import base64

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.feed import read_feed

ATOM = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XHTML = "http://www.w3.org/1999/xhtml"


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(iter(data.splitlines(keepends=True)), "a.xml"))


def only(text: str | bytes) -> dict[str, object]:
    (found,) = read(text)
    assert isinstance(found, RawArticle), found
    return dict(found.values)


def rss(inside: str) -> dict[str, object]:
    return only(f"<rss version='2.0'><channel><item>{inside}</item></channel></rss>")


def atom(inside: str, address: str = ATOM) -> dict[str, object]:
    return only(f"<feed xmlns='{address}'><entry>{inside}</entry></feed>")


@pytest.mark.parametrize(
    "document",
    [
        "<rss version='0.91'><channel><item>{}</item></channel></rss>",
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://n.example/rss-0.91.dtd'>\n"
        "<rss version='0.91'><channel><item>{}</item></channel></rss>",
        "<rss version='2.0'><item>{}</item></rss>",
        "<rss><channel/><item>{}</item></rss>",
        "<rss xmlns='http://backend.userland.com/rss2'><channel><item>{}</item></channel></rss>",
        "<rss xmlns='http://purl.org/rss/1.0/'><channel><item>{}</item></channel></rss>",
        "<RSS><CHANNEL><ITEM>{}</ITEM></CHANNEL></RSS>",
        "<Rss><Channel><Item>{}</Item></Channel></Rss>",
        "<!DOCTYPE rss [<!ENTITY harbour 'Harbour'>]><rss><channel><item>{}</item></channel></rss>",
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><channel/><item>{{}}</item></rdf:RDF>",
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://my.netscape.com/rdf/simple/0.9/'><item>{{}}</item></rdf:RDF>",
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://channel.netscape.com/rdf/simple/0.9/'><item>{{}}</item></rdf:RDF>",
        f"<r:RDF xmlns:r='{RDF}' xmlns:s='http://purl.org/rss/1.0/'><s:item>{{}}</s:item></r:RDF>",
        f"<feed xmlns='{ATOM}'><entry>{{}}</entry></feed>",
        f"<feed version='0.3' xmlns='{ATOM_03}'><entry>{{}}</entry></feed>",
        f"<a:feed xmlns:a='{ATOM}'><a:entry>{{}}</a:entry></a:feed>",
        "<feed><entry>{}</entry></feed>",
        "<feed xmlns='http://www.w3.org/2005/atom/'><entry>{}</entry></feed>",
        f"<entry xmlns='{ATOM}'>{{}}</entry>",
        "<Channel><Item>{}</Item></Channel>",
    ],
)
def test_every_kind_of_feed_gives_its_articles(document: str) -> None:
    assert only(document.format("<title>Harbour</title>"))["title"] == "Harbour"
    assert only(document.format("<TITLE>Harbour</TITLE>"))["title"] == "Harbour"


def test_a_channel_of_cdf_has_its_values_in_attributes() -> None:
    values = only(
        "<CHANNEL HREF='https://a.example/'><TITLE>Paper</TITLE><ITEM HREF='1.html' LASTMOD='2001-05-06T10:00'>"
        "<TITLE>Ferry</TITLE><ABSTRACT>It sank.</ABSTRACT></ITEM></CHANNEL>"
    )
    assert values == {
        "title": "Ferry",
        "body": "It sank.",
        "published": "2001-05-06T10:00",
        "url": "1.html",
        "source": "Paper",
    }


@pytest.mark.parametrize("name", ["title", "description", "link", "guid", "author", "content:encoded"])
def test_one_element_alone_is_an_article(name: str) -> None:
    assert "body" in rss(f"<{name}>https://a.example/1</{name}>")
    assert "body" in rss("")


@pytest.mark.parametrize(
    "element",
    [
        "<description>One &lt;b>two&lt;/b></description>",
        "<description><![CDATA[One <b>two</b>]]></description>",
        "<description>One <b>two</b></description>",
        "<content:encoded>One &lt;b>two&lt;/b></content:encoded>",
        "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>One two</c:encoded>",
        f"<body xmlns='{XHTML}'><p>One two</p></body>",
        f"<x:body xmlns:x='{XHTML}'><x:p>One two</x:p></x:body>",
        f"<div xmlns='{XHTML}'>One <b>two</b></div>",
        "<xhtml:div>One two</xhtml:div>",
        "<fullitem>One &lt;i>two&lt;/i></fullitem>",
        "<media:description>One two</media:description>",
        "<m:description xmlns:m='http://search.yahoo.com/mrss'>One two</m:description>",
        "<i:summary xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'>One two</i:summary>",
        "<dc:description>One two</dc:description>",
        "<dcterms:abstract>One two</dcterms:abstract>",
    ],
)
def test_the_text_of_an_item_of_rss(element: str) -> None:
    assert rss(element)["body"] == "One two"


ESCAPED = "One &lt;b&gt;two&lt;/b&gt;"
IN_BASE64 = base64.b64encode(b"One <b>two</b>").decode()


@pytest.mark.parametrize(
    "element",
    [
        f"<content type='html'>{ESCAPED}</content>",
        f"<content type='text/html'>{ESCAPED}</content>",
        f"<content type='HTML'>{ESCAPED}</content>",
        f"<content type='text/html' mode='escaped'>{ESCAPED}</content>",
        f"<content mode='escaped'>{ESCAPED}</content>",
        f"<content type='xhtml'><div xmlns='{XHTML}'>One <b>two</b></div></content>",
        f"<content type='application/xhtml+xml' mode='xml'><div xmlns='{XHTML}'>One <b>two</b></div></content>",
        f"<content type='application/octet-stream' mode='base64'>{IN_BASE64}</content>",
        f"<content type='text/html' mode='base64'>\n{IN_BASE64}\n</content>",
        f"<content type='application/octet-stream'>{IN_BASE64}</content>",
        "<content type='text'>One two</content>",
        "<content type='text/plain'>One two</content>",
        "<content>One two</content>",
        f"<summary type='html'>{ESCAPED}</summary>",
        "<content src='https://a.example/1.mp3' type='audio/mpeg'/><summary>One two</summary>",
        "<content type='image/png'>iVBORw0KGgo=</content><summary>One two</summary>",
    ],
)
@pytest.mark.parametrize("address", [ATOM, ATOM_03])
def test_the_text_of_an_entry_of_atom(element: str, address: str) -> None:
    assert atom(element, address)["body"] == "One two"


@pytest.mark.parametrize(
    ("element", "title"),
    [
        ("<title>A &amp; B</title>", "A & B"),
        ("<title type='html'>A &amp;amp; &lt;i>B&lt;/i></title>", "A & B"),
        ("<title type='text'>1 &lt; 2</title>", "1 < 2"),
        (f"<title type='xhtml'><div xmlns='{XHTML}'>A <b>B</b></div></title>", "A B"),
        ("<title mode='escaped' type='text/html'>&lt;b>A&lt;/b> B</title>", "A B"),
        (f"<title mode='base64' type='text/html'>{base64.b64encode(b'A <b>B</b>').decode()}</title>", "A B"),
        ("<dc:title>A B</dc:title>", "A B"),
    ],
)
def test_titles(element: str, title: str) -> None:
    assert atom(element)["title"] == title


@pytest.mark.parametrize(
    ("elements", "published", "updated"),
    [
        ("<pubDate>a</pubDate>", "a", None),
        ("<PubDate>a</PubDate>", "a", None),
        ("<dc:date>a</dc:date>", "a", None),
        ("<d:date xmlns:d='http://purl.org/dc/elements/1.0/'>a</d:date>", "a", None),
        ("<dcterms:issued>a</dcterms:issued><dcterms:modified>b</dcterms:modified>", "a", "b"),
        ("<dcterms:created>a</dcterms:created>", "a", None),
        ("<issued>a</issued><modified>b</modified><created>c</created>", "a", "b"),
        ("<created>c</created><modified>b</modified>", "c", "b"),
        ("<published>a</published><updated>b</updated>", "a", "b"),
        ("<updated>b</updated>", "b", None),
        ("<modified>b</modified>", "b", None),
    ],
)
def test_dates(elements: str, published: str, updated: str | None) -> None:
    values = rss(elements)
    assert (values["published"], values.get("updated")) == (published, updated)


@pytest.mark.parametrize(
    ("elements", "byline"),
    [
        ("<author>ann@a.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;ann@a.example&gt;</author>", "Ann Lee"),
        ("<author>Ann Lee (ann@a.example)</author>", "Ann Lee"),
        ("<author>ann@a.example</author>", "ann@a.example"),
        ("<author>Ann Lee</author>", "Ann Lee"),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>", "Ann Lee, Bo Ek"),
        ("<author><name>Ann Lee</name><email>ann@a.example</email><uri>https://a.example</uri></author>", "Ann Lee"),
        ("<author><email>ann@a.example</email></author>", "ann@a.example"),
        ("<itunes:author>Ann Lee</itunes:author>", "Ann Lee"),
    ],
)
def test_bylines(elements: str, byline: str) -> None:
    assert rss(elements)["byline"] == byline


@pytest.mark.parametrize(
    ("elements", "url"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link href='https://a.example/1'/>", "https://a.example/1"),
        ("<link rel='self' href='https://a.example/x'/><link rel='alternate' href='https://a.example/1'/>",
         "https://a.example/1"),
        ("<link rel='http://www.iana.org/assignments/relation/alternate' href='https://a.example/1'/>",
         "https://a.example/1"),
        ("<link xml:base='https://a.example/b/' href='1'/>", "https://a.example/b/1"),
        ("<link>/1</link>", "https://site.example/1"),
        ("<atom:link href='https://a.example/1'/>", "https://a.example/1"),
        ("<link href='http://[a/1'/>", "http://[a/1"),
        ("<link rel='enclosure' href='https://a.example/1.mp3'/>", None),
    ],
)  # fmt: skip
def test_addresses(elements: str, url: str | None) -> None:
    document = f"<rss><channel><link>https://site.example/</link><item>{elements}</item></channel></rss>"
    assert only(document).get("url") == url


def test_links_are_relative_to_every_base_around_them() -> None:
    values = only(
        f"<feed xmlns='{ATOM}' xml:base='https://a.example/news/' xml:lang='sv'>"
        "<entry xml:base='2016/'><link href='1.html'/></entry></feed>"
    )
    assert (values["url"], values["language"]) == ("https://a.example/news/2016/1.html", "sv")


def test_topics_come_from_categories_and_subjects() -> None:
    values = rss(
        "<category domain='x'>Trade</category><category term='ports' label='Ports'/><dc:subject>Sea</dc:subject>"
    )
    assert values["topics"] == ["Trade", "Ports", "Sea"]


@pytest.mark.parametrize(
    "element",
    [
        "<turbo:content xmlns:turbo='http://turbo.yandex.ru'>&lt;p>The whole text.&lt;/p></turbo:content>",
        "<fulltext>The whole text.</fulltext>",
        "<full-text>The whole text.</full-text>",
        "<yandex:full-text>The whole text.</yandex:full-text>",
    ],
)
def test_the_full_text_of_feeds_for_services_is_the_body(element: str) -> None:
    assert rss(f"<title>A</title><description>Short.</description>{element}")["body"] == "The whole text."
