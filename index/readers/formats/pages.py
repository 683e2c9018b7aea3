"""Web pages, alone and inside other files: the reader is in `dateline.index.readers.formats.html`.

It is imported with the first page: its tables of words of all languages would take more than half of the time in which
a command that reads starts.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError

__all__ = ["read_html", "read_page"]


def read_html(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a web page, or why it cannot be read."""
    from dateline.index.readers.formats import html  # start-up: only pages need it

    return html.read_html(lines, file)


def read_page(data: bytes, file: str, *, address: str | None = None, charset: str = "") -> RawArticle | ReadError:
    """Return the article of a page, or why it cannot be read (`dateline.index.readers.formats.html.read_page`)."""
    from dateline.index.readers.formats import html  # start-up: only pages need it

    return html.read_page(data, file, address=address, charset=charset)
