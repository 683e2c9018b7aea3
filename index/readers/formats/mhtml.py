"""Web pages as browsers save them in one file (``.mht``, ``.mhtml``): the page and its pictures as parts of a mail.

The page is read as other pages are; its pictures, styles and frames are not. The day of saving is kept as
``crawled``, and is not that of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.readers.formats.lines import LARGEST_ARTICLE, join_article
from dateline.index.readers.formats.pages import read_page

__all__ = ["read_mhtml"]

PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of the page, or why it cannot be read."""
    from dateline.index.readers.formats.mail_headers import POLICY, header  # start-up: few add saved pages
    from dateline.index.readers.formats.message import date_of, why_refused  # start-up: as above

    data = join_article(lines, file, "saved page", LARGEST_ARTICLE)
    if isinstance(data, ReadError):
        yield data
        return
    if (wrong := why_refused(data)) is not None:
        yield ReadError(file, None, wrong)
        return
    try:
        message = message_from_bytes(data.lstrip(), policy=POLICY)
        address = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
        page = page_of(message, address)
    except RecursionError:
        yield ReadError(file, None, "the parts of the saved page are nested too deep")
        return
    if page is None:
        yield ReadError(file, None, "the saved page holds no page in HTML")
        return
    yield with_saving(read_part(page, address, file), date_of(message))


def page_of(message: Message, address: str) -> Message | None:
    """Return the part that is the page: the one of its address, else the one that the head names, else the first."""
    pages = [part for part in message.walk() if part.get_content_type() in PAGES]
    start = str(message.get_param("start") or "")
    for part in pages:
        if address and part is not message and part.get("Content-Location") == address:
            return part
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None)


def read_part(page: Message, address: str, file: str) -> RawArticle | ReadError:
    """Return the article of the part that is the page, or why it cannot be read."""
    data = page.get_payload(decode=True)
    where = address or str(page.get("Content-Location") or "")
    is_address = where.startswith(("http://", "https://"))
    return read_page(
        data if isinstance(data, bytes) else b"",
        file,
        address=where if is_address else None,
        charset=page.get_content_charset() or "",
    )


def with_saving(found: RawArticle | ReadError, day: str) -> RawArticle | ReadError:
    """Return the article of a page with the day on which it was saved, if that is known."""
    if isinstance(found, ReadError) or not day:
        return found
    return replace(found, values={**found.values, "crawled": day})
