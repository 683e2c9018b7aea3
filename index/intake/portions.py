"""Portions: whole files, or byte ranges of long JSON Lines files, that are read independently.

A line belongs to the portion in which it begins. So portions can be read in any order, and together they give the same
records as the whole file. Line numbers count from the first line of the portion. Records come in batches, so that
a long portion does not fill the memory.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean_with_fallback
from dateline.index.dataclass import dataclass, replace
from dateline.index.dates import DateOrder
from dateline.index.errors import InputError, ReadError
from dateline.index.intake.reading import Options
from dateline.index.readers import guarded, read_head, read_source, rename_and_check, strip_bom
from dateline.index.readers.date_order import find_orders, numeric_dates, with_orders
from dateline.index.readers.formats.json_records import read_lines
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of
from dateline.index.readers.paths import CUT_WHILE_READ, describe_error, is_cut
from dateline.index.readers.registry import Format, find_format, get_format
from dateline.index.store.placement import Draft, draft_of
from dateline.index.store.rows import Cells

__all__ = ["PORTION_SIZE", "IncomingArticle", "Portion", "RecordBatch", "SkippedRecord", "can_be_split", "read_portion"]

# Bytes: about half a second of extraction, so that processes finish at about the same time.
PORTION_SIZE = 1 << 20
JSON_LINES = "jsonl"
# Limits of a batch: records, and characters of text.
BATCH_RECORDS = 500
BATCH_CHARACTERS = 1_000_000
NO_COUNTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Portion:
    """A whole file (``stop`` is None) or the lines that begin in a range of its bytes.

    ``skip`` is the number of its records that an earlier run has stored.
    """

    file: str
    start: int = 0
    stop: int | None = None
    skip: int = 0


class IncomingArticle(NamedTuple):
    """An article that was read and cleaned, and is to be stored.

    ``mentions`` is the record of its mentions, None if none were extracted. ``failed`` names the parts of
    cleaning that raised; the article lacks their results. ``cells`` are those of its row if a worker made them.
    """

    article: Article
    file: str
    line: int | None
    reader: str
    mentions: str | None = None
    failed: tuple[str, ...] = ()
    cells: Cells | None = None

    @property
    def draft(self) -> Draft:
        """The article as the store takes it."""
        return draft_of(self.article) if self.cells is None else Draft(self.article, self.cells)

    def where(self, line_offset: int = 0) -> str:
        """Return file and line; ``line_offset`` is the number of lines before the portion."""
        return self.file if self.line is None else f"{self.file}:{self.line + line_offset}"


class SkippedRecord(NamedTuple):
    """A record that could not be read, and the name of its reader, empty if no reader was chosen."""

    error: ReadError
    reader: str


class RecordBatch(NamedTuple):
    """Records of a portion, in order. ``done`` marks the last batch, which has the portion's number of ``lines``.

    ``unread_suffixes`` counts the members of an archive that are not read, by suffix.
    """

    items: list[IncomingArticle | SkippedRecord]
    done: bool
    lines: int = 0
    unread_suffixes: Mapping[str, int] = NO_COUNTS


def can_be_split(file: str, size: int, format: str | None) -> bool:
    """Return whether a file is long enough to split and is uncompressed JSON Lines."""
    if size < 2 * PORTION_SIZE:
        return False
    try:
        with open(file, "rb") as stream:
            blank, head = read_head(lines_of(stream))
    except OSError:
        return False  # reading it reports the error
    start = b"".join([blank, *head])
    row = get_format(format) if format else find_format(file, start)
    return row.name == JSON_LINES and start.lstrip().startswith(b"{")


def read_portion(portion: Portion, options: Options, standard_input: BinaryIO | None = None) -> Iterator[RecordBatch]:
    """Yield the records of a portion, cleaned, in batches; the last one is ``done``."""
    items: list[IncomingArticle | SkippedRecord] = []
    characters = 0
    records = PortionReader(portion, options, standard_input)
    for number, found in enumerate(records.read()):
        if number < portion.skip:
            continue
        if isinstance(found, ReadError):
            items.append(SkippedRecord(found, records.reader))
        else:
            article, failed = clean_with_fallback(found, options.dating, detect=options.detect)
            items.append(IncomingArticle(article, found.file, found.line, records.reader, failed=failed))
            characters += len(article.body)
        if len(items) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield RecordBatch(items, done=False)
            items, characters = [], 0
    yield RecordBatch(items, done=True, lines=records.lines, unread_suffixes=records.unread_suffixes or NO_COUNTS)


class PortionReader:
    """Reads the records of one portion; also gives the reader of the last record and the number of lines."""

    def __init__(self, portion: Portion, options: Options, standard_input: BinaryIO | None) -> None:
        self.reader = ""
        self.lines = 0
        self.unread_suffixes = Counter[str]()
        self._portion = portion
        self._options = options
        self._standard_input = standard_input

    def read(self) -> Iterator[RawArticle | ReadError]:
        """Yield the records, with keys renamed and checked."""
        row: Format | None = get_format(self._options.format) if self._options.format else None
        if self._portion.stop is None:
            found = read_source(self._portion.file, self._standard_input, row, self._set_reader, self.unread_suffixes)
        else:
            self.reader = JSON_LINES
            found = self._read_range(self._portion.stop)
        mapping = self._options.mapping
        records = (rename_and_check(each, mapping) for each in found)
        if self._portion.stop is None:
            return with_orders(records)
        return (self._with_orders_of_file(each) for each in records)

    def _with_orders_of_file(self, found: RawArticle | ReadError) -> RawArticle | ReadError:
        """Return a record of a range with the order of dates that the beginning of the whole file shows."""
        if isinstance(found, ReadError) or not any(numeric_dates(found)):
            return found
        try:
            stat = os.stat(found.file)
        except OSError:  # removed meanwhile; its records are read
            return found
        mapping = tuple(sorted(self._options.mapping.items()))
        orders = orders_of_file(found.file, stat.st_size, stat.st_mtime_ns, mapping)
        return replace(found, orders=orders) if orders else found

    def _set_reader(self, name: str) -> None:
        self.reader = name

    def _read_range(self, stop: int) -> Iterator[RawArticle | ReadError]:
        file = self._portion.file
        try:
            with open(file, "rb") as stream:
                lines = self._count_lines(lines_in_range(stream, self._portion.start, stop))
                yield from guarded(read_lines(lines, file), file)
                if is_cut(stream, stop):
                    yield ReadError(file, None, CUT_WHILE_READ)
        except OSError as failure:
            yield InputError(file, None, describe_error(failure, file))

    def _count_lines(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.lines += line.endswith(b"\n")
            yield line


@lru_cache(maxsize=16)
def orders_of_file(file: str, size: int, changed: int, mapping: tuple[tuple[str, str], ...]) -> tuple[DateOrder, ...]:
    """Return the orders of the numeric dates of a file of JSON Lines, none if it cannot be read now."""
    try:
        with open(file, "rb") as stream:
            found = guarded(read_lines(lines_in_range(stream, 0, size), file), file)
            return find_orders((rename_and_check(each, dict(mapping)) for each in found), file)
    except OSError:
        return ()


def lines_in_range(stream: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    """Yield the lines that begin in a range of bytes, in pieces as `lines_of` does."""
    at = start
    if start:
        # Skip the line that began before the range.
        stream.seek(start - 1)
        at, ended = start - 1, False
        while not ended and at < stop and (piece := stream.readline(LONGEST_LINE)):
            at += len(piece)
            ended = piece.endswith(b"\n")
        if not ended:
            return
    ended = True
    while (at < stop or not ended) and (line := stream.readline(LONGEST_LINE)):
        yield line if at else strip_bom(line)
        at += len(line)
        ended = line.endswith(b"\n")
