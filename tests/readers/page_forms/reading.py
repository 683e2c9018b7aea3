"""Read a page with a headline and the usual text."""

from __future__ import annotations

from datetime import date

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import TEXT

__all__ = ["day_of_article", "read_headed"]


def read_headed(headline: str, below: str, above: str = "", *, window: str | None = None) -> RawArticle:
    """Return the article of a page with markup above and below its headline, and the text below that.

    ``window`` is the title of the window, the headline if None.
    """
    title = headline if window is None else window
    body = f"{above}<h1>{headline}</h1>{below}{TEXT}"
    markup = f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle), article
    return article


def day_of_article(article: RawArticle) -> date | None:
    """Return the day of publication of an article, None if it has none."""
    text = article.values.get("published")
    if text is None:
        return None
    moment = parse_published(text)
    assert moment is not None, text
    return day_of(moment)
