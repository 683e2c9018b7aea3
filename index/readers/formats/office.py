"""Documents of Word and OpenDocument, and electronic books: the readers are in `dateline.index.readers.office`.

They are imported with the first such file, because they would add a tenth to the start of every command that reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError

__all__ = ["read_docx", "read_epub", "read_odt"]


def read_docx(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of a Word document, or why it cannot be read."""
    from dateline.index.readers.office.word import read_word  # start-up: only such files need it

    return read_word(lines, file)


def read_odt(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of an OpenDocument text, or why it cannot be read."""
    from dateline.index.readers.office.opendocument import read_opendocument  # start-up: only such files need it

    return read_opendocument(lines, file)


def read_epub(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of an electronic book, and why a part of it cannot be read."""
    from dateline.index.readers.office.epub import read_chapters  # start-up: only such files need it

    return read_chapters(lines, file)
