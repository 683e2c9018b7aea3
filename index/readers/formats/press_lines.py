"""The lines of an export of a press database as text, of which one document is in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from dateline.index.errors import ReadError
from dateline.index.readers.formats.lines import MEGABYTE
from dateline.index.readers.formats.table import TableLines

__all__ = ["DocumentLines"]

# Of one document. A line of a few letters takes twenty times their size in memory.
LARGEST_DOCUMENT = 16 * MEGABYTE
MOST_LINES = 500_000
# Letters of a text in which its tags are searched.
HEAD_SIZE = 4096


class DocumentLines:
    """The lines of a file with their numbers. Those of a document beyond its largest size are left out.

    ``is_border`` returns whether a line may be the border of a document. ``notes`` are on the encoding of the lines
    so far.
    """

    def __init__(self, lines: Iterator[bytes], file: str) -> None:
        self.is_border: Callable[[str], object] = bool
        self.notes: tuple[str, ...] = ()
        self._file = file
        self._source = TableLines(lines, file)
        self._texts = self._all_texts()
        self._number = 0
        self._size = self._count = 0
        self._wrong: list[ReadError] = []

    def head(self) -> str:
        """Return the beginning of the file, which is read again."""
        taken: list[tuple[int, str]] = []
        size = 0
        for each in self._texts:
            taken.append(each)
            size += len(each[1])
            if size >= HEAD_SIZE:
                break
        self._texts = chain(taken, self._texts)
        return "\n".join(text[:HEAD_SIZE] for _, text in taken)[:HEAD_SIZE]

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number, text in self._texts:
            self._number = number
            self._size += len(text)
            self._count += 1
            if not self._is_too_large or (len(text) < HEAD_SIZE and self.is_border(text)):
                yield number, text

    def end_document(self, line: int) -> ReadError | None:
        """Return why the document that began on a line, and of which all lines were taken, cannot be read."""
        size = f"{LARGEST_DOCUMENT // MEGABYTE} MB or {MOST_LINES:,} lines"
        reason = f"the document has more than {size}, too much for one article; it was passed over"
        error = ReadError(self._file, line, reason) if self._is_too_large else None
        self._size = self._count = 0
        # The last line that was taken may be the first of the next document.
        here = [each for each in self._wrong if (each.line or 0) < self._number]
        self._wrong = self._wrong[len(here) :]
        return error or next(iter(here), None)

    def end_file(self) -> ReadError | None:
        """Return what is wrong with a line that is of no document."""
        return next(iter(self._wrong), None)

    @property
    def _is_too_large(self) -> bool:
        return self._size > LARGEST_DOCUMENT or self._count > MOST_LINES

    def _all_texts(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number."""
        for number, text in enumerate(self._source, 1):
            if self._source.wrong is not None:
                self._wrong = [*self._wrong, self._source.wrong][:2]
                self._source.wrong = None
            self.notes = self.notes or self._source.notes
            # Form feeds and other signs also divide lines, but are not counted.
            for line in text.splitlines() or [""]:
                yield number, line
