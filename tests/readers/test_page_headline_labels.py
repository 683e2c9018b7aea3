"""A headline is no label of the date below it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS

TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize("headline", ["Old ferry closes", "New crane opens", "Strike ends", "Quay update"])
@pytest.mark.parametrize(
    "day",
    [
        "<span class=published>16 December 2008</span>",
        '<time datetime="2008-12-16">16 December 2008</time>',
        "<span class=date>16 December 2008</span>",
        "<div>16 December 2008</div>",
    ],
)
def test_the_date_below_a_headline_with_a_word_of_events_is_read(headline: str, day: str) -> None:
    markup = f"<html lang=en><head><title>{headline}</title></head><body><h1>{headline}</h1>{day}{TEXT}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    published = parse_published(str(article.values["published"]))
    assert published is not None
    assert day_of(published) == date(2008, 12, 16)
    assert "updated" not in article.values


def test_a_label_on_the_line_above_still_counts() -> None:
    markup = (
        f"<html lang=en><body><h1>Old ferry</h1><div>Event date:</div><div>16 December 2008</div>{TEXT}</body></html>"
    )
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    assert "published" not in article.values
