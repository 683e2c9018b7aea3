"""When a page was published: where pages say it, what on them says something else, and which source is right."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.script_dates import find_script_dates
from tests.growth import assert_linear
from tests.readers.page_forms.reading import day_of_article

DAY = date(2016, 12, 14)
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "The harbour board of Norwick met on Tuesday to hear how the new quay would be paid for, and by whom.",
        "It will cost four million crowns, of which the state pays half, the chairman said after the meeting.",
        "Work begins in May 2017, when the herring boats have left, and is to be done before the first frost.",
        "On December 1, 2016 the board had still refused to say what the quay would cost, or who was to pay for it.",
    )
)
TITLE = "A quay for Norwick at last"
HEAD = f"<title>{TITLE} - The Lamp</title><meta property='og:title' content='{TITLE}'>"


def read(head: str = "", body: str = "", address: str | None = None, root: str = "<html lang=en>") -> RawArticle:
    page = f"{root}<head>{HEAD}{head}</head><body>{body or f'<h1>{TITLE}</h1>{TEXT}'}</body></html>"
    found = read_page(page.encode(), "a.html", address=address)
    assert isinstance(found, RawArticle), found
    return found


def day_in(found: RawArticle) -> date | None:
    moment = parse_published(found.values.get("published"))
    return None if moment is None else day_of(moment)


def data(*objects: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(objects[0] if len(objects) == 1 else objects)}</script>'


def article(headline: str = TITLE, published: str = "2016-12-14T10:00:00+01:00", **values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline, "datePublished": published, **values}


OTHER = article("Herring boats kept in port by storms", "2015-01-02")


@pytest.mark.parametrize(
    "head",
    [
        data(article()),
        data([article()]),
        data({"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, article()]}),
        data(OTHER, article()),
        data(OTHER) + data(article()),
        data({"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, article()),
        data({**article(), "@type": ["ReportageNewsArticle", "Thing"]}),
        data({**article(), "@type": "http://schema.org/BlogPosting"}),
        data({**article(), "@type": "LiveBlogPosting", "liveBlogUpdate": [article("Later", "2016-12-16")]}),
        data({"@type": "WebPage", "mainEntity": article()}),
        data(article(comment=[{"@type": "Comment", "datePublished": "2016-12-20"}])),
        data({"@type": "WebPage", "datePublished": "2016-12-14"}),
        data({"@type": "VideoObject", "uploadDate": "2016-12-14T10:00:00Z"}),
        data({"@type": "NewsArticle", "headline": TITLE, "dateCreated": "2016-12-14"}),
        data(article(published="Wed, 14 Dec 2016 10:00:00 GMT")),
        data(article(published="01:38:07 PM IST Dec 14, 2016")),
        data(article(published=["2016-12-14T10:00:00Z"])),  # type: ignore[arg-type]
        data(article(published={"@type": "DateTime", "@value": "2016-12-14"})),  # type: ignore[arg-type]
        '<script type="application/ld+json">\n//<![CDATA[\n' + json.dumps(article()) + "\n//]]>\n</script>",
        '<script type="application/ld+json">/*<![CDATA[*/' + json.dumps(article()) + "/*]]>*/</script>",
        '<script type="application/ld+json"><!-- ' + json.dumps(article()) + " --></script>",
        "<script type='application/ld+json'>" + json.dumps(article())[:-1] + ",}</script>",
        "<script type='application/ld+json'>" + json.dumps(article()) + json.dumps(OTHER) + ";</script>",
        "<script type='application/ld+json'>"
        + '{"@type": "NewsArticle", "description": "the "quay" of", "datePublished": "2016-12-14"}'
        + "</script>",
        "<script type='application/ld+json'>" + json.dumps(article()).replace('"', "&quot;") + "</script>",
    ],
)
def test_linked_data(head: str) -> None:
    assert day_in(read(head)) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time", "og:published_time", "datePublished", "pubdate", "publish-date", "DC.date.issued",
        "DCTERMS.created", "sailthru.date", "parsely-pub-date", "cXenseParse:recs:publishtime", "date", "ptime",
        "OriginalPublicationDate", "weibo:article:create_at", "bt:pubDate", "citation_publication_date", "publishdate",
        "article_date_original", "rnews:datePublished", "dc.date", "created", "prism.publicationDate",
    ],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["name", "property", "itemprop"])
def test_meta_elements(name: str, attribute: str) -> None:
    assert day_in(read(f'<meta {attribute}="{name}" content="2016-12-14T10:00:00+01:00">')) == DAY


@pytest.mark.parametrize(
    "name", ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "dcterms.modified", "revised"]
)
def test_a_later_change_is_no_publication(name: str) -> None:
    found = read(f'<meta name="{name}" content="2016-12-14">')
    assert (day_in(found), found.values["updated"]) == (None, "2016-12-14")


@pytest.mark.parametrize(
    "mark",
    [
        "<time>14 December 2016</time>",
        "<time datetime='2016-12-14T10:00:00+01:00'>2 days ago</time>",
        "<time datetime='2016-12-14' pubdate>Wednesday</time>",
        "<time class='entry-date published' datetime='2016-12-14'>x</time><time class=updated datetime=2016-12-16>",
        "<abbr class='published' title='2016-12-14T10:00:00'>Wednesday</abbr>",
        "<span class='date updated'>December 14, 2016</span>",
        "<meta itemprop=datePublished content='2016-12-14'><meta itemprop=dateModified content='2016-12-15'>",
        "<b itemprop=dateModified content=2016-12-15>15 Dec</b><b itemprop=datePublished>14 December 2016</b>",
        "<span property='dc:date schema:datePublished' content='2016-12-14'>14.12.</span>",
        "<div class=meta><span class=author>Ailsa Moray</span><span class=date>Dec. 14, 2016</span></div>",
        "<div class=article-info data-published='2016-12-14T09:00:00Z'>by Ailsa Moray</div>",
        "<span data-datetime='2016-12-14 10:00'>last Wednesday</span>",
        "<p>Published: 14 December 2016</p>",
        "<p>Published 14 December 2016. Updated 16 December 2016</p>",
        "<p>Last updated 16 December 2016 | First published 14 December 2016</p>",
        "<p>By Ailsa Moray | December 14, 2016 | 3 comments</p>",
        "<p>Posted on Wednesday, December 14, 2016 by Ailsa Moray</p>",
        "<p>Posted by Ailsa Moray in Harbour on Dec 14th, 2016 at 3:30 pm</p>",
        "<div>Published</div><div>14 December 2016</div>",
        "<div>Updated</div><div>16 December 2016</div><div>Published</div><div>14 December 2016</div>",
        "<p>Wednesday 14 December 2016, 10:31 GMT</p>",
        "<p>2016-12-14 10:31:00</p>",
        "<p>发布时间：2016-12-14 10:31 来源：新华社</p>",
        "<ul><li>Ailsa Moray</li><li>14 Dec 2016</li></ul>",
        "<font size=1>14 December 2016</font><br>",
        "<p>14<sup>th</sup> December 2016</p>",
        "<relative-time datetime='2016-12-14T10:00:00Z'>x</relative-time>",
        "<div class=post-date><div class=day>14</div><div class=month>Dec</div><div class=year>2016</div></div>",
        "<div class=calendar-date><span>Dec</span> <b>14</b> <span>2016</span></div>",
    ],
)
def test_dates_beside_the_headline(mark: str) -> None:
    assert day_in(read(body=f"<h1>{TITLE}</h1>{mark}{TEXT}")) == DAY
    assert day_in(read(body=f"<div class=top><h1>{TITLE}</h1></div><div>{mark}</div><article>{TEXT}</article>")) == DAY
    assert day_in(read(body=f"<article><header>{mark}<h1>{TITLE}</h1></header>{TEXT}</article>")) == DAY
    table = f"<table><tr><td>News</td><td><b>{TITLE}</b><br>{mark}<br>{TEXT}</td></tr></table>"
    assert day_in(read(body=table)) == DAY


@pytest.mark.parametrize(
    "other",
    [
        "<footer><time datetime=2016-12-20>20 December 2016</time></footer>",
        "<div id=comments><div class=comment><time datetime=2016-12-20>20 Dec</time> Nice</div></div>",
        "<section class=related-articles><article><h2>Fog</h2><time datetime=2016-12-20>x</time></article></section>",
        "<aside><p>Published: 20 December 2016</p></aside>",
        "<blockquote class=twitter-tweet>Boo <a href=/x>December 20, 2016</a></blockquote>",
        "<div class=event-list><time datetime=2016-12-20>Fair</time></div>",
        "<div class=weather><span class=date>20 December 2016</span></div>",
        "<figure><img src=x><figcaption>The quay, December 20, 2016</figcaption></figure>",
        "<p>© 2016-12-20 The Lamp</p>",
        "<p>Updated: 20 December 2016</p>",
        "<p itemprop=dateModified content=2016-12-20>20 December</p>",
        "<div itemscope itemtype='http://schema.org/Event'><meta itemprop=datePublished content=2016-12-20></div>",
        "<div itemscope itemtype='http://schema.org/Comment'><time itemprop=datePublished datetime=2016-12-20></time>",
        "<p>The board met on December 20, 2016 and went home.</p>",
        "<h2>What was said on December 20, 2016</h2>",
    ],
)
def test_dates_of_other_things(other: str) -> None:
    assert day_in(read(body=f"<article><h1>{TITLE}</h1>{other}{TEXT}{other}</article>{other}")) is None
    mark = "<p class=byline>Ailsa Moray <time datetime=2016-12-14>14 December 2016</time></p>"
    assert day_in(read(body=f"{other}<article><h1>{TITLE}</h1>{other}{mark}{TEXT}</article>{other}")) == DAY


def test_the_day_of_a_visit_above_the_page_is_none_of_the_article() -> None:
    masthead = "<div class=top><span>Tuesday, December 20, 2016</span></div>"
    assert day_in(read(body=f"{masthead}<div class=article><h1>{TITLE}</h1>{TEXT}</div>")) is None


@pytest.mark.parametrize(
    ("root", "text", "day"),
    [
        ("<html lang=en-US>", "04/05/2016", date(2016, 4, 5)),
        ("<html lang=en-GB>", "04/05/2016", date(2016, 5, 4)),
        ("<html lang=fr>", "04/05/2016", date(2016, 5, 4)),
        ("<html lang=de>", "04.05.2016, 10:31 Uhr", date(2016, 5, 4)),
        ("<html lang=en>", "04/05/2016", None),
        ("<html>", "04/05/2016", None),
        ("<html lang=en>", "14/12/2016 10:31", DAY),
        ("<html lang=es>", "Publicado: 14/12/2016 a las 10:31", DAY),
        ("<html lang=fr>", "Publié le 14/12/2016 à 10h31 - Mis à jour le 15/12/2016", DAY),
        ("<html lang=de>", "Veröffentlicht am 14.12.2016 | Stand: 15.12.2016", DAY),
        ("<html lang=pl>", "Opublikowano: 14.12.2016", DAY),
    ],
)
def test_days_in_numbers_are_read_as_the_country_of_the_page_writes_them(
    root: str, text: str, day: date | None
) -> None:
    assert day_in(read(body=f"<h1>{TITLE}</h1><p>{text}</p>{TEXT}", root=root)) == day


@pytest.mark.parametrize(
    ("head", "body", "address", "published"),
    [
        (article(published="2016-12-15T03:10:00Z"), "", "https://lamp.example/2016/12/14/quay", "2016-12-14"),
        (article(published="2016-12-15T03:10:00Z"), "<p>December 14, 2016</p>", None, "2016-12-14"),
        (article(published="2016-12-15T03:10:00Z"), "<time datetime=2016-12-14T22:10:00-05:00>x</time>", None,
         "2016-12-14T22:10:00-05:00"),
        (article(published="2016-12-14T22:28:35-05:00"), "<p>December 15, 2016</p>", None, "2016-12-14T22:28:35-05:00"),
        (article(published="2016-12-14T22:28:35-05:00"), "", None, "2016-12-14T22:28:35-05:00"),
        (article(published="2016-12-20"), "", "https://lamp.example/2016/12/14/quay", "2016-12-14"),
        (article(published="2016-12-20"), "<meta itemprop=datePublished content=2016-12-14>", None, "2016-12-14"),
        (article(published="2016-12-20"), "<meta itemprop=datePublished content=2016-12-14><p>December 20, 2016</p>",
         None, "2016-12-20"),
        (article(published="2016-12-20", dateModified="2016-12-15"), "<p>December 14, 2016</p>", None, "2016-12-14"),
        (article(published="1970-01-01T00:00:00Z"), "<p>December 14, 2016</p>", None, "2016-12-14"),
        (article(published="0000-00-00"), "<p>December 14, 2016</p>", None, "2016-12-14"),
        (article(published="-0001-11-30T00:00:00+00:00"), "<p>December 14, 2016</p>", None, "2016-12-14"),
        (article(published="2016-12-20"), "<p>Published on December 14, 2016</p>", None, "2016-12-20"),
        (article(published="2016-12-20"), "<p>December 14, 2016</p>", None, "2016-12-20"),
        ({"@type": "NewsArticle"}, "<p>Published on December 13, 2016</p>", "https://lamp.example/2016/12/14/quay",
         "2016-12-13"),
    ],
)  # fmt: skip
def test_where_sources_disagree_the_first_publication_on_the_papers_own_day_is_right(
    head: dict[str, object], body: str, address: str | None, published: str
) -> None:
    found = read(data(head), f"<h1>{TITLE}</h1>{body}{TEXT}", address)
    assert found.values["published"] == published


def test_notes_say_what_was_not_followed() -> None:
    found = read(data(article(published="2016-12-20T10:00:00Z")), address="https://lamp.example/2016/12/14/quay")
    assert found.notes == ("JSON-LD says 2016-12-20T10:00:00+00:00, but 2016-12-14 of the address was taken",)
    found = read(data(article(published="2016-12-15T03:10:00Z")), address="https://lamp.example/2016/12/14/quay")
    assert found.notes == ("the date 2016-12-15T03:10:00+00:00 of JSON-LD is of 2016-12-14 where the paper is",)


@pytest.mark.parametrize(
    ("scripts", "day"),
    [
        ('var page = {publishDate: "2016-12-14", title: "x"};', DAY),
        ('{"props":{"datePublished":"2016-12-14T10:00:00Z","pubDate":"December 14, 2016"}}', DAY),
        ('dataLayer = [{\\"publication_date\\":\\"2016-12-14 10:00:00\\"}]', DAY),
        ('{"published_at":"2016-12-14"},{"published_at":"2016-12-11"}', None),
        ('{"updatedDate":"2016-12-14"}', None),
    ],
)
def test_scripts_count_where_they_name_one_day(scripts: str, day: date | None) -> None:
    assert day_in(read(f"<script>{scripts}</script>")) == day


def test_a_label_below_the_article_counts_where_it_names_one_day() -> None:
    foot = "<div class=end>First published on December 14, 2016 01:38 pm</div>"
    assert day_in(read(body=f"<h1>{TITLE}</h1>{TEXT * 5}{foot}")) == DAY
    assert day_in(read(body=f"<h1>{TITLE}</h1>{TEXT * 5}{foot}<p>Published on December 11, 2016</p>")) is None


@pytest.mark.parametrize(
    "piece",
    [
        "<time>",
        "<div class=date>",
        "<h1>a</h1>",
        "<span itemprop=datePublished>x",
        "<p>1/2/2016",
        "<font><b></b>",
        "<footer>",
        "<a rel=author>By A B</a>",
        "<p>By Ailsa Moray",
        "<p>14 Dec 2016 Ailsa",
        "<p>Posted: ",
    ],
)
def test_dates_take_linear_time(piece: str) -> None:
    page = "<html><head><title>a b c</title></head><body><h1>a b c</h1>{}</body></html>"

    def look(size: int) -> None:
        read_page(page.format(piece * (size // len(piece))).encode(), "a.html")

    assert_linear(look, 20_000)


def test_dates_in_scripts_take_linear_time() -> None:
    assert_linear(lambda size: find_script_dates("publishdate:'" * (size // 13)), 100_000)
    assert_linear(lambda size: find_script_dates(" " * size + "pubdate" * 9), 100_000)


def test_the_foot_of_the_article_itself_may_have_the_date() -> None:
    date = "<time class=entry-date>December 14, 2016</time>"
    foot = f"<footer class=entry-meta>This entry was posted in Harbour on {date}.</footer>"
    other = "<footer><time class=entry-date>December 11, 2016</time></footer>"
    assert day_in(read(body=f"<article><h1>{TITLE}</h1>{TEXT * 3}{foot}</article>{other}")) == DAY


def test_the_dateline_of_a_press_release_has_the_day() -> None:
    text = TEXT.replace("<p>", "<p>NORWICK, Dec. 14, 2016 /PRNewswire/ -- ", 1)
    assert day_in(read(body=f"<h1>{TITLE}</h1>{text}")) == DAY


def test_other_days_of_a_page_say_which_number_is_the_month() -> None:
    assert day_in(read(body=f"<h1>{TITLE}</h1><p>04/05/2016</p>{TEXT}<p>Printed 3/31/2016</p>")) == date(2016, 4, 5)
    assert day_in(read(body=f"<h1>{TITLE}</h1><p>04/05/2016</p>{TEXT}<p>Printed 31/3/2016</p>")) == date(2016, 5, 4)
    both = "<p>Printed 31/3/2016, read 3/31/2016</p>"
    assert day_in(read(body=f"<h1>{TITLE}</h1><p>04/05/2016</p>{TEXT}{both}")) is None


def test_a_page_of_many_articles_has_no_day() -> None:
    one = "<article><h2><a href=/{0}>Story {0} of the day</a></h2><time datetime=2016-12-{0}>x</time>Text</article>"
    found = read_page(
        f"<html><body>{''.join(one.format(day) for day in range(10, 30))}</body></html>".encode(), "a.html"
    )
    assert not isinstance(found, RawArticle) or day_in(found) is None


GERMAN = (
    "<p>Die alte Brücke über den Fluss ist seit Mittwoch gesperrt, wie die Stadt am Abend mitteilte.</p>"
    "<p>Sie soll im Herbst wieder frei sein, sagte die Bürgermeisterin, die auch mit den Anwohnern sprach.</p>"
)
ENGLISH = "<p>The old bridge over the river has been shut since Wednesday, and is to open again in the autumn.</p>" * 2


@pytest.mark.parametrize(
    ("line", "text", "day"),
    [
        ("04.05.06", GERMAN, date(2006, 5, 4)),
        ("Do 04.05.06", GERMAN, date(2006, 5, 4)),
        ("04/05/2006", GERMAN, date(2006, 5, 4)),
        ("04/05/2006", ENGLISH, None),
    ],
)
def test_a_page_that_names_no_language_is_read_in_that_of_its_text(line: str, text: str, day: date | None) -> None:
    markup = f"<html><head><title>Bridge</title></head><body><h1>Bridge</h1><p>{line}</p>{text}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    assert day_of_article(article) == day
