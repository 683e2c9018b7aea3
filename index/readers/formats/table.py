"""CSV and TSV: a table with a header line; each row is an article.

    id,title,date,places,body
    17,"Ferry, aground",2016-12-14,Skye; Oban,"A ferry ran aground.

    Nobody was hurt."

The header gives the keys; Dateline's keys are recognised in any case, others are kept unchanged. The separator is a
comma, tab, semicolon or bar: the one most frequent in the header line, or the one in a line ``sep=;`` above it, as
Excel writes it. Quoted cells may contain separators, line ends and doubled quotation marks. Cells of people, places
and topics are split at semicolons.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import Decoded, as_utf8, decode_legacy, decode_text, nul_error
from dateline.index.readers.formats.lines import LONGEST_LINE, MEGABYTE, numbered_lines

__all__ = ["TableLines", "header_of", "read_table"]

SEPARATORS = ",\t;|"
SEPARATOR_LINE = re.compile(r"sep=([,;|\t])\s*", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
LISTS = frozenset(("people", "places", "topics"))
NAMES_OF_KEYS = """
    id title body published date byline author dateline source newspaper url language section updated
    people places topics
"""
OUR_KEYS = frozenset(NAMES_OF_KEYS.split())
MAX_COLUMNS = 1000
# What shows the encoding of a table.
SAMPLED_LINES, SAMPLE = 200, 20_000
# Characters that are no second byte of a letter in any encoding.
CELLS = re.compile(rb'[,;\t"\n]')
# Parts of the csv module's messages, and the reasons given instead.
REASONS = {
    "unexpected end of data": "a quotation mark that opens in this row is never closed; the rest was not read",
    "field larger than field limit": (
        f"a cell of this row is larger than {LONGEST_LINE // MEGABYTE} MB, as when a quotation mark is never closed; "
        "the rest was not read"
    ),
    "expected after": "more follows a closing quotation mark in this row; quotation marks inside of a cell are doubled",
}
ENDS_READING = ("unexpected end of data", "field larger than field limit")


class TableLines:
    """The decoded lines of a table; ``number`` is that of the last line read.

    The first line that is not UTF-8 and those after it show the encoding of the table. ``wrong`` is the error of a line
    that could not be decoded, ``notes`` are about lines that are not UTF-8. The reader of a row clears both.
    """

    def __init__(self, lines: Iterator[bytes], file: str) -> None:
        self._lines: Iterator[tuple[int, bytes | ReadError]] = numbered_lines(as_utf8(lines), file)
        self._file = file
        self.number = 0
        self.wrong: ReadError | None = None
        self.notes: tuple[str, ...] = ()
        self._is_utf8 = False
        self._encoding: Decoded | ReadError | None = None  # None before a line that is not UTF-8

    def __iter__(self) -> Iterator[str]:
        # Not a for loop: lines that were read to find the encoding are put back.
        while (each := next(self._lines, None)) is not None:
            self.number, line = each
            text = self._text(line)
            if isinstance(text, ReadError):
                # The row is lost, but its end can still be found.
                self.wrong = self.wrong or text
                text = line.decode(errors="replace") if isinstance(line, bytes) else "\n"
            yield from io.StringIO(text, newline=None) if "\r" in text else (text,)

    def _text(self, line: bytes | ReadError) -> str | ReadError:
        if isinstance(line, ReadError):
            return line
        if b"\0" in line:
            return nul_error(line, self._file, self.number)
        text = decode_text(line, self._file, self.number)
        if isinstance(text, str):
            self._is_utf8 = self._is_utf8 or not text.isascii()
            return text
        if self._is_utf8:  # then this line is damaged
            return text
        return self._legacy_text(line, text)

    def _legacy_text(self, line: bytes, error: ReadError) -> str | ReadError:
        """Return a line in the encoding of the table, else in that which its own words show, else the error."""
        if self._encoding is None:
            self._encoding = self._find_encoding(line, error)
        if isinstance(self._encoding, Decoded):
            try:
                text = line.decode(self._encoding.encoding)
            except UnicodeDecodeError:
                return error
            self.notes = self._encoding.notes
            return text
        decoded = decode_legacy(line, error)
        if isinstance(decoded, ReadError):
            return decoded
        self.notes = decoded.notes
        return decoded.text

    def _find_encoding(self, line: bytes, error: ReadError) -> Decoded | ReadError:
        """Return the encoding of a line and those after it, which are read again, or the error."""
        following = list(islice(self._lines, SAMPLED_LINES))
        self._lines = chain(following, self._lines)
        sample = [line, *(each for _, each in following if isinstance(each, bytes) and b"\0" not in each)]
        lines = list(map(without_names, within(sample, SAMPLE)))
        found = decode_legacy(b"".join(lines), error)
        while isinstance(found, ReadError) and len(lines) > 1:  # one of the lines may be damaged
            lines = lines[: len(lines) // 2]
            found = decode_legacy(b"".join(lines), error)
        return found


def within(lines: list[bytes], size: int) -> Iterator[bytes]:
    """Yield lines up to a size in bytes, at least the first."""
    for line in lines:
        yield line
        size -= len(line)
        if size <= 0:
            return


def without_names(line: bytes) -> bytes:
    """Return a line without cells that are one word of ASCII, such as addresses: they show no encoding."""
    return b" ".join(cell for cell in CELLS.split(line) if not cell.isascii() or b" " in cell) + b"\n"


def read_table(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each row below the header, or the error."""
    header: list[str] | None = None
    source = TableLines(lines, file)
    for line, row in rows_of(source, file):
        if isinstance(row, ReadError):
            yield row
            if header is None:
                return
        elif header is None:
            header = header_of(row)
            if (wrong := why_no_header(header)) is not None:
                yield ReadError(file, line, wrong)
                return
        else:
            article = article_of(header, row, file, line)
            yield replace(article, notes=source.notes) if source.notes and isinstance(article, RawArticle) else article


def rows_of(source: TableLines, file: str) -> Iterator[tuple[int, list[str] | ReadError]]:
    """Yield the line on which each row starts, and its cells or the error; empty rows are skipped."""
    texts = iter(source)
    first = next((text for text in texts if text.strip()), "")
    said = SEPARATOR_LINE.fullmatch(first)
    separator = said[1] if said is not None else separator_of(first)
    if csv.field_size_limit() < LONGEST_LINE:
        csv.field_size_limit(LONGEST_LINE)  # global for the program, so it is only raised
    number = source.number
    cells = csv.reader(texts if said is not None else with_first(first, texts), delimiter=separator, strict=True)
    while True:
        try:
            row = next(cells, None)
        except csv.Error as failure:
            known = next((reason for words, reason in REASONS.items() if words in str(failure)), f"{failure}")
            yield number, ReadError(file, number, known)
            if any(words in str(failure) for words in ENDS_READING):
                return
            row = []
        if row is None:
            return
        if source.wrong is not None:
            yield number, source.wrong
        elif any(row):
            yield number, row
        source.wrong, source.notes, number = None, (), source.number + 1


def with_first(first: str, others: Iterator[str]) -> Iterator[str]:
    """Yield the first line, then the others."""
    yield first
    yield from others


def separator_of(line: str) -> str:
    """Return the most frequent separator of a header line; a comma for a line without one."""
    bare = QUOTED.sub("", line)
    return max(SEPARATORS, key=bare.count)


def header_of(cells: list[str]) -> list[str]:
    """Return the keys of a header line; a column without a name gets its number."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return [
        name.lower() if name.lower() in OUR_KEYS else name or f"column {place}" for place, name in enumerate(names, 1)
    ]


def why_no_header(header: list[str]) -> str | None:
    """Return why a line cannot be the header of a table, else None."""
    if len(header) > MAX_COLUMNS:
        return f"the header has {len(header):,} columns; is this a table of articles, with a header line?"
    twice = sorted({name for name in header if header.count(name) > 1} - LISTS)
    return f"two columns of the header are named `{twice[0]}`; rename one" if twice else None


def article_of(header: list[str], row: list[str], file: str, line: int) -> RawArticle | ReadError:
    """Return the article of a row; missing cells at the end are missing keys."""
    if any(row[len(header) :]):
        return ReadError(
            file, line, f"the row has {len(row):,} cells, the header {len(header):,}; is a text not quoted?"
        )
    values: dict[str, object] = {}
    for key, cell in zip(header, row, strict=False):
        if key in LISTS:
            before = values.setdefault(key, [])
            assert isinstance(before, list)
            before.extend(part.strip() for part in cell.split(";") if part.strip())
        else:
            values[key] = cell
    return RawArticle(values, file, line, foreign=True)
