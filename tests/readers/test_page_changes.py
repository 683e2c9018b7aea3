"""Dates and authors of plugins and microformats, and the day of the last change that readers see."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS, TITLE

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


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
