"""PDF files: one article a file, read with pypdf.

Only embedded text is read; scanned pages without a text layer give none. Title and author are those of the document,
unless the title is a file name. The time of creation is kept as ``created``; for a scanned paper it is not the date of
publication.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from dateline.index.article import RawArticle
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.formats.lines import join_lines

__all__ = ["read_pdf"]

MAX_PAGES = 2000
LARGEST_TEXT = 20_000_000
FILE_NAME = re.compile(r"(?i)(?:microsoft word - .*|untitled.*|.*\.(?:docx?|odt|indd|qxp|qxd|pdf|rtf|tex|ps))")


def read_pdf(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a PDF file, or why it cannot be read."""
    try:
        import pypdf  # optional: the extra `pdf`
        from pypdf.errors import PyPdfError  # optional: the same
    except ImportError:
        yield missing_extra(file, "a PDF file", "pdf")
        return
    data = join_lines(lines, file)
    if isinstance(data, ReadError):
        yield data
        return
    # pypdf logs what it repairs to the root logger.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield ReadError(file, None, "the PDF file is encrypted; save it without its password first")
            return
        yield article_of(reader, file)
    # On damaged files pypdf raises nearly anything.
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as failure:
        yield ReadError(file, None, f"the PDF file is damaged ({type(failure).__name__}); export it again")
    except (NotImplementedError, AssertionError, ImportError):
        yield ReadError(file, None, "the PDF file uses what is not read; export it again")


def article_of(reader: Any, file: str) -> RawArticle | ReadError:
    """Return the article of an open PDF file. Raises the exceptions of pypdf."""
    pages: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages, 1):
        pages.append(page.extract_text().strip())
        size += len(pages[-1])
        if number > MAX_PAGES or size > LARGEST_TEXT:
            return ReadError(file, None, f"the PDF file has more than {MAX_PAGES} pages or is all text; split it")
    body = "\n\n".join(page for page in pages if page)
    if not body:
        return ReadError(file, None, "the PDF file holds no text; scanned pages must be recognised (OCR) first")
    values = values_of(reader.metadata)
    if "title" not in values:
        title, _, rest = body.partition("\n")
        values["title"], body = title.strip(), rest.strip() or title.strip()
    return RawArticle({**values, "body": body}, file, None, alone=True)


def values_of(about: Any) -> dict[str, object]:
    """Return the metadata of a document under Dateline's keys."""
    if about is None:
        return {}
    values: dict[str, object] = {}
    title, author = (" ".join(str(about.get(key) or "").split()) for key in ("/Title", "/Author"))
    if title and not FILE_NAME.fullmatch(title):
        values["title"] = title
    if author:
        values["byline"] = author
    made = parse_published(str(about.get("/CreationDate") or ""))
    if made is not None:
        values["created"] = made.isoformat()
    return values
