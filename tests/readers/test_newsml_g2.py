"""NewsML-G2: what is taken where an item leaves things out, and items that hold no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import NoArticle, ReadError
from dateline.index.readers import read as read_files
from dateline.index.readers.formats.newsml_g2 import read_newsml_g2

START = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1'>"


def read(text: str) -> list[RawArticle | ReadError]:
    return list(read_newsml_g2(iter(text.encode().splitlines(keepends=True)), "a.xml"))


def values(inside: str) -> dict[str, object]:
    (only,) = read(f"{START}{inside}</newsItem>")
    assert isinstance(only, RawArticle)
    return dict(only.values)


def reason(text: str) -> str:
    (only,) = read(text)
    assert isinstance(only, ReadError)
    return only.reason


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("<inlineData>One &amp; two\n\nThree</inlineData>", "One & two\n\nThree"),
        ("<inlineData contenttype='text/html'>&lt;p>One&lt;p>Two</inlineData>", "One\n\nTwo"),
        ("<inlineXML><div xmlns='http://www.w3.org/1999/xhtml'><p>One</p><p>Two</p></div></inlineXML>", "One\n\nTwo"),
        ("<inlineXML><x:html xmlns:x='http://www.w3.org/1999/xhtml'><x:p>One</x:p></x:html></inlineXML>", "One"),
        ("<inlineData encoding='base64'>QUJD</inlineData><inlineData>One</inlineData>", "One"),
        ("<inlineData contenttype='application/json'>{}</inlineData><inlineData>One</inlineData>", "One"),
    ],
)
def test_the_text_is_the_first_in_the_content_set(content: str, body: str) -> None:
    assert values(f"<contentSet>{content}</contentSet>")["body"] == body


def test_the_first_version_gives_the_day_and_the_later_one_the_update() -> None:
    first, later = "<firstCreated>2011-06-19</firstCreated>", "<versionCreated>2011-06-20</versionCreated>"
    text = "<contentSet><inlineData>A</inlineData></contentSet>"
    found = values(f"<itemMeta>{later}{first}</itemMeta>{text}")
    assert (found["published"], found["updated"]) == ("2011-06-19", "2011-06-20")
    found = values(f"<itemMeta>{later}</itemMeta>{text}")
    assert (found["published"], found.get("updated")) == ("2011-06-20", None)


def test_what_holds_no_text_is_an_error_in_words() -> None:
    assert reason(f"{START}</newsItem>").startswith("the news item urn:x:1 holds no text")
    assert reason(START.replace("newsItem", "packageItem") + "</packageItem>").startswith(
        "the file holds only packageItem"
    )
    assert reason("<html/>").startswith("the file holds no element `newsItem`")


def test_items_before_the_place_where_a_message_breaks_are_read() -> None:
    item = f"{START}<contentSet><inlineData>A</inlineData></contentSet></newsItem>\n"
    first, second, error = read(f"<newsMessage><itemSet>{item}{item}<newsItem>")
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert isinstance(error, ReadError)
    assert error.line == 3


@pytest.mark.parametrize("root", ["packageItem", "conceptItem", "knowledgeItem", "planningItem"])
def test_items_that_are_no_news_are_named(root: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<{root} xmlns='http://iptc.org/std/nar/2006-10-01/'/>", encoding="utf-8")
    (error,) = read_files([str(path)])
    assert isinstance(error, NoArticle)
    assert error.reason == f"the file holds only {root}, which is no news, and so no text"
