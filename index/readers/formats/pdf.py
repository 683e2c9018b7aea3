"""PDF files: one article a file, read with pypdf.

Only embedded text is read; scanned pages without a text layer give none. The title is that of the document, unless it
is a file name or a running head; then it is the first line of the text that is neither a running head nor a day. A
first line with the name of a paper and a day (`running_head`) gives the source and the day of publication. The
author of the document is the byline only if it is a name, not a program or the user of a computer, and the text has no
line *By …*; others are kept as ``document_author``. The time of creation is kept as ``created``; for a scanned paper it
is not the date of publication.

Form feeds divide the pages of the text, so that cleaning can drop the running heads.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Container, Iterator
from typing import Any

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.cleaning.page_breaks import NUMBER, running_lines
from dateline.index.dates import parse_published
from dateline.index.entities.agencies import find_agency
from dateline.index.errors import ReadError
from dateline.index.metadata.document_authors import byline_of
from dateline.index.metadata.top_lines import find_byline
from dateline.index.readers.decoding import missing_extra
from dateline.index.readers.formats.lines import join_lines
from dateline.index.readers.formats.running_head import find_running_head

__all__ = ["read_pdf"]

MAX_PAGES = 2000
LARGEST_TEXT = 20_000_000
# Lines above a headline, and characters in which the byline stands below it.
MOST_ABOVE = 8
TOP = 2_000
LONGEST_NAME = 100
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
    text = "\f".join(page for page in pages if page)
    if not text:
        return ReadError(file, None, "the PDF file holds no text; scanned pages must be recognised (OCR) first")
    running = running_lines(text)
    values = values_of(reader.metadata)
    first, _, rest = text.partition("\n")
    if (clipped := find_running_head(first)) is not None and rest.strip():
        values |= {"source": clipped.source, "published": clipped.day}
        # Cleaning drops a head that the other pages repeat.
        running, text = running | {first.strip()}, text if first.strip() in running else rest
        if words_in(str(values.get("title", ""))) <= words_in(first):
            values.pop("title", None)
    if words_in(str(values.get("title", ""))) in map(words_in, running):
        values.pop("title", None)
    head, below = divide(text, running)
    if "title" not in values:
        values["title"], text = head, below or head
    lines = (line.strip() for line in re.split(r"[\n\f]", text[:TOP]))
    top = "\n".join(line for line in lines if line not in running and line != values["title"])
    values, notes = settle_author(values, find_byline(top))
    return RawArticle({**values, "body": text}, file, None, alone=True, notes=notes)


def divide(text: str, running: Container[str]) -> tuple[str, str]:
    """Return the first line of a text that can be its title, and the text without it.

    Running heads and page numbers cannot, nor can a day. If there is no other, it is the first line.
    """
    lines = text.split("\n", MOST_ABOVE)
    for at, line in enumerate(lines[:MOST_ABOVE]):
        words = line.partition("\f")[0].strip()
        if words and words not in running and not NUMBER.fullmatch(words) and parse_published(words) is None:
            cut = line.find("\f")
            after = [line[cut:]] if cut >= 0 else []
            return words, "\n".join([*lines[:at], *after, *lines[at + 1 :]]).strip(" \n\f")
    first, _, rest = text.partition("\n")
    return first.strip(), rest.strip()


def settle_author(values: dict[str, object], printed: str | None) -> tuple[dict[str, object], tuple[ArticleNote, ...]]:
    """Return the values with the author of the document as the byline only if it is a name and the text has none."""
    author = str(values.pop("byline", ""))
    name = author if find_agency(author) is not None else byline_of(author)
    if name and printed is None:
        return {**values, "byline": name}, ()
    if not author:
        return values, ()
    notes: tuple[ArticleNote, ...] = ()
    if name and not words_in(name) & words_in(printed or ""):
        text = f"the document names “{author[:LONGEST_NAME]}” as its author; the printed byline “{printed}” was taken"
        notes = (ArticleNote("another author of the document", text),)
    return {**values, **({"byline": printed} if printed else {}), "document_author": author}, notes


def words_in(text: str) -> set[str]:
    """Return the words of a text in small letters, without numbers."""
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


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
