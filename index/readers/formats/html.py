"""Web pages: one article a file.

Title, authors, dates and site come from structured data (JSON-LD, then Open Graph and other ``meta`` elements), then
from the visible page, then from the address. trafilatura finds the text. Every page gives one article; front
pages and lists of results give poor ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.formats.lines import LARGEST_ARTICLE, join_article
from dateline.index.readers.page.archived import drop_toolbar, saved_address
from dateline.index.readers.page.body import read_body
from dateline.index.readers.page.boilerplate import HeadLines
from dateline.index.readers.page.encoding import decode_page
from dateline.index.readers.page.metadata import read_metadata
from dateline.index.readers.page.no_article import doubt_article
from dateline.index.readers.page.print_pages import drop_print_lines
from dateline.index.readers.page.script_dates import find_script_dates
from dateline.index.readers.page.tree import LARGEST_PAGE, parse_page, strip_page
from dateline.index.readers.page.web_page import MOST_HEADINGS

__all__ = ["read_html", "read_page"]


def read_html(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a web page, or why it cannot be read."""
    data = join_article(lines, file, "page", LARGEST_ARTICLE)
    yield data if isinstance(data, ReadError) else read_page(data, file)


def read_page(data: bytes, file: str, *, address: str | None = None, charset: str = "") -> RawArticle | ReadError:
    """Return the article of a page, or why it cannot be read.

    ``address`` is the URL of the page, ``charset`` the encoding that the server named, if known.
    """
    whole = decode_page(data, charset)
    text = strip_page(whole.text)
    if len(text) > LARGEST_PAGE:
        size = f"{len(text) / 1e6:.0f} million characters without its scripts"
        return ReadError(file, None, f"the page has {size}, too many for one article; it was not read")
    try:
        tree = parse_page(text)
        if tree is None:
            return ReadError(file, None, "the page is empty")
        drop_toolbar(tree)
        drop_print_lines(tree)
        metadata = read_metadata(tree, address or saved_address(whole.text), find_script_dates(whole.text))
        title, byline = str(metadata.values.get("title", "")), metadata.values.get("byline")
        headings = [heading.text_content() for heading in islice(tree.iter("h1", "title"), MOST_HEADINGS)]
        authors = byline if isinstance(byline, list) else []
        known = HeadLines([title, *headings], authors, metadata.above, metadata.published)
        dropped: list[str] = []
        body = read_body(tree, metadata.article, known, dropped)
    except ImportError:
        return missing_extra(file, "a web page", "html")
    # On damaged pages trafilatura and its dependencies raise nearly anything.
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as failure:
        return ReadError(file, None, f"the page is damaged ({type(failure).__name__}); save it again")
    if not body:
        return ReadError(file, None, "no article was found in the page")
    doubts = doubt_article(title, metadata.outline, body, bool(metadata.article))
    values = {"title": title, **metadata.values, "body": body}
    notes = (*whole.notes, *metadata.notes, *doubts, *dropped)
    return RawArticle(values, file, 1, alone=True, notes=notes, dates=metadata.dates)
